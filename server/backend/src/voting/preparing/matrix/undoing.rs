//! Undoing the last import over a conference: its fields as they were before.

use super::super::replacement::check_replacement;
use super::super::{PreparingStep, basis_of};
use crate::accounts::ConferenceOrganiser;
use crate::db::matrix_imports::{self, MatrixImport};
use crate::error::ServiceError;
use crate::service::Service;
use shared::desk::DeskError;
use shared::desk::audit::Action;
use shared::desk::conferences::ConferenceError;
use shared::id::{ConferenceId, ImportId};
use shared::voting::round::{Round, RoundState};

impl Service {
    /// Undoes an import over a conference. Only the latest one that was not undone can be.
    ///
    /// # Errors
    /// [`ConferenceError::Changed`] where the fields are not as the import left them,
    /// [`ConferenceError::RoundOpen`] while people vote, and what forbids to remove what the import has
    /// added; [`DeskError::Missing`], [`DeskError::NotAllowed`]. Nothing is changed then.
    pub async fn undo_matrix_import(
        &self,
        right: &ConferenceOrganiser,
        conference: &ConferenceId,
        import: &ImportId,
    ) -> Result<(), ServiceError> {
        let mut editing = self.begin_editing(right, conference).await?;
        let imports = matrix_imports::load_imports(editing.tx(), conference).await?;
        let last = imports.into_iter().find(|one| one.undone_at.is_none());
        let MatrixImport { id, source, after, .. } =
            last.filter(|last| last.id == *import).ok_or(DeskError::Missing)?;
        let current = &editing.conference.fields;
        if basis_of(current)? != after {
            return Err(DeskError::from(ConferenceError::Changed).into());
        }
        let is_open =
            |round: &&Round| matches!(round.state, RoundState::Open | RoundState::Closing { .. });
        if let Some(round) = editing.rounds.iter().find(is_open) {
            let open = ConferenceError::RoundOpen { round: round.number };
            return Err(DeskError::from(open).into());
        }
        let before = matrix_imports::load_before(editing.tx(), &id).await?;
        let before = before.ok_or(DeskError::Missing)?;
        check_replacement(&editing.conference.fields, &before, &editing.rounds)
            .map_err(DeskError::from)?;
        editing.conference.fields = before;
        matrix_imports::mark_undone(editing.tx(), &id, self.0.clock.now()).await?;
        let step = PreparingStep { action: Action::UndoImport, detail: &source };
        self.finish_editing_by(editing, step).await
    }
}
