//! The offer: the whole record as stored, imported and shown.
//!
//! Owns the definition of an offer; searching is in `search`, storage in the server.

pub mod audience;
pub mod availability;
pub mod good_practice;
pub mod schedule;

use crate::contact::{Address, Contact};
use crate::id::{CategoryId, CityId, OfferId, ProviderId};
use crate::language::LanguageTag;
use crate::text::{Line, Lines, Passages, Texts};
use crate::time::wire;
use audience::Audience;
use availability::Availability;
use good_practice::GoodPracticeParts;
use jiff::civil::Date;
use schedule::Schedule;
use serde::{Deserialize, Serialize};

/// Kind of offer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum OfferKind {
    /// A course or a service, the most common kind.
    #[default]
    Course,
    /// An event that takes place once or a few times.
    Event,
    /// An opportunity to volunteer.
    Volunteering,
    /// A room that can be used.
    Room,
}

impl OfferKind {
    /// Every kind.
    pub const ALL: [Self; 4] = [Self::Course, Self::Event, Self::Volunteering, Self::Room];

    /// Its name on the wire and in addresses.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Course => "course",
            Self::Event => "event",
            Self::Volunteering => "volunteering",
            Self::Room => "room",
        }
    }
}

/// Publication status of an offer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OfferStatus {
    /// Being written.
    Draft,
    /// Waiting for review by an editor.
    InReview,
    /// Public.
    #[default]
    Published,
    /// Kept, but no longer shown.
    Archived,
}

/// Where an offer takes place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Venue {
    /// Name of the building or place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Line>,
    /// Its address.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(required))]
    pub address: Address,
    /// Its position.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub position: Option<Position>,
}

/// WGS 84 coordinates in millionths of a degree (about 0.1 m).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Position {
    /// Latitude, north positive, in 10⁻⁶ degrees.
    pub latitude: i32,
    /// Longitude, east positive, in 10⁻⁶ degrees.
    pub longitude: i32,
}

/// The languages spoken at an offer; individual times may differ
/// ([`schedule::WeeklySlot::languages`]).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SpokenLanguages {
    /// Languages spoken; empty means "not stated".
    pub spoken: Vec<LanguageTag>,
    /// Whether an interpreter is available on request.
    pub interpreter_on_request: bool,
}

/// Price.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Cost {
    /// Free of charge.
    Free,
    /// A price in the provider's words, such as "5 € a month".
    Text(Line),
}

/// In person or online.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// At the venue.
    InPerson,
    /// Over the network.
    Online,
    /// Either.
    Both,
}

impl Format {
    /// Every format.
    pub const ALL: [Self; 3] = [Self::InPerson, Self::Online, Self::Both];

    /// Its name on the wire and in addresses.
    pub const fn name(self) -> &'static str {
        match self {
            Self::InPerson => "in_person",
            Self::Online => "online",
            Self::Both => "both",
        }
    }
}

/// Level of German that a course requires or teaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum LanguageLevel {
    /// No German needed.
    None,
    /// Basic reading and writing.
    Alpha,
    /// Common European Framework A1.
    A1,
    /// Common European Framework A2.
    A2,
    /// Common European Framework B1.
    B1,
    /// Common European Framework B2.
    B2,
    /// Common European Framework C1.
    C1,
    /// Common European Framework C2.
    C2,
}

impl LanguageLevel {
    /// Every level, lowest first.
    pub const ALL: [Self; 8] =
        [Self::None, Self::Alpha, Self::A1, Self::A2, Self::B1, Self::B2, Self::C1, Self::C2];

    /// Its name on the wire and in addresses.
    pub const fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Alpha => "alpha",
            Self::A1 => "a1",
            Self::A2 => "a2",
            Self::B1 => "b1",
            Self::B2 => "b2",
            Self::C1 => "c1",
            Self::C2 => "c2",
        }
    }
}

/// Conditions of participation; `None` means "not stated".
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct Terms {
    /// Whether childcare is provided.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub childcare: Option<bool>,
    /// Whether it has step-free access.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub step_free: Option<bool>,
    /// Price.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cost: Option<Cost>,
    /// How to register, in the provider's words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub registration: Option<Line>,
    /// Whether registration is required.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub registration_needed: Option<bool>,
    /// In person or online.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub format: Option<Format>,
    /// Level of German.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub level: Option<LanguageLevel>,
    /// Free places and waiting time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub availability: Option<Availability>,
}

/// When, and by whom, the entry was last checked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Verification {
    /// The day of the check.
    #[serde(with = "wire::day")]
    pub on: Date,
    /// Who checked it, such as "Example city, integration office".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<Line>,
}

/// The days on which an offer is shown; either end may be open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Visibility {
    /// First day.
    #[serde(with = "wire::day_if_any", skip_serializing_if = "Option::is_none")]
    pub from: Option<Date>,
    /// Last day.
    #[serde(with = "wire::day_if_any", skip_serializing_if = "Option::is_none")]
    pub to: Option<Date>,
}

impl Visibility {
    /// Whether the offer is shown on this day.
    pub fn includes(self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }
}

/// An offer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offer {
    /// Identifier.
    pub id: OfferId,
    /// Kind of offer.
    #[serde(default)]
    pub kind: OfferKind,
    /// Publication status.
    #[serde(default)]
    pub status: OfferStatus,
    /// Days on which it is shown.
    #[serde(default)]
    pub visible: Visibility,
    /// Name.
    pub name: Lines,
    /// Description.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<Passages>,
    /// Why it is marked as good practice; missing where it is not marked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub good_practice: Option<Texts<500>>,
    /// What else is said of it as a good-practice example.
    #[serde(default, skip_serializing_if = "GoodPracticeParts::is_empty")]
    pub good_practice_parts: GoodPracticeParts,
    /// The provider.
    pub provider: ProviderId,
    /// City or town.
    pub city: CityId,
    /// District of the city.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub district: Option<Line>,
    /// Categories, at least one.
    pub categories: Vec<CategoryId>,
    /// Languages spoken.
    #[serde(default)]
    pub languages: SpokenLanguages,
    /// Venue.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub venue: Option<Venue>,
    /// Times.
    #[serde(default)]
    pub schedule: Schedule,
    /// Target group.
    #[serde(default)]
    pub audience: Audience,
    /// Conditions.
    #[serde(default)]
    pub terms: Terms,
    /// Contact.
    #[serde(default)]
    pub contact: Contact,
    /// Last check.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verified: Option<Verification>,
}

impl Offer {
    /// Whether it is public on this day.
    pub fn is_public(&self, day: Date) -> bool {
        self.status == OfferStatus::Published && self.visible.includes(day)
    }

    /// Every language spoken at any time, each once, in order of appearance.
    pub fn spoken_languages(&self) -> Vec<&LanguageTag> {
        let weekly = self.schedule.weekly.iter().flat_map(|slot| &slot.languages);
        let monthly = self.schedule.monthly.iter().flat_map(|slot| &slot.languages);
        let mut all: Vec<&LanguageTag> = Vec::new();
        for language in self.languages.spoken.iter().chain(weekly).chain(monthly) {
            if !all.contains(&language) {
                all.push(language);
            }
        }
        all
    }
}
