//! What the server sends while a conference is running: complete states, never changes.
//!
//! A receiver that misses a state loses nothing, since the next one replaces it. Each audience has
//! its own type; a state without results cannot contain any, because its type has no room for
//! them.

use crate::id::FieldId;
use crate::language::LanguageTag;
use crate::voting::round::{RoundState, RoundStatus};
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

/// What the board shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum BoardScene {
    /// Follows the round: joining before it opens, voting while it takes ballots, the result
    /// afterwards.
    #[default]
    Automatic,
    /// How to join, and the number of participants.
    Joining,
    /// Progress of voting; dots where they are visible.
    Voting,
    /// The results with ranks and shortlist.
    Result,
}

impl BoardScene {
    /// The scene shown in a state of the round. Results are never shown while ballots are still
    /// accepted.
    #[must_use]
    pub const fn at(self, state: RoundState) -> Self {
        match (self, state) {
            (Self::Joining, _) | (Self::Automatic, RoundState::Prepared) => Self::Joining,
            (Self::Automatic | Self::Result, RoundState::Closed) => Self::Result,
            _ => Self::Voting,
        }
    }
}

/// Board settings chosen by the organiser.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BoardSetting {
    /// The scene.
    #[serde(default)]
    pub scene: BoardScene,
    /// The only field shown; all fields where missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<FieldId>,
    /// The second language, beside the board's own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub second: Option<LanguageTag>,
    /// Light text on a dark background.
    #[serde(default)]
    pub is_dark: bool,
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

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case(BoardScene::Automatic, RoundState::Prepared, BoardScene::Joining)]
    #[case(BoardScene::Automatic, RoundState::Open, BoardScene::Voting)]
    #[case(BoardScene::Automatic, RoundState::Closed, BoardScene::Result)]
    #[case(BoardScene::Joining, RoundState::Closed, BoardScene::Joining)]
    #[case(BoardScene::Voting, RoundState::Closed, BoardScene::Voting)]
    #[case(BoardScene::Result, RoundState::Open, BoardScene::Voting)]
    #[case(BoardScene::Result, RoundState::Closed, BoardScene::Result)]
    fn a_board_shows_no_result_before_there_is_one(
        #[case] setting: BoardScene,
        #[case] state: RoundState,
        #[case] shown: BoardScene,
    ) {
        assert_eq!(setting.at(state), shown);
    }
}
