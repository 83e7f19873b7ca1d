//! Counting: sums, ranks and the shortlist, the same for board, result and export.

use crate::ballot::Allocation;
use crate::conference::Conference;
use crate::id::{ChallengeId, FieldId};
use crate::round::Round;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How many places of a field go on to be worked out; ties at the line go on together.
pub const SHORTLIST_PLACES: usize = 5;

/// Dots on each challenge, and how many ballots they come from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// Ballots that hold at least one dot.
    pub ballots: u64,
    /// Dots on each challenge that has any.
    pub dots: BTreeMap<ChallengeId, u64>,
}

impl Tally {
    /// Adds up ballots; their order plays no part.
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

    /// Dots on a challenge.
    pub fn dots_on(&self, challenge: &ChallengeId) -> u64 {
        self.dots.get(challenge).copied().unwrap_or(0)
    }
}

/// The outcome in one field, best first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FieldResult {
    /// The field.
    pub field: FieldId,
    /// Dots in the whole field.
    pub dots: u64,
    /// Its challenges by rank, equals in the order of the conference.
    pub rows: Vec<ResultRow>,
}

/// One challenge's place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ResultRow {
    /// The challenge.
    pub challenge: ChallengeId,
    /// Its dots.
    pub dots: u64,
    /// Standard competition rank: equals share the better one, the next ranks are left out.
    pub rank: u32,
    /// Whether another challenge of the field has as many dots.
    pub is_tied: bool,
    /// Whether it goes on to be worked out.
    pub is_shortlisted: bool,
}

/// The outcome of a round, field by field in the conference's order.
pub fn results(conference: &Conference, round: &Round, tally: &Tally) -> Vec<FieldResult> {
    conference
        .fields
        .iter()
        .filter(|field| round.fields.contains(&field.id))
        .map(|field| {
            let counted = field
                .challenges
                .iter()
                .map(|challenge| (challenge.id.clone(), tally.dots_on(&challenge.id)));
            field_result(field.id.clone(), counted.collect())
        })
        .collect()
}

/// Ranks the challenges of one field.
pub fn field_result(field: FieldId, mut counted: Vec<(ChallengeId, u64)>) -> FieldResult {
    counted.sort_by_key(|(_, dots)| std::cmp::Reverse(*dots));
    let all: Vec<u64> = counted.iter().map(|(_, dots)| *dots).collect();
    let line = all.get(SHORTLIST_PLACES - 1).copied().unwrap_or(0);
    let rows = counted.into_iter().map(|(challenge, dots)| ResultRow {
        challenge,
        dots,
        rank: rank(&all, dots),
        is_tied: all.iter().filter(|other| **other == dots).count() > 1,
        is_shortlisted: dots > 0 && dots >= line,
    });
    FieldResult { field, dots: all.iter().sum(), rows: rows.collect() }
}

/// 1 and the number of better ones.
fn rank(all: &[u64], dots: u64) -> u32 {
    let better = all.iter().filter(|other| **other > dots).count();
    u32::try_from(better).unwrap_or(u32::MAX).saturating_add(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ballot::tests::{challenge, dots};
    use proptest::prelude::*;
    use rstest::rstest;

    fn ranked(votes: &[u64]) -> Vec<(u64, u32, bool)> {
        let counted =
            votes.iter().enumerate().map(|(i, votes)| (challenge(&format!("c{i}")), *votes));
        field_result(FieldId::parse("f").unwrap(), counted.collect())
            .rows
            .into_iter()
            .map(|row| (row.dots, row.rank, row.is_shortlisted))
            .collect()
    }

    #[rstest]
    // Living together, Gladbeck 2018: three with seven stay together, so six go on.
    #[case(&[12, 11, 9, 7, 7, 7],
        &[(12, 1, true), (11, 2, true), (9, 3, true), (7, 4, true), (7, 4, true), (7, 4, true)])]
    // All five with six.
    #[case(&[6, 6, 6, 6, 6], &[(6, 1, true), (6, 1, true), (6, 1, true), (6, 1, true), (6, 1, true)])]
    #[case(&[1, 9, 8, 5, 6, 7],
        &[(9, 1, true), (8, 2, true), (7, 3, true), (6, 4, true), (5, 5, true), (1, 6, false)])]
    #[case(&[3, 0], &[(3, 1, true), (0, 2, false)])]
    #[case(&[], &[])]
    fn equals_share_a_rank_and_stay_on_one_side_of_the_line(
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
