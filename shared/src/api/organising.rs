//! The organiser's page.

use super::conferences::ConferenceView;
use crate::id::{ChallengeId, ExclusionId, FieldId};
use crate::live::{BoardSetting, Turnout};
use crate::text::{Picked, Text};
#[cfg(feature = "openapi")]
use crate::time::schema::TimeOfDay;
use crate::time::{Millis, wire};
use crate::voting::personal_code::PersonalCode;
use crate::voting::round::RoundStatus;
use crate::voting::round::{Access, ResultsVisibility, RoundRules};
use jiff::civil::{Date, Time};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// `GET /api/v1/organisers/{key}`: the data of an organiser's page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OrganiserView {
    /// The conference with its current round.
    pub conference: ConferenceView,
    /// All rounds, by number.
    pub rounds: Vec<OrganiserRound>,
    /// Board settings.
    pub board: BoardSetting,
    /// The message that all phones show, if any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<crate::live::PhoneMessage>))]
    pub message: Option<String>,
    /// Address to type to join.
    pub join_address: String,
    /// Personal codes issued, and those used in the current round.
    pub cards: CardCount,
    /// Groups of participants that joined unusually fast, and those whose ballots are left out.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(required))]
    pub bursts: Vec<JoinBurst>,
}

/// A group of participants that joined faster than a hall can, or whose ballots are left out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct JoinBurst {
    /// The first join.
    pub first: JoinTime,
    /// The last join.
    pub last: JoinTime,
    /// Number of participants.
    pub joined: u64,
    /// Those of them who have placed dots in any round.
    pub voted: u64,
    /// Their dots, in all rounds.
    pub dots: u64,
    /// Why their ballots are left out; `None` while they are counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exclusion: Option<StandingExclusion>,
}

/// A moment at which somebody joined.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct JoinTime {
    /// Milliseconds since 1970-01-01 00:00 UTC.
    pub at: Millis,
    /// The day in Europe/Berlin.
    #[serde(with = "wire::day")]
    pub day: Date,
    /// The time of day in Europe/Berlin, in seconds.
    #[serde(with = "wire::time")]
    #[cfg_attr(feature = "openapi", schema(value_type = TimeOfDay))]
    pub time: Time,
}

/// An exclusion that stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StandingExclusion {
    /// Identifier.
    pub id: ExclusionId,
    /// The organiser's reason.
    pub reason: ExclusionReason,
}

/// Most characters of a reason.
pub const MAX_REASON: usize = 300;

/// Why ballots are left out.
pub type ExclusionReason = Text<MAX_REASON>;

/// A round with everything its organiser needs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OrganiserRound {
    /// The round and its state.
    pub status: RoundStatus,
    /// Its name besides the number.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub name: Option<Picked>,
    /// The rules for ballots.
    pub rules: RoundRules,
    /// When results are visible.
    pub results: ResultsVisibility,
    /// Who may vote.
    pub access: Access,
    /// Places on the shortlist.
    pub shortlist: u32,
    /// Fields voted on.
    pub fields: Vec<FieldId>,
    /// Number of participants and ballots.
    pub turnout: Turnout,
    /// Sticky dots entered by hand.
    pub paper: BTreeMap<ChallengeId, u64>,
}

/// Number of personal code cards.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CardCount {
    /// Codes issued.
    pub made: u64,
    /// Codes that have cast a ballot in the current round.
    pub used: u64,
}

/// Personal codes for printing; they are shown once only.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CardSheet {
    /// The conference.
    pub title: Picked,
    /// Address to type to join.
    pub join_address: String,
    /// The cards.
    pub cards: Vec<Card>,
}

/// A card to hand out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Card {
    /// Its code.
    pub code: PersonalCode,
    /// The QR code of the address with the code: rows of modules.
    pub qr: Vec<Vec<bool>>,
}

/// Most cards that can be created at once.
pub const MAX_CARDS: u32 = 1_000;
/// Most sticky dots on one challenge.
pub const MAX_PAPER: u32 = 100_000;
