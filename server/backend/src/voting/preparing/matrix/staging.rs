//! Uploaded matrices: kept in parts until they are imported, thrown away, or too old.

use super::super::authorise;
use super::MatrixError;
use crate::accounts::{ConferenceOrganiser, ConferenceScope};
use crate::db::Tx;
use crate::db::matrix_imports::{self, MatrixImport};
use crate::db::staged_files::{self, PartKind};
use crate::db::staged_matrices::{self, MatrixDecisions, StagedDetails, StagedMatrix};
use crate::error::ServiceError;
use crate::finder::STAGED_DAYS;
use crate::import::ImportError;
use crate::secret::random_u128;
use crate::service::Service;
use exchange::conference::{Reading, read};
use exchange::file::SourceFile;
use exchange::matrix::Decisions;
use shared::desk::DeskError;
use shared::desk::audit::Actor;
use shared::desk::conferences::{ConferenceError, DetailsForm};
use shared::id::{ConferenceId, StagedFileId};
use std::time::Duration;

/// Most matrices that wait at the same time.
const MAX_FILES: usize = 100;

/// What a matrix is uploaded for.
#[derive(Clone, Debug)]
pub enum MatrixTarget {
    /// A new conference with this title, place, date and languages.
    New(DetailsForm),
    /// A conference that is there.
    Conference(ConferenceId),
}

/// Files of a conference: those that wait, and those that were imported over it.
#[derive(Clone, Debug, Default)]
pub struct WaitingMatrices {
    /// Files that wait, the latest first.
    pub files: Vec<StagedMatrix>,
    /// Imports, the latest first.
    pub imports: Vec<MatrixImport>,
}

impl Service {
    /// Keeps an uploaded matrix, to be looked at before it is imported. A file that cannot be read is
    /// refused at once.
    ///
    /// # Errors
    /// [`MatrixError`]; [`ConferenceError::Cells`] for the details of a new conference. Nothing is
    /// kept then.
    pub async fn stage_matrix(
        &self,
        right: &ConferenceOrganiser,
        file: SourceFile,
        target: MatrixTarget,
    ) -> Result<StagedFileId, MatrixError> {
        let (conference, details) = match target {
            MatrixTarget::New(form) => {
                form.parse(None).map_err(ConferenceError::Cells)?;
                let DetailsForm { cells, languages, .. } = form;
                (None, Some(StagedDetails { cells, languages }))
            }
            MatrixTarget::Conference(id) => {
                authorise(&mut self.0.db.read().await?, right, &id).await?;
                (Some(id), None)
            }
        };
        let content = file.content.clone();
        let staged = StagedMatrix {
            id: StagedFileId::from_random(random_u128()),
            created_at: self.0.clock.now(),
            uploaded_by: right.actor.clone(),
            name: file.name.clone(),
            bytes: content.len() as u64,
            conference,
            decisions: MatrixDecisions { details, ..MatrixDecisions::default() },
        };
        self.read_matrix(file, Decisions::default()).await?;
        self.insert_staged_matrix(&staged, &content).await?;
        Ok(staged.id)
    }

    async fn insert_staged_matrix(
        &self,
        staged: &StagedMatrix,
        content: &[u8],
    ) -> Result<(), MatrixError> {
        let mut tx = self.0.db.write().await?;
        let oldest = self.0.clock.now().before(Duration::from_hours(24 * u64::from(STAGED_DAYS)));
        staged_files::delete_files_before(&mut tx, oldest).await?;
        if staged_matrices::load_matrices(&mut tx).await?.len() >= MAX_FILES {
            return Err(MatrixError::TooMany);
        }
        staged_matrices::insert_matrix(&mut tx, staged).await?;
        tx.commit().await?;
        Ok(self.store_parts(&staged.id, content).await?)
    }

    /// Files of a conference that wait, and those that were imported over it.
    ///
    /// # Errors
    /// [`DeskError::Missing`], [`DeskError::NotAllowed`].
    pub async fn list_matrices(
        &self,
        right: &ConferenceOrganiser,
        id: &ConferenceId,
    ) -> Result<WaitingMatrices, ServiceError> {
        let mut tx = self.0.db.read().await?;
        authorise(&mut tx, right, id).await?;
        let mut files = staged_matrices::load_matrices(&mut tx).await?;
        files.retain(|file| file.conference.as_ref() == Some(id));
        Ok(WaitingMatrices { files, imports: matrix_imports::load_imports(&mut tx, id).await? })
    }

    /// The organiser's files for new conferences, the latest first.
    ///
    /// # Errors
    /// The database's only.
    pub async fn list_new_matrices(
        &self,
        right: &ConferenceOrganiser,
    ) -> Result<Vec<StagedMatrix>, ServiceError> {
        let mut files = staged_matrices::load_matrices(&mut self.0.db.read().await?).await?;
        files.retain(|file| file.conference.is_none() && is_own(right, &file.uploaded_by));
        Ok(files)
    }

    /// Stores what was decided about a matrix; the details of a new conference stay.
    ///
    /// # Errors
    /// [`MatrixError::Import`] where the file cannot be read with these decisions, and nothing is
    /// stored; [`DeskError::Missing`], [`DeskError::NotAllowed`].
    pub async fn decide_matrix(
        &self,
        right: &ConferenceOrganiser,
        id: &StagedFileId,
        decisions: MatrixDecisions,
    ) -> Result<(), MatrixError> {
        let (_, file) = self.load_matrix_file(right, id).await?;
        self.read_matrix(file, decisions.doubts.clone()).await?;
        let mut tx = self.0.db.write().await?;
        let staged = find_matrix(&mut tx, right, id).await?;
        let decisions = MatrixDecisions { details: staged.decisions.details, ..decisions };
        staged_matrices::save_decisions(&mut tx, id, &decisions).await?;
        Ok(tx.commit().await?)
    }

    /// Throws a matrix away; gives the conference it was for.
    ///
    /// # Errors
    /// [`DeskError::Missing`], [`DeskError::NotAllowed`].
    pub async fn discard_matrix(
        &self,
        right: &ConferenceOrganiser,
        id: &StagedFileId,
    ) -> Result<Option<ConferenceId>, ServiceError> {
        let mut tx = self.0.db.write().await?;
        let staged = find_matrix(&mut tx, right, id).await?;
        staged_matrices::delete_matrix(&mut tx, id).await?;
        tx.commit().await?;
        Ok(staged.conference)
    }

    /// A matrix that waits, with what was decided about it, and its content.
    pub(super) async fn load_matrix(
        &self,
        right: &ConferenceOrganiser,
        id: &StagedFileId,
    ) -> Result<LoadedMatrix, MatrixError> {
        let (staged, file) = self.load_matrix_file(right, id).await?;
        let reading = self.read_matrix(file, staged.decisions.doubts.clone()).await?;
        Ok(LoadedMatrix { staged, reading })
    }

    async fn load_matrix_file(
        &self,
        right: &ConferenceOrganiser,
        id: &StagedFileId,
    ) -> Result<(StagedMatrix, SourceFile), ServiceError> {
        let mut tx = self.0.db.read().await?;
        let staged = find_matrix(&mut tx, right, id).await?;
        let content = staged_files::load_content(&mut tx, id, PartKind::File).await?;
        let file = SourceFile { name: staged.name.clone(), content };
        Ok((staged, file))
    }

    /// Reads a file off the request's thread, one at a time.
    async fn read_matrix(
        &self,
        file: SourceFile,
        decisions: Decisions,
    ) -> Result<Reading, MatrixError> {
        let _turn = self.0.staging.turn().await;
        let reading = tokio::task::spawn_blocking(move || read(&file, &decisions)).await;
        Ok(reading.map_err(|_| ImportError::Stopped("the import"))??)
    }
}

/// A matrix that waits, as it is read.
pub(super) struct LoadedMatrix {
    pub(super) staged: StagedMatrix,
    pub(super) reading: Reading,
}

/// Finds a matrix of a conference that the organiser may prepare, or of a new one of theirs.
pub(super) async fn find_matrix(
    tx: &mut Tx,
    right: &ConferenceOrganiser,
    id: &StagedFileId,
) -> Result<StagedMatrix, ServiceError> {
    let staged = staged_matrices::find_matrix(tx, id).await?.ok_or(DeskError::Missing)?;
    match &staged.conference {
        Some(conference) => {
            authorise(tx, right, conference).await?;
        }
        None if is_own(right, &staged.uploaded_by) => {}
        None => return Err(DeskError::NotAllowed.into()),
    }
    Ok(staged)
}

/// Whether a file for a new conference is the organiser's.
fn is_own(right: &ConferenceOrganiser, uploaded_by: &Actor) -> bool {
    match right.scope() {
        ConferenceScope::All => true,
        ConferenceScope::Assigned(account) => {
            matches!(uploaded_by, Actor::Account { id, .. } if id == account)
        }
    }
}
