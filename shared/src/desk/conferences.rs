//! Conferences as their organisers prepare them: fields of forms, and what is wrong with them.
//!
//! A form shows a text in German and one other language at a time. What it does not show stays as it
//! is stored.

mod cells;
mod challenge;
mod details;
mod programme;

pub use cells::{CellReason, Cells, TextReader, WrongCell, state_key, text_key, write_texts};
pub use challenge::{
    GoalKey, MAX_GOALS, MAX_PARTS, MeasureKey, NEW_PARTS, challenge_cells, count_goals,
    count_measures, part_key, read_challenge,
};
pub use details::{Details, DetailsForm, details_cells};
pub use programme::{MAX_POINTS, PROGRAMME, programme_lines, read_programme};

use crate::text::TextError;

/// Most fields of a conference.
pub const MAX_FIELDS: usize = 40;
/// Most challenges of a field.
pub const MAX_CHALLENGES: usize = 200;

/// Why a change of a conference is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ConferenceError {
    /// Fields of the form are wrong.
    #[error("{} wrong fields", .0.len())]
    Cells(Vec<WrongCell>),
    /// A new record has no German name or text, or an invalid one.
    #[error("text: {0}")]
    Text(TextError),
    /// Somebody else has changed this since the form was made.
    #[error("changed meanwhile")]
    Changed,
    /// People have joined with the code, so it stays.
    #[error("people have joined")]
    Joined,
    /// Dots were placed on it, or could be, so it stays.
    #[error("put to the vote in round {round}")]
    PutToVote {
        /// The round's number.
        round: u32,
    },
    /// Participants are voting on this field, so nothing is added to it.
    #[error("round {round} is open")]
    RoundOpen {
        /// The round's number.
        round: u32,
    },
    /// A round has this field, so it stays.
    #[error("field of round {round}")]
    InRound {
        /// The round's number.
        round: u32,
    },
    /// Something is to be removed, and nobody has confirmed that.
    #[error("not confirmed")]
    Unconfirmed,
    /// More records than a conference has room for.
    #[error("at most {most}")]
    TooMany {
        /// How many are allowed.
        most: usize,
    },
    /// Not an account that can run conferences.
    #[error("no such organiser")]
    Account,
}
