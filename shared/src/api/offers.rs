//! Searching and showing offers.

use crate::contact::Contact;
use crate::id::OfferId;
use crate::offer::audience::Audience;
use crate::offer::good_practice::Year;
use crate::offer::schedule::Schedule;
use crate::offer::{OfferKind, Terms, Venue, Verification};
use crate::provider::Provider;
use crate::search::postings::Place;
use crate::text::{Line, Picked, Text};
#[cfg(feature = "openapi")]
use crate::time::schema::TimeOfDay;
use crate::time::wire;
use jiff::civil::{Date, Time};
use serde::{Deserialize, Serialize};

/// `GET /api/v1/offers`
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OfferPage {
    /// The query as understood, as the pairs of its address without the page.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<(String, String)>))]
    pub pairs: Pairs,
    /// Number of this page.
    pub page: u32,
    /// Number of pages; 0 where nothing matched.
    pub pages: u32,
    /// Number of matching offers.
    pub total: usize,
    /// Offers on this page.
    pub offers: Vec<OfferCard>,
    /// Filters with selectable values, in display order.
    pub facets: Vec<FacetView>,
    /// Cities that distances can be measured from.
    pub cities: Vec<Named>,
    /// Words of the query that occur nowhere and were ignored.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unknown: Vec<String>,
    /// Whether the text has nothing in it to search for, such as a picture alone.
    #[serde(default, skip_serializing_if = "is_false")]
    pub is_wordless: bool,
    /// Where nothing matched: what to remove, the most helpful first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub loosen: Vec<LoosenView>,
    /// Where nothing matched: offers that fail one condition only.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub nearby: Vec<OfferCard>,
}

/// Names and values of a query string, in order.
pub type Pairs = Vec<(String, String)>;

/// A filter with its selectable values.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FacetView {
    /// Its name in an address.
    pub name: String,
    /// Values that give results or are chosen.
    pub choices: Vec<Choice>,
}

/// A value of a filter that gives results or is chosen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Choice {
    /// Its value in an address.
    pub id: String,
    /// German label, for clients without a translation of the id; empty where none is needed.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub label: String,
    /// Number of offers it would give with the other filters unchanged.
    pub count: u64,
    /// Whether it is chosen.
    #[serde(default, skip_serializing_if = "is_false")]
    pub is_chosen: bool,
}

/// A part of a query whose removal gives results.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LoosenView {
    /// Name of the filter; `q` for the words.
    pub name: String,
    /// The chosen values: labels, or the words.
    pub values: Vec<Named>,
    /// Number of offers without it.
    pub count: u64,
    /// The address without it.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<(String, String)>))]
    pub pairs: Pairs,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes references")]
pub(super) const fn is_false(value: &bool) -> bool {
    !*value
}

/// A term of a list that a record refers to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Named {
    /// Identifier.
    pub id: String,
    /// German label, for clients without a translation of the id.
    pub label: String,
}

/// An offer in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OfferCard {
    /// Identifier.
    pub id: OfferId,
    /// Kind of offer.
    pub kind: OfferKind,
    /// Name in the reader's language.
    pub name: Picked,
    /// Provider's name.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub provider: Option<Line>,
    /// City.
    pub city: Named,
    /// District.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub district: Option<Line>,
    /// Categories.
    pub categories: Vec<Named>,
    /// Every language spoken.
    pub languages: Vec<Named>,
    /// The current or next occurrence.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub next: Option<NextTime>,
    /// Whether it is by appointment.
    pub by_appointment: bool,
    /// Whether childcare is provided.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub childcare: Option<bool>,
    /// Whether it is free.
    pub is_free: bool,
    /// Day of the last check.
    #[serde(default, with = "wire::day_if_any")]
    #[cfg_attr(feature = "openapi", schema(required))]
    pub verified_on: Option<Date>,
    /// Whether the last check is too old or missing.
    pub is_stale: bool,
    /// Distance in metres, where requested.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub metres: Option<u32>,
    /// Why it matched, where that is not evident.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub why: Vec<Why>,
}

/// An occurrence of an offer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NextTime {
    /// The day.
    #[serde(with = "wire::day")]
    pub day: Date,
    /// Start; `None` for the whole day.
    #[serde(default, with = "wire::time_if_any", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<TimeOfDay>))]
    pub from: Option<Time>,
    /// End.
    #[serde(default, with = "wire::time_if_any", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<TimeOfDay>))]
    pub to: Option<Time>,
    /// Days from today; 0 is today.
    pub in_days: u32,
    /// Whether it is taking place right now.
    pub is_now: bool,
}

/// Why an offer matched a word.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Why {
    /// What was typed.
    pub typed: String,
    /// What it matched, in the reader's language or as it occurs in the offer; `None` where it is
    /// the word itself, at [`Self::place`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub found: Option<String>,
    /// Where it occurs.
    pub place: Place,
}

/// `GET /api/v1/offers/{id}`: an offer with all its details, in one reader's language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OfferDetail {
    /// What is also shown on the card in a list.
    pub card: OfferCard,
    /// Description in the reader's language.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub description: Option<Picked>,
    /// Name and description in German, where the reader is shown another language.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub german: Option<GermanText>,
    /// Why it is marked as good practice.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub good_practice: Option<Picked>,
    /// What else is said of it as a good-practice example; nothing where it is not marked.
    pub good_practice_parts: GoodPracticeView,
    /// Whether an interpreter is available on request.
    pub interpreter_on_request: bool,
    /// Venue.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub venue: Option<Venue>,
    /// Times.
    pub schedule: Schedule,
    /// Target group.
    pub audience: Audience,
    /// Conditions.
    pub terms: Terms,
    /// The offer's contact, completed from the provider's.
    pub contact: Contact,
    /// The provider.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub provider: Option<Provider>,
    /// Last check.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub verified: Option<Verification>,
    /// Its web address, for sharing.
    pub address: String,
    /// The QR code of that address: rows of modules, `true` is dark.
    pub qr: Vec<Vec<bool>>,
}

/// The parts of a good-practice example, in one reader's language.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct GoodPracticeView {
    /// Whom it helps, and how.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub for_whom: Option<Picked>,
    /// The year since which it exists.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub since: Option<Year>,
    /// Who takes part, in the provider's words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub partners: Option<Text<500>>,
    /// What others can take over.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub takeaway: Option<Picked>,
}

/// The German text of an offer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct GermanText {
    /// Name.
    pub name: String,
    /// Description.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub description: Option<String>,
}
