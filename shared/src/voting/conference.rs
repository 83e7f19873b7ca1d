//! The conference: fields of action and their challenges.
//!
//! Owns the prepared content; voting on it is in `round`, `ballot` and `tally`.

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
    /// Join code.
    pub code: JoinCode,
    /// Title.
    pub title: Lines,
    /// Where it takes place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Lines>,
    /// Date.
    #[serde(default, with = "wire::day_if_any", skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
    /// Languages its texts are meant to be available in, in display order; texts may be missing in
    /// any of them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub languages: Vec<LanguageTag>,
    /// The programme, point by point.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub programme: Vec<ProgrammePoint>,
    /// Fields of action in display order.
    pub fields: Vec<Field>,
}

/// A point of the programme.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProgrammePoint {
    /// Start time as given in the invitation.
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
    /// Challenges in display order.
    pub challenges: Vec<Challenge>,
}

/// A challenge that can be voted on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Challenge {
    /// Identifier.
    pub id: ChallengeId,
    /// The section of the field it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub section: Option<Lines>,
    /// The challenge in a sentence.
    pub text: Texts<500>,
    /// The goal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub goal: Option<Texts<1_000>>,
    /// Target group.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub audience: Option<Texts<500>>,
    /// Possible measures.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub measures: Vec<Measure>,
    /// Sub-challenges, which receive their own dots.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<SubChallenge>,
    /// Votes from an earlier conference, for comparison.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub earlier_votes: Option<u32>,
}

/// A part of a challenge with its own dots.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SubChallenge {
    /// Identifier of the same type as a challenge's: a ballot does not distinguish them.
    pub id: ChallengeId,
    /// The sub-challenge in a sentence.
    pub text: Texts<500>,
}

/// A measure for a challenge; its details may be missing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Measure {
    /// What is done.
    pub text: Texts<1_000>,
    /// How to begin.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first_steps: Option<Texts<2_000>>,
    /// Who is needed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stakeholders: Option<Texts<1_000>>,
    /// What is needed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resources: Option<Texts<1_000>>,
    /// Anything else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remarks: Option<Texts<1_000>>,
}

impl Conference {
    /// Every challenge with its field, in display order.
    pub fn challenges(&self) -> impl Iterator<Item = (&Field, &Challenge)> {
        self.fields
            .iter()
            .flat_map(|field| field.challenges.iter().map(move |challenge| (field, challenge)))
    }

    /// The slate of these fields, sub-challenges included.
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
