//! Ballots left out of the count: as entries of the log, and after replaying it.

use serde::{Deserialize, Serialize};
use shared::api::ExclusionReason;
use shared::id::{BallotId, ExclusionId};
use shared::time::Millis;
use std::collections::BTreeSet;

/// Ballots of a group of participants are left out. Later revisions of these ballots are left out
/// too; ballots that the group casts later follow in further entries.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExclusionEntry {
    /// Identifies the exclusion.
    pub exclusion: ExclusionId,
    /// The ballots.
    pub ballots: BTreeSet<BallotId>,
    /// The first join of the group.
    pub first_join: Millis,
    /// The last join of the group.
    pub last_join: Millis,
    /// The organiser's reason.
    pub reason: ExclusionReason,
    /// When the ballots were left out.
    pub at: Millis,
    /// Whether the round had closed by then.
    #[serde(default)]
    pub after_closing: bool,
}

/// The ballots of an exclusion are counted again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RestorationEntry {
    /// Identifies the exclusion.
    pub exclusion: ExclusionId,
    /// When.
    pub at: Millis,
    /// Whether the round had closed by then.
    #[serde(default)]
    pub after_closing: bool,
}

/// An exclusion with all its ballots; also a line of the recount file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exclusion {
    /// Identifies the exclusion.
    pub id: ExclusionId,
    /// The ballots.
    pub ballots: BTreeSet<BallotId>,
    /// The first join of the group.
    pub first_join: Millis,
    /// The last join of the group.
    pub last_join: Millis,
    /// The organiser's reason.
    pub reason: ExclusionReason,
    /// When the first of the ballots were left out.
    pub at: Millis,
    /// Whether the round had closed by then.
    pub after_closing: bool,
    /// When they were counted again; `None` where they are left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub restored: Option<Restoration>,
}

/// When the ballots of an exclusion were counted again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Restoration {
    /// When.
    pub at: Millis,
    /// Whether the round had closed by then.
    pub after_closing: bool,
}

impl Exclusion {
    /// Whether readers of the result need to know of it: ballots are left out, or were until after
    /// the round had closed.
    pub fn is_published(&self) -> bool {
        self.restored.is_none_or(|restored| restored.after_closing)
    }
}

impl From<ExclusionEntry> for Exclusion {
    fn from(entry: ExclusionEntry) -> Self {
        Self {
            id: entry.exclusion,
            ballots: entry.ballots,
            first_join: entry.first_join,
            last_join: entry.last_join,
            reason: entry.reason,
            at: entry.at,
            after_closing: entry.after_closing,
            restored: None,
        }
    }
}
