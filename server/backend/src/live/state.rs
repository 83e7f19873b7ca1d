//! Loading a state and encoding it, once for all subscribers.

use super::frame::Frame;
use crate::db::conference_cache::ConferenceCache;
use crate::db::{Db, DbError, Tx, conferences, rounds, tally};
use crate::voting::round_ends::read_rounds;
use bytes::Bytes;
use serde::Serialize;
use shared::digest::digest_id;
use shared::id::ConferenceId;
use shared::live::{BoardResults, BoardState, PhoneMessage, PhoneState, STATE_EVENT, StateVersion};
use shared::time::Millis;
use shared::voting::conference::Conference;
use shared::voting::round::Round;
use shared::voting::tally::results;

/// A frame for each audience.
pub(super) struct Frames {
    pub(super) phone: Frame,
    pub(super) board: Frame,
}

/// Loads and encodes the states for phones and boards; `None` where the conference has no round.
pub(super) async fn load_frames(
    db: &Db,
    conference_cache: &ConferenceCache,
    id: &ConferenceId,
    now: Millis,
) -> Result<Option<Frames>, DbError> {
    let mut tx = read_rounds(db, now).await?;
    let Some(round) = rounds::find_current_round(&mut tx, id).await? else { return Ok(None) };
    let Some(conference) = conference_cache.load(&mut tx, id).await? else { return Ok(None) };
    let message = conferences::load_message(&mut tx, id).await?;
    let phone = phone_state(&round, message, now);
    let board = board_state(&mut tx, &conference, &round, now).await?;
    Ok(Some(Frames {
        phone: encode(&phone.version, &phone),
        board: encode(&board.version, &board),
    }))
}

/// The state for phones, made without reading any ballot.
fn phone_state(round: &Round, message: Option<PhoneMessage>, now: Millis) -> PhoneState {
    let (round, message) = (round.status(now), message.map(String::from));
    PhoneState { version: version(&(&round, &message)), round, message, now }
}

/// The state for the board. Hidden results are not even read.
///
/// # Errors
/// The database's only.
pub async fn board_state(
    tx: &mut Tx,
    conference: &Conference,
    round: &Round,
    now: Millis,
) -> Result<BoardState, DbError> {
    let turnout = tally::load_turnout(tx, round).await?;
    let shown = if round.shows_results(now) {
        let tally = tally::load_tally(tx, &round.id).await?;
        BoardResults::Shown(results(conference, round, &tally))
    } else {
        BoardResults::Hidden
    };
    let setting = conferences::load_board(tx, &conference.id).await?;
    let status = round.status(now);
    let version = version(&(&status, &turnout, &shown, &setting));
    Ok(BoardState { version, round: status, turnout, results: shown, setting })
}

/// Equal states have equal versions, on every server.
fn version(state: &impl Serialize) -> StateVersion {
    let text = serde_json::to_string(state).unwrap_or_default();
    StateVersion(format!("{:016x}", digest_id(&text) >> 64))
}

fn encode(version: &StateVersion, state: &impl Serialize) -> Frame {
    let data = serde_json::to_string(state).unwrap_or_default();
    let event = format!("event: {STATE_EVENT}\nid: {}\ndata: {data}\n\n", version.0);
    Frame { version: version.0.clone(), event: Bytes::from(event), state: Bytes::from(data) }
}
