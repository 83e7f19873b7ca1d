//! The documentation of a conference: what the organiser takes home the same evening.

mod comparison;

pub use comparison::{Compared, Comparison};

use super::conferences::ProgrammeView;
use super::organising::{ExclusionReason, JoinTime};
use crate::id::{ChallengeId, FieldId, RoundId};
use crate::live::Turnout;
use crate::text::Picked;
use crate::time::{Minute, wire};
use crate::voting::join_code::JoinCode;
use crate::voting::round::RoundStatus;
use crate::voting::round::{Access, RoundRules};
use crate::voting::tally::FieldResult;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// `GET /api/v1/conferences/{code}/documentation`: a conference with the results of its rounds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Documentation {
    /// Join code.
    pub code: JoinCode,
    /// Title.
    pub title: Picked,
    /// Venue.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub place: Option<Picked>,
    /// Date.
    #[serde(default, with = "wire::day_if_any")]
    #[cfg_attr(feature = "openapi", schema(required))]
    pub date: Option<Date>,
    /// The programme, point by point.
    pub programme: Vec<ProgrammeView>,
    /// Closed rounds by number.
    pub rounds: Vec<RoundDocument>,
    /// Fields that were voted on in any of them.
    pub fields: Vec<FieldDocument>,
}

/// A closed round.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RoundDocument {
    /// The round and its state.
    pub status: RoundStatus,
    /// Its name besides the number.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub name: Option<Picked>,
    /// The round it repeats.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub follows: Option<RoundId>,
    /// The rules for ballots.
    pub rules: RoundRules,
    /// Who could vote.
    pub access: Access,
    /// Turnout, the base of the results.
    pub turnout: Turnout,
    /// By field, best first.
    pub results: Vec<FieldResult>,
    /// When sticky dots were last entered after the round had closed.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(required))]
    pub paper_after_closing: Option<LateEntry>,
    /// Ballots that the organiser has left out, and those counted again after the round had closed.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(required))]
    pub exclusions: Vec<ExclusionDocument>,
    /// The last hash of the recount file: equal values mean equal votes.
    pub check_value: String,
}

/// Ballots of a group of participants that the organiser has left out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ExclusionDocument {
    /// Ballots with at least one dot.
    pub ballots: u64,
    /// The first join of the group.
    pub joined_at: JoinTime,
    /// The organiser's reason.
    pub reason: ExclusionReason,
    /// When they were left out, if the round had closed by then.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub after_closing: Option<LateEntry>,
    /// When they were counted again, after the round had closed; `None` where they are left out.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub restored: Option<LateEntry>,
}

/// A moment in Europe/Berlin at which an organiser entered numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LateEntry {
    /// The day.
    #[serde(with = "wire::day")]
    pub day: Date,
    /// Minutes since midnight.
    pub minute: Minute,
}

/// A field with everything prepared for it.
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

/// A challenge with everything prepared for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ChallengeDocument {
    /// Identifier.
    pub id: ChallengeId,
    /// The section of the field it belongs to.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub section: Option<Picked>,
    /// The challenge.
    pub text: Picked,
    /// The goal.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub goal: Option<Picked>,
    /// Target group.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub audience: Option<Picked>,
    /// Possible measures.
    pub measures: Vec<MeasureDocument>,
    /// Sub-challenges.
    pub parts: Vec<PartDocument>,
    /// Votes from an earlier conference.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub earlier_votes: Option<u32>,
}

/// A measure with its details.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MeasureDocument {
    /// What is done.
    pub text: Picked,
    /// How to begin.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub first_steps: Option<Picked>,
    /// Who is needed.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub stakeholders: Option<Picked>,
    /// What is needed.
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
