//! Rules of RFC 5545 as weekly and monthly times.

use super::{Entry, Kind, Reader, Slot, Terms};
use crate::hsds::vocabulary::{Vocabulary, from_word};
use crate::occurrence::ordinal;
use jiff::civil::{Date, Time};
use serde_json::Number;
use shared::language::LanguageTag;
use shared::offer::schedule::{
    DateRange, MonthlySlot, WeekInterval, WeekOfMonth, Weekday, WeeklySlot,
};

/// From when to when.
#[derive(Clone, Copy)]
pub(super) struct Hours {
    pub(super) from: Time,
    pub(super) to: Option<Time>,
}

/// When a rule begins and ends.
#[derive(Clone, Copy)]
struct Validity {
    /// The day from which weeks are counted, or before which it does not take place.
    starting: Option<Date>,
    range: Option<DateRange>,
}

impl Reader<'_> {
    /// A rule that repeats; `None` for one that our times cannot say.
    pub(super) fn regular(&mut self, entry: &Entry, hours: Hours) -> Option<Kind> {
        if entry.count.is_some() {
            return None;
        }
        let interval = interval(entry)?;
        let frequency = entry.freq.as_deref().unwrap_or("WEEKLY").to_ascii_uppercase();
        let validity = self.validity(entry, interval)?;
        let languages = self.slot_languages(entry);
        let days = match frequency.as_str() {
            "WEEKLY" => days(entry.byday.as_deref()?)?,
            "DAILY" if interval.is_every_week() => Weekday::ALL.to_vec(),
            "MONTHLY" if interval.is_every_week() => return self.monthly(entry, hours, validity),
            _ => return None,
        };
        let slot = |weekday: Weekday| WeeklySlot {
            every: interval,
            starting: validity.starting,
            to: hours.to,
            languages: languages.clone(),
            ..WeeklySlot::every_week(weekday, hours.from)
        };
        let slots = days.into_iter().map(|weekday| Slot::Weekly(slot(weekday))).collect();
        Some(Kind::Regular(slots, validity.range))
    }

    /// `2MO`, `1WE,3WE`, `-1FR`: the days of each weekday together.
    fn monthly(&mut self, entry: &Entry, hours: Hours, validity: Validity) -> Option<Kind> {
        let mut slots: Vec<MonthlySlot> = Vec::new();
        for day in entry.byday.as_deref()?.split(',') {
            let (week, weekday) = day_of_month(day.trim())?;
            match slots.iter_mut().find(|slot| slot.weekday == weekday) {
                Some(slot) => slot.weeks.push(week),
                None => slots.push(MonthlySlot {
                    weeks: vec![week],
                    weekday,
                    from: hours.from,
                    to: hours.to,
                    languages: self.slot_languages(entry),
                }),
            }
        }
        // Our monthly times have no beginning of their own.
        if validity.starting.is_some() {
            self.ignore_field("schedules.valid_from");
        }
        Some(Kind::Regular(slots.into_iter().map(Slot::Monthly).collect(), validity.range))
    }

    /// The range of a rule where it has both ends. One without an end begins on its first day; one
    /// without a beginning begins with the year of its end.
    fn validity(&mut self, entry: &Entry, interval: WeekInterval) -> Option<Validity> {
        let day = |text: &Option<String>| match text.as_deref().map(str::trim) {
            None | Some("") => Some(None),
            Some(day) => day.parse::<Date>().map(Some).ok(),
        };
        let (valid_from, counted_from) = (day(&entry.valid_from)?, day(&entry.dtstart)?);
        let first = valid_from.or(counted_from);
        let last = match day(&entry.valid_to)? {
            Some(last) => Some(last),
            None => day(&entry.until)?,
        };
        let range = match (first, last) {
            (first, Some(to)) => {
                let from = first.unwrap_or_else(|| to.first_of_year());
                Some(DateRange { from, to })
            }
            (_, None) => None,
        };
        // Weeks are counted from the first occurrence only; when it may begin does not tell which.
        let is_counted = !interval.is_every_week();
        if is_counted && counted_from.is_none() && range.is_none() && first.is_some() {
            self.ignore_field("schedules.valid_from");
        }
        let starting = match (is_counted, range) {
            (true, _) => counted_from,
            (false, None) => counted_from.or(valid_from),
            (false, Some(_)) => counted_from.filter(|_| valid_from.is_some()),
        };
        Some(Validity { starting, range })
    }

    fn slot_languages(&mut self, entry: &Entry) -> Vec<LanguageTag> {
        let codes = Terms(&entry.attributes).codes(Vocabulary::Language);
        let tags: Vec<_> = codes
            .map(|code| self.optional("schedules.attributes", Some(code), LanguageTag::parse))
            .collect();
        tags.into_iter().flatten().collect()
    }
}

fn interval(entry: &Entry) -> Option<WeekInterval> {
    match entry.interval.as_ref().map(Number::as_f64) {
        None => Some(WeekInterval::EVERY_WEEK),
        Some(weeks) => {
            let weeks = weeks?;
            (1..=WeekInterval::MAX)
                .find(|number| (weeks - f64::from(*number)).abs() < f64::EPSILON)
                .and_then(WeekInterval::of_weeks)
        }
    }
}

fn days(list: &str) -> Option<Vec<Weekday>> {
    list.split(',').map(|day| from_word(&day.trim().to_ascii_lowercase())).collect()
}

/// `1WE`, `+3WE`, `-1FR`.
fn day_of_month(text: &str) -> Option<(WeekOfMonth, Weekday)> {
    let (number, weekday) = text.split_at_checked(text.len().checked_sub(2)?)?;
    let number: i8 = number.parse().ok()?;
    let week = WeekOfMonth::ALL.into_iter().find(|week| ordinal(*week) == number)?;
    Some((week, from_word(&weekday.to_ascii_lowercase())?))
}
