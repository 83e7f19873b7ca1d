//! What the server sends down while a conference runs: whole states, never changes.
//!
//! A receiver that misses a state loses nothing, the next one replaces it. There
//! is one type for each audience; a state without results cannot carry any,
//! because what it holds in their place has no room for them.

use crate::id::{FieldId, RoundId};
use crate::language::LanguageTag;
use crate::voting::round::RoundState;
use crate::voting::tally::FieldResult;
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
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Turnout {
    /// Participants that have joined the conference.
    pub joined: u64,
    /// Ballots of this round with at least one dot.
    pub done: u64,
    /// Participants in each field, where each goes to one; fields nobody chose are left out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub chosen: Vec<FieldTurnout>,
}

/// How many have chosen a field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FieldTurnout {
    /// The field.
    pub field: FieldId,
    /// Ballots that name it.
    pub ballots: u64,
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
    /// What the organiser shows.
    pub setting: BoardSetting,
}

/// What stands on the board.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum BoardScene {
    /// Whatever fits where the round stands: joining before it opens, voting while it takes
    /// ballots, the result after.
    #[default]
    Automatic,
    /// How to join, and how many have.
    Joining,
    /// How far the voting is; dots where they may be seen.
    Voting,
    /// The outcome, with shortlist and ranks.
    Result,
}

impl BoardScene {
    /// What is on the board while a round stands like this. A result is never shown while
    /// ballots are still taken.
    #[must_use]
    pub const fn at(self, state: RoundState) -> Self {
        match (self, state) {
            (Self::Joining, _) | (Self::Automatic, RoundState::Prepared) => Self::Joining,
            (Self::Automatic | Self::Result, RoundState::Closed) => Self::Result,
            _ => Self::Voting,
        }
    }
}

/// How the organiser has set the board.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BoardSetting {
    /// What it shows.
    #[serde(default)]
    pub scene: BoardScene,
    /// The one field it shows; all of them where none is named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<FieldId>,
    /// The language that stands beside the board's own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub second: Option<LanguageTag>,
    /// Light letters on a dark ground.
    #[serde(default)]
    pub is_dark: bool,
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
