//! What a person should look at before a matrix becomes public, and what was decided about it.

mod kinds;

pub use kinds::{DoubtKind, StateWord};

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
    /// What a person wrote in place of the words.
    pub own_text: Option<String>,
    /// Whether a person has decided, and not the default.
    pub is_decided: bool,
}

/// What a person decided about a doubt.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Decision {
    /// The proposal is applied.
    Accept,
    /// It is read as it stands.
    Decline,
    /// This stands in place of the words, where the kind [takes a text](DoubtKind::takes_text).
    Text(String),
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

    fn find(&self, key: &DoubtKey) -> Option<&Decision> {
        self.0.get(key)
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
        self.note(at, column, finding).is_accepted
    }

    /// Notes a doubt; gives what is to stand in place of its words, `None` to leave them.
    pub(super) fn replacement(
        &mut self,
        at: &At,
        column: &str,
        finding: Finding,
    ) -> Option<String> {
        let proposal = finding.proposal.clone();
        let Answer { is_accepted, own_text } = self.note(at, column, finding);
        own_text.or_else(|| proposal.filter(|_| is_accepted))
    }

    fn note(&mut self, at: &At, column: &str, finding: Finding) -> Answer {
        let Finding { kind, words, proposal } = finding;
        let sheet = at.sheet.as_deref().unwrap_or_default();
        let place = format!("{sheet}\n{}\n{column}\n{}\n{words}", at.row, kind.tag());
        let key = DoubtKey::new(&sha256(&place));
        let decision = self.decisions.find(&key);
        let is_decided = decision.is_some();
        let is_accepted = decision.map_or(kind.is_default(), |one| *one == Decision::Accept);
        let own_text = match decision {
            Some(Decision::Text(text)) if kind.takes_text() => Some(text.clone()),
            _ => None,
        };
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
                own_text: own_text.clone(),
                is_decided,
            });
        }
        Answer { is_accepted, own_text }
    }
}

/// What was decided about a doubt, or its default.
struct Answer {
    is_accepted: bool,
    own_text: Option<String>,
}
