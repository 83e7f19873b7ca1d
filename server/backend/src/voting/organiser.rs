//! The permission to manage one conference.

use crate::db::{Tx, rounds};
use crate::error::ServiceError;
use shared::desk::audit::Actor;
use shared::error::Missing;
use shared::id::{ConferenceId, RoundId};
use shared::voting::round::Round;

/// The permission to manage one conference: use cases for organisers require one.
#[derive(Clone, Debug)]
pub struct Organiser {
    pub(crate) conference: ConferenceId,
    /// Who it is, for the audit log.
    pub(crate) actor: Actor,
}

impl Organiser {
    /// Loads and locks a round of the organiser's conference.
    ///
    /// # Errors
    /// [`Missing::Round`].
    pub(crate) async fn load_round(
        &self,
        tx: &mut Tx,
        id: &RoundId,
    ) -> Result<Round, ServiceError> {
        rounds::load_round_for_update(tx, id)
            .await?
            .filter(|round| round.conference == self.conference)
            .ok_or(ServiceError::missing(Missing::Round))
    }
}
