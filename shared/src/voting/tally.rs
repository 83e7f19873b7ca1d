//! Counting: sums, ranks and the shortlist, identical for board, results and export.

use crate::id::{ChallengeId, FieldId};
use crate::voting::ballot::Allocation;
use crate::voting::conference::{Challenge, Conference, SubChallenge};
use crate::voting::round::{HeadingRule, Round};
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
    /// The dots it is ranked by: its own, those on its sub-challenges, both, or neither, as the rules
    /// of the round say.
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
    /// Those it is ranked by.
    votes: Votes,
    /// Its own and those on its parts.
    all: Votes,
    parts: Vec<PartResult>,
}

/// The results of a round, by field in conference order.
pub fn results(conference: &Conference, round: &Round, tally: &Tally) -> Vec<FieldResult> {
    conference
        .fields
        .iter()
        .filter(|field| round.fields.contains(&field.id))
        .map(|field| {
            let headings = round.rules.headings;
            let counted =
                field.challenges.iter().map(|challenge| counted(challenge, headings, tally));
            field_result(field.id.clone(), counted.collect(), round.shortlist)
        })
        .collect()
}

fn counted(challenge: &Challenge, headings: HeadingRule, tally: &Tally) -> Counted {
    let part = |part: &SubChallenge| PartResult {
        challenge: part.id.clone(),
        votes: tally.votes_on(&part.id),
    };
    let parts: Vec<PartResult> = challenge.parts.iter().map(part).collect();
    let own = tally.votes_on(&challenge.id);
    let of_parts = parts.iter().fold(Votes::default(), |sum, part| sum.and(part.votes));
    let all = own.and(of_parts);
    let votes = match headings {
        _ if parts.is_empty() => own,
        HeadingRule::OwnAndParts => all,
        HeadingRule::OwnOnly => own,
        HeadingRule::PartsOnly => of_parts,
        HeadingRule::NoVotes => Votes::default(),
    };
    Counted { challenge: challenge.id.clone(), votes, all, parts }
}

/// Ranks the challenges of one field; `places` of them are on the shortlist, plus ties at its end.
pub fn field_result(field: FieldId, mut counted: Vec<Counted>, places: u32) -> FieldResult {
    counted.sort_by_key(|counted| std::cmp::Reverse(counted.votes.dots));
    let all: Vec<u64> = counted.iter().map(|counted| counted.votes.dots).collect();
    let last = usize::try_from(places).unwrap_or(usize::MAX).saturating_sub(1);
    let line = all.get(last).copied().unwrap_or(0);
    let votes = counted.iter().fold(Votes::default(), |sum, counted| sum.and(counted.all));
    let rows = counted.into_iter().map(|Counted { challenge, votes, parts, .. }| ResultRow {
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
pub(crate) mod tests {
    use super::*;
    use crate::voting::ballot::tests::{challenge, dots, field};
    use proptest::prelude::*;
    use rstest::rstest;

    /// The result of a field whose challenges have these dots.
    pub(crate) fn field_of(id: &str, votes: &[u64], places: u32) -> FieldResult {
        let counted = votes.iter().enumerate().map(|(i, dots)| Counted {
            challenge: challenge(&format!("c{i}")),
            votes: Votes { dots: *dots, paper: 0 },
            all: Votes { dots: *dots, paper: 0 },
            parts: Vec::new(),
        });
        field_result(field(id), counted.collect(), places)
    }

    fn ranked(votes: &[u64]) -> Vec<(u64, u32, bool)> {
        field_of("f", votes, 5)
            .rows
            .into_iter()
            .map(|row| (row.votes.dots, row.rank, row.is_shortlisted))
            .collect()
    }

    /// `a1` with the parts `a1x` and `a1y`.
    fn heading() -> Challenge {
        let text = || crate::text::Texts::german(crate::text::Text::parse("Text").unwrap());
        let part = |id| SubChallenge { id: challenge(id), text: text(), earlier_votes: None };
        Challenge {
            id: challenge("a1"),
            section: None,
            text: text(),
            short_title: None,
            goals: Vec::new(),
            notes: None,
            parts: vec![part("a1x"), part("a1y")],
            earlier_votes: None,
        }
    }

    #[rstest]
    #[case(HeadingRule::OwnAndParts, Votes { dots: 7, paper: 4 })]
    #[case(HeadingRule::OwnOnly, Votes { dots: 1, paper: 0 })]
    #[case(HeadingRule::PartsOnly, Votes { dots: 6, paper: 4 })]
    #[case(HeadingRule::NoVotes, Votes::default())]
    fn a_challenge_with_parts_counts_what_the_round_says_and_parts_are_listed_separately(
        #[case] headings: HeadingRule,
        #[case] expected: Votes,
    ) {
        let mut tally = Tally::count(&[dots(&[("a1", 1), ("a1x", 2)])]);
        tally.paper = [(challenge("a1x"), 4)].into();
        let counted = counted(&heading(), headings, &tally);
        assert_eq!(counted.votes, expected);
        let parts: Vec<Votes> = counted.parts.iter().map(|part| part.votes).collect();
        assert_eq!(parts, [Votes { dots: 6, paper: 4 }, Votes::default()]);
    }

    #[rstest]
    // Work and economy, 2023: the heading of two parts with 13 and 8 votes has none and comes last.
    #[case(HeadingRule::NoVotes, &[("c0", 25, 1), ("c1", 15, 2), ("c2", 11, 3), ("a1", 0, 4)])]
    #[case(HeadingRule::PartsOnly, &[("c0", 25, 1), ("a1", 21, 2), ("c1", 15, 3), ("c2", 11, 4)])]
    fn ranks_follow_what_a_challenge_with_parts_counts(
        #[case] headings: HeadingRule,
        #[case] expected: &[(&str, u64, u32)],
    ) {
        let tally = Tally::count(&[
            dots(&[("c0", 25), ("c1", 15), ("c2", 11)]),
            dots(&[("a1x", 13), ("a1y", 8)]),
        ]);
        let single = |id| Challenge { id: challenge(id), parts: Vec::new(), ..heading() };
        let all = [single("c0"), heading(), single("c1"), single("c2")];
        let counted = all.iter().map(|challenge| counted(challenge, headings, &tally)).collect();
        let result = field_result(field("f"), counted, 5);
        let rows = result.rows.iter().map(|row| (row.challenge.as_str(), row.votes.dots, row.rank));
        assert_eq!(rows.collect::<Vec<_>>(), expected);
        assert_eq!(result.votes.dots, 72, "the dots on parts are dots of the field");
        assert_eq!(
            result.rows.iter().filter(|row| row.is_shortlisted).count(),
            expected.iter().filter(|row| row.1 > 0).count()
        );
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
        fn the_sum_of_a_field_is_that_of_its_ballots_whatever_headings_count(
            own in 0..9_u32, first in 0..9_u32, second in 0..9_u32, paper in 0..9_u64, kind in 0..4_usize,
        ) {
            let headings = [
                HeadingRule::OwnAndParts,
                HeadingRule::OwnOnly,
                HeadingRule::PartsOnly,
                HeadingRule::NoVotes,
            ][kind];
            let mut tally = Tally::count(&[dots(&[("a1", own), ("a1x", first), ("a1y", second)])]);
            tally.paper = [(challenge("a1y"), paper)].into();
            let result = field_result(field("f"), vec![counted(&heading(), headings, &tally)], 5);
            let on_parts = result.rows[0].parts.iter().map(|part| part.votes.dots).sum::<u64>();
            prop_assert_eq!(result.votes.dots, u64::from(own) + on_parts);
            prop_assert_eq!(result.votes.paper, paper);
            let counted = if headings.counts_parts() { on_parts } else { 0 };
            let own = if headings.takes_dots() { u64::from(own) } else { 0 };
            prop_assert_eq!(result.rows[0].votes.dots, own + counted);
        }

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
