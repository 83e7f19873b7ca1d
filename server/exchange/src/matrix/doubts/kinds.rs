//! Kinds of doubts: why, and what accepting the proposal does.

use super::super::columns::Column;
use serde::{Deserialize, Serialize};

/// Why a place is doubtful, and what accepting it does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DoubtKind {
    /// A heading that is only like a known one. Accepting, the default: it is that column.
    Heading {
        /// The column.
        column: Column,
    },
    /// The row stands one column too far to the right from this one on. Accepting moves it back.
    Shifted {
        /// The first column that is moved.
        column: Column,
    },
    /// The cell begins in the middle of a sentence. Accepting appends it to the cell above.
    PageBreak,
    /// Nothing but the challenge is filled in, so it was read as a section. Accepting makes it a
    /// challenge.
    LoneRow,
    /// A line above repeated headings that may be the name of a field. Accepting makes it one,
    /// otherwise it is a section.
    FieldLine,
    /// A field of this name was there before. Accepting, the default, continues that one.
    FieldTwice {
        /// The row of the first.
        row: usize,
    },
    /// A long or marked text in the column of goals, with nothing beside it: kept as a note of the
    /// challenge. Accepting makes it a goal.
    RemarkRow,
    /// A heading that is not known; its cells are kept as notes of the challenge.
    UnknownColumn,
    /// A cell without a heading; kept with the remarks.
    ExtraCell,
    /// A hyphen that an old line break has left. Accepting leaves it out.
    Hyphen,
    /// A range of cells typed into a text. Accepting leaves it out.
    CellRange,
    /// The text ends in dots, as if it were cut off.
    Cut,
    /// A mark of a footnote. Accepting leaves it out.
    Footnote,
    /// The text of a footnote; kept as a note of the challenge above.
    FootnoteText,
    /// Probably the name of a person. Accepting leaves it out.
    PersonName,
    /// Words that tell how far the measure is; kept as they are.
    State {
        /// What they probably mean.
        state: StateWord,
    },
    /// Another field has a challenge of the same words; both are kept.
    SameChallenge {
        /// The row of the first.
        row: usize,
    },
    /// The challenge above again, with nothing new; left out.
    Repeated {
        /// The row of the first.
        row: usize,
    },
    /// Probably several measures in one cell. Accepting makes each one a measure of its own.
    Entries {
        /// How many.
        count: usize,
    },
    /// A reference to something that is not in this file; kept as text.
    UnknownReference,
    /// Votes at the end of the text and other ones in the column. Accepting takes those of the text.
    VotesTwice {
        /// Those of the column, which are taken by default.
        column: u32,
    },
    /// Votes that are no number; kept as a note of the challenge.
    VotesText,
    /// The error of a formula, or a picture; read as empty.
    FormulaError,
    /// A hidden sheet, which was not read.
    HiddenSheet,
}

/// How far a measure is, by words in a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StateWord {
    /// It is done.
    Done,
    /// It is planned.
    Planned,
    /// It has begun.
    Begun,
    /// It exists and is to be extended.
    Extend,
    /// A time frame such as "short term".
    TimeFrame,
}

impl DoubtKind {
    /// Whether there is something to accept or decline.
    pub const fn is_question(&self) -> bool {
        !matches!(
            self,
            Self::UnknownColumn
                | Self::ExtraCell
                | Self::Cut
                | Self::FootnoteText
                | Self::State { .. }
                | Self::SameChallenge { .. }
                | Self::Repeated { .. }
                | Self::UnknownReference
                | Self::VotesText
                | Self::FormulaError
                | Self::HiddenSheet
        )
    }

    /// Whether a person can write what stands in place of the words.
    pub const fn takes_text(&self) -> bool {
        matches!(
            self,
            Self::Hyphen
                | Self::CellRange
                | Self::Cut
                | Self::Footnote
                | Self::PersonName
                | Self::State { .. }
                | Self::VotesText
        )
    }

    /// Whether the proposal is applied as long as nobody has decided.
    pub const fn is_default(&self) -> bool {
        matches!(self, Self::Heading { .. } | Self::FieldTwice { .. })
    }

    /// Part of a doubt's key: never changed.
    pub(super) const fn tag(&self) -> &'static str {
        match self {
            Self::Heading { .. } => "heading",
            Self::Shifted { .. } => "shifted",
            Self::PageBreak => "page_break",
            Self::LoneRow => "lone_row",
            Self::FieldLine => "field_line",
            Self::FieldTwice { .. } => "field_twice",
            Self::RemarkRow => "remark_row",
            Self::UnknownColumn => "unknown_column",
            Self::ExtraCell => "extra_cell",
            Self::Hyphen => "hyphen",
            Self::CellRange => "cell_range",
            Self::Cut => "cut",
            Self::Footnote => "footnote",
            Self::FootnoteText => "footnote_text",
            Self::PersonName => "person_name",
            Self::State { .. } => "state",
            Self::SameChallenge { .. } => "same_challenge",
            Self::Repeated { .. } => "repeated",
            Self::Entries { .. } => "entries",
            Self::UnknownReference => "unknown_reference",
            Self::VotesTwice { .. } => "votes_twice",
            Self::VotesText => "votes_text",
            Self::FormulaError => "formula_error",
            Self::HiddenSheet => "hidden_sheet",
        }
    }
}
