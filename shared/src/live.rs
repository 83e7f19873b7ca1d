//! What the server sends while a conference is running: complete states, never changes.
//!
//! A receiver that misses a state loses nothing, since the next one replaces it. Each audience has
//! its own type; a state without results cannot contain any, because its type has no room for
//! them. What a board makes of its state is in `scene` and `reveal`.

mod reveal;
mod scene;

pub use reveal::{RevealPlace, reveal_places};
pub use scene::{BoardScene, BoardSetting, TURN_MILLIS, slide_at};

use crate::id::FieldId;
use crate::text::Text;
use crate::time::Millis;
use crate::voting::round::RoundStatus;
use crate::voting::tally::FieldResult;
use serde::{Deserialize, Serialize};

/// Name of the event with a state.
pub const STATE_EVENT: &str = "state";
/// Name of the heartbeat event; a comment would be invisible to a page.
pub const HEARTBEAT_EVENT: &str = "beat";
/// Time without a state after which a heartbeat is sent.
pub const HEARTBEAT_SECONDS: u8 = 10;
/// Silence after which a stream counts as lost, since a dead socket still reports itself as open:
/// two heartbeats are missing, and the third would be due.
pub const SILENCE_SECONDS: u8 = 25;

/// Most characters of a message to all phones.
pub const MAX_MESSAGE: usize = 200;
/// A message to all phones: a sentence or two, which leave room for the ballot.
pub type PhoneMessage = Text<MAX_MESSAGE>;

/// Identifies a state; equal versions mean equal states. It has no other meaning.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(transparent)]
pub struct StateVersion(pub String);

/// Number of participants and of ballots with dots.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Turnout {
    /// Participants that have joined the conference.
    pub joined: u64,
    /// Ballots of this round with at least one dot.
    pub done: u64,
    /// Participants in each field, where each chooses one; fields without any are left out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub chosen: Vec<FieldTurnout>,
}

/// Turnout in a field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FieldTurnout {
    /// The field.
    pub field: FieldId,
    /// Ballots that chose it.
    pub ballots: u64,
}

/// The state sent to phones.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PhoneState {
    /// Version of this state.
    pub version: StateVersion,
    /// The round.
    pub round: RoundStatus,
    /// The organiser's message to all phones, if any. Plain text, whatever is in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<crate::live::PhoneMessage>))]
    pub message: Option<String>,
    /// The server's time as this state was read, by which phones count down. No part of the
    /// version.
    pub now: Millis,
}

/// The state sent to boards.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BoardState {
    /// Version of this state.
    pub version: StateVersion,
    /// The round.
    pub round: RoundStatus,
    /// Number of participants and ballots.
    pub turnout: Turnout,
    /// Dots, where they are visible.
    pub results: BoardResults,
    /// Board settings.
    pub setting: BoardSetting,
}

/// Dots on the board, or a note that they are hidden.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum BoardResults {
    /// Hidden until the round is closed.
    Hidden,
    /// By field, best first.
    Shown(Vec<FieldResult>),
}
