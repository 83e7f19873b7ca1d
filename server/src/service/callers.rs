//! Who votes: the device, or the card in somebody's hand.

use super::Service;
use crate::db::{DbError, Tx, cards};
use crate::error::ServiceError;
use crate::secret::{ServerSecret, Voter};
use app::error::AppError;
use shared::id::ConferenceId;
use shared::join_code::JoinCode;
use shared::personal_code::PersonalCode;
use shared::round::{Access, Round};
use shared::time::Millis;
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// What a request brings along: cookies, or a code in its body.
#[derive(Clone, Debug, Default)]
pub struct Caller {
    /// The device's own number, hashed.
    pub participant: Option<Voter>,
    /// The code on a card.
    pub card: Option<PersonalCode>,
}

/// Time over which wrong codes are counted.
const WINDOW: Duration = Duration::from_mins(1);
/// Wrong codes of a conference within it. A whole hall may mistype; whoever guesses would need
/// some ten thousand years at this pace.
const MOST_WRONG: u32 = 600;

/// Wrong personal codes of the last minute, for each conference.
#[derive(Debug, Default)]
pub(super) struct Guesses(Mutex<HashMap<ConferenceId, (Millis, u32)>>);

impl Guesses {
    /// Whether no more codes are looked at for now.
    fn is_full(&self, conference: &ConferenceId, now: Millis) -> bool {
        let guesses = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        guesses
            .get(conference)
            .is_some_and(|(since, wrong)| now < since.after(WINDOW) && *wrong >= MOST_WRONG)
    }

    fn note(&self, conference: &ConferenceId, now: Millis) {
        let mut guesses = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (since, wrong) = guesses.entry(conference.clone()).or_insert((now, 0));
        if now >= since.after(WINDOW) {
            (*since, *wrong) = (now, 0);
        }
        *wrong += 1;
    }
}

/// What it takes to know a card: the server's secret, the wrong codes so far, the time.
pub(super) type Known<'a> = (&'a ServerSecret, &'a Guesses, Millis);

/// Who votes in a round: the holder of the card where the round wants one, else the device.
/// The outer error is the database's, the inner one is the caller's.
pub(super) async fn voter_in(
    tx: &mut Tx,
    round: &Round,
    caller: &Caller,
    known: Known<'_>,
) -> Result<Result<Voter, AppError>, DbError> {
    match (round.access, &caller.card) {
        (Access::Open | Access::SharedDevices, _) => {
            Ok(caller.participant.clone().ok_or(AppError::NoParticipant))
        }
        (Access::PersonalCodes, Some(card)) => holder(tx, &round.conference, card, known).await,
        (Access::PersonalCodes, None) => Ok(Err(AppError::NoPersonalCode)),
    }
}

/// Who holds a card of a conference.
async fn holder(
    tx: &mut Tx,
    conference: &ConferenceId,
    card: &PersonalCode,
    (secret, guesses, now): Known<'_>,
) -> Result<Result<Voter, AppError>, DbError> {
    if guesses.is_full(conference, now) {
        return Ok(Err(AppError::TooManyGuesses));
    }
    let voter = secret.voter(conference, card);
    if cards::has_card(tx, conference, &voter).await? {
        return Ok(Ok(voter));
    }
    guesses.note(conference, now);
    Ok(Err(AppError::UnknownPersonalCode))
}

impl Service {
    /// Whether a conference has a card with this personal code.
    ///
    /// # Errors
    /// [`app::error::Missing::Conference`], [`AppError::UnknownPersonalCode`],
    /// [`AppError::TooManyGuesses`].
    pub async fn check_card(
        &self,
        code: &JoinCode,
        card: &PersonalCode,
    ) -> Result<(), ServiceError> {
        let conference = self.conference_id(code).await?;
        let mut tx = self.0.db.read().await?;
        holder(&mut tx, &conference, card, self.known())
            .await?
            .map(drop)
            .map_err(ServiceError::from)
    }

    /// What it takes to know a card.
    pub(super) fn known(&self) -> Known<'_> {
        (&self.0.settings.secret, &self.0.guesses, self.0.clock.now())
    }
}
