//! A conference within the transaction that changes its content.

use super::edits::{self, Place};
use super::{PreparingStep, authorise};
use crate::accounts::ConferenceOrganiser;
use crate::db::{Tx, conferences, rounds};
use crate::error::ServiceError;
use crate::service::Service;
use crate::voting::organiser::Organiser;
use crate::voting::recounts::keep_wordings;
use shared::desk::DeskError;
use shared::desk::audit::Action;
use shared::id::{ChallengeId, ConferenceId, FieldId};
use shared::voting::conference::Conference;
use shared::voting::round::Round;

/// A conference within the transaction that changes it.
pub(super) struct Editing {
    tx: Tx,
    organiser: Organiser,
    pub(super) conference: Conference,
    pub(super) rounds: Vec<Round>,
}

impl Editing {
    /// The transaction that ends with the change.
    pub(super) const fn tx(&mut self) -> &mut Tx {
        &mut self.tx
    }

    pub(super) fn find(&self, challenge: &ChallengeId) -> Result<Place, DeskError> {
        edits::find_challenge(&self.conference, challenge).ok_or(DeskError::Missing)
    }

    pub(super) fn find_field(&self, field: &FieldId) -> Result<usize, DeskError> {
        edits::find_field(&self.conference, field).ok_or(DeskError::Missing)
    }
}

impl Service {
    /// Locks and loads a conference, and keeps the words of rounds that are closed.
    ///
    /// # Errors
    /// [`DeskError::Missing`], [`DeskError::NotAllowed`].
    pub(super) async fn begin_editing(
        &self,
        right: &ConferenceOrganiser,
        id: &ConferenceId,
    ) -> Result<Editing, ServiceError> {
        let mut tx = self.write_rounds(self.0.clock.now()).await?;
        let organiser = authorise(&mut tx, right, id).await?;
        rounds::lock_rounds(&mut tx, id).await?;
        let conference = load(&mut tx, id).await?;
        let rounds = rounds::load_rounds(&mut tx, id).await?;
        keep_wordings(&mut tx, &conference, self.0.clock.now()).await?;
        Ok(Editing { tx, organiser, conference, rounds })
    }

    /// Saves the conference; `detail` says for the audit log what was changed.
    ///
    /// # Errors
    /// The database's only.
    pub(super) async fn finish_editing(
        &self,
        editing: Editing,
        detail: &str,
    ) -> Result<(), ServiceError> {
        self.finish_editing_by(editing, PreparingStep { action: Action::ChangeContent, detail })
            .await
    }

    /// Saves the conference by a step of its own name.
    ///
    /// # Errors
    /// The database's only.
    pub(super) async fn finish_editing_by(
        &self,
        editing: Editing,
        step: PreparingStep<'_>,
    ) -> Result<(), ServiceError> {
        let Editing { mut tx, organiser, conference, .. } = editing;
        conferences::save_content(&mut tx, &conference).await?;
        self.finish_preparing(tx, &organiser, step).await
    }
}

/// Loads a conference with its content, as it is within this transaction.
///
/// # Errors
/// [`DeskError::Missing`].
pub(super) async fn load(tx: &mut Tx, id: &ConferenceId) -> Result<Conference, ServiceError> {
    conferences::load_conference(tx, id).await?.ok_or(DeskError::Missing.into())
}
