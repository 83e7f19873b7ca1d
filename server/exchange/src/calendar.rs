//! The times of one offer as iCalendar (RFC 5545), for the calendar app of a phone.
//!
//! Weekly times become recurrence rules with exceptions; single days and date ranges become
//! separate events. Past events are left out.

mod frame;
mod lines;

use super::names::Reader;
use super::occurrence::{Window, instant, is_valid, slot_days, takes_place, windows};
use frame::Frame;
use jiff::civil::{Date, Time};
use jiff::{Timestamp, ToSpan};
use lines::{Lines, escaped};
use shared::language::LanguageTag;
use shared::offer::Offer;
use shared::offer::schedule::{Schedule, SingleDate, WeeklySlot};
use shared::provider::Provider;
use shared::time::Millis;
use std::collections::BTreeSet;

/// Time zone of all times.
const ZONE: &str = "Europe/Berlin";

/// Daylight saving rules since 1996.
const ZONE_RULES: [&str; 16] = [
    "BEGIN:VTIMEZONE",
    "TZID:Europe/Berlin",
    "BEGIN:DAYLIGHT",
    "DTSTART:19960331T020000",
    "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
    "TZOFFSETFROM:+0100",
    "TZOFFSETTO:+0200",
    "TZNAME:CEST",
    "END:DAYLIGHT",
    "BEGIN:STANDARD",
    "DTSTART:19961027T030000",
    "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
    "TZOFFSETFROM:+0200",
    "TZOFFSETTO:+0100",
    "TZNAME:CET",
    "END:STANDARD",
];

/// The moment a calendar is created at, and the days off around it.
#[derive(Clone, Copy, Debug)]
pub struct Moment<'a> {
    /// The first day that is included.
    pub today: Date,
    /// The time of creation.
    pub now: Millis,
    /// Public holidays and school holidays, on which some weekly times are suspended.
    pub days_off: &'a [Date],
}

/// The calendar; `None` for an offer without future times.
pub fn calendar(
    offer: &Offer,
    provider: Option<&Provider>,
    reader: Reader<'_>,
    moment: Moment<'_>,
) -> Option<String> {
    let mut events = Events {
        frame: Frame::new(offer, provider, reader, moment.now),
        reader,
        moment,
        lines: Lines::default(),
        uids: BTreeSet::new(),
    };
    let schedule = &offer.schedule;
    for slot in &schedule.weekly {
        for window in windows(schedule, moment.today) {
            events.weekly(schedule, slot, window);
        }
    }
    for date in &schedule.dates {
        if date.on >= moment.today && takes_place(schedule, date.on) {
            events.single(date);
        }
    }
    if schedule.weekly.is_empty() {
        for range in schedule.ranges.iter().filter(|range| is_valid(**range)) {
            if range.to >= moment.today {
                events.all_day(range.from, range.to);
            }
        }
    }
    if events.uids.is_empty() {
        return None;
    }
    let mut lines = Lines::default();
    lines.add("BEGIN:VCALENDAR");
    lines.add("VERSION:2.0");
    lines.add("PRODID:-//Miteinander//Miteinander//DE");
    lines.add("CALSCALE:GREGORIAN");
    for line in ZONE_RULES {
        lines.add(line);
    }
    lines.add("END:VTIMEZONE");
    let end = "END:VCALENDAR\r\n";
    Some(lines.into_text() + &events.lines.into_text() + end)
}

struct Events<'a> {
    frame: Frame,
    reader: Reader<'a>,
    moment: Moment<'a>,
    lines: Lines,
    uids: BTreeSet<String>,
}

impl Events<'_> {
    /// A weekly time from its first day on; suspended days become exceptions of the rule.
    fn weekly(&mut self, schedule: &Schedule, slot: &WeeklySlot, window: Window) {
        let days_off = if schedule.school_days_only { self.moment.days_off } else { &[] };
        let pauses = |day: &Date| !takes_place(schedule, *day) || days_off.contains(day);
        let mut days = slot_days(slot, window).skip_while(pauses);
        let Some(start) = days.next() else { return };
        let exceptions: BTreeSet<Date> = days.filter(pauses).collect();
        let mut timing = timed(start, slot.from, slot.to);
        // The end of a rule is in UTC where its start has a time zone.
        let until = window
            .last
            .and_then(|last| instant(last, Time::constant(23, 59, 59, 0)))
            .map_or_else(String::new, |until| format!(";UNTIL={}", utc(until)));
        let weekday = crate::hsds::vocabulary::word(&slot.weekday).to_ascii_uppercase();
        timing.push(format!("RRULE:FREQ=WEEKLY;BYDAY={weekday}{until}"));
        if !exceptions.is_empty() {
            let times: Vec<String> = exceptions.iter().map(|day| local(*day, slot.from)).collect();
            timing.push(format!("EXDATE;TZID={ZONE}:{}", times.join(",")));
        }
        let first = window.last.map_or_else(String::new, |_| format!("-{}", compact(window.first)));
        let key = format!("{weekday}-{}{first}", clock(slot.from));
        self.event(&key, &timing, &slot.languages);
    }

    fn single(&mut self, date: &SingleDate) {
        match date.from {
            Some(from) => {
                let key = format!("{}-{}", compact(date.on), clock(from));
                self.event(&key, &timed(date.on, from, date.to), &[]);
            }
            None => self.all_day(date.on, date.on),
        }
    }

    /// Days that do not block the calendar for anything else.
    fn all_day(&mut self, first: Date, last: Date) {
        let mut timing = vec![format!("DTSTART;VALUE=DATE:{}", compact(first))];
        // The end is exclusive.
        if let Ok(end) = last.checked_add(1.day()) {
            timing.push(format!("DTEND;VALUE=DATE:{}", compact(end)));
        }
        timing.push("TRANSP:TRANSPARENT".to_owned());
        self.event(&format!("{}-{}", compact(first), compact(last)), &timing, &[]);
    }

    /// Adds an event once; the same key gives the same UID in every calendar.
    fn event(&mut self, key: &str, timing: &[String], languages: &[LanguageTag]) {
        let uid = format!("{}-{key}@{}", self.frame.offer, self.frame.host).to_lowercase();
        if !self.uids.insert(uid.clone()) {
            return;
        }
        let names: Vec<String> = languages.iter().map(|tag| self.reader.language(tag)).collect();
        let spoken = (!names.is_empty()).then(|| names.join(self.reader.i18n().list_separator()));
        let parts: Vec<&str> =
            self.frame.description.iter().chain(&spoken).map(String::as_str).collect();
        self.lines.add("BEGIN:VEVENT");
        self.lines.add(&format!("UID:{uid}"));
        for line in timing.iter().chain(&self.frame.properties) {
            self.lines.add(line);
        }
        self.lines.add(&format!(
            "DESCRIPTION;LANGUAGE={}:{}",
            self.frame.description_language,
            escaped(&parts.join("\n"))
        ));
        self.lines.add("END:VEVENT");
    }
}

/// Start and end of an event; one that ends before it starts ends on the next day.
fn timed(day: Date, from: Time, to: Option<Time>) -> Vec<String> {
    let start = format!("DTSTART;TZID={ZONE}:{}", local(day, from));
    let end = to.filter(|to| *to != from).and_then(|to| {
        let last = if to > from { day } else { day.checked_add(1.day()).ok()? };
        Some(format!("DTEND;TZID={ZONE}:{}", local(last, to)))
    });
    std::iter::once(start).chain(end).collect()
}

fn local(day: Date, time: Time) -> String {
    format!("{}T{}", compact(day), clock(time))
}

fn compact(day: Date) -> String {
    format!("{:04}{:02}{:02}", day.year(), day.month(), day.day())
}

fn clock(time: Time) -> String {
    format!("{:02}{:02}{:02}", time.hour(), time.minute(), time.second())
}

fn utc(point: Timestamp) -> String {
    let utc = point.to_zoned(jiff::tz::TimeZone::UTC);
    format!("{}Z", local(utc.date(), utc.time()))
}

#[cfg(test)]
mod tests;
