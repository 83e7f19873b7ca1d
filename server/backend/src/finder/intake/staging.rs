//! Uploaded files of offers: kept in the database until they are imported, thrown away, or too old.

use super::reading::run_blocking;
use crate::accounts::Editor;
use crate::db::staged_files::{self, Decisions, Part, PartKind, StagedFile};
use crate::db::{DbError, Tx};
use crate::import::{ImportError, StagingError};
use crate::secret::random_u128;
use crate::service::Service;
use exchange::file::SourceFile;
use exchange::offers::Source;
use exchange::rejected::Rejected;
use shared::id::StagedFileId;
use shared::time::Millis;
use std::sync::Arc;
use std::time::Duration;

/// Days after which an uploaded file is deleted, imported or not.
pub const STAGED_DAYS: u32 = 14;
/// Bytes of a part: a ballot never waits longer than for one of them.
const PART: usize = 1024 * 1024;
/// Most files that wait at the same time.
const MAX_FILES: usize = 100;

impl Service {
    /// Keeps an uploaded file of offers, to be looked at before it is imported. A file that cannot be
    /// read at all is refused at once.
    ///
    /// # Errors
    /// [`StagingError`]; nothing is kept then.
    pub async fn stage_offer_file(
        &self,
        editor: &Editor,
        file: SourceFile,
    ) -> Result<StagedFileId, StagingError> {
        let kind = file.kind().map_err(ImportError::from)?;
        let turn = self.0.staging.turn().await;
        let content: Arc<[u8]> = file.content.into();
        let parsed = content.clone();
        let source = run_blocking(move || Source::parse(kind, parsed.to_vec())).await?;
        let source = source.map_err(ImportError::from)?;
        drop(turn);
        let staged = StagedFile {
            id: StagedFileId::from_random(random_u128()),
            created_at: self.0.clock.now(),
            uploaded_by: editor.actor.clone(),
            name: file.name,
            bytes: content.len() as u64,
            decisions: Decisions::default(),
            import: None,
        };
        self.insert_staged(&staged, &content).await?;
        self.0.staging.keep_source(&staged.id, &Arc::new(source));
        Ok(staged.id)
    }

    /// Stores the content of a file whose record is there, and marks it as complete: a transaction
    /// for each part, so that nobody waits for all of them.
    pub(crate) async fn store_parts(
        &self,
        id: &StagedFileId,
        content: &[u8],
    ) -> Result<(), DbError> {
        for (position, content) in content.chunks(PART).enumerate() {
            let part = Part { kind: PartKind::File, position, content };
            let mut tx = self.0.db.write().await?;
            staged_files::insert_part(&mut tx, id, part).await?;
            tx.commit().await?;
        }
        let mut tx = self.0.db.write().await?;
        staged_files::complete_file(&mut tx, id).await?;
        tx.commit().await
    }

    async fn insert_staged(&self, staged: &StagedFile, content: &[u8]) -> Result<(), StagingError> {
        let mut tx = self.0.db.write().await?;
        staged_files::delete_files_before(&mut tx, self.staged_before()).await?;
        if staged_files::load_files(&mut tx).await?.len() >= MAX_FILES {
            return Err(StagingError::TooMany);
        }
        staged_files::insert_file(&mut tx, staged).await?;
        tx.commit().await?;
        Ok(self.store_parts(&staged.id, content).await?)
    }

    /// The uploaded files, the latest first.
    ///
    /// # Errors
    /// The database's only.
    pub async fn list_staged_files(&self, _: &Editor) -> Result<Vec<StagedFile>, DbError> {
        staged_files::load_files(&mut self.0.db.read().await?).await
    }

    /// An uploaded file.
    ///
    /// # Errors
    /// [`StagingError::Missing`].
    pub async fn find_staged_file(
        &self,
        _: &Editor,
        id: &StagedFileId,
    ) -> Result<StagedFile, StagingError> {
        find(&mut self.0.db.read().await?, id).await
    }

    /// Throws an uploaded file away.
    ///
    /// # Errors
    /// The database's only.
    pub async fn discard_staged_file(&self, _: &Editor, id: &StagedFileId) -> Result<(), DbError> {
        let mut tx = self.0.db.write().await?;
        staged_files::delete_file(&mut tx, id).await?;
        self.0.staging.forget(id);
        tx.commit().await
    }

    /// Deletes uploaded files that are older than [`STAGED_DAYS`]; returns how many.
    ///
    /// # Errors
    /// The database's only.
    pub async fn expire_staged_files(&self) -> Result<u64, DbError> {
        let mut tx = self.0.db.write().await?;
        let deleted = staged_files::delete_files_before(&mut tx, self.staged_before()).await?;
        tx.commit().await?;
        Ok(deleted)
    }

    /// Files that were uploaded before are too old.
    fn staged_before(&self) -> Millis {
        let keep = Duration::from_hours(24 * u64::from(STAGED_DAYS));
        self.0.clock.now().before(keep)
    }

    /// The rows of an imported file that could not be taken.
    ///
    /// # Errors
    /// [`StagingError::Missing`] where there are none, or no longer.
    pub async fn load_rejected(
        &self,
        _: &Editor,
        id: &StagedFileId,
    ) -> Result<Rejected, StagingError> {
        let mut tx = self.0.db.read().await?;
        find(&mut tx, id).await?;
        let json = staged_files::load_content(&mut tx, id, PartKind::Rejected).await?;
        if json.is_empty() {
            return Err(StagingError::Missing);
        }
        let rejected = run_blocking(move || serde_json::from_slice(&json)).await?;
        rejected.map_err(|_| StagingError::Missing)
    }

    /// The parsed file.
    pub(super) async fn load_source(
        &self,
        staged: &StagedFile,
    ) -> Result<Arc<Source>, StagingError> {
        if let Some(source) = self.0.staging.source(&staged.id) {
            return Ok(source);
        }
        let content = {
            let mut tx = self.0.db.read().await?;
            staged_files::load_content(&mut tx, &staged.id, PartKind::File).await?
        };
        if content.is_empty() {
            return Err(StagingError::Applied);
        }
        let file = SourceFile { name: staged.name.clone(), content };
        let kind = file.kind().map_err(ImportError::from)?;
        let source = run_blocking(move || Source::parse(kind, file.content)).await?;
        let source = Arc::new(source.map_err(ImportError::from)?);
        self.0.staging.keep_source(&staged.id, &source);
        Ok(source)
    }
}

pub(super) async fn find(tx: &mut Tx, id: &StagedFileId) -> Result<StagedFile, StagingError> {
    staged_files::find_file(tx, id).await?.ok_or(StagingError::Missing)
}

/// Records that a file was imported, with the rows that were left.
///
/// # Errors
/// [`StagingError::Applied`] where somebody else was faster.
pub(super) async fn mark_applied(
    tx: &mut Tx,
    id: &StagedFileId,
    applied: Applied<'_>,
) -> Result<(), StagingError> {
    if !staged_files::save_import(tx, id, applied.import).await? {
        return Err(StagingError::Applied);
    }
    for (position, content) in applied.rejected.chunks(PART).enumerate() {
        let part = Part { kind: PartKind::Rejected, position, content };
        staged_files::insert_part(tx, id, part).await?;
    }
    Ok(())
}

/// What was made of a file.
#[derive(Clone, Copy)]
pub(super) struct Applied<'a> {
    pub(super) import: &'a shared::id::ImportId,
    /// The rows that were left, as JSON; may be empty.
    pub(super) rejected: &'a [u8],
}
