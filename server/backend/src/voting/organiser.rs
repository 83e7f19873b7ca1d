//! The right to steer one conference, and what it opens.

use crate::db::{Tx, rounds};
use crate::error::ServiceError;
use shared::error::Missing;
use shared::id::{ConferenceId, RoundId};
use shared::voting::round::Round;

/// The right to steer one conference.
#[derive(Clone, Debug)]
pub struct Organiser {
    pub(crate) conference: ConferenceId,
}

impl Organiser {
    /// A round of the organiser's own conference, locked.
    ///
    /// # Errors
    /// [`Missing::Round`].
    pub(crate) async fn load_round(
        &self,
        tx: &mut Tx,
        id: &RoundId,
    ) -> Result<Round, ServiceError> {
        let round = rounds::load_round_to_vote(tx, id).await?;
        let own = round.filter(|round| round.conference == self.conference);
        own.ok_or(ServiceError::missing(Missing::Round))
    }
}
