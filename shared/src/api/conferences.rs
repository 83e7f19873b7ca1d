//! A conference as one reader sees it.

use crate::ballot::Slate;
use crate::id::{ChallengeId, FieldId};
use crate::join_code::JoinCode;
use crate::live::RoundStatus;
use crate::round::{Access, ResultsVisibility, RoundRules};
use crate::text::Picked;
use crate::time::wire;
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
    /// Fields of action.
    pub fields: Vec<FieldView>,
    /// The round that runs, ran last, or comes next.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub round: Option<RoundView>,
}

/// A field of action for one reader.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FieldView {
    /// Identifier.
    pub id: FieldId,
    /// Name.
    pub name: Picked,
    /// Challenges.
    pub challenges: Vec<ChallengeView>,
}

/// A challenge for one reader.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ChallengeView {
    /// Identifier.
    pub id: ChallengeId,
    /// The challenge.
    pub text: Picked,
    /// The German text, where the one above is another.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub german: Option<String>,
    /// The goal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub goal: Option<Picked>,
    /// Who is meant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub audience: Option<Picked>,
    /// What could be done.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub measures: Vec<Picked>,
}

/// A round as participants see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RoundView {
    /// Which round, and where it stands.
    pub status: RoundStatus,
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
        fields
            .flat_map(|field| field.challenges.iter().map(|one| (one.id.clone(), field.id.clone())))
            .collect()
    }
}
