//! The organiser's page.

use super::conferences::ConferenceView;
use crate::id::{ChallengeId, FieldId};
use crate::live::{BoardSetting, Turnout};
use crate::text::Picked;
use crate::voting::personal_code::PersonalCode;
use crate::voting::round::RoundStatus;
use crate::voting::round::{Access, ResultsVisibility, RoundRules};
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
    /// Address to type to join.
    pub join_address: String,
    /// Personal codes issued, and those used in the current round.
    pub cards: CardCount,
}

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
