//! What a person should look at before a matrix becomes public, and what was decided about it.

use super::columns::Column;
use serde::{Deserialize, Serialize};
use shared::digest::sha256;
use std::collections::BTreeMap;

/// Most doubts that are listed; what is found beyond is read as nobody had decided.
pub const MAX_DOUBTS: usize = 1_000;
/// Letters of a doubt's words that are quoted.
const QUOTED: usize = 200;
/// Hexadecimal digits of a key.
const KEY: usize = 20;

/// Identifies a doubt: the same for the same place and words of a file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct DoubtKey(String);

impl DoubtKey {
    /// A key as it came back from a form; one that no doubt has decides nothing.
    pub fn new(key: &str) -> Self {
        Self(key.chars().take(KEY).collect())
    }

    /// In hexadecimal.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A place of a file that a person should look at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Doubt {
    /// What a decision about it names.
    pub key: DoubtKey,
    /// The sheet, where the file has sheets with names.
    pub sheet: Option<String>,
    /// The row in the spreadsheet, from 1; 0 for a whole sheet.
    pub row: usize,
    /// Heading of the column; empty for a whole row or sheet.
    pub column: String,
    /// The words it is about, shortened.
    pub words: String,
    /// Why, and what is proposed.
    pub kind: DoubtKind,
    /// What would stand there instead of the words, where that is words; empty where they would be
    /// left out.
    pub proposal: Option<String>,
    /// Whether the proposal was applied, by a decision or because that is the default.
    pub is_accepted: bool,
}

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
                | Self::FormulaError
                | Self::HiddenSheet
        )
    }

    /// Whether the proposal is applied as long as nobody has decided.
    pub const fn is_default(&self) -> bool {
        matches!(self, Self::Heading { .. } | Self::FieldTwice { .. })
    }

    /// Part of a doubt's key: never changed.
    const fn tag(&self) -> &'static str {
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
            Self::FormulaError => "formula_error",
            Self::HiddenSheet => "hidden_sheet",
        }
    }
}

/// What a person decided about a doubt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Decision {
    /// The proposal is applied.
    Accept,
    /// It is read as it stands.
    Decline,
}

/// Decisions about doubts of a file; without any, each kind's default applies.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Decisions(BTreeMap<DoubtKey, Decision>);

impl Decisions {
    /// Adds or replaces a decision.
    pub fn decide(&mut self, key: DoubtKey, decision: Decision) {
        self.0.insert(key, decision);
    }

    fn is_accepted(&self, key: &DoubtKey, kind: &DoubtKind) -> bool {
        self.0.get(key).map_or(kind.is_default(), |decision| *decision == Decision::Accept)
    }
}

/// A row of a sheet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct At {
    /// The sheet, where it has a name.
    pub sheet: Option<String>,
    /// Row in the spreadsheet, from 1.
    pub row: usize,
}

/// Something found in a cell: these words, and what could stand there instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Finding {
    pub(super) kind: DoubtKind,
    pub(super) words: String,
    pub(super) proposal: Option<String>,
}

impl Finding {
    pub(super) fn new(kind: DoubtKind, words: &str) -> Self {
        Self { kind, words: words.to_owned(), proposal: None }
    }

    pub(super) fn proposing(kind: DoubtKind, words: &str, proposal: &str) -> Self {
        Self { kind, words: words.to_owned(), proposal: Some(proposal.to_owned()) }
    }
}

/// The doubts found so far, beside the decisions about them.
#[derive(Debug)]
pub(super) struct Ledger<'a> {
    decisions: &'a Decisions,
    pub(super) doubts: Vec<Doubt>,
}

impl<'a> Ledger<'a> {
    pub(super) const fn new(decisions: &'a Decisions) -> Self {
        Self { decisions, doubts: Vec::new() }
    }

    /// Whether an unknown heading of the sheet was noted before: headings are repeated.
    pub(super) fn knows_column(&self, at: &At, heading: &str) -> bool {
        self.doubts.iter().any(|doubt| {
            doubt.kind == DoubtKind::UnknownColumn
                && doubt.sheet == at.sheet
                && doubt.column == heading
        })
    }

    /// Notes a doubt; gives whether its proposal is to be applied.
    pub(super) fn ask(&mut self, at: &At, column: &str, finding: Finding) -> bool {
        let Finding { kind, words, proposal } = finding;
        let sheet = at.sheet.as_deref().unwrap_or_default();
        let place = format!("{sheet}\n{}\n{column}\n{}\n{words}", at.row, kind.tag());
        let key = DoubtKey::new(&sha256(&place));
        let is_accepted = self.decisions.is_accepted(&key, &kind);
        if self.doubts.len() < MAX_DOUBTS && !self.doubts.iter().any(|doubt| doubt.key == key) {
            self.doubts.push(Doubt {
                key,
                sheet: at.sheet.clone(),
                row: at.row,
                column: column.to_owned(),
                words: words.chars().take(QUOTED).collect(),
                kind,
                proposal,
                is_accepted,
            });
        }
        is_accepted
    }
}
