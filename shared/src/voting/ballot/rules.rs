//! What a ballot may hold: sums, maxima, and the choice of a field.

use super::{Ballot, BallotError, Slate};
use crate::id::{ChallengeId, FieldId};
use crate::voting::round::{Budget, FieldChoice, RoundRules};

/// Checks a ballot against the rules of a round.
///
/// # Errors
/// [`BallotError`] for the first broken rule: unknown challenges and fields first, then the choice
/// of a field, then single challenges (including their sub-challenges), then sums.
pub fn check(rules: &RoundRules, slate: &Slate, ballot: &Ballot) -> Result<(), BallotError> {
    if let Some(field) = ballot.field.as_ref().filter(|field| !slate.has_field(field)) {
        return Err(BallotError::UnknownField { field: field.clone() });
    }
    let (mut per_field, mut per_challenge) = (Sums(Vec::new()), Sums(Vec::new()));
    for (challenge, given) in ballot.dots.iter() {
        let field = slate
            .field_of(challenge)
            .filter(|_| takes_dots(rules, slate, challenge))
            .ok_or_else(|| BallotError::UnknownChallenge { challenge: challenge.clone() })?;
        if rules.choice == FieldChoice::One && ballot.field.as_ref() != Some(field) {
            return Err(BallotError::NotChosen { field: field.clone() });
        }
        let counted =
            if rules.headings.counts_parts() { slate.whole(challenge) } else { challenge };
        per_challenge.add(counted, given);
        per_field.add(field, given);
    }
    let allowed = rules.max_per_challenge;
    if let Some((challenge, given)) = per_challenge.first_over(allowed) {
        let challenge = challenge.clone();
        return Err(BallotError::TooManyOnChallenge { challenge, given, allowed });
    }
    match rules.budget {
        Budget::Field(allowed) => match per_field.first_over(allowed) {
            Some((field, given)) => {
                let field = field.clone();
                Err(BallotError::TooManyInField { field, given, allowed })
            }
            None => Ok(()),
        },
        Budget::Round(allowed) => match per_field.all() {
            given if given > u64::from(allowed) => {
                Err(BallotError::TooManyInAll { given, allowed })
            }
            _ => Ok(()),
        },
    }
}

/// Whether dots can be placed on a challenge: on those with sub-challenges, the rules decide.
pub fn takes_dots(rules: &RoundRules, slate: &Slate, challenge: &ChallengeId) -> bool {
    rules.headings.takes_dots() || !slate.is_heading(challenge)
}

/// Dots by field or by challenge; a ballot has only a few.
struct Sums<'a, T>(Vec<(&'a T, u64)>);

impl<'a, T: PartialEq> Sums<'a, T> {
    fn add(&mut self, key: &'a T, dots: u32) {
        match self.0.iter_mut().find(|(known, _)| *known == key) {
            Some((_, sum)) => *sum += u64::from(dots),
            None => self.0.push((key, u64::from(dots))),
        }
    }

    fn first_over(&self, allowed: u32) -> Option<(&'a T, u64)> {
        self.0.iter().find(|(_, sum)| *sum > u64::from(allowed)).copied()
    }

    fn all(&self) -> u64 {
        self.0.iter().map(|(_, sum)| sum).sum()
    }
}

/// Dots a participant has left in a field, or in total where the budget is for the round.
pub fn dots_left_in_field(
    rules: &RoundRules,
    slate: &Slate,
    ballot: &Ballot,
    field: &FieldId,
) -> u32 {
    let counts = |challenge| match rules.budget {
        Budget::Field(_) => slate.field_of(challenge) == Some(field),
        Budget::Round(_) => true,
    };
    let used: u32 =
        ballot.dots.iter().filter(|(challenge, _)| counts(challenge)).map(|(_, dots)| dots).sum();
    rules.budget.dots().saturating_sub(used)
}

/// Whether one more dot on this challenge is within the rules.
pub fn can_add(
    rules: &RoundRules,
    slate: &Slate,
    ballot: &Ballot,
    challenge: &ChallengeId,
) -> bool {
    let dots = ballot.dots.with(challenge, ballot.dots.dots_on(challenge).saturating_add(1));
    check(rules, slate, &Ballot { dots, ..ballot.clone() }).is_ok()
}

#[cfg(test)]
mod tests {
    use super::super::tests::{challenge, dots, field, slate};
    use super::*;
    use crate::voting::ballot::Revision;
    use crate::voting::round::HeadingRule;
    use proptest::prelude::*;
    use rstest::rstest;

    const HEADINGS: [HeadingRule; 4] = [
        HeadingRule::OwnAndParts,
        HeadingRule::OwnOnly,
        HeadingRule::PartsOnly,
        HeadingRule::NoVotes,
    ];

    fn ballot(pairs: &[(&str, u32)], chosen: Option<&str>) -> Ballot {
        Ballot { revision: Revision(1), dots: dots(pairs), field: chosen.map(field) }
    }

    fn rules(budget: Budget) -> RoundRules {
        RoundRules::new(budget, 2, FieldChoice::All).unwrap()
    }

    #[rstest]
    #[case(Budget::Field(3), &[("a1", 2), ("a2", 1), ("b1", 2)], None)]
    #[case(Budget::Field(3), &[("a1", 2), ("a2", 2)], Some("4 dots in field a, 3 are allowed"))]
    #[case(Budget::Round(3), &[("a1", 2), ("b1", 2)], Some("4 dots in all, 3 are allowed"))]
    #[case(Budget::Field(9), &[("a1", 3)], Some("3 dots on challenge a1, 2 are allowed"))]
    #[case(Budget::Field(9), &[("a1", 1), ("a1x", 2)], Some("3 dots on challenge a1, 2 are allowed"))]
    #[case(Budget::Field(9), &[("a1", 1), ("a1x", 1)], None)]
    #[case(Budget::Field(9), &[("x", 1)], Some("challenge x is not in this round"))]
    #[case(Budget::Field(9), &[("x", 0)], None)]
    fn a_ballot_keeps_the_rules(
        #[case] budget: Budget,
        #[case] pairs: &[(&str, u32)],
        #[case] error: Option<&str>,
    ) {
        let checked = check(&rules(budget), &slate(), &ballot(pairs, None));
        assert_eq!(checked.err().map(|error| error.to_string()).as_deref(), error);
    }

    #[rstest]
    #[case(&[("a1", 1), ("a2", 1)], Some("a"), None)]
    #[case(&[("a1", 1)], None, Some("dots in field a, which was not chosen"))]
    #[case(&[("b1", 1)], Some("a"), Some("dots in field b, which was not chosen"))]
    #[case(&[], Some("a"), None)]
    #[case(&[], None, None)]
    #[case(&[], Some("z"), Some("field z is not in this round"))]
    fn with_one_workshop_per_participant_dots_are_placed_there_only(
        #[case] pairs: &[(&str, u32)],
        #[case] chosen: Option<&str>,
        #[case] error: Option<&str>,
    ) {
        let rules = RoundRules::new(Budget::Field(3), 2, FieldChoice::One).unwrap();
        let checked = check(&rules, &slate(), &ballot(pairs, chosen));
        assert_eq!(checked.err().map(|error| error.to_string()).as_deref(), error);
    }

    #[rstest]
    #[case(HeadingRule::OwnAndParts, &[("a1", 1), ("a1x", 2)], Some("3 dots on challenge a1, 2 are allowed"))]
    #[case(HeadingRule::OwnOnly, &[("a1", 2), ("a1x", 2)], None)]
    #[case(HeadingRule::OwnOnly, &[("a1x", 3)], Some("3 dots on challenge a1x, 2 are allowed"))]
    #[case(HeadingRule::PartsOnly, &[("a1", 1)], Some("challenge a1 is not in this round"))]
    #[case(HeadingRule::PartsOnly, &[("a1x", 3)], Some("3 dots on challenge a1, 2 are allowed"))]
    #[case(HeadingRule::NoVotes, &[("a1", 1)], Some("challenge a1 is not in this round"))]
    #[case(HeadingRule::NoVotes, &[("a1x", 2), ("a2", 2)], None)]
    fn a_challenge_with_parts_takes_dots_as_the_round_says(
        #[case] headings: HeadingRule,
        #[case] pairs: &[(&str, u32)],
        #[case] error: Option<&str>,
    ) {
        let rules = rules(Budget::Field(9)).with_headings(headings);
        let checked = check(&rules, &slate(), &ballot(pairs, None));
        assert_eq!(checked.err().map(|error| error.to_string()).as_deref(), error);
    }

    #[test]
    fn dots_of_the_largest_number_do_not_overflow_the_sum() {
        let rules = RoundRules { max_per_challenge: u32::MAX, ..rules(Budget::Round(100)) };
        let all = [("a1", u32::MAX), ("a2", u32::MAX), ("b1", u32::MAX)];
        let given = 3 * u64::from(u32::MAX);
        assert_eq!(
            check(&rules, &slate(), &ballot(&all, None)),
            Err(BallotError::TooManyInAll { given, allowed: 100 })
        );
    }

    proptest! {
        #[test]
        fn adding_while_allowed_never_breaks_a_rule(
            taps in proptest::collection::vec(0..4_usize, 0..40),
            per_field in any::<bool>(),
            chosen in proptest::option::of(prop_oneof![Just("a"), Just("b")]),
            headings in 0..4_usize,
        ) {
            let budget = if per_field { Budget::Field(3) } else { Budget::Round(3) };
            let choice = if chosen.is_some() { FieldChoice::One } else { FieldChoice::All };
            let headings = HEADINGS[headings];
            let (rules, slate) = (RoundRules { choice, headings, ..rules(budget) }, slate());
            let mut held = ballot(&[], chosen);
            for tap in taps {
                let target = challenge(["a1", "a1x", "a2", "b1"][tap]);
                if can_add(&rules, &slate, &held, &target) {
                    prop_assert!(takes_dots(&rules, &slate, &target));
                    let field = slate.field_of(&target).unwrap();
                    prop_assert!(dots_left_in_field(&rules, &slate, &held, field) > 0);
                    held.dots = held.dots.with(&target, held.dots.dots_on(&target) + 1);
                }
                prop_assert_eq!(check(&rules, &slate, &held), Ok(()));
            }
        }
    }
}
