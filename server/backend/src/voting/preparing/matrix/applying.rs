//! Importing a matrix: as a new conference, or over one that is there.

use super::super::list::NewConference;
use super::super::{PreparingStep, basis_of};
use super::MatrixError;
use super::plan::{Plan, Stored, count_challenges};
use super::review::{new_details, review_basis};
use super::staging::LoadedMatrix;
use crate::accounts::ConferenceOrganiser;
use crate::db::matrix_imports::{self, MatrixImport};
use crate::db::staged_matrices;
use crate::secret::random_u128;
use crate::service::Service;
use shared::desk::DeskError;
use shared::desk::audit::Action;
use shared::id::{ConferenceId, ImportId, StagedFileId};

impl Service {
    /// Imports a matrix as it was shown; gives the conference. Its file is deleted.
    ///
    /// # Errors
    /// [`MatrixError::MovedOn`] where something has changed since `basis` was shown;
    /// [`DeskError::Conference`] where a round forbids it; [`DeskError::Missing`] where somebody else
    /// was faster. Nothing is stored then.
    pub async fn apply_matrix(
        &self,
        right: &ConferenceOrganiser,
        id: &StagedFileId,
        basis: &str,
    ) -> Result<ConferenceId, MatrixError> {
        let loaded = self.load_matrix(right, id).await?;
        match loaded.staged.conference.clone() {
            None => self.create_from_matrix(right, loaded, basis).await,
            Some(conference) => {
                self.import_over(right, &conference, Shown { loaded, basis }).await?;
                Ok(conference)
            }
        }
    }

    async fn create_from_matrix(
        &self,
        right: &ConferenceOrganiser,
        loaded: LoadedMatrix,
        basis: &str,
    ) -> Result<ConferenceId, MatrixError> {
        let LoadedMatrix { staged, reading } = loaded;
        if review_basis(&[], &staged.decisions)? != basis {
            return Err(MatrixError::MovedOn);
        }
        let mut details = new_details(&staged.decisions)?;
        details.programme.clone_from(&reading.draft.programme);
        let plan = Plan::new(reading.draft);
        if let Some(refusal) = plan.refusal {
            return Err(refusal.into());
        }
        let mut tx = self.0.db.write().await?;
        if !staged_matrices::delete_matrix(&mut tx, &staged.id).await? {
            return Err(DeskError::Missing.into());
        }
        let new = NewConference { details, fields: plan.fields };
        Ok(self.store_new_conference(tx, right, new).await?)
    }

    async fn import_over(
        &self,
        right: &ConferenceOrganiser,
        conference: &ConferenceId,
        shown: Shown<'_>,
    ) -> Result<(), MatrixError> {
        let Shown { loaded: LoadedMatrix { staged, reading }, basis } = shown;
        let mut editing = self.begin_editing(right, conference).await?;
        let before = editing.conference.fields.clone();
        if review_basis(&before, &staged.decisions)? != basis {
            return Err(MatrixError::MovedOn);
        }
        let stored = Stored { conference: &editing.conference, rounds: &editing.rounds };
        let plan = Plan::over(stored, reading.draft, &staged.decisions);
        if let Some(refusal) = plan.refusal {
            return Err(refusal.into());
        }
        editing.conference.fields = plan.fields;
        let import = MatrixImport {
            id: ImportId::from_random(random_u128()),
            conference: conference.clone(),
            created_at: self.0.clock.now(),
            imported_by: right.actor.clone(),
            source: staged.name.clone(),
            counts: count_challenges(&plan.differences),
            after: basis_of(&editing.conference.fields)?,
            undone_at: None,
        };
        if !staged_matrices::delete_matrix(editing.tx(), &staged.id).await? {
            return Err(DeskError::Missing.into());
        }
        matrix_imports::insert_import(editing.tx(), &import, &before).await?;
        let step = PreparingStep { action: Action::Import, detail: &staged.name };
        Ok(self.finish_editing_by(editing, step).await?)
    }
}

/// A matrix, and what identifies its review.
struct Shown<'a> {
    loaded: LoadedMatrix,
    basis: &'a str,
}
