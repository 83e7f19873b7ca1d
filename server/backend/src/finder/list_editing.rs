//! Editing what offers refer to: providers, days without school.

use super::addresses::place_providers;
use super::defaults::{SCHOOL_FREE, parse_default};
use super::term_editing::check_whole_county;
use crate::accounts::{Deed, Editor, Scope};
use crate::changes::Change;
use crate::db::{Tx, documents, offers, providers, taxonomy};
use crate::error::ServiceError;
use crate::secret::random_u128;
use crate::service::Service;
use shared::desk::DeskError;
use shared::desk::audit::{Action, SubjectKind};
use shared::desk::providers::ProviderForm;
use shared::desk::school_free::{format_lines, parse_lines};
use shared::finder::SchoolFreeRange;
use shared::id::ProviderId;
use shared::provider::Provider;

impl Service {
    /// A provider.
    ///
    /// # Errors
    /// [`DeskError::Missing`].
    pub async fn open_provider(
        &self,
        _: &Editor,
        id: &ProviderId,
    ) -> Result<Provider, ServiceError> {
        find_provider(&mut self.0.db.read().await?, id).await
    }

    /// Saves a provider; returns its id.
    ///
    /// # Errors
    /// [`DeskError::Fields`], [`DeskError::Missing`], [`DeskError::NotAllowed`] for one of a town
    /// that is not the editor's.
    pub async fn save_provider(
        &self,
        editor: &Editor,
        id: Option<&ProviderId>,
        form: &ProviderForm,
    ) -> Result<ProviderId, ServiceError> {
        let mut tx = self.0.db.write().await?;
        taxonomy::bump_revision(&mut tx, offers::REVISION_TOPIC).await?;
        let stored = match id {
            Some(id) => Some(find_provider(&mut tx, id).await?),
            None => None,
        };
        if let Some(stored) = &stored {
            check_scope(editor, stored)?;
        }
        let taxonomy = taxonomy::load_taxonomy(&mut tx).await?;
        let new = || ProviderId::from_random(random_u128());
        let mut provider =
            form.parse(id.cloned().unwrap_or_else(new), &taxonomy).map_err(DeskError::Fields)?;
        check_scope(editor, &provider)?;
        forget_old_place(stored.as_ref(), &mut provider);
        place_providers(&mut tx, std::slice::from_mut(&mut provider), &taxonomy).await?;
        providers::save_provider(&mut tx, &provider).await?;
        self.record_provider_deed(&mut tx, editor, &provider, Action::ChangeProvider).await?;
        tx.announce(Change::Finder);
        tx.commit().await?;
        Ok(provider.id)
    }

    /// Deletes a provider without offers.
    ///
    /// # Errors
    /// [`DeskError::HasOffers`], [`DeskError::Missing`], [`DeskError::NotAllowed`].
    pub async fn delete_provider(
        &self,
        editor: &Editor,
        id: &ProviderId,
    ) -> Result<(), ServiceError> {
        let mut tx = self.0.db.write().await?;
        taxonomy::bump_revision(&mut tx, offers::REVISION_TOPIC).await?;
        let provider = find_provider(&mut tx, id).await?;
        check_scope(editor, &provider)?;
        if !providers::delete_idle_provider(&mut tx, id).await? {
            return Err(DeskError::HasOffers.into());
        }
        self.record_provider_deed(&mut tx, editor, &provider, Action::DeleteProvider).await?;
        tx.announce(Change::Finder);
        Ok(tx.commit().await?)
    }

    /// The days without school, as lines.
    ///
    /// # Errors
    /// The database's only.
    pub async fn show_school_free(&self, _: &Editor) -> Result<String, ServiceError> {
        let mut tx = self.0.db.read().await?;
        let stored: Option<Vec<SchoolFreeRange>> =
            documents::load_document(&mut tx, documents::SCHOOL_FREE).await?;
        let ranges = match stored {
            Some(ranges) => ranges,
            None => parse_default("school_free.json", SCHOOL_FREE)?,
        };
        Ok(format_lines(&ranges))
    }

    /// Replaces the days without school.
    ///
    /// # Errors
    /// [`DeskError::SchoolFree`], [`DeskError::NotAllowed`] for an editor of some towns only.
    pub async fn save_school_free(&self, editor: &Editor, lines: &str) -> Result<(), ServiceError> {
        check_whole_county(editor)?;
        let ranges = parse_lines(lines).map_err(DeskError::from)?;
        let mut tx = self.0.db.write().await?;
        taxonomy::bump_revision(&mut tx, offers::REVISION_TOPIC).await?;
        let now = self.0.clock.now();
        documents::save_document(&mut tx, documents::SCHOOL_FREE, &ranges, now).await?;
        let deed = Deed {
            action: Action::ChangeSchoolFree,
            kind: SubjectKind::Document,
            subject: documents::SCHOOL_FREE,
            detail: "",
        };
        self.record_deed(&mut tx, &editor.actor, deed).await?;
        tx.announce(Change::Finder);
        Ok(tx.commit().await?)
    }

    async fn record_provider_deed(
        &self,
        tx: &mut Tx,
        editor: &Editor,
        provider: &Provider,
        action: Action,
    ) -> Result<(), ServiceError> {
        let deed = Deed {
            action,
            kind: SubjectKind::Provider,
            subject: provider.id.as_str(),
            detail: provider.name.as_str(),
        };
        Ok(self.record_deed(tx, &editor.actor, deed).await?)
    }
}

/// A position that belongs to another address than the new one would mislead people.
fn forget_old_place(stored: Option<&Provider>, provider: &mut Provider) {
    let is_old = |stored: &Provider| {
        stored.address != provider.address && stored.position == provider.position
    };
    if stored.is_some_and(is_old) {
        provider.position = None;
    }
}

async fn find_provider(tx: &mut Tx, id: &ProviderId) -> Result<Provider, ServiceError> {
    let known = providers::load_providers(tx).await?;
    known.into_iter().find(|provider| provider.id == *id).ok_or(DeskError::Missing.into())
}

/// An editor of some towns changes providers of these towns only.
fn check_scope(editor: &Editor, provider: &Provider) -> Result<(), DeskError> {
    let is_own = match editor.scope() {
        Scope::All => true,
        Scope::Cities(cities) => provider.city.as_ref().is_some_and(|city| cities.contains(city)),
        Scope::Provider(own) => provider.id == *own,
    };
    if is_own { Ok(()) } else { Err(DeskError::NotAllowed) }
}
