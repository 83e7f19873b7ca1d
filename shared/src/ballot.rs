//! The ballot and its rules: the same functions answer at once on the phone and
//! decide on the server.
//!
//! The unit is the whole allocation of one participant in one round. It carries a
//! revision that grows with every change, so sending it again, late or twice is
//! harmless: a newer one replaces an older one, nothing is ever added up.

use crate::id::{ChallengeId, FieldId};
use crate::round::{Budget, FieldChoice, RoundRules};
use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;

/// How often a participant has changed the ballot; 0 for an untouched one.
///
/// Kept within 53 bits, which every JSON reader holds exactly.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(
    feature = "openapi",
    derive(utoipa::ToSchema),
    schema(maximum = 9_007_199_254_740_991_i64)
)]
#[serde(transparent)]
pub struct Revision(pub u64);

impl Revision {
    /// The largest revision that is taken.
    pub const MAX: Self = Self((1 << 53) - 1);

    /// The revision after this one.
    #[must_use]
    pub fn next(self) -> Self {
        Self(self.0.saturating_add(1).min(Self::MAX.0))
    }
}

/// How many dots lie on which challenge; challenges without dots are left out. On the wire an
/// object of numbers.
///
/// A sorted list: a ballot has a few entries, and a map's code would be a twentieth of what the
/// phone's page brings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(
    feature = "openapi",
    schema(value_type = std::collections::BTreeMap<ChallengeId, u32>)
)]
pub struct Allocation(Vec<(ChallengeId, u32)>);

impl Serialize for Allocation {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(challenge, dots)| (challenge, dots)))
    }
}

impl<'de> Deserialize<'de> for Allocation {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(AllocationVisitor)
    }
}

struct AllocationVisitor;

impl<'de> Visitor<'de> for AllocationVisitor {
    type Value = Allocation;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("dots by challenge")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Allocation, A::Error> {
        let mut allocation = Allocation::default();
        while let Some((challenge, dots)) = map.next_entry()? {
            allocation.set(challenge, dots);
        }
        Ok(allocation)
    }
}

impl FromIterator<(ChallengeId, u32)> for Allocation {
    fn from_iter<I: IntoIterator<Item = (ChallengeId, u32)>>(dots: I) -> Self {
        let mut allocation = Self::default();
        for (challenge, count) in dots {
            allocation.set(challenge, count);
        }
        allocation
    }
}

impl Allocation {
    /// Dots on a challenge.
    pub fn dots_on(&self, challenge: &ChallengeId) -> u32 {
        self.place(challenge).map_or(0, |place| self.0[place].1)
    }

    /// Challenges that carry dots, by id, with their number.
    pub fn iter(&self) -> impl Iterator<Item = (&ChallengeId, u32)> {
        self.0.iter().map(|(challenge, dots)| (challenge, *dots))
    }

    /// The allocation with so many dots on this challenge and the others unchanged.
    #[must_use]
    pub fn with(&self, challenge: &ChallengeId, dots: u32) -> Self {
        let mut changed = self.clone();
        changed.set(challenge.clone(), dots);
        changed
    }

    /// Where a challenge stands, or where it would.
    fn place(&self, challenge: &ChallengeId) -> Result<usize, usize> {
        self.0.binary_search_by(|(known, _)| known.cmp(challenge))
    }

    fn set(&mut self, challenge: ChallengeId, dots: u32) {
        match (self.place(&challenge), dots) {
            (Ok(place), 0) => drop(self.0.remove(place)),
            (Ok(place), _) => self.0[place].1 = dots,
            (Err(_), 0) => {}
            (Err(place), _) => self.0.insert(place, (challenge, dots)),
        }
    }
}

/// A participant's ballot in a round.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Ballot {
    /// Grows with every change.
    pub revision: Revision,
    /// The dots.
    pub dots: Allocation,
    /// The field chosen, in rounds where each participant goes to one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<FieldId>,
}

/// Where a challenge or sub-challenge stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seat {
    /// Its field.
    pub field: FieldId,
    /// The challenge it is a part of, for a sub-challenge.
    pub part_of: Option<ChallengeId>,
}

/// What stands to vote in a round: challenges and sub-challenges with their places, by id.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Slate(Vec<(ChallengeId, Seat)>);

impl FromIterator<(ChallengeId, Seat)> for Slate {
    fn from_iter<I: IntoIterator<Item = (ChallengeId, Seat)>>(challenges: I) -> Self {
        let mut slate = Self::default();
        for (challenge, seat) in challenges {
            match slate.place(&challenge) {
                Ok(place) => slate.0[place].1 = seat,
                Err(place) => slate.0.insert(place, (challenge, seat)),
            }
        }
        slate
    }
}

impl Slate {
    fn place(&self, challenge: &ChallengeId) -> Result<usize, usize> {
        self.0.binary_search_by(|(known, _)| known.cmp(challenge))
    }

    fn seat(&self, challenge: &ChallengeId) -> Option<&Seat> {
        self.place(challenge).ok().map(|place| &self.0[place].1)
    }

    /// The field of a challenge; `None` for one that is not in the round.
    pub fn field_of(&self, challenge: &ChallengeId) -> Option<&FieldId> {
        self.seat(challenge).map(|seat| &seat.field)
    }

    /// The challenge whose maximum a dot here counts for: itself, or the one it is a part of.
    fn whole<'a>(&'a self, challenge: &'a ChallengeId) -> &'a ChallengeId {
        self.seat(challenge).and_then(|seat| seat.part_of.as_ref()).unwrap_or(challenge)
    }

    /// Whether any challenge of the round stands in this field.
    pub fn has_field(&self, field: &FieldId) -> bool {
        self.0.iter().any(|(_, seat)| seat.field == *field)
    }

    /// The challenges, by id.
    pub fn challenges(&self) -> impl Iterator<Item = &ChallengeId> {
        self.0.iter().map(|(challenge, _)| challenge)
    }
}

/// Why a ballot is not taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum BallotError {
    /// More dots in a field than a participant has there.
    #[error("{given} dots in field {field}, {allowed} are allowed")]
    TooManyInField {
        /// The field.
        field: FieldId,
        /// Dots on the ballot.
        given: u64,
        /// Dots allowed.
        allowed: u32,
    },
    /// More dots in all than a participant has.
    #[error("{given} dots in all, {allowed} are allowed")]
    TooManyInAll {
        /// Dots on the ballot.
        given: u64,
        /// Dots allowed.
        allowed: u32,
    },
    /// More dots on one challenge than it takes.
    #[error("{given} dots on challenge {challenge}, {allowed} are allowed")]
    TooManyOnChallenge {
        /// The challenge.
        challenge: ChallengeId,
        /// Dots on the ballot, those on its sub-challenges among them.
        given: u64,
        /// Dots allowed.
        allowed: u32,
    },
    /// A challenge that is not in this round.
    #[error("challenge {challenge} is not in this round")]
    UnknownChallenge {
        /// The challenge.
        challenge: ChallengeId,
    },
    /// A field that is not in this round.
    #[error("field {field} is not in this round")]
    UnknownField {
        /// The field.
        field: FieldId,
    },
    /// Dots in another field than the one chosen, or none was chosen.
    #[error("dots in field {field}, which was not chosen")]
    NotChosen {
        /// The field with the dots.
        field: FieldId,
    },
    /// The round is not open yet.
    #[error("the round is not open yet")]
    NotOpenYet,
    /// The round is closed.
    #[error("the round is closed")]
    Closed,
    /// Revision 0, or one with more than 53 bits.
    #[error("the revision is out of bounds")]
    Revision,
}

/// Checks a ballot against the rules of a round.
///
/// # Errors
/// [`BallotError`] with the first rule broken: what is not in the round first, then the choice
/// of a field, then single challenges (their sub-challenges counted in), then sums.
pub fn check(rules: &RoundRules, slate: &Slate, ballot: &Ballot) -> Result<(), BallotError> {
    if let Some(field) = ballot.field.as_ref().filter(|field| !slate.has_field(field)) {
        return Err(BallotError::UnknownField { field: field.clone() });
    }
    let (mut per_field, mut per_challenge) = (Sums(Vec::new()), Sums(Vec::new()));
    for (challenge, given) in ballot.dots.iter() {
        let field = slate
            .field_of(challenge)
            .ok_or_else(|| BallotError::UnknownChallenge { challenge: challenge.clone() })?;
        if rules.choice == FieldChoice::One && ballot.field.as_ref() != Some(field) {
            return Err(BallotError::NotChosen { field: field.clone() });
        }
        per_challenge.add(slate.whole(challenge), given);
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

/// Dots by field or by challenge, of which a ballot has a few.
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

/// Dots a participant has left in a field, or in all where the budget is for the round.
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

/// Whether one more dot on this challenge keeps the rules.
pub fn can_add(
    rules: &RoundRules,
    slate: &Slate,
    ballot: &Ballot,
    challenge: &ChallengeId,
) -> bool {
    let dots = ballot.dots.with(challenge, ballot.dots.dots_on(challenge).saturating_add(1));
    check(rules, slate, &Ballot { dots, ..ballot.clone() }).is_ok()
}

/// What the server does with a ballot that keeps the rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It is newer: store it.
    Take,
    /// What is held is as new or newer: keep that, and answer with it.
    Keep,
}

/// Decides between the ballot that is held and the one that came in.
pub fn decide(held: Option<Revision>, incoming: Revision) -> Verdict {
    if held.is_none_or(|held| incoming > held) { Verdict::Take } else { Verdict::Keep }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    pub(crate) fn challenge(id: &str) -> ChallengeId {
        ChallengeId::parse(id).unwrap()
    }

    pub(crate) fn field(id: &str) -> FieldId {
        FieldId::parse(id).unwrap()
    }

    /// Field `a` with `a1`, its part `a1x`, and `a2`; field `b` with `b1`.
    pub(crate) fn slate() -> Slate {
        [("a1", "a", None), ("a1x", "a", Some("a1")), ("a2", "a", None), ("b1", "b", None)]
            .map(|(id, of, part_of)| {
                (challenge(id), Seat { field: field(of), part_of: part_of.map(challenge) })
            })
            .into_iter()
            .collect()
    }

    fn ballot(pairs: &[(&str, u32)], chosen: Option<&str>) -> Ballot {
        Ballot { revision: Revision(1), dots: dots(pairs), field: chosen.map(field) }
    }

    pub(crate) fn dots(pairs: &[(&str, u32)]) -> Allocation {
        pairs.iter().map(|(id, count)| (challenge(id), *count)).collect()
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
    fn whoever_goes_to_one_workshop_places_dots_there(
        #[case] pairs: &[(&str, u32)],
        #[case] chosen: Option<&str>,
        #[case] error: Option<&str>,
    ) {
        let rules = RoundRules::new(Budget::Field(3), 2, FieldChoice::One).unwrap();
        let checked = check(&rules, &slate(), &ballot(pairs, chosen));
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
        ) {
            let budget = if per_field { Budget::Field(3) } else { Budget::Round(3) };
            let choice = if chosen.is_some() { FieldChoice::One } else { FieldChoice::All };
            let (rules, slate) = (RoundRules { choice, ..rules(budget) }, slate());
            let mut held = ballot(&[], chosen);
            for tap in taps {
                let target = challenge(["a1", "a1x", "a2", "b1"][tap]);
                if can_add(&rules, &slate, &held, &target) {
                    let field = slate.field_of(&target).unwrap();
                    prop_assert!(dots_left_in_field(&rules, &slate, &held, field) > 0);
                    held.dots = held.dots.with(&target, held.dots.dots_on(&target) + 1);
                }
                prop_assert_eq!(check(&rules, &slate, &held), Ok(()));
            }
        }

        #[test]
        fn whatever_the_order_the_newest_revision_is_held(revisions in proptest::collection::vec(1..9_u64, 1..30)) {
            let mut held = None;
            for revision in revisions.iter().copied().map(Revision) {
                if decide(held, revision) == Verdict::Take {
                    held = Some(revision);
                }
            }
            prop_assert_eq!(held, revisions.into_iter().max().map(Revision));
        }
    }
}
