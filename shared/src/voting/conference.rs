//! The conference: fields of action, their challenges, and what belongs to each.
//!
//! Owns the prepared content; voting on it is `round`, `ballot` and `tally`.

use crate::id::{ChallengeId, ConferenceId, FieldId};
use crate::language::LanguageTag;
use crate::text::{Line, Lines, Texts};
use crate::time::wire;
use crate::voting::ballot::{Seat, Slate};
use crate::voting::join_code::JoinCode;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A conference.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Conference {
    /// Identifier.
    pub id: ConferenceId,
    /// Code to join.
    pub code: JoinCode,
    /// Title.
    pub title: Lines,
    /// Where it takes place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Lines>,
    /// The day.
    #[serde(default, with = "wire::day_if_any", skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
    /// Languages its texts are meant to be read in, in the order they are offered; texts
    /// may be missing in any of them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub languages: Vec<LanguageTag>,
    /// The evening, point by point.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub programme: Vec<ProgrammePoint>,
    /// Fields of action in the order they are shown.
    pub fields: Vec<Field>,
}

/// A point of the programme.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProgrammePoint {
    /// When it begins, as the invitation says it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time: Option<Line>,
    /// What happens.
    pub title: Lines,
}

/// A field of action.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Field {
    /// Identifier.
    pub id: FieldId,
    /// Name.
    pub name: Lines,
    /// Challenges in the order they are shown.
    pub challenges: Vec<Challenge>,
}

/// What one votes on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Challenge {
    /// Identifier.
    pub id: ChallengeId,
    /// The section of the field it stands in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub section: Option<Lines>,
    /// The challenge in a sentence.
    pub text: Texts<500>,
    /// What is to be reached.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub goal: Option<Texts<1_000>>,
    /// Who is meant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub audience: Option<Texts<500>>,
    /// What could be done.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub measures: Vec<Measure>,
    /// Its sub-challenges, each of which takes dots of its own.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<SubChallenge>,
    /// Votes an earlier conference counted for it, for comparison.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub earlier_votes: Option<u32>,
}

/// A part of a challenge that takes dots of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SubChallenge {
    /// Identifier, of the same kind as a challenge's: a ballot names both alike.
    pub id: ChallengeId,
    /// The sub-challenge in a sentence.
    pub text: Texts<500>,
}

/// A measure that answers a challenge; the further parts may be missing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Measure {
    /// What is done.
    pub text: Texts<1_000>,
    /// How one would begin.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first_steps: Option<Texts<2_000>>,
    /// Who is needed for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stakeholders: Option<Texts<1_000>>,
    /// What is needed for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resources: Option<Texts<1_000>>,
    /// Anything else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remarks: Option<Texts<1_000>>,
}

impl Conference {
    /// Every challenge with its field, in the order they are shown.
    pub fn challenges(&self) -> impl Iterator<Item = (&Field, &Challenge)> {
        self.fields
            .iter()
            .flat_map(|field| field.challenges.iter().map(move |challenge| (field, challenge)))
    }

    /// What stands to vote in these fields, sub-challenges beside their challenges.
    pub fn slate(&self, fields: &[FieldId]) -> Slate {
        let voted_on = self.challenges().filter(|(field, _)| fields.contains(&field.id));
        voted_on.flat_map(|(field, challenge)| seats(&field.id, challenge)).collect()
    }
}

fn seats<'a>(
    field: &'a FieldId,
    challenge: &'a Challenge,
) -> impl Iterator<Item = (ChallengeId, Seat)> + 'a {
    let own = (challenge.id.clone(), Seat { field: field.clone(), part_of: None });
    let parts = challenge.parts.iter().map(move |part| {
        let part_of = Some(challenge.id.clone());
        (part.id.clone(), Seat { field: field.clone(), part_of })
    });
    std::iter::once(own).chain(parts)
}
