//! Who votes: the device, or the card in somebody's hand.

use crate::db::{DbError, Tx, cards};
use crate::error::ServiceError;
use crate::secret::{ServerSecret, Voter};
use crate::service::Service;
use shared::error::AppError;
use shared::id::ConferenceId;
use shared::time::Millis;
use shared::voting::join_code::JoinCode;
use shared::voting::personal_code::PersonalCode;
use shared::voting::round::{Access, Round};
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
/// Wrong codes of one device within it; a person types a dozen at most.
const MOST_WRONG_OF_ONE: u32 = 20;
/// Wrong codes of a conference within it, whoever sends them. A whole hall may mistype; whoever
/// guesses would need some ten thousand years at this pace.
const MOST_WRONG: u32 = 600;
/// Devices that are counted one by one; strangers can invent more, which count together.
const MOST_SENDERS: usize = 4_096;

/// Wrong personal codes of the last minute, for each conference. They are counted after the card
/// was looked for, so nobody's guesses can keep out a true one.
#[derive(Debug, Default)]
pub(crate) struct Guesses(Mutex<HashMap<ConferenceId, Wrong>>);

#[derive(Debug)]
struct Wrong {
    since: Millis,
    all: u32,
    by_sender: HashMap<Voter, u32>,
}

impl Guesses {
    /// Notes a wrong code; answers with what its sender is told.
    fn note(&self, conference: &ConferenceId, sender: Option<&Voter>, now: Millis) -> AppError {
        let fresh = || Wrong { since: now, all: 0, by_sender: HashMap::new() };
        let mut guesses = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let wrong = guesses.entry(conference.clone()).or_insert_with(fresh);
        if now >= wrong.since.after(WINDOW) {
            *wrong = fresh();
        }
        wrong.all = wrong.all.saturating_add(1);
        let of_one = match sender {
            Some(sender)
                if wrong.by_sender.len() < MOST_SENDERS || wrong.by_sender.contains_key(sender) =>
            {
                let of_one = wrong.by_sender.entry(sender.clone()).or_insert(0);
                *of_one = of_one.saturating_add(1);
                *of_one
            }
            _ => 0,
        };
        if wrong.all > MOST_WRONG || of_one > MOST_WRONG_OF_ONE {
            AppError::TooManyGuesses
        } else {
            AppError::UnknownPersonalCode
        }
    }
}

/// What it takes to know a card: the server's secret, the wrong codes so far, the time.
pub(crate) type Known<'a> = (&'a ServerSecret, &'a Guesses, Millis);

/// Who votes in a round: the holder of the card where the round wants one, else the device.
/// The outer error is the database's, the inner one is the caller's.
pub(crate) async fn voter_in(
    tx: &mut Tx,
    round: &Round,
    caller: &Caller,
    known: Known<'_>,
) -> Result<Result<Voter, AppError>, DbError> {
    match (round.access, &caller.card) {
        (Access::Open | Access::SharedDevices, _) => {
            Ok(caller.participant.clone().ok_or(AppError::NoParticipant))
        }
        (Access::PersonalCodes, Some(_)) => holder(tx, &round.conference, caller, known).await,
        (Access::PersonalCodes, None) => Ok(Err(AppError::NoPersonalCode)),
    }
}

/// Who holds the caller's card of a conference.
async fn holder(
    tx: &mut Tx,
    conference: &ConferenceId,
    caller: &Caller,
    (secret, guesses, now): Known<'_>,
) -> Result<Result<Voter, AppError>, DbError> {
    let Some(card) = &caller.card else { return Ok(Err(AppError::NoPersonalCode)) };
    let voter = secret.voter(conference, card);
    if cards::has_card(tx, conference, &voter).await? {
        return Ok(Ok(voter));
    }
    Ok(Err(guesses.note(conference, caller.participant.as_ref(), now)))
}

impl Service {
    /// Whether a conference has a card with the caller's personal code.
    ///
    /// # Errors
    /// [`shared::error::Missing::Conference`], [`AppError::NoPersonalCode`],
    /// [`AppError::UnknownPersonalCode`], and [`AppError::TooManyGuesses`] in its place where this
    /// device or all together have sent too many wrong ones.
    pub async fn check_card(&self, code: &JoinCode, caller: &Caller) -> Result<(), ServiceError> {
        let conference = self.conference_id(code).await?;
        let mut tx = self.0.db.read().await?;
        let holder = holder(&mut tx, &conference, caller, self.known()).await?;
        holder.map(drop).map_err(ServiceError::from)
    }

    /// What it takes to know a card.
    pub(crate) fn known(&self) -> Known<'_> {
        (&self.0.settings.secret, &self.0.guesses, self.0.clock.now())
    }
}
