//! Schedule entries as our times: weekly and monthly times, single days, date ranges. Unsupported
//! rules (days of the year, every second month) are ignored and counted.

mod clock;
mod rule;

use super::reader::Reader;
use super::terms::Terms;
use crate::hsds::vocabulary::{field, from_word};
use crate::hsds::{Schedule as Entry, Service};
use clock::parse_clock;
use jiff::civil::Date;
use shared::offer::schedule::{DateRange, MonthlySlot, Schedule, SingleDate, WeeklySlot};
use shared::text::{Line, Text};

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
        let mut regular: Vec<(Slot, Vec<DateRange>)> = Vec::new();
        let mut schedule = Schedule::default();
        for entry in entries {
            self.general(entry, &mut schedule);
            match self.kind(entry) {
                Some(Kind::Regular(slots, range)) => {
                    for slot in slots {
                        add(&mut regular, slot, range);
                    }
                }
                Some(Kind::Single(date)) => schedule.dates.push(date),
                Some(Kind::Range(range)) => schedule.ranges.push(range),
                Some(Kind::General) => {}
                None => self.ignore_field("schedules"),
            }
        }
        self.gather(regular, &mut schedule);
        if !is_ours && schedule == Schedule::default() && !entries.is_empty() {
            self.ignore_field("schedules");
        }
        schedule
    }

    /// Regular times must share their ranges; those with other ranges are ignored and counted.
    fn gather(&mut self, regular: Vec<(Slot, Vec<DateRange>)>, schedule: &mut Schedule) {
        let Some((_, ranges)) = regular.first() else { return };
        let ranges = ranges.clone();
        for (slot, own) in regular {
            match slot {
                _ if own != ranges => self.ignore_field("schedules.valid_from"),
                Slot::Weekly(slot) => schedule.weekly.push(slot),
                Slot::Monthly(slot) => schedule.monthly.push(slot),
            }
        }
        schedule.ranges.splice(0..0, ranges);
    }

    /// The parts of an entry that apply to all times.
    fn general(&mut self, entry: &Entry, schedule: &mut Schedule) {
        let terms = Terms(&entry.attributes);
        schedule.by_appointment |= terms.is_true(field::BY_APPOINTMENT);
        schedule.school_days_only |= terms.is_true(field::SCHOOL_DAYS_ONLY);
        let rule = terms.value(field::PUBLIC_HOLIDAYS);
        let rule = self.optional(field::PUBLIC_HOLIDAYS, rule, |word| from_word(word).ok_or(()));
        schedule.public_holidays = rule.unwrap_or(schedule.public_holidays);
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
        if [opens, closes].into_iter().flatten().any(|clock| clock.is_foreign) {
            self.ignore_field("schedules.timezone");
        }
        let (opens, closes) = (opens.map(|clock| clock.time), closes.map(|clock| clock.time));
        if has(&entry.byday) || has(&entry.freq) {
            let hours = rule::Hours { from: opens?, to: closes };
            return self.regular(entry, hours);
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
}

/// Kind of schedule entry.
enum Kind {
    Regular(Vec<Slot>, Option<DateRange>),
    Single(SingleDate),
    Range(DateRange),
    /// It applies to all times.
    General,
}

/// A time that repeats.
#[derive(PartialEq)]
enum Slot {
    Weekly(WeeklySlot),
    Monthly(MonthlySlot),
}

/// Adds a slot, or a range to an existing slot.
fn add(regular: &mut Vec<(Slot, Vec<DateRange>)>, slot: Slot, range: Option<DateRange>) {
    match regular.iter_mut().find(|(existing, _)| *existing == slot) {
        Some((_, ranges)) => ranges.extend(range.filter(|range| !ranges.contains(range))),
        None => regular.push((slot, range.into_iter().collect())),
    }
}

fn range(from: &str, to: &str) -> Option<DateRange> {
    Some(DateRange { from: from.parse().ok()?, to: to.parse().ok()? })
}
