//! The slate: what can be voted on.

use crate::id::{ChallengeId, FieldId};
use serde::{Deserialize, Serialize};

/// The place of a challenge or sub-challenge in the conference.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seat {
    /// Its field.
    pub field: FieldId,
    /// The parent challenge of a sub-challenge.
    pub part_of: Option<ChallengeId>,
}

/// The challenges and sub-challenges of a round with their places, by id.
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

    /// The field of a challenge; `None` where it is not in the round.
    pub fn field_of(&self, challenge: &ChallengeId) -> Option<&FieldId> {
        self.seat(challenge).map(|seat| &seat.field)
    }

    /// The challenge that it is or is a part of.
    pub(super) fn whole<'a>(&'a self, challenge: &'a ChallengeId) -> &'a ChallengeId {
        self.seat(challenge).and_then(|seat| seat.part_of.as_ref()).unwrap_or(challenge)
    }

    /// Whether it has sub-challenges.
    pub fn is_heading(&self, challenge: &ChallengeId) -> bool {
        self.0.iter().any(|(_, seat)| seat.part_of.as_ref() == Some(challenge))
    }

    /// Whether the round has a challenge in this field.
    pub fn has_field(&self, field: &FieldId) -> bool {
        self.0.iter().any(|(_, seat)| seat.field == *field)
    }

    /// The challenges, ordered by id.
    pub fn challenges(&self) -> impl Iterator<Item = &ChallengeId> {
        self.0.iter().map(|(challenge, _)| challenge)
    }
}
