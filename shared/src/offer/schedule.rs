//! When an offer takes place: weekly and monthly times, single dates, ranges, exceptions.
//!
//! All times are wall-clock times of Europe/Berlin. A time that ends at or before its start ends on
//! the next day. The next occurrence is computed for display, never stored.

mod interval;

pub use interval::{InvalidInterval, WeekInterval};

use crate::language::LanguageTag;
use crate::text::Line;
#[cfg(feature = "openapi")]
use crate::time::schema::TimeOfDay;
use crate::time::wire;
use jiff::civil::{Date, Time};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};

/// Times of an offer; all parts may be empty, which means "not stated".
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct Schedule {
    /// Weekly times.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub weekly: Vec<WeeklySlot>,
    /// Times on certain weekdays of every month.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub monthly: Vec<MonthlySlot>,
    /// Single days.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub dates: Vec<SingleDate>,
    /// Date ranges; weekly and monthly times only apply within them.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub ranges: Vec<DateRange>,
    /// Days on which it does not take place, such as holidays.
    #[serde(with = "wire::days")]
    #[cfg_attr(feature = "openapi", schema(required))]
    pub exceptions: Vec<Date>,
    /// Whether weekly and monthly times are suspended on public holidays and during school
    /// holidays; it prevails over `public_holidays`.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub school_days_only: bool,
    /// What a public holiday means for weekly and monthly times. Always written, like `every`.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub public_holidays: HolidayRule,
    /// Whether it is by appointment.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub by_appointment: bool,
    /// Further information in the provider's words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<Line>,
}

/// A time on a weekday, every week or every few weeks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WeeklySlot {
    /// Day of the week.
    pub weekday: Weekday,
    /// How many weeks lie between two occurrences. Always written, since the browser's reader has
    /// defaults for lists, texts and options only.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(required))]
    pub every: WeekInterval,
    /// The day from which it takes place; weeks are counted from its week, Monday to Sunday. `None`
    /// for "always" with an interval of one week; with a longer one it means that nobody said in
    /// which weeks, so no dates are computed.
    #[serde(default, with = "wire::day_if_any", skip_serializing_if = "Option::is_none")]
    pub starting: Option<Date>,
    /// Start.
    #[serde(with = "wire::time")]
    #[cfg_attr(feature = "openapi", schema(value_type = TimeOfDay))]
    pub from: Time,
    /// End; at or before the start it is on the next day. `None` for an end that is not stated.
    #[serde(default, with = "wire::time_if_any", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<TimeOfDay>))]
    pub to: Option<Time>,
    /// Languages spoken at this time, where they differ from the offer's.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub languages: Vec<LanguageTag>,
}

impl WeeklySlot {
    /// A time of every week, without an end and without languages of its own.
    pub const fn every_week(weekday: Weekday, from: Time) -> Self {
        Self {
            weekday,
            every: WeekInterval::EVERY_WEEK,
            starting: None,
            from,
            to: None,
            languages: Vec::new(),
        }
    }

    /// Whether its dates can be computed.
    pub fn has_dates(&self) -> bool {
        self.every.is_every_week() || self.starting.is_some()
    }
}

/// A time on one weekday in certain weeks of every month, such as the first and the third
/// Wednesday.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MonthlySlot {
    /// Which of the month's weekdays are meant, at least one.
    #[serde(deserialize_with = "some_weeks")]
    pub weeks: Vec<WeekOfMonth>,
    /// Day of the week.
    pub weekday: Weekday,
    /// Start.
    #[serde(with = "wire::time")]
    #[cfg_attr(feature = "openapi", schema(value_type = TimeOfDay))]
    pub from: Time,
    /// End; at or before the start it is on the next day. `None` for an end that is not stated.
    #[serde(default, with = "wire::time_if_any", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<TimeOfDay>))]
    pub to: Option<Time>,
    /// Languages spoken at this time, where they differ from the offer's.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub languages: Vec<LanguageTag>,
}

fn some_weeks<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<WeekOfMonth>, D::Error> {
    let weeks = Vec::deserialize(from)?;
    if weeks.is_empty() { Err(D::Error::custom("no week of the month")) } else { Ok(weeks) }
}

/// Which of a month's Mondays, Tuesdays, … is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum WeekOfMonth {
    /// The first.
    First,
    /// The second.
    Second,
    /// The third.
    Third,
    /// The fourth.
    Fourth,
    /// The last, which is the fourth or the fifth.
    Last,
}

impl WeekOfMonth {
    /// All of them, in the order of the month.
    pub const ALL: [Self; 5] = [Self::First, Self::Second, Self::Third, Self::Fourth, Self::Last];
}

/// What a public holiday of the Land means for weekly and monthly times. Single days and ranges
/// without such times are planned for their day, and take place in any case.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum HolidayRule {
    /// They are suspended.
    #[default]
    Pause,
    /// They take place, as those of a helpline or a place of worship do.
    TakesPlace,
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
    /// End; at or before the start it is on the next day.
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

#[cfg(test)]
mod tests;
