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

/// Identifies the voters of requests in a round: by card where the round requires one, else by
/// device. The outer error is the database's, the inner ones the callers'.
pub(crate) async fn identify_voters(
    tx: &mut Tx,
    round: &Round,
    callers: &[&Caller],
    checker: CardChecker<'_>,
) -> Result<Vec<Result<Voter, AppError>>, DbError> {
    match round.access {
        Access::Open | Access::SharedDevices => Ok(callers
            .iter()
            .map(|caller| caller.participant.clone().ok_or(AppError::NoParticipant))
            .collect()),
        Access::PersonalCodes => {
            identify_card_holders(tx, &round.conference, callers, checker).await
        }
    }
}

/// The same for one request.
pub(crate) async fn identify_voter(
    tx: &mut Tx,
    round: &Round,
    caller: &Caller,
    checker: CardChecker<'_>,
) -> Result<Result<Voter, AppError>, DbError> {
    let mut identified = identify_voters(tx, round, &[caller], checker).await?;
    Ok(identified.pop().unwrap_or(Err(AppError::NoParticipant)))
}

/// Identifies the holder of the caller's card of a conference.
pub(crate) async fn identify_card_holder(
    tx: &mut Tx,
    conference: &ConferenceId,
    caller: &Caller,
    checker: CardChecker<'_>,
) -> Result<Result<Voter, AppError>, DbError> {
    let mut identified = identify_card_holders(tx, conference, &[caller], checker).await?;
    Ok(identified.pop().unwrap_or(Err(AppError::NoPersonalCode)))
}

async fn identify_card_holders(
    tx: &mut Tx,
    conference: &ConferenceId,
    callers: &[&Caller],
    checker: CardChecker<'_>,
) -> Result<Vec<Result<Voter, AppError>>, DbError> {
    let voter = |card| checker.secret.voter(conference, card);
    let claimed: Vec<Option<Voter>> =
        callers.iter().map(|caller| caller.card.as_ref().map(voter)).collect();
    let hashes: Vec<Voter> = claimed.iter().flatten().cloned().collect();
    let known = cards::find_cards(tx, conference, &hashes).await?;
    let identify = |(caller, claimed): (&&Caller, Option<Voter>)| match claimed {
        None => Err(AppError::NoPersonalCode),
        Some(voter) if known.contains(&voter) => Ok(voter),
        Some(_) => {
            let device = caller.participant.as_ref();
            Err(checker.limiter.record_failure(conference, device, checker.now))
        }
    };
    Ok(callers.iter().zip(claimed).map(identify).collect())
}
