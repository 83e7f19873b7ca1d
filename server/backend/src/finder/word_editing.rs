//! Editing the words of the search.

use super::catalogue::load_vocabulary;
use super::term_editing::check_whole_county;
use crate::accounts::{Deed, Editor};
use crate::changes::Change;
use crate::db::{Tx, documents, offers, taxonomy};
use crate::error::ServiceError;
use crate::service::Service;
use shared::desk::DeskError;
use shared::desk::audit::{Action, SubjectKind};
use shared::desk::words::{SearchComparison, WordsForm, WordsId, without_concept};
use shared::search::vocabulary::Vocabulary;

impl Service {
    /// The words of the search.
    ///
    /// # Errors
    /// [`DeskError::NotAllowed`] for an editor of some towns only.
    pub async fn show_vocabulary(&self, editor: &Editor) -> Result<Vocabulary, ServiceError> {
        check_whole_county(editor)?;
        load_vocabulary(&mut self.0.db.read().await?).await
    }

    /// An entry as a form.
    ///
    /// # Errors
    /// [`DeskError::Missing`], [`DeskError::NotAllowed`].
    pub async fn open_words(
        &self,
        editor: &Editor,
        id: &WordsId,
    ) -> Result<WordsForm, ServiceError> {
        check_whole_county(editor)?;
        let vocabulary = load_vocabulary(&mut self.0.db.read().await?).await?;
        WordsForm::of(&vocabulary, id).ok_or(DeskError::Missing.into())
    }

    /// Saves an entry; without an id a new thing people search for. Returns its id.
    ///
    /// # Errors
    /// [`DeskError::Words`], [`DeskError::NotAllowed`] for an editor of some towns only.
    pub async fn save_words(
        &self,
        editor: &Editor,
        id: Option<&WordsId>,
        form: &WordsForm,
    ) -> Result<WordsId, ServiceError> {
        check_whole_county(editor)?;
        let mut tx = self.0.db.write().await?;
        taxonomy::bump_revision(&mut tx, offers::REVISION_TOPIC).await?;
        let vocabulary = load_vocabulary(&mut tx).await?;
        let (changed, id) = form.apply(&vocabulary, id).map_err(DeskError::Words)?;
        self.store_vocabulary(tx, editor, &changed, &id).await?;
        Ok(id)
    }

    /// Deletes a thing people search for.
    ///
    /// # Errors
    /// [`DeskError::Missing`], also for the words of a value, [`DeskError::NotAllowed`].
    pub async fn delete_words(&self, editor: &Editor, id: &WordsId) -> Result<(), ServiceError> {
        check_whole_county(editor)?;
        let WordsId::Concept(concept) = id else { return Err(DeskError::Missing.into()) };
        let mut tx = self.0.db.write().await?;
        taxonomy::bump_revision(&mut tx, offers::REVISION_TOPIC).await?;
        let vocabulary = load_vocabulary(&mut tx).await?;
        let changed = without_concept(&vocabulary, concept).ok_or(DeskError::Missing)?;
        self.store_vocabulary(tx, editor, &changed, id).await
    }

    /// What a form would change in the search; by default the words that it adds and removes are tried.
    ///
    /// # Errors
    /// As [`Self::save_words`].
    pub async fn try_words(
        &self,
        editor: &Editor,
        id: Option<&WordsId>,
        form: &WordsForm,
        queries: &[String],
    ) -> Result<Vec<SearchComparison>, ServiceError> {
        check_whole_county(editor)?;
        let vocabulary = load_vocabulary(&mut self.0.db.read().await?).await?;
        let (changed, _) = form.apply(&vocabulary, id).map_err(DeskError::Words)?;
        let before = id.and_then(|id| WordsForm::of(&vocabulary, id)).unwrap_or_default();
        let queries = if queries.is_empty() {
            let removed = before.new_words(form);
            form.new_words(&before).into_iter().chain(removed).collect()
        } else {
            queries.to_vec()
        };
        self.try_search(&queries, |records| records.vocabulary = changed).await
    }

    async fn store_vocabulary(
        &self,
        mut tx: Tx,
        editor: &Editor,
        vocabulary: &Vocabulary,
        changed: &WordsId,
    ) -> Result<(), ServiceError> {
        let now = self.0.clock.now();
        documents::save_document(&mut tx, documents::VOCABULARY, vocabulary, now).await?;
        let deed = Deed {
            action: Action::ChangeWords,
            kind: SubjectKind::Document,
            subject: documents::VOCABULARY,
            detail: &changed.to_string(),
        };
        self.record_deed(&mut tx, &editor.actor, deed).await?;
        tx.announce(Change::Finder);
        Ok(tx.commit().await?)
    }
}
