//! The documentation of a conference: what the organiser takes home the same evening.

mod comparison;
mod sheet;

pub use comparison::{Compared, Comparison};
pub use sheet::{DispositionDocument, SheetDocument, SheetTextDocument};

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
    /// A title of at most 60 characters; the text itself where that is short.
    pub short_title: Picked,
    /// Goals with their measures.
    pub goals: Vec<GoalDocument>,
    /// What the matrix says beside it.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub notes: Option<Picked>,
    /// Sub-challenges.
    pub parts: Vec<PartDocument>,
    /// Votes from an earlier conference.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub earlier_votes: Option<u32>,
    /// What a table has worked out after the vote.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sheet: Option<SheetDocument>,
}

/// A goal; without a text it holds measures that nobody gave a goal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct GoalDocument {
    /// What is to be reached.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub text: Option<Picked>,
    /// Target group.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub audience: Option<Picked>,
    /// Possible measures.
    pub measures: Vec<MeasureDocument>,
}

/// A measure with its details.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MeasureDocument {
    /// What is done.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub text: Option<Picked>,
    /// Target group, where it differs from the goal's.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub audience: Option<Picked>,
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
    /// Other places of the matrix that it names, as they were written.
    pub references: Vec<String>,
}

impl ChallengeDocument {
    /// The texts of its goals.
    pub fn goal_texts(&self) -> Vec<&Picked> {
        self.goals.iter().filter_map(|goal| goal.text.as_ref()).collect()
    }

    /// The measures of all its goals.
    pub fn measures(&self) -> impl Iterator<Item = &MeasureDocument> {
        self.goals.iter().flat_map(|goal| &goal.measures)
    }

    /// The target groups of its goals and measures, each once.
    pub fn audiences(&self) -> Vec<&Picked> {
        let of_goals = self.goals.iter().filter_map(|goal| goal.audience.as_ref());
        let of_measures = self.measures().filter_map(|measure| measure.audience.as_ref());
        let mut audiences: Vec<&Picked> = Vec::new();
        for audience in of_goals.chain(of_measures) {
            if audiences.iter().all(|known| known.text != audience.text) {
                audiences.push(audience);
            }
        }
        audiences
    }
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
