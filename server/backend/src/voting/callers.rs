//! Who votes: the device, or the card in somebody's hand.

use super::guess_limiter::GuessLimiter;
use crate::db::{DbError, Tx, cards};
use crate::secret::{ServerSecret, Voter};
use shared::error::AppError;
use shared::id::ConferenceId;
use shared::time::Millis;
use shared::voting::personal_code::PersonalCode;
use shared::voting::round::{Access, Round};

/// What a request brings along: cookies, or a code in its body.
#[derive(Clone, Debug, Default)]
pub struct Caller {
    /// The device's own number, hashed.
    pub participant: Option<Voter>,
    /// The code on a card.
    pub card: Option<PersonalCode>,
}

/// What it takes to check a card.
#[derive(Clone, Copy, Debug)]
pub(crate) struct CardCheck<'a> {
    /// Hashes the code.
    pub(crate) secret: &'a ServerSecret,
    /// Counts the wrong ones.
    pub(crate) limiter: &'a GuessLimiter,
    pub(crate) now: Millis,
}

/// Who votes in a round: the holder of the card where the round wants one, else the device.
/// The outer error is the database's, the inner one is the caller's.
pub(crate) async fn voter_in(
    tx: &mut Tx,
    round: &Round,
    caller: &Caller,
    check: CardCheck<'_>,
) -> Result<Result<Voter, AppError>, DbError> {
    match (round.access, &caller.card) {
        (Access::Open | Access::SharedDevices, _) => {
            Ok(caller.participant.clone().ok_or(AppError::NoParticipant))
        }
        (Access::PersonalCodes, Some(_)) => holder(tx, &round.conference, caller, check).await,
        (Access::PersonalCodes, None) => Ok(Err(AppError::NoPersonalCode)),
    }
}

/// Who holds the caller's card of a conference.
pub(crate) async fn holder(
    tx: &mut Tx,
    conference: &ConferenceId,
    caller: &Caller,
    check: CardCheck<'_>,
) -> Result<Result<Voter, AppError>, DbError> {
    let Some(card) = &caller.card else { return Ok(Err(AppError::NoPersonalCode)) };
    let voter = check.secret.voter(conference, card);
    if cards::has_card(tx, conference, &voter).await? {
        return Ok(Ok(voter));
    }
    Ok(Err(check.limiter.note(conference, caller.participant.as_ref(), check.now)))
}
