//! What a table has worked out about a challenge, with its words in the reader's language.

use super::{Documentation, FieldDocument};
use crate::id::ChallengeId;
use crate::voting::tally::Votes;
use crate::voting::worksheet::{Disposition, SheetPart};
use serde::{Deserialize, Serialize};

/// The worksheet of a challenge; something stands in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SheetDocument {
    /// Where the challenge goes, where that is decided.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub disposition: Option<DispositionDocument>,
    /// Its texts in the order of the sheet.
    pub texts: Vec<SheetTextDocument>,
}

/// Where a challenge goes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DispositionDocument {
    /// Where.
    pub value: Disposition,
    /// The same in the reader's language.
    pub words: String,
}

/// A text of a worksheet, in the language of the table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SheetTextDocument {
    /// The part of the sheet.
    pub part: SheetPart,
    /// Its name in the reader's language.
    pub label: String,
    /// What the table wrote.
    pub text: String,
}

impl SheetDocument {
    /// The text of a part.
    pub fn text(&self, part: SheetPart) -> Option<&str> {
        self.texts.iter().find(|text| text.part == part).map(|text| text.text.as_str())
    }
}

impl FieldDocument {
    /// Whether a table has worked on any of its challenges.
    pub fn has_sheets(&self) -> bool {
        self.challenges.iter().any(|challenge| challenge.sheet.is_some())
    }
}

impl Documentation {
    /// Whether a table has worked on anything.
    pub fn has_sheets(&self) -> bool {
        self.fields.iter().any(FieldDocument::has_sheets)
    }

    /// Dots on a challenge in the last round that asked about it.
    pub fn last_votes(&self, challenge: &ChallengeId) -> Option<Votes> {
        let mut rows = self.rounds.iter().rev().flat_map(|round| &round.results);
        rows.find_map(|result| result.rows.iter().find(|row| row.challenge == *challenge))
            .map(|row| row.votes)
    }
}
