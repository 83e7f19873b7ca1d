//! Finding and showing offers.

use crate::contact::Contact;
use crate::id::OfferId;
use crate::offer::audience::Audience;
use crate::offer::schedule::Schedule;
use crate::offer::{OfferKind, Terms, Venue, Verification};
use crate::provider::Provider;
use crate::search::postings::Place;
use crate::text::{Line, Picked};
#[cfg(feature = "openapi")]
use crate::time::schema::TimeOfDay;
use crate::time::wire;
use jiff::civil::{Date, Time};
use serde::{Deserialize, Serialize};

/// `GET /api/v1/offers`
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OfferPage {
    /// The query as it was understood: the pairs of its address, but for the page.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<(String, String)>))]
    pub pairs: Pairs,
    /// The page.
    pub page: u32,
    /// Pages in all; 0 where nothing was found.
    pub pages: u32,
    /// Offers in all.
    pub total: usize,
    /// Offers of this page.
    pub offers: Vec<OfferCard>,
    /// Filters with something to choose, in the order they are shown.
    pub facets: Vec<FacetView>,
    /// Cities to measure distances from.
    pub cities: Vec<Named>,
    /// Words of the query that occur nowhere and were left out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unknown: Vec<String>,
    /// Where nothing was found: what to leave out, the most helpful first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub loosen: Vec<LoosenView>,
    /// Where nothing was found: offers that fail one thing only.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub nearby: Vec<OfferCard>,
}

/// Names and values of an address's query, in order.
pub type Pairs = Vec<(String, String)>;

/// A filter with what there is to choose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FacetView {
    /// Its name in the address.
    pub name: String,
    /// Values that give something, or are chosen.
    pub choices: Vec<Choice>,
}

/// A value of a filter that gives something, or is chosen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Choice {
    /// Value in the address.
    pub id: String,
    /// German label, for whoever does not know the id; empty where everybody does.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub label: String,
    /// Offers it would give, the other filters unchanged.
    pub count: u64,
    /// Whether it is chosen.
    #[serde(default, skip_serializing_if = "is_false")]
    pub is_chosen: bool,
}

/// Something to leave out of a query that finds nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LoosenView {
    /// Name of the filter; `q` for the words.
    pub name: String,
    /// What is chosen there, for the reader: labels, or the words.
    pub values: Vec<Named>,
    /// Offers there would be.
    pub count: u64,
    /// The address without it.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<(String, String)>))]
    pub pairs: Pairs,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes references")]
const fn is_false(value: &bool) -> bool {
    !*value
}

/// An entry of a list that a record refers to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Named {
    /// Identifier.
    pub id: String,
    /// German label, for whoever does not know the id.
    pub label: String,
}

/// An offer as it stands in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OfferCard {
    /// Identifier.
    pub id: OfferId,
    /// What sort of thing it is.
    pub kind: OfferKind,
    /// Name for the reader.
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
    /// Every language spoken there.
    pub languages: Vec<Named>,
    /// When it takes place next, or is on.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub next: Option<NextTime>,
    /// Whether one makes an appointment.
    pub by_appointment: bool,
    /// Whether children are looked after.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub childcare: Option<bool>,
    /// Whether it is free.
    pub is_free: bool,
    /// Day of the last check.
    #[serde(default, with = "wire::day_if_any")]
    #[cfg_attr(feature = "openapi", schema(required))]
    pub verified_on: Option<Date>,
    /// Whether that is too long ago, or never was.
    pub is_stale: bool,
    /// How far away it is, in metres, where that was asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub metres: Option<u32>,
    /// Why it was found, where that does not show.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub why: Vec<Why>,
}

/// The next time of an offer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NextTime {
    /// The day.
    #[serde(with = "wire::day")]
    pub day: Date,
    /// Begin; `None` for the whole day.
    #[serde(default, with = "wire::time_if_any", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<TimeOfDay>))]
    pub from: Option<Time>,
    /// End.
    #[serde(default, with = "wire::time_if_any", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<TimeOfDay>))]
    pub to: Option<Time>,
    /// How many days from today; 0 is today.
    pub in_days: u32,
    /// Whether it is on right now.
    pub is_now: bool,
}

/// Why an offer was found by a word.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Why {
    /// What was typed.
    pub typed: String,
    /// What it met, in the reader's language or as it stands in the offer; `None` where it is
    /// the word itself, and [`Self::place`] says where.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub found: Option<String>,
    /// Where it stands.
    pub place: Place,
}

/// `GET /api/v1/offers/{id}`: an offer as one reader sees it, with everything known of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OfferDetail {
    /// What stands on the card in a list too.
    pub card: OfferCard,
    /// Description for the reader.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub description: Option<Picked>,
    /// Name and description in German, where the reader sees another language.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub german: Option<GermanText>,
    /// Why it is marked as good practice.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub good_practice: Option<Picked>,
    /// Whether an interpreter comes on request.
    pub interpreter_on_request: bool,
    /// Where.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub venue: Option<Venue>,
    /// When.
    pub schedule: Schedule,
    /// For whom.
    pub audience: Audience,
    /// On what terms.
    pub terms: Terms,
    /// Whom to call: the offer's own contact, and the provider's for what is missing there.
    pub contact: Contact,
    /// Who provides it.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub provider: Option<Provider>,
    /// When it was last checked.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub verified: Option<Verification>,
    /// Its address on the web, for sharing.
    pub address: String,
    /// The QR code of that address: rows of modules, `true` is dark.
    pub qr: Vec<Vec<bool>>,
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

impl OfferDetail {
    /// A contact with what it lacks taken from another; the person only where it is the offer's.
    pub fn contact(own: &Contact, other: &Contact) -> Contact {
        Contact {
            person: own.person.clone(),
            phone: own.phone.clone().or_else(|| other.phone.clone()),
            mail: own.mail.clone().or_else(|| other.mail.clone()),
            web: own.web.clone().or_else(|| other.web.clone()),
        }
    }
}
