//! A conference as one reader sees it.

use crate::id::{ChallengeId, FieldId};
use crate::language::LanguageTag;
use crate::live::RoundStatus;
use crate::text::Picked;
use crate::time::wire;
use crate::voting::ballot::{Seat, Slate};
use crate::voting::join_code::JoinCode;
use crate::voting::round::{Access, ResultsVisibility, RoundRules};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// `GET /api/v1/conferences/{code}`: a conference as one reader sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ConferenceView {
    /// Code to join.
    pub code: JoinCode,
    /// Title.
    pub title: Picked,
    /// Where.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub place: Option<Picked>,
    /// When.
    #[serde(default, with = "wire::day_if_any")]
    #[cfg_attr(feature = "openapi", schema(required))]
    pub date: Option<Date>,
    /// Languages its texts can be read in, in the order they are offered.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub languages: Vec<LanguageTag>,
    /// The evening, point by point.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub programme: Vec<ProgrammeView>,
    /// Fields of action.
    pub fields: Vec<FieldView>,
    /// The round that runs, ran last, or comes next.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub round: Option<RoundView>,
}

/// A point of the programme for one reader.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProgrammeView {
    /// When it begins, as the invitation says it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time: Option<String>,
    /// What happens.
    pub title: Picked,
}

/// A field of action for one reader.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FieldView {
    /// Identifier.
    pub id: FieldId,
    /// Name.
    pub name: Picked,
    /// The name in the second language, where the reader sees two.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub beside: Option<Picked>,
    /// Challenges.
    pub challenges: Vec<ChallengeView>,
}

/// A challenge for one reader.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ChallengeView {
    /// Identifier.
    pub id: ChallengeId,
    /// The section of the field it stands in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub section: Option<Picked>,
    /// The challenge.
    pub text: Picked,
    /// The text that stands beside it, where it is another: German on a phone, the second
    /// language on a board.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub beside: Option<Picked>,
    /// The goal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub goal: Option<Picked>,
    /// Who is meant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub audience: Option<Picked>,
    /// What could be done.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub measures: Vec<Picked>,
    /// Sub-challenges, which take dots of their own.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<PartView>,
}

/// A sub-challenge for one reader.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PartView {
    /// Identifier.
    pub id: ChallengeId,
    /// The sub-challenge.
    pub text: Picked,
    /// The text beside it, as for a challenge.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub beside: Option<Picked>,
}

/// A round as participants see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RoundView {
    /// Which round, and where it stands.
    pub status: RoundStatus,
    /// What it is called beside its number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Picked>,
    /// What a ballot may hold.
    pub rules: RoundRules,
    /// When results are seen.
    pub results: ResultsVisibility,
    /// Who may vote.
    pub access: Access,
    /// Fields voted on.
    pub fields: Vec<FieldId>,
}

impl ConferenceView {
    /// What stands to vote in the round, for the rules; nothing without a round.
    pub fn slate(&self) -> Slate {
        let voted_on = self.round.as_ref().map_or(&[][..], |round| &round.fields);
        let fields = self.fields.iter().filter(|field| voted_on.contains(&field.id));
        fields.flat_map(FieldView::seats).collect()
    }
}

impl FieldView {
    fn seats(&self) -> impl Iterator<Item = (ChallengeId, Seat)> {
        let seat = |part_of| Seat { field: self.id.clone(), part_of };
        self.challenges.iter().flat_map(move |challenge| {
            let whole = (challenge.id.clone(), seat(None));
            let parts = challenge.parts.iter();
            let parts = parts.map(move |part| (part.id.clone(), seat(Some(challenge.id.clone()))));
            std::iter::once(whole).chain(parts)
        })
    }
}
