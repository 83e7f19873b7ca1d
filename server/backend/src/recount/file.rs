//! The recount file: JSON Lines with everything needed to recount a round, and no more.
//!
//! First the round and the exclusions, then every ballot, counted or not, ordered by its random id, so
//! that the order reveals nothing, then the sticky dots, then the result. Each line ends with a hash over the line before and its
//! own text without that hash; the last hash is the check value.

use super::exclusion::Exclusion;
use super::hash::chain_hash;
use serde::{Deserialize, Serialize};
use shared::id::{BallotId, ChallengeId, FieldId, RoundId};
use shared::time::Millis;
use shared::voting::ballot::{Allocation, Ballot, Seat, Slate};
use shared::voting::join_code::JoinCode;
use shared::voting::round::{HeadingRule, RoundRules};
use std::collections::{BTreeMap, BTreeSet};

/// The version of the file format.
pub(super) const FORMAT_VERSION: u32 = 1;
/// The version of a file with exclusions. Files without any stay as they were, since their check
/// values are published.
pub(super) const FORMAT_VERSION_WITH_EXCLUSIONS: u32 = 2;
/// The version of a file whose round has another rule for challenges with sub-challenges than the
/// one there was at first; it may have exclusions. Programs that do not know the rule refuse it
/// instead of checking the ballots by a wrong one.
pub(super) const FORMAT_VERSION_WITH_HEADINGS: u32 = 3;

/// A line without its hash.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(super) enum Line {
    Round(RoundLine),
    Exclusion(Exclusion),
    Ballot(BallotLine),
    Paper {
        dots: BTreeMap<ChallengeId, u64>,
        /// When they were last entered after the round had closed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        after_closing: Option<Millis>,
    },
    Result(ResultLine),
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct RoundLine {
    pub(super) format: u32,
    pub(super) conference: JoinCode,
    pub(super) title: String,
    pub(super) round: RoundId,
    pub(super) number: u32,
    pub(super) rules: RoundRules,
    pub(super) challenges: Vec<ChallengeLine>,
    /// Number of entries in the server's log, and its last hash: the log cannot be changed
    /// afterwards without contradicting this file.
    pub(super) log_entries: u64,
    pub(super) log_head: String,
}

/// A challenge or sub-challenge of the round; whether one with parts takes dots, the rules say.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChallengeLine {
    /// Its id.
    pub id: ChallengeId,
    /// Its field.
    pub field: FieldId,
    /// The challenge it is part of, for a sub-challenge.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part_of: Option<ChallengeId>,
    /// Its text, for human readers.
    pub text: String,
}

/// What a round was about, in the words it was voted on with. They are part of the check value, so
/// they stay when the conference is reworded afterwards.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wording {
    /// The conference's title.
    pub title: String,
    /// The challenges and sub-challenges.
    pub challenges: Vec<ChallengeLine>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct BallotLine {
    pub(super) id: BallotId,
    pub(super) dots: Allocation,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) field: Option<FieldId>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct ResultLine {
    /// Ballots with at least one dot.
    pub(super) ballots: u64,
    pub(super) dots: BTreeMap<ChallengeId, u64>,
    pub(super) paper: BTreeMap<ChallengeId, u64>,
}

impl RoundLine {
    pub(super) fn slate(&self) -> Slate {
        let seat = |line: &ChallengeLine| Seat {
            field: line.field.clone(),
            part_of: line.part_of.clone(),
        };
        self.challenges.iter().map(|line| (line.id.clone(), seat(line))).collect()
    }
}

/// The content of a file.
#[derive(Clone, Debug)]
pub struct RecountContents {
    /// Code of the conference.
    pub conference: JoinCode,
    /// Its title.
    pub title: String,
    /// The round.
    pub round: RoundId,
    /// Its number.
    pub number: u32,
    /// Its rules.
    pub rules: RoundRules,
    /// Its challenges and their parts, in the order of the conference.
    pub challenges: Vec<ChallengeLine>,
    /// Every ballot.
    pub ballots: BTreeMap<BallotId, Ballot>,
    /// The sticky dots.
    pub paper: BTreeMap<ChallengeId, u64>,
    /// When they were last entered after the round had closed.
    pub paper_after_closing: Option<Millis>,
    /// The exclusions that readers need to know of.
    pub exclusions: Vec<Exclusion>,
    /// Number of log entries.
    pub log_entries: u64,
    /// The last hash of the log.
    pub log_head: String,
}

impl RecountContents {
    /// The oldest version that can say it.
    fn format(&self) -> u32 {
        if self.rules.headings != HeadingRule::default() {
            FORMAT_VERSION_WITH_HEADINGS
        } else if self.exclusions.is_empty() {
            FORMAT_VERSION
        } else {
            FORMAT_VERSION_WITH_EXCLUSIONS
        }
    }
}

/// A file, and the hash of its last line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecountFile {
    /// The lines.
    pub text: String,
    /// Published with the result: equal values mean equal files.
    pub check_value: String,
    /// When sticky dots were last entered after the round had closed.
    pub paper_after_closing: Option<Millis>,
    /// The exclusions in it.
    pub exclusions: Vec<ExclusionSummary>,
}

/// An exclusion of a recount file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExclusionSummary {
    /// The exclusion.
    pub exclusion: Exclusion,
    /// Its ballots with at least one dot.
    pub ballots: u64,
}

/// Writes a recount file.
///
/// # Errors
/// Where a line cannot be written as JSON.
pub fn write_file(contents: RecountContents) -> serde_json::Result<RecountFile> {
    let mut file = RecountFile {
        text: String::new(),
        check_value: String::new(),
        paper_after_closing: contents.paper_after_closing,
        exclusions: Vec::new(),
    };
    file.push_line(&Line::Round(RoundLine {
        format: contents.format(),
        conference: contents.conference,
        title: contents.title,
        round: contents.round,
        number: contents.number,
        rules: contents.rules,
        challenges: contents.challenges,
        log_entries: contents.log_entries,
        log_head: contents.log_head,
    }))?;
    let mut excluded = BTreeSet::new();
    for exclusion in contents.exclusions {
        file.push_line(&Line::Exclusion(exclusion.clone()))?;
        if exclusion.restored.is_none() {
            excluded.extend(exclusion.ballots.iter().cloned());
        }
        let has_dots = |id: &&BallotId| {
            contents.ballots.get(*id).is_some_and(|ballot| !ballot.dots.is_empty())
        };
        let ballots = exclusion.ballots.iter().filter(has_dots).count() as u64;
        file.exclusions.push(ExclusionSummary { exclusion, ballots });
    }
    let mut result = ResultLine { paper: contents.paper.clone(), ..ResultLine::default() };
    for (id, Ballot { dots, field, .. }) in contents.ballots {
        if !excluded.contains(&id) {
            result.add_ballot(&dots);
        }
        file.push_line(&Line::Ballot(BallotLine { id, dots, field }))?;
    }
    file.push_line(&Line::Paper {
        dots: contents.paper,
        after_closing: contents.paper_after_closing,
    })?;
    file.push_line(&Line::Result(result))?;
    Ok(file)
}

impl ResultLine {
    /// Adds the dots of a ballot to the sums.
    pub(super) fn add_ballot(&mut self, dots: &Allocation) {
        let before: u64 = self.dots.values().sum();
        for (challenge, count) in dots.iter() {
            *self.dots.entry(challenge.clone()).or_default() += u64::from(count);
        }
        self.ballots += u64::from(self.dots.values().sum::<u64>() > before);
    }
}

impl RecountFile {
    fn push_line(&mut self, line: &Line) -> serde_json::Result<()> {
        let text = serde_json::to_string(line)?;
        self.check_value = chain_hash(&self.check_value, &text);
        // A line is a JSON object, so its last character is a brace.
        self.text += text.strip_suffix('}').unwrap_or(&text);
        self.text.extend([",\"hash\":\"", &self.check_value, "\"}\n"]);
        Ok(())
    }
}

/// Splits a line into its text without the hash, and the hash; `None` where it does not end with
/// one.
pub(super) fn split_hash(line: &str) -> Option<(String, &str)> {
    let (text, rest) = line.rsplit_once(",\"hash\":\"")?;
    let hash = rest.strip_suffix("\"}")?;
    Some((format!("{text}}}"), hash))
}
