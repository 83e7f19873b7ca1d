//! The ballot and its rules: the same functions give immediate feedback on the phone and decide on
//! the server.
//!
//! The unit is the complete allocation of one participant in one round. It has a revision that
//! grows with every change, so repeated or late delivery is harmless: a newer one replaces an
//! older one, and nothing is ever added up.

mod allocation;
mod rules;
mod slate;

pub use allocation::Allocation;
pub use rules::{can_add, check, dots_left_in_field, takes_dots};
pub use slate::{Seat, Slate};

use crate::id::{ChallengeId, FieldId};
use serde::{Deserialize, Serialize};

/// How often a participant has changed the ballot; 0 for an untouched one.
///
/// Limited to 53 bits, which every JSON parser represents exactly.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(
    feature = "openapi",
    derive(utoipa::ToSchema),
    schema(maximum = 9_007_199_254_740_991_i64)
)]
#[serde(transparent)]
pub struct Revision(pub u64);

impl Revision {
    /// The largest valid revision.
    pub const MAX: Self = Self((1 << 53) - 1);

    /// The revision after this one.
    #[must_use]
    pub fn next(self) -> Self {
        Self(self.0.saturating_add(1).min(Self::MAX.0))
    }
}

/// A participant's ballot in a round.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Ballot {
    /// Incremented with every change.
    pub revision: Revision,
    /// The dots.
    pub dots: Allocation,
    /// The chosen field, in rounds where each participant chooses one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<FieldId>,
}

impl Ballot {
    /// Whether both say the same, whatever their revisions.
    pub fn has_same_content(&self, other: &Self) -> bool {
        self.dots == other.dots && self.field == other.field
    }
}

/// Why a ballot was rejected.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum BallotError {
    /// More dots in a field than a participant has for it.
    #[error("{given} dots in field {field}, {allowed} are allowed")]
    TooManyInField {
        /// The field.
        field: FieldId,
        /// Dots on the ballot.
        given: u64,
        /// Dots allowed.
        allowed: u32,
    },
    /// More dots in total than a participant has.
    #[error("{given} dots in all, {allowed} are allowed")]
    TooManyInAll {
        /// Dots on the ballot.
        given: u64,
        /// Dots allowed.
        allowed: u32,
    },
    /// More dots on a challenge than allowed.
    #[error("{given} dots on challenge {challenge}, {allowed} are allowed")]
    TooManyOnChallenge {
        /// The challenge.
        challenge: ChallengeId,
        /// Dots on the ballot, including those on its sub-challenges.
        given: u64,
        /// Dots allowed.
        allowed: u32,
    },
    /// A challenge that is not in this round, or takes no dots in it.
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
    /// Dots in a field that was not chosen.
    #[error("dots in field {field}, which was not chosen")]
    NotChosen {
        /// The field with the dots.
        field: FieldId,
    },
    /// The ballot was changed on another page since the one it was sent from was made.
    #[error("the ballot was changed elsewhere")]
    ChangedElsewhere,
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

/// What the server does with a valid ballot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The ballot is newer: store it.
    Take,
    /// The stored ballot is at least as new: keep it and return it.
    Keep,
}

/// Decides between the stored ballot and an incoming one.
pub fn decide(held: Option<Revision>, incoming: Revision) -> Verdict {
    if held.is_none_or(|held| incoming > held) { Verdict::Take } else { Verdict::Keep }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use proptest::prelude::*;

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

    pub(crate) fn dots(pairs: &[(&str, u32)]) -> Allocation {
        pairs.iter().map(|(id, count)| (challenge(id), *count)).collect()
    }

    proptest! {
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
