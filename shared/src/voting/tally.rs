//! Counting: sums, ranks and the shortlist, identical for board, results and export.

use crate::id::{ChallengeId, FieldId};
use crate::voting::ballot::Allocation;
use crate::voting::conference::{Challenge, Conference, SubChallenge};
use crate::voting::round::Round;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Dots on each challenge and sub-challenge, and the number of ballots.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// Ballots with at least one dot.
    pub ballots: u64,
    /// Dots from ballots; challenges without dots are left out.
    pub dots: BTreeMap<ChallengeId, u64>,
    /// Sticky dots counted by hand, in addition.
    pub paper: BTreeMap<ChallengeId, u64>,
}

impl Tally {
    /// Adds up ballots; the order does not matter.
    pub fn count<'a>(ballots: impl IntoIterator<Item = &'a Allocation>) -> Self {
        let mut tally = Self::default();
        for ballot in ballots {
            let mut has_dots = false;
            for (challenge, dots) in ballot.iter() {
                *tally.dots.entry(challenge.clone()).or_default() += u64::from(dots);
                has_dots = true;
            }
            tally.ballots += u64::from(has_dots);
        }
        tally
    }

    /// Dots from ballots on a challenge.
    pub fn dots_on(&self, challenge: &ChallengeId) -> u64 {
        self.dots.get(challenge).copied().unwrap_or(0)
    }

    /// Sticky dots on a challenge.
    pub fn paper_on(&self, challenge: &ChallengeId) -> u64 {
        self.paper.get(challenge).copied().unwrap_or(0)
    }

    fn votes_on(&self, challenge: &ChallengeId) -> Votes {
        let paper = self.paper_on(challenge);
        Votes { dots: self.dots_on(challenge) + paper, paper }
    }
}

/// The sum of dots, and how many of them are sticky dots.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Votes {
    /// All of them.
    pub dots: u64,
    /// Sticky dots, counted by hand.
    #[serde(default)]
    pub paper: u64,
}

impl Votes {
    /// The sum of both.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self { dots: self.dots + other.dots, paper: self.paper + other.paper }
    }
}

/// The result of one field, best challenge first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FieldResult {
    /// The field.
    pub field: FieldId,
    /// Dots in the whole field.
    pub votes: Votes,
    /// Its challenges by rank, ties in conference order.
    pub rows: Vec<ResultRow>,
}

/// The result of one challenge.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ResultRow {
    /// The challenge.
    pub challenge: ChallengeId,
    /// Its dots, including those on its sub-challenges: a vote for a part supports the whole.
    pub votes: Votes,
    /// Standard competition ranking: ties share the better rank, and the following ranks are
    /// skipped.
    pub rank: u32,
    /// Whether another challenge of the field has the same number of dots.
    pub is_tied: bool,
    /// Whether it is on the shortlist.
    pub is_shortlisted: bool,
    /// Its sub-challenges in conference order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<PartResult>,
}

/// The dots of a sub-challenge.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PartResult {
    /// The sub-challenge.
    pub challenge: ChallengeId,
    /// Its own dots.
    pub votes: Votes,
}

/// The dots of a challenge before ranking.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counted {
    challenge: ChallengeId,
    votes: Votes,
    parts: Vec<PartResult>,
}

/// The results of a round, by field in conference order.
pub fn results(conference: &Conference, round: &Round, tally: &Tally) -> Vec<FieldResult> {
    conference
        .fields
        .iter()
        .filter(|field| round.fields.contains(&field.id))
        .map(|field| {
            let counted = field.challenges.iter().map(|challenge| counted(challenge, tally));
            field_result(field.id.clone(), counted.collect(), round.shortlist)
        })
        .collect()
}

fn counted(challenge: &Challenge, tally: &Tally) -> Counted {
    let part = |part: &SubChallenge| PartResult {
        challenge: part.id.clone(),
        votes: tally.votes_on(&part.id),
    };
    let parts: Vec<PartResult> = challenge.parts.iter().map(part).collect();
    let own = tally.votes_on(&challenge.id);
    let votes = parts.iter().fold(own, |sum, part| sum.and(part.votes));
    Counted { challenge: challenge.id.clone(), votes, parts }
}

/// Ranks the challenges of one field; `places` of them are on the shortlist, plus ties at its end.
pub fn field_result(field: FieldId, mut counted: Vec<Counted>, places: u32) -> FieldResult {
    counted.sort_by_key(|counted| std::cmp::Reverse(counted.votes.dots));
    let all: Vec<u64> = counted.iter().map(|counted| counted.votes.dots).collect();
    let last = usize::try_from(places).unwrap_or(usize::MAX).saturating_sub(1);
    let line = all.get(last).copied().unwrap_or(0);
    let votes = counted.iter().fold(Votes::default(), |sum, counted| sum.and(counted.votes));
    let rows = counted.into_iter().map(|Counted { challenge, votes, parts }| ResultRow {
        rank: rank(&all, votes.dots),
        is_tied: all.iter().filter(|other| **other == votes.dots).count() > 1,
        is_shortlisted: votes.dots > 0 && votes.dots >= line,
        challenge,
        votes,
        parts,
    });
    FieldResult { field, votes, rows: rows.collect() }
}

/// One plus the number of better ones.
fn rank(all: &[u64], dots: u64) -> u32 {
    let better = all.iter().filter(|other| **other > dots).count();
    u32::try_from(better).unwrap_or(u32::MAX).saturating_add(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::voting::ballot::tests::{challenge, dots, field};
    use proptest::prelude::*;
    use rstest::rstest;

    fn ranked(votes: &[u64]) -> Vec<(u64, u32, bool)> {
        let counted = votes.iter().enumerate().map(|(i, dots)| Counted {
            challenge: challenge(&format!("c{i}")),
            votes: Votes { dots: *dots, paper: 0 },
            parts: Vec::new(),
        });
        field_result(field("f"), counted.collect(), 5)
            .rows
            .into_iter()
            .map(|row| (row.votes.dots, row.rank, row.is_shortlisted))
            .collect()
    }

    #[test]
    fn parts_and_paper_count_for_the_whole_and_are_listed_separately() {
        let text = || crate::text::Texts::german(crate::text::Text::parse("Text").unwrap());
        let part = |id| SubChallenge { id: challenge(id), text: text(), earlier_votes: None };
        let whole = Challenge {
            id: challenge("a1"),
            section: None,
            text: text(),
            short_title: None,
            goals: Vec::new(),
            notes: None,
            parts: vec![part("a1x"), part("a1y")],
            earlier_votes: None,
        };
        let mut tally = Tally::count(&[dots(&[("a1", 1), ("a1x", 2)])]);
        tally.paper = [(challenge("a1x"), 4)].into();
        let counted = counted(&whole, &tally);
        assert_eq!(counted.votes, Votes { dots: 7, paper: 4 });
        let parts: Vec<Votes> = counted.parts.iter().map(|part| part.votes).collect();
        assert_eq!(parts, [Votes { dots: 6, paper: 4 }, Votes::default()]);
    }

    #[rstest]
    // Living together, Gladbeck 2018: three with seven are tied, so six are on the shortlist.
    #[case(&[12, 11, 9, 7, 7, 7],
        &[(12, 1, true), (11, 2, true), (9, 3, true), (7, 4, true), (7, 4, true), (7, 4, true)])]
    // All five with six.
    #[case(&[6, 6, 6, 6, 6], &[(6, 1, true), (6, 1, true), (6, 1, true), (6, 1, true), (6, 1, true)])]
    #[case(&[1, 9, 8, 5, 6, 7],
        &[(9, 1, true), (8, 2, true), (7, 3, true), (6, 4, true), (5, 5, true), (1, 6, false)])]
    #[case(&[3, 0], &[(3, 1, true), (0, 2, false)])]
    #[case(&[], &[])]
    fn ties_share_a_rank_and_are_shortlisted_together(
        #[case] votes: &[u64],
        #[case] expected: &[(u64, u32, bool)],
    ) {
        assert_eq!(ranked(votes), expected);
    }

    proptest! {
        #[test]
        fn a_tally_does_not_depend_on_order(
            ballots in proptest::collection::vec((0..4_u32, 0..4_u32), 0..20),
            seed in any::<u64>(),
        ) {
            let ballots: Vec<Allocation> =
                ballots.into_iter().map(|(a, b)| dots(&[("a1", a), ("b1", b)])).collect();
            let mut shuffled = ballots.clone();
            shuffled.sort_by_key(|ballot| {
                ballot.iter().fold(seed, |hash, (_, n)| hash.rotate_left(7) ^ u64::from(n))
            });
            prop_assert_eq!(Tally::count(&ballots), Tally::count(&shuffled));
        }
    }
}
