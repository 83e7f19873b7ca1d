//! Reading a state and encoding it, once for all who follow.

use super::frame::Frame;
use crate::db::contents::Contents;
use crate::db::{Db, DbError, Tx, ballots, conferences, rounds};
use bytes::Bytes;
use serde::Serialize;
use shared::digest::digest_id;
use shared::id::ConferenceId;
use shared::live::{BoardResults, BoardState, PhoneState, STATE_EVENT, StateVersion};
use shared::time::Millis;
use shared::voting::conference::Conference;
use shared::voting::round::Round;
use shared::voting::tally::results;

/// A state for each audience.
pub(super) struct Frames {
    pub(super) phone: Frame,
    pub(super) board: Frame,
}

/// The frames for phones and boards; `None` where the conference has no round.
pub(super) async fn encode(
    db: &Db,
    contents: &Contents,
    id: &ConferenceId,
    now: Millis,
) -> Result<Option<Frames>, DbError> {
    let mut tx = db.read().await?;
    let Some(round) = rounds::current_round(&mut tx, id).await? else { return Ok(None) };
    let Some(conference) = contents.load(&mut tx, id).await? else { return Ok(None) };
    let phone = phone_state(&round, now);
    let board = board_state(&mut tx, &conference, &round, now).await?;
    Ok(Some(Frames { phone: frame(&phone.version, &phone), board: frame(&board.version, &board) }))
}

/// What a phone may know. It is made without a look at any ballot.
fn phone_state(round: &Round, now: Millis) -> PhoneState {
    let round = round.status(now);
    PhoneState { version: version(&round), round }
}

/// What the board may know. Hidden results are not even read.
///
/// # Errors
/// The database's only.
pub async fn board_state(
    tx: &mut Tx,
    conference: &Conference,
    round: &Round,
    now: Millis,
) -> Result<BoardState, DbError> {
    let turnout = ballots::load_turnout(tx, round).await?;
    let shown = if round.shows_results(now) {
        let tally = ballots::load_tally(tx, &round.id).await?;
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

fn frame(version: &StateVersion, state: &impl Serialize) -> Frame {
    let data = serde_json::to_string(state).unwrap_or_default();
    let event = format!("event: {STATE_EVENT}\nid: {}\ndata: {data}\n\n", version.0);
    Frame { version: version.0.clone(), event: Bytes::from(event), state: Bytes::from(data) }
}
