//! Identifying the voter: by device, or by card.

use super::card_rate_limiter::CardRateLimiter;
use crate::db::{DbError, Tx, cards};
use crate::secret::{ServerSecret, Voter};
use shared::error::AppError;
use shared::id::ConferenceId;
use shared::time::Millis;
use shared::voting::personal_code::PersonalCode;
use shared::voting::round::{Access, Round};

/// The credentials of a request: cookies, or a code in its body.
#[derive(Clone, Debug, Default)]
pub struct Caller {
    /// The voter of the device's token.
    pub participant: Option<Voter>,
    /// The personal code on a card.
    pub card: Option<PersonalCode>,
}

/// Looks up cards by their personal codes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct CardChecker<'a> {
    /// Hashes codes.
    pub(crate) secret: &'a ServerSecret,
    /// Limits wrong codes.
    pub(crate) limiter: &'a CardRateLimiter,
    pub(crate) now: Millis,
}

/// Identifies the voter in a round: by card where the round requires one, else by device. The outer
/// error is the database's, the inner one the caller's.
pub(crate) async fn identify_voter(
    tx: &mut Tx,
    round: &Round,
    caller: &Caller,
    checker: CardChecker<'_>,
) -> Result<Result<Voter, AppError>, DbError> {
    match (round.access, &caller.card) {
        (Access::Open | Access::SharedDevices, _) => {
            Ok(caller.participant.clone().ok_or(AppError::NoParticipant))
        }
        (Access::PersonalCodes, Some(_)) => {
            identify_card_holder(tx, &round.conference, caller, checker).await
        }
        (Access::PersonalCodes, None) => Ok(Err(AppError::NoPersonalCode)),
    }
}

/// Identifies the holder of the caller's card of a conference.
pub(crate) async fn identify_card_holder(
    tx: &mut Tx,
    conference: &ConferenceId,
    caller: &Caller,
    checker: CardChecker<'_>,
) -> Result<Result<Voter, AppError>, DbError> {
    let Some(card) = &caller.card else { return Ok(Err(AppError::NoPersonalCode)) };
    let voter = checker.secret.voter(conference, card);
    if cards::has_card(tx, conference, &voter).await? {
        return Ok(Ok(voter));
    }
    Ok(Err(checker.limiter.record_failure(conference, caller.participant.as_ref(), checker.now)))
}
