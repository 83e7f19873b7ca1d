//! What stands to vote.

use crate::id::{ChallengeId, FieldId};
use serde::{Deserialize, Serialize};

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
    pub(super) fn whole<'a>(&'a self, challenge: &'a ChallengeId) -> &'a ChallengeId {
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
