//! The log: each entry's hash covers the one before, so none can be changed, taken out or put
//! in without changing all that follow.

use super::hash::link;
use serde::{Deserialize, Serialize};
use shared::id::{BallotId, ChallengeId, FieldId, RoundId};
use shared::voting::ballot::{Allocation, Ballot, Revision};
use std::collections::BTreeMap;

/// An entry as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogRow {
    /// From 1, without gaps.
    pub position: u64,
    /// The entry's text.
    pub entry: String,
    /// Its hash, which covers the one before.
    pub hash: String,
}

/// What has happened in a round.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LogEntry {
    /// A ballot was taken; it replaces what was taken under the same id before.
    Ballot {
        /// Its random id.
        id: BallotId,
        /// Its revision.
        revision: Revision,
        /// Its dots.
        dots: Allocation,
        /// The field chosen.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        field: Option<FieldId>,
    },
    /// Sticky dots were entered; they replace all that were entered before.
    Paper {
        /// Dots by challenge.
        dots: BTreeMap<ChallengeId, u64>,
    },
}

/// The end of a round's log, ready to go on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Log {
    position: u64,
    head: String,
}

impl Log {
    /// The log of a round from its last position and the hash there; `None` for an empty one.
    pub fn new(round: &RoundId, head: Option<(u64, String)>) -> Self {
        let (position, head) = head.unwrap_or_else(|| (0, beginning(round)));
        Self { position, head }
    }

    /// The next row.
    ///
    /// # Errors
    /// Where the entry cannot be written as JSON.
    pub fn append(&mut self, entry: &LogEntry) -> serde_json::Result<LogRow> {
        let entry = serde_json::to_string(entry)?;
        self.position += 1;
        self.head = link(&self.head, &entry);
        Ok(LogRow { position: self.position, entry, hash: self.head.clone() })
    }

    /// Entries so far.
    pub fn entries(&self) -> u64 {
        self.position
    }

    /// The last hash.
    pub fn head(&self) -> &str {
        &self.head
    }
}

/// What the first entry's hash covers: every round's log begins with another.
fn beginning(round: &RoundId) -> String {
    link("", round.as_str())
}

/// A log that is not as it was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("entry {position} of the log is not as it was written")]
pub struct BrokenLog {
    /// The first such entry.
    pub position: u64,
}

/// What a log says in the end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// The last revision of every ballot.
    pub ballots: BTreeMap<BallotId, Ballot>,
    /// The sticky dots.
    pub paper: BTreeMap<ChallengeId, u64>,
    /// The end of the log.
    pub log: Log,
}

/// Goes through a log from its beginning.
///
/// # Errors
/// [`BrokenLog`] with the first entry that is missing, changed or unreadable.
pub fn replay(round: &RoundId, rows: &[LogRow]) -> Result<Outcome, BrokenLog> {
    let log = Log::new(round, None);
    let mut outcome = Outcome { ballots: BTreeMap::new(), paper: BTreeMap::new(), log };
    for row in rows {
        let position = outcome.log.position + 1;
        let hash = link(&outcome.log.head, &row.entry);
        let entry = serde_json::from_str(&row.entry).map_err(|_| BrokenLog { position })?;
        if row.position != position || row.hash != hash {
            return Err(BrokenLog { position });
        }
        outcome.log = Log { position, head: hash };
        match entry {
            LogEntry::Ballot { id, revision, dots, field } => {
                outcome.ballots.insert(id, Ballot { revision, dots, field });
            }
            LogEntry::Paper { dots } => outcome.paper = dots,
        }
    }
    Ok(outcome)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    fn round() -> RoundId {
        RoundId::parse("r").unwrap()
    }

    fn rows() -> Vec<LogRow> {
        let mut log = Log::new(&round(), None);
        let dots = |count| [(ChallengeId::parse("a").unwrap(), count)].into_iter().collect();
        let entry = |id, revision| LogEntry::Ballot {
            id: BallotId::from_random(id),
            revision: Revision(revision),
            dots: dots(2),
            field: None,
        };
        [entry(1, 1), entry(2, 1), entry(1, 2)].map(|e| log.append(&e).unwrap()).into()
    }

    #[test]
    fn the_last_revision_of_each_ballot_counts() {
        let outcome = replay(&round(), &rows()).unwrap();
        assert_eq!(outcome.ballots.len(), 2);
        assert_eq!(outcome.ballots[&BallotId::from_random(1)].revision, Revision(2));
        assert_eq!((outcome.log.entries(), outcome.log.head()), (3, rows()[2].hash.as_str()));
    }

    #[rstest]
    #[case::a_changed_entry(|rows: &mut Vec<LogRow>| rows[1].entry = rows[1].entry.replace(":2", ":3"), 2)]
    #[case::a_missing_entry(|rows: &mut Vec<LogRow>| drop(rows.remove(1)), 2)]
    #[case::another_order(|rows: &mut Vec<LogRow>| rows.swap(0, 1), 1)]
    #[case::a_doubled_entry(|rows: &mut Vec<LogRow>| rows.push(rows[2].clone()), 4)]
    fn whatever_is_done_to_a_log_shows(
        #[case] damage: fn(&mut Vec<LogRow>),
        #[case] position: u64,
    ) {
        let mut rows = rows();
        damage(&mut rows);
        assert_eq!(replay(&round(), &rows).unwrap_err(), BrokenLog { position });
    }

    #[test]
    fn a_log_belongs_to_its_round() {
        let other = RoundId::parse("s").unwrap();
        assert_eq!(replay(&other, &rows()).unwrap_err(), BrokenLog { position: 1 });
    }
}
