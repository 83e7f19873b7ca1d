//! What the board shows: the scene that was chosen, and the one that is shown in a state of the
//! round.

use crate::id::{ChallengeId, FieldId};
use crate::language::LanguageTag;
use crate::voting::round::RoundState;
use serde::{Deserialize, Serialize};

/// A scene of the board.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum BoardScene {
    /// Follows the round: how to join before it opens, the fields in turn while it takes ballots,
    /// the countdown while it closes, the fields with their ranks afterwards.
    #[default]
    Automatic,
    /// How to join, in every language of the conference, and the number of participants.
    Welcome,
    /// One field with its challenges, by number and short title.
    Field,
    /// One challenge in full.
    Challenge,
    /// All fields side by side, as bars.
    Pulse,
    /// The countdown, and how many are done.
    Finish,
    /// The shortlist, from its last place to the first.
    Reveal,
    /// All numbers.
    Table,
}

impl BoardScene {
    /// The scene shown in a state of the round; without a round it is how to join. Never
    /// [`Self::Automatic`]. No ranks are shown before the round is closed.
    #[must_use]
    pub const fn at(self, state: Option<RoundState>) -> Self {
        let Some(state) = state else { return Self::Welcome };
        match (self, state) {
            (Self::Automatic | Self::Finish | Self::Reveal, RoundState::Prepared) => Self::Welcome,
            (Self::Automatic | Self::Reveal, RoundState::Open)
            | (Self::Automatic, RoundState::Closed) => Self::Field,
            (Self::Automatic | Self::Reveal, RoundState::Closing { .. }) => Self::Finish,
            (chosen, _) => chosen,
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
    /// The only field shown; all fields in turn where missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<FieldId>,
    /// The challenge that the scene of one challenge shows; all in turn where missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub challenge: Option<ChallengeId>,
    /// How many places of the shortlist have been revealed.
    #[serde(
        default,
        deserialize_with = "crate::absent::or_default",
        skip_serializing_if = "is_zero"
    )]
    pub revealed: u16,
    /// The second language, beside the board's own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub second: Option<LanguageTag>,
    /// Light text on a dark background.
    #[serde(default)]
    pub is_dark: bool,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
const fn is_zero(number: &u16) -> bool {
    *number == 0
}

/// How long a slide of a scene is shown before the next one, in milliseconds.
pub const TURN_MILLIS: u64 = 12_000;

/// Which of `slides` is shown at this moment, where `shift` counts the presses of next and back on
/// this screen. Screens with the same clock show the same one.
#[must_use]
pub fn slide_at(millis: u64, shift: i32, slides: usize) -> usize {
    let Ok(slides) = i64::try_from(slides.max(1)) else { return 0 };
    let turn = i64::try_from(millis / TURN_MILLIS).unwrap_or(0);
    usize::try_from((turn + i64::from(shift)).rem_euclid(slides)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::Millis;
    use rstest::rstest;

    const CLOSING: RoundState = RoundState::Closing { until: Millis(0) };

    #[rstest]
    #[case(BoardScene::Automatic, None, BoardScene::Welcome)]
    #[case(BoardScene::Table, None, BoardScene::Welcome)]
    #[case(BoardScene::Automatic, Some(RoundState::Prepared), BoardScene::Welcome)]
    #[case(BoardScene::Automatic, Some(RoundState::Open), BoardScene::Field)]
    #[case(BoardScene::Automatic, Some(CLOSING), BoardScene::Finish)]
    #[case(BoardScene::Automatic, Some(RoundState::Closed), BoardScene::Field)]
    #[case(BoardScene::Reveal, Some(RoundState::Prepared), BoardScene::Welcome)]
    #[case(BoardScene::Reveal, Some(RoundState::Open), BoardScene::Field)]
    #[case(BoardScene::Reveal, Some(CLOSING), BoardScene::Finish)]
    #[case(BoardScene::Reveal, Some(RoundState::Closed), BoardScene::Reveal)]
    #[case(BoardScene::Finish, Some(RoundState::Prepared), BoardScene::Welcome)]
    #[case(BoardScene::Finish, Some(RoundState::Open), BoardScene::Finish)]
    #[case(BoardScene::Welcome, Some(RoundState::Closed), BoardScene::Welcome)]
    #[case(BoardScene::Field, Some(RoundState::Prepared), BoardScene::Field)]
    #[case(BoardScene::Table, Some(RoundState::Open), BoardScene::Table)]
    fn a_board_reveals_nothing_before_the_round_is_closed(
        #[case] setting: BoardScene,
        #[case] state: Option<RoundState>,
        #[case] shown: BoardScene,
    ) {
        assert_eq!(setting.at(state), shown);
    }

    #[rstest]
    #[case(0, 0, 3, 0)]
    #[case(TURN_MILLIS - 1, 0, 3, 0)]
    #[case(TURN_MILLIS, 0, 3, 1)]
    #[case(4 * TURN_MILLIS, 0, 3, 1)]
    #[case(0, -1, 3, 2)]
    #[case(TURN_MILLIS, 5, 1, 0)]
    #[case(TURN_MILLIS, 0, 0, 0)]
    fn slides_follow_each_other_and_begin_again(
        #[case] millis: u64,
        #[case] shift: i32,
        #[case] slides: usize,
        #[case] shown: usize,
    ) {
        assert_eq!(slide_at(millis, shift, slides), shown);
    }
}
