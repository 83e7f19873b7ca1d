//! The documentation of a conference: what goes home with the organiser the same evening.

mod comparison;

pub use comparison::{Compared, Comparison};

use super::conferences::ProgrammeView;
use crate::id::{ChallengeId, FieldId, RoundId};
use crate::live::{RoundStatus, Turnout};
use crate::text::Picked;
use crate::time::wire;
use crate::voting::join_code::JoinCode;
use crate::voting::round::{Access, RoundRules};
use crate::voting::tally::FieldResult;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// `GET /api/v1/conferences/{code}/documentation`: a conference with the outcome of its rounds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Documentation {
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
    /// The evening, point by point.
    pub programme: Vec<ProgrammeView>,
    /// Rounds that are closed, in the order of their numbers.
    pub rounds: Vec<RoundDocument>,
    /// Fields that were voted on in one of them.
    pub fields: Vec<FieldDocument>,
}

/// A closed round.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RoundDocument {
    /// Which one, and where it stands.
    pub status: RoundStatus,
    /// What it is called beside its number.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub name: Option<Picked>,
    /// The round it took up again.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub follows: Option<RoundId>,
    /// What a ballot could hold.
    pub rules: RoundRules,
    /// Who could vote.
    pub access: Access,
    /// Base of participants.
    pub turnout: Turnout,
    /// By field, best first.
    pub results: Vec<FieldResult>,
    /// The last hash of the recount file: whoever has the same one has the same votes.
    pub check_value: String,
}

/// A field with everything that was prepared for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FieldDocument {
    /// Identifier.
    pub id: FieldId,
    /// Name.
    pub name: Picked,
    /// Challenges in the order of the conference.
    pub challenges: Vec<ChallengeDocument>,
}

/// A challenge with everything that was prepared for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ChallengeDocument {
    /// Identifier.
    pub id: ChallengeId,
    /// The section of the field it stands in.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub section: Option<Picked>,
    /// The challenge.
    pub text: Picked,
    /// The goal.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub goal: Option<Picked>,
    /// Who is meant.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub audience: Option<Picked>,
    /// What could be done.
    pub measures: Vec<MeasureDocument>,
    /// Sub-challenges.
    pub parts: Vec<PartDocument>,
    /// Votes an earlier conference counted for it.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub earlier_votes: Option<u32>,
}

/// A measure with its further parts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MeasureDocument {
    /// What is done.
    pub text: Picked,
    /// How one would begin.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub first_steps: Option<Picked>,
    /// Who is needed for it.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub stakeholders: Option<Picked>,
    /// What is needed for it.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub resources: Option<Picked>,
    /// Anything else.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub remarks: Option<Picked>,
}

/// A sub-challenge.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PartDocument {
    /// Identifier.
    pub id: ChallengeId,
    /// The sub-challenge.
    pub text: Picked,
}
