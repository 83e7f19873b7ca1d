//! What the server sends down while a conference runs: whole states, never changes.
//!
//! A receiver that misses a state loses nothing, the next one replaces it. There
//! is one type for each audience; a state without results cannot carry any,
//! because what it holds in their place has no room for them.

use crate::id::RoundId;
use crate::round::RoundState;
use crate::tally::FieldResult;
use serde::{Deserialize, Serialize};

/// Name of the event that carries a state.
pub const STATE_EVENT: &str = "state";
/// Name of the event that only says "I am here"; a comment would be invisible to a page.
pub const BEAT_EVENT: &str = "beat";

/// Names a state; equal versions are equal states, no more can be read from it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(transparent)]
pub struct StateVersion(pub String);

/// How many have joined, how many have placed dots.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Turnout {
    /// Participants that have joined the conference.
    pub joined: u64,
    /// Ballots of this round with at least one dot.
    pub done: u64,
}

/// What everybody in the hall may know of the running round.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RoundStatus {
    /// The round.
    pub id: RoundId,
    /// Its number within the conference.
    pub number: u32,
    /// Where it stands.
    pub state: RoundState,
}

/// The state a phone follows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PhoneState {
    /// Name of this state.
    pub version: StateVersion,
    /// The round.
    pub round: RoundStatus,
}

/// The state a board follows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BoardState {
    /// Name of this state.
    pub version: StateVersion,
    /// The round.
    pub round: RoundStatus,
    /// Joined and done.
    pub turnout: Turnout,
    /// Dots, where they may be seen.
    pub results: BoardResults,
}

/// Dots on the board, or the word that they are hidden.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum BoardResults {
    /// Not before closing.
    Hidden,
    /// By field, best first.
    Shown(Vec<FieldResult>),
}
