//! The organiser's page.

use super::conferences::ConferenceView;
use crate::id::{ChallengeId, FieldId};
use crate::live::{BoardSetting, RoundStatus, Turnout};
use crate::text::Picked;
use crate::voting::personal_code::PersonalCode;
use crate::voting::round::{Access, ResultsVisibility, RoundRules};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// `GET /api/v1/organisers/{key}`: what the page of a conference's organiser shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OrganiserView {
    /// The conference; its round is the one that counts in the hall.
    pub conference: ConferenceView,
    /// All rounds, by number.
    pub rounds: Vec<OrganiserRound>,
    /// What the board shows.
    pub board: BoardSetting,
    /// Address people type to join.
    pub join_address: String,
    /// Personal codes that were made, and those of them that have voted in the current round.
    pub cards: CardCount,
}

/// A round as its organiser sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OrganiserRound {
    /// Which one, and where it stands.
    pub status: RoundStatus,
    /// What it is called beside its number.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub name: Option<Picked>,
    /// What a ballot may hold.
    pub rules: RoundRules,
    /// When results are seen.
    pub results: ResultsVisibility,
    /// Who may vote.
    pub access: Access,
    /// Places on the shortlist.
    pub shortlist: u32,
    /// Fields voted on.
    pub fields: Vec<FieldId>,
    /// Joined and done.
    pub turnout: Turnout,
    /// Sticky dots that were entered.
    pub paper: BTreeMap<ChallengeId, u64>,
}

/// How many cards there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CardCount {
    /// Codes made.
    pub made: u64,
    /// Codes that have cast a ballot in the current round.
    pub used: u64,
}

/// Personal codes for print; they are shown once and never again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CardSheet {
    /// The conference.
    pub title: Picked,
    /// Address people type to join.
    pub join_address: String,
    /// The cards.
    pub cards: Vec<Card>,
}

/// A card to hand out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Card {
    /// Its code.
    pub code: PersonalCode,
    /// The QR code of the address that brings the code along: rows of modules.
    pub qr: Vec<Vec<bool>>,
}

/// Most cards that are made at once.
pub const MAX_CARDS: u32 = 1_000;
/// Most sticky dots on one challenge.
pub const MAX_PAPER: u32 = 100_000;
