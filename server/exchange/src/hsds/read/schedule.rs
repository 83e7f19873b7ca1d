//! Schedule entries as our times: weekly times, single days, date ranges. Unsupported rules (every
//! second week, once a month) are ignored and counted.

use super::reader::Reader;
use super::terms::Terms;
use crate::hsds::vocabulary::{Vocabulary, field, from_word};
use crate::hsds::{Schedule as Entry, Service};
use jiff::civil::{Date, Time};
use serde_json::Number;
use shared::language::LanguageTag;
use shared::offer::schedule::{DateRange, Schedule, SingleDate, Weekday, WeeklySlot};
use shared::text::{Line, Text};

/// UTC offsets of Europe/Berlin; times with one of them are local times.
const OFFSETS: [&str; 4] = ["+01:00", "+02:00", "+01", "+02"];

impl Reader<'_> {
    pub(super) fn schedule(&mut self, service: &Service, is_ours: bool) -> Schedule {
        let elsewhere = service.service_at_locations.first().map_or(&[][..], |at| &at.schedules);
        let entries = match (service.schedules.is_empty(), elsewhere.is_empty()) {
            (true, _) => elsewhere,
            (false, true) => &service.schedules,
            (false, false) => {
                self.ignore_field("service_at_locations.schedules");
                &service.schedules
            }
        };
        let mut weekly: Vec<(WeeklySlot, Vec<DateRange>)> = Vec::new();
        let mut schedule = Schedule::default();
        for entry in entries {
            self.general(entry, &mut schedule);
            match self.kind(entry) {
                Some(Kind::Weekly(slots, range)) => {
                    for slot in slots {
                        add(&mut weekly, slot, range);
                    }
                }
                Some(Kind::Single(date)) => schedule.dates.push(date),
                Some(Kind::Range(range)) => schedule.ranges.push(range),
                Some(Kind::General) => {}
                None => self.ignore_field("schedules"),
            }
        }
        self.gather(weekly, &mut schedule);
        if !is_ours && schedule == Schedule::default() && !entries.is_empty() {
            self.ignore_field("schedules");
        }
        schedule
    }

    /// Weekly times must share their ranges; those with other ranges are ignored and counted.
    fn gather(&mut self, weekly: Vec<(WeeklySlot, Vec<DateRange>)>, schedule: &mut Schedule) {
        let Some((_, ranges)) = weekly.first() else { return };
        let ranges = ranges.clone();
        for (slot, own) in weekly {
            if own == ranges {
                schedule.weekly.push(slot);
            } else {
                self.ignore_field("schedules.valid_from");
            }
        }
        schedule.ranges.splice(0..0, ranges);
    }

    /// The parts of an entry that apply to all times.
    fn general(&mut self, entry: &Entry, schedule: &mut Schedule) {
        let terms = Terms(&entry.attributes);
        schedule.by_appointment |= terms.is_true(field::BY_APPOINTMENT);
        schedule.school_days_only |= terms.is_true(field::SCHOOL_DAYS_ONLY);
        for day in terms.values(field::EXCEPTION) {
            let day = self.optional(field::EXCEPTION, Some(day), str::parse::<Date>);
            schedule.exceptions.extend(day);
        }
        let notes = self.optional("schedules.notes", entry.notes.as_deref(), Line::parse);
        // The text for "by appointment" repeats the attribute.
        let is_repeated = terms.is_true(field::BY_APPOINTMENT);
        let description = self.optional(
            "schedules.description",
            entry.description.as_deref().filter(|_| !is_repeated),
            Text::parse,
        );
        for note in [notes, description].into_iter().flatten() {
            if schedule.note.as_ref().is_none_or(|existing| *existing == note) {
                schedule.note = Some(note);
            } else {
                self.ignore_field("schedules.notes");
            }
        }
    }

    fn kind(&mut self, entry: &Entry) -> Option<Kind> {
        let has = |text: &Option<String>| text.as_deref().is_some_and(|text| !text.is_empty());
        // An invalid time makes the entry invalid.
        let time = |text: &Option<String>| match text.as_deref() {
            None | Some("") => Some(None),
            Some(text) => parse_clock(text).map(Some),
        };
        let (opens, closes) = (time(&entry.opens_at)?, time(&entry.closes_at)?);
        if has(&entry.byday) || has(&entry.freq) {
            return self.weekly(entry, opens?, closes);
        }
        if let Some(day) = entry.dtstart.as_deref().filter(|day| !day.is_empty()) {
            let is_single = entry.until.as_deref().is_none_or(|until| until == day);
            let on = day.parse().ok().filter(|_| is_single)?;
            return Some(Kind::Single(SingleDate { on, from: opens, to: closes }));
        }
        match (&entry.valid_from, &entry.valid_to, opens) {
            (Some(from), Some(to), None) => range(from, to).map(Kind::Range),
            (None, None, None) => Some(Kind::General),
            _ => None,
        }
    }

    fn weekly(&mut self, entry: &Entry, from: Time, to: Option<Time>) -> Option<Kind> {
        let is_weekly =
            entry.freq.as_deref().is_none_or(|freq| freq.eq_ignore_ascii_case("WEEKLY"));
        let is_every = entry
            .interval
            .as_ref()
            .and_then(Number::as_f64)
            .is_none_or(|weeks| (weeks - 1.0).abs() < f64::EPSILON);
        if !is_weekly || !is_every || entry.count.is_some() {
            return None;
        }
        let languages = self.slot_languages(entry);
        let slots = entry
            .byday
            .as_deref()?
            .split(',')
            .map(|day| {
                let weekday: Weekday = from_word(&day.trim().to_ascii_lowercase())?;
                let slot = WeeklySlot::every_week(weekday, from);
                Some(WeeklySlot { to, languages: languages.clone(), ..slot })
            })
            .collect::<Option<Vec<_>>>()?;
        let last = entry.valid_to.as_ref().or(entry.until.as_ref());
        let range = match (entry.valid_from.as_ref().or(entry.dtstart.as_ref()), last) {
            (Some(from), Some(to)) => Some(range(from, to)?),
            (None, None) => None,
            // Our ranges have both ends.
            _ => {
                self.ignore_field("schedules.valid_from");
                None
            }
        };
        Some(Kind::Weekly(slots, range))
    }

    fn slot_languages(&mut self, entry: &Entry) -> Vec<LanguageTag> {
        let codes = Terms(&entry.attributes).codes(Vocabulary::Language);
        let tags: Vec<_> = codes
            .map(|code| self.optional("schedules.attributes", Some(code), LanguageTag::parse))
            .collect();
        tags.into_iter().flatten().collect()
    }
}

/// Kind of schedule entry.
enum Kind {
    Weekly(Vec<WeeklySlot>, Option<DateRange>),
    Single(SingleDate),
    Range(DateRange),
    /// It applies to all times.
    General,
}

/// Adds a slot, or a range to an existing slot.
fn add(weekly: &mut Vec<(WeeklySlot, Vec<DateRange>)>, slot: WeeklySlot, range: Option<DateRange>) {
    match weekly.iter_mut().find(|(existing, _)| *existing == slot) {
        Some((_, ranges)) => ranges.extend(range.filter(|range| !ranges.contains(range))),
        None => weekly.push((slot, range.into_iter().collect())),
    }
}

fn range(from: &str, to: &str) -> Option<DateRange> {
    Some(DateRange { from: from.parse().ok()?, to: to.parse().ok()? })
}

/// `14:30` or `14:30:00`, optionally with a UTC offset of Europe/Berlin.
fn parse_clock(text: &str) -> Option<Time> {
    let text = text.trim();
    let numbers: Vec<i8> = OFFSETS
        .iter()
        .find_map(|offset| text.strip_suffix(offset))
        .unwrap_or(text)
        .split(':')
        .map(|part| part.parse().ok().filter(|_| part.len() == 2))
        .collect::<Option<_>>()?;
    match numbers.as_slice() {
        [hour, minute] => Time::new(*hour, *minute, 0, 0).ok(),
        [hour, minute, second] => Time::new(*hour, *minute, *second, 0).ok(),
        _ => None,
    }
}
