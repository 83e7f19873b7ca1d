//! The times of offers of a type, as written in the types.

use jiff::civil::Time;
use serde::Deserialize;
use shared::language::LanguageTag;
use shared::offer::schedule::{HolidayRule, WeekInterval, WeekOfMonth, Weekday};
use shared::text::Line;
use std::collections::BTreeMap;

/// One alternative for the times of an offer of the type.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Times {
    #[serde(default)]
    pub(crate) weekly: Option<Weekly>,
    /// In about how many months it begins, and for how many it runs.
    #[serde(default)]
    pub(crate) months: Option<(u8, u8)>,
    #[serde(default)]
    pub(crate) dates: Option<Dates>,
    #[serde(default)]
    pub(crate) range: Option<Range>,
    #[serde(default)]
    pub(crate) public_holidays: HolidayRule,
    #[serde(default)]
    pub(crate) appointment: bool,
    #[serde(default)]
    pub(crate) note: Option<Line>,
}

/// Weekly times.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Weekly {
    /// Alternatives.
    pub(crate) days: Vec<Vec<Weekday>>,
    /// Alternatives.
    pub(crate) from: Vec<Begin>,
    /// It may end after midnight.
    pub(crate) minutes: u16,
    /// In weeks.
    #[serde(default)]
    pub(crate) every: WeekInterval,
    /// In which weeks of a month; empty for all weeks.
    #[serde(default)]
    pub(crate) weeks: Vec<WeekOfMonth>,
    /// Where they differ from the offer's.
    #[serde(default)]
    pub(crate) language_of_day: BTreeMap<Weekday, Vec<LanguageTag>>,
}

/// Single days.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Dates {
    pub(crate) count: u8,
    /// Alternatives.
    pub(crate) from: Vec<Begin>,
    pub(crate) minutes: u16,
}

/// Consecutive days.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Range {
    pub(crate) days: u8,
}

/// A time of day, written as `09:30`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub(crate) struct Begin(pub(crate) Time);

impl Begin {
    /// The end after this many minutes, which may be on the next day; `None` from 24 hours on.
    pub(crate) fn end(self, minutes: u16) -> Option<Time> {
        let begin = u16::from(self.0.hour().unsigned_abs()) * 60
            + u16::from(self.0.minute().unsigned_abs());
        let end = begin.checked_add(minutes).filter(|_| minutes < 24 * 60)? % (24 * 60);
        Time::new(i8::try_from(end / 60).ok()?, i8::try_from(end % 60).ok()?, 0, 0).ok()
    }
}

impl TryFrom<String> for Begin {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let (hour, minute) = text.split_once(':').ok_or("a time of day has the form 09:30")?;
        let number = |text: &str| text.parse::<i8>().ok().filter(|_| text.len() == 2);
        let time = number(hour).zip(number(minute));
        time.and_then(|(hour, minute)| Time::new(hour, minute, 0, 0).ok())
            .map(Self)
            .ok_or("a time of day has the form 09:30")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn begin(text: &str) -> Result<Begin, &'static str> {
        Begin::try_from(text.to_owned())
    }

    #[test]
    fn a_start_time_has_one_format() {
        assert!(begin("09:30").is_ok());
        for text in ["9:30", "09.30", "24:00", "09:60", "09:30:00", ""] {
            assert!(begin(text).is_err(), "{text}");
        }
    }

    #[test]
    fn an_end_lies_on_the_same_day_or_the_next() {
        let late = begin("22:30").unwrap();
        assert_eq!(late.end(60), Some(begin("23:30").unwrap().0));
        assert_eq!(late.end(210), Some(begin("02:00").unwrap().0));
        assert_eq!(late.end(24 * 60), None);
    }
}
