//! The log as a hash chain: each entry's hash covers the one before, so none can be changed,
//! removed or inserted without changing all that follow.

use super::exclusion::{Exclusion, ExclusionEntry, Restoration, RestorationEntry};
use super::hash::chain_hash;
use serde::{Deserialize, Serialize};
use shared::id::{BallotId, ChallengeId, ExclusionId, FieldId, RoundId};
use shared::time::Millis;
use shared::voting::ballot::{Allocation, Ballot, Revision};
use std::collections::{BTreeMap, BTreeSet};

/// An entry as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogRow {
    /// From 1, without gaps.
    pub position: u64,
    /// The entry as JSON.
    pub entry: String,
    /// Its hash, which covers the one before.
    pub hash: String,
}

/// An event in a round.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LogEntry {
    /// A ballot was accepted; it replaces earlier entries with the same id.
    Ballot {
        /// Its random id.
        id: BallotId,
        /// Its revision.
        revision: Revision,
        /// Its dots.
        dots: Allocation,
        /// The chosen field.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        field: Option<FieldId>,
    },
    /// Sticky dots were entered; they replace all entered before.
    Paper {
        /// Dots by challenge.
        dots: BTreeMap<ChallengeId, u64>,
        /// When, if the round had closed by then.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        after_closing: Option<Millis>,
    },
    /// Ballots were left out of the count; more of the same group may follow.
    Excluded(ExclusionEntry),
    /// All ballots of an exclusion are counted again.
    Restored(RestorationEntry),
}

/// The last entry of a log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogHead {
    /// Its position.
    pub position: u64,
    /// Its hash.
    pub hash: String,
}

/// The hash chain of a round's log, to append entries to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HashChain(LogHead);

impl HashChain {
    /// Resumes the chain at the head of a round's log; `None` for an empty one.
    pub fn new(round: &RoundId, head: Option<LogHead>) -> Self {
        Self(head.unwrap_or_else(|| LogHead { position: 0, hash: genesis_hash(round) }))
    }

    /// Appends an entry and returns its row.
    ///
    /// # Errors
    /// Where the entry cannot be written as JSON.
    pub fn append(&mut self, entry: &LogEntry) -> serde_json::Result<LogRow> {
        let entry = serde_json::to_string(entry)?;
        let (position, hash) = (self.0.position + 1, chain_hash(&self.0.hash, &entry));
        self.0 = LogHead { position, hash: hash.clone() };
        Ok(LogRow { position, entry, hash })
    }

    /// Number of entries.
    pub fn entries(&self) -> u64 {
        self.0.position
    }

    /// The last hash.
    pub fn hash(&self) -> &str {
        &self.0.hash
    }
}

/// The hash before the first entry; it differs between rounds, so that no log fits another round.
fn genesis_hash(round: &RoundId) -> String {
    chain_hash("", round.as_str())
}

/// A log that was altered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("entry {position} of the log is not as it was written")]
pub struct BrokenLog {
    /// The first entry that is missing, changed or unreadable.
    pub position: u64,
}

/// The state of a round after all entries of its log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReplayedLog {
    /// The last revision of every ballot.
    pub ballots: BTreeMap<BallotId, Ballot>,
    /// The sticky dots.
    pub paper: BTreeMap<ChallengeId, u64>,
    /// When they were last entered after the round had closed.
    pub paper_after_closing: Option<Millis>,
    /// The exclusions, in the order of the log.
    pub exclusions: Vec<Exclusion>,
    /// The hash chain up to the last entry.
    pub chain: HashChain,
}

/// Replays a log from its first entry, verifying every hash.
///
/// # Errors
/// [`BrokenLog`] with the first entry that is missing, changed or unreadable.
pub fn replay(round: &RoundId, rows: &[LogRow]) -> Result<ReplayedLog, BrokenLog> {
    let chain = HashChain::new(round, None);
    let mut replayed = ReplayedLog {
        ballots: BTreeMap::new(),
        paper: BTreeMap::new(),
        paper_after_closing: None,
        exclusions: Vec::new(),
        chain,
    };
    for row in rows {
        let position = replayed.chain.entries() + 1;
        let hash = chain_hash(replayed.chain.hash(), &row.entry);
        let entry = serde_json::from_str(&row.entry).map_err(|_| BrokenLog { position })?;
        if row.position != position || row.hash != hash {
            return Err(BrokenLog { position });
        }
        replayed.chain = HashChain(LogHead { position, hash });
        match entry {
            LogEntry::Ballot { id, revision, dots, field } => {
                replayed.ballots.insert(id, Ballot { revision, dots, field });
            }
            LogEntry::Paper { dots, after_closing } => {
                replayed.paper = dots;
                replayed.paper_after_closing = after_closing.or(replayed.paper_after_closing);
            }
            LogEntry::Excluded(entry) => replayed.exclude(entry),
            LogEntry::Restored(entry) => replayed.restore(&entry),
        }
    }
    Ok(replayed)
}

impl ReplayedLog {
    /// The ballots that are left out of the count.
    pub fn excluded_ballots(&self) -> BTreeSet<&BallotId> {
        let standing = self.exclusions.iter().filter(|exclusion| exclusion.restored.is_none());
        standing.flat_map(|exclusion| &exclusion.ballots).collect()
    }

    fn standing_mut(&mut self, id: &ExclusionId) -> Option<&mut Exclusion> {
        self.exclusions.iter_mut().find(|one| one.id == *id && one.restored.is_none())
    }

    fn exclude(&mut self, entry: ExclusionEntry) {
        match self.standing_mut(&entry.exclusion) {
            Some(standing) => standing.ballots.extend(entry.ballots),
            None => self.exclusions.push(entry.into()),
        }
    }

    fn restore(&mut self, entry: &RestorationEntry) {
        if let Some(standing) = self.standing_mut(&entry.exclusion) {
            let RestorationEntry { at, after_closing, .. } = *entry;
            standing.restored = Some(Restoration { at, after_closing });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    fn round() -> RoundId {
        RoundId::parse("r").unwrap()
    }

    fn rows() -> Vec<LogRow> {
        let mut chain = HashChain::new(&round(), None);
        let dots = |count| [(ChallengeId::parse("a").unwrap(), count)].into_iter().collect();
        let entry = |id, revision| LogEntry::Ballot {
            id: BallotId::from_random(id),
            revision: Revision(revision),
            dots: dots(2),
            field: None,
        };
        [entry(1, 1), entry(2, 1), entry(1, 2)].map(|e| chain.append(&e).unwrap()).into()
    }

    #[test]
    fn the_last_revision_of_each_ballot_counts() {
        let replayed = replay(&round(), &rows()).unwrap();
        assert_eq!(replayed.ballots.len(), 2);
        assert_eq!(replayed.ballots[&BallotId::from_random(1)].revision, Revision(2));
        assert_eq!((replayed.chain.entries(), replayed.chain.hash()), (3, rows()[2].hash.as_str()));
    }

    #[test]
    fn an_exclusion_collects_its_ballots_until_it_ends() {
        let mut chain = HashChain::new(&round(), None);
        let ballot = BallotId::from_random;
        let exclude = |ballots: &[u128]| {
            LogEntry::Excluded(ExclusionEntry {
                exclusion: ExclusionId::parse("e").unwrap(),
                ballots: ballots.iter().copied().map(ballot).collect(),
                first_join: Millis(1),
                last_join: Millis(2),
                reason: shared::text::Text::parse("x").unwrap(),
                at: Millis(3),
                after_closing: false,
            })
        };
        let restore = LogEntry::Restored(RestorationEntry {
            exclusion: ExclusionId::parse("e").unwrap(),
            at: Millis(4),
            after_closing: true,
        });
        let rows: Vec<LogRow> = [exclude(&[1]), exclude(&[2, 3]), restore, exclude(&[4])]
            .iter()
            .map(|entry| chain.append(entry).unwrap())
            .collect();
        let left_out = |count: usize| {
            let replayed = replay(&round(), &rows[..count]).unwrap();
            replayed.excluded_ballots().into_iter().cloned().collect::<Vec<_>>()
        };
        assert_eq!(left_out(1), [ballot(1)]);
        assert_eq!(left_out(2), [ballot(1), ballot(2), ballot(3)]);
        assert_eq!(left_out(3), []);
        assert_eq!(left_out(4), [ballot(4)]);
    }

    #[rstest]
    #[case::a_changed_entry(|rows: &mut Vec<LogRow>| rows[1].entry = rows[1].entry.replace(":2", ":3"), 2)]
    #[case::a_missing_entry(|rows: &mut Vec<LogRow>| drop(rows.remove(1)), 2)]
    #[case::another_order(|rows: &mut Vec<LogRow>| rows.swap(0, 1), 1)]
    #[case::a_repeated_entry(|rows: &mut Vec<LogRow>| rows.push(rows[2].clone()), 4)]
    fn any_change_to_a_log_is_detected(
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
