//! The number of weeks between two occurrences.

use serde::{Deserialize, Serialize};

/// Every how many weeks something takes place: 1 for every week, at most 52.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(value_type = u8, minimum = 1, maximum = 52))]
#[serde(try_from = "u8", into = "u8")]
pub struct WeekInterval(u8);

/// An interval of no weeks, or of more than a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an interval has 1 to 52 weeks")]
pub struct InvalidInterval;

impl WeekInterval {
    /// Every week.
    pub const EVERY_WEEK: Self = Self(1);
    /// The longest interval, in weeks.
    pub const MAX: u8 = 52;

    /// The interval of this many weeks; `None` out of range.
    pub const fn of_weeks(weeks: u8) -> Option<Self> {
        if weeks >= 1 && weeks <= Self::MAX { Some(Self(weeks)) } else { None }
    }

    /// The number of weeks.
    pub const fn weeks(self) -> u8 {
        self.0
    }

    /// Whether it is every week.
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde's skip_serializing_if passes it")]
    pub const fn is_every_week(&self) -> bool {
        self.0 == 1
    }
}

impl Default for WeekInterval {
    fn default() -> Self {
        Self::EVERY_WEEK
    }
}

impl TryFrom<u8> for WeekInterval {
    type Error = InvalidInterval;

    fn try_from(weeks: u8) -> Result<Self, InvalidInterval> {
        Self::of_weeks(weeks).ok_or(InvalidInterval)
    }
}

impl From<WeekInterval> for u8 {
    fn from(interval: WeekInterval) -> Self {
        interval.0
    }
}
