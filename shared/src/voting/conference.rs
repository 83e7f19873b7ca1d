//! The conference: fields of action and their challenges.
//!
//! Owns the prepared content; voting on it is in `round`, `ballot` and `tally`.

use crate::id::{ChallengeId, ConferenceId, FieldId};
use crate::language::LanguageTag;
use crate::text::{Line, Lines, Picked, Text, Texts};
use crate::time::wire;
use crate::voting::ballot::{Seat, Slate};
use crate::voting::join_code::JoinCode;
use crate::voting::short_title::{self, ShortTitles};
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
    /// A title for board, phone and exports, as somebody wrote it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub short_title: Option<ShortTitles>,
    /// The challenge in a sentence.
    pub text: Texts<500>,
    /// Goals with their measures.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub goals: Vec<Goal>,
    /// What a matrix says beside it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notes: Option<Texts<2_000>>,
    /// Sub-challenges, which receive their own dots.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<SubChallenge>,
    /// Votes from an earlier conference, for comparison.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub earlier_votes: Option<u32>,
}

/// A goal of a challenge; without a text it holds measures that nobody gave a goal.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Goal {
    /// What is to be reached.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<Texts<1_000>>,
    /// Target group.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub audience: Option<Texts<500>>,
    /// Possible measures.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub measures: Vec<Measure>,
}

/// A part of a challenge with its own dots.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SubChallenge {
    /// Identifier of the same type as a challenge's: a ballot does not distinguish them.
    pub id: ChallengeId,
    /// The sub-challenge in a sentence.
    pub text: Texts<500>,
    /// Votes from an earlier conference, for comparison.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub earlier_votes: Option<u32>,
}

/// A measure towards a goal; everything in it may be missing, its text included.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Measure {
    /// What is done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<Texts<1_000>>,
    /// Target group, where it differs from the goal's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub audience: Option<Texts<500>>,
    /// How to begin, a step on each line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first_steps: Option<Texts<2_000>>,
    /// Who is needed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stakeholders: Option<Texts<2_000>>,
    /// What is needed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resources: Option<Texts<2_000>>,
    /// Anything else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remarks: Option<Texts<2_000>>,
    /// Other places of the matrix that it names.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub references: Vec<Reference>,
}

/// A reference to another place, as "see field 3".
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reference {
    /// As it was written.
    pub text: Text<500>,
    /// The field it means, where that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<FieldId>,
    /// The challenge it means, where that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub challenge: Option<ChallengeId>,
}

impl Challenge {
    /// Its short title for a reader: the one that was written, or a proposal.
    pub fn short_title_in(&self, language: &LanguageTag) -> Picked {
        short_title::pick_in(self.short_title.as_ref(), &self.text, language)
    }

    /// The measures of all its goals.
    pub fn measures(&self) -> impl Iterator<Item = &Measure> {
        self.goals.iter().flat_map(|goal| &goal.measures)
    }
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
