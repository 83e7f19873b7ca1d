//! When an offer takes place: weekly times, single dates, ranges, exceptions.
//!
//! All times are wall-clock times of Europe/Berlin. The next occurrence is computed for display,
//! never stored.

use crate::language::LanguageTag;
use crate::text::Line;
#[cfg(feature = "openapi")]
use crate::time::schema::TimeOfDay;
use crate::time::wire;
use jiff::civil::{Date, Time};
use serde::{Deserialize, Serialize};

/// Times of an offer; all parts may be empty, which means "not stated".
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct Schedule {
    /// Weekly times.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub weekly: Vec<WeeklySlot>,
    /// Single days.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub dates: Vec<SingleDate>,
    /// Date ranges; weekly times only apply within them.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub ranges: Vec<DateRange>,
    /// Days on which it does not take place, such as holidays.
    #[serde(with = "wire::days")]
    #[cfg_attr(feature = "openapi", schema(required))]
    pub exceptions: Vec<Date>,
    /// Whether weekly times are suspended on public holidays and during school holidays.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub school_days_only: bool,
    /// Whether it is by appointment.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub by_appointment: bool,
    /// Further information in the provider's words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<Line>,
}

/// A weekly time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WeeklySlot {
    /// Day of the week.
    pub weekday: Weekday,
    /// Start.
    #[serde(with = "wire::time")]
    #[cfg_attr(feature = "openapi", schema(value_type = TimeOfDay))]
    pub from: Time,
    /// End, where known.
    #[serde(default, with = "wire::time_if_any", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<TimeOfDay>))]
    pub to: Option<Time>,
    /// Languages spoken at this time, where they differ from the offer's.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub languages: Vec<LanguageTag>,
}

/// A single day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SingleDate {
    /// The day.
    #[serde(with = "wire::day")]
    pub on: Date,
    /// Start; `None` for the whole day.
    #[serde(default, with = "wire::time_if_any", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<TimeOfDay>))]
    pub from: Option<Time>,
    /// End.
    #[serde(default, with = "wire::time_if_any", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<TimeOfDay>))]
    pub to: Option<Time>,
}

/// A range of days, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DateRange {
    /// First day.
    #[serde(with = "wire::day")]
    pub from: Date,
    /// Last day.
    #[serde(with = "wire::day")]
    pub to: Date,
}

/// Day of the week, as two English letters on the wire and in locale keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Weekday {
    /// Monday.
    Mo,
    /// Tuesday.
    Tu,
    /// Wednesday.
    We,
    /// Thursday.
    Th,
    /// Friday.
    Fr,
    /// Saturday.
    Sa,
    /// Sunday.
    Su,
}

impl Weekday {
    /// The seven days, starting on Monday.
    pub const ALL: [Self; 7] =
        [Self::Mo, Self::Tu, Self::We, Self::Th, Self::Fr, Self::Sa, Self::Su];

    /// Its name on the wire and in addresses.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Mo => "mo",
            Self::Tu => "tu",
            Self::We => "we",
            Self::Th => "th",
            Self::Fr => "fr",
            Self::Sa => "sa",
            Self::Su => "su",
        }
    }
}
