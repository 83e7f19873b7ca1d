//! The times of one offer as iCalendar (RFC 5545), for the calendar app of a phone.
//!
//! Weekly and monthly times become recurrence rules with exceptions; single days and date ranges
//! become separate events. Past events are left out, and so are times of which nobody said in which
//! weeks they take place.

mod feed;
mod frame;
mod lines;

pub use feed::{DatedOffer, Feed, feed};

use super::names::Reader;
use super::occurrence::{Regular, Window, instant, is_valid, slot_days, windows};
use frame::Frame;
use jiff::civil::{Date, Time};
use jiff::{Timestamp, ToSpan};
use lines::{Lines, escaped};
use shared::language::LanguageTag;
use shared::offer::Offer;
use shared::offer::schedule::{DateRange, Schedule, SingleDate};
use shared::provider::Provider;
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

pub use super::occurrence::Moment;

/// The calendar; `None` for an offer without future times.
pub fn calendar(
    offer: &Offer,
    provider: Option<&Provider>,
    reader: Reader<'_>,
    moment: Moment<'_>,
) -> Option<String> {
    let frame = Frame::new(offer, provider, reader, moment.now);
    let events = Events::new(frame, reader, moment).add_all(&offer.schedule)?;
    Some(lines_before_events(&[]).into_text() + &events.into_text() + END)
}

/// The last line of every calendar.
const END: &str = "END:VCALENDAR\r\n";

/// The lines before the first event, with properties of the whole calendar.
fn lines_before_events(properties: &[String]) -> Lines {
    let mut lines = Lines::default();
    lines.add("BEGIN:VCALENDAR");
    lines.add("VERSION:2.0");
    lines.add("PRODID:-//Miteinander//Miteinander//DE");
    lines.add("CALSCALE:GREGORIAN");
    for line in properties.iter().map(String::as_str).chain(ZONE_RULES) {
        lines.add(line);
    }
    lines.add("END:VTIMEZONE");
    lines
}

struct Events<'a> {
    frame: Frame,
    reader: Reader<'a>,
    moment: Moment<'a>,
    /// The day from which regular times are counted, today or earlier.
    since: Date,
    lines: Lines,
    uids: BTreeSet<String>,
    /// Times and languages of the events so far.
    contents: Vec<(Vec<String>, Vec<LanguageTag>)>,
}

impl<'a> Events<'a> {
    fn new(frame: Frame, reader: Reader<'a>, moment: Moment<'a>) -> Self {
        Self {
            frame,
            reader,
            moment,
            since: moment.today,
            lines: Lines::default(),
            uids: BTreeSet::new(),
            contents: Vec::new(),
        }
    }

    /// Adds every time of a schedule that is not over; `None` where there is none.
    fn add_all(mut self, schedule: &Schedule) -> Option<Lines> {
        let today = self.moment.today;
        for slot in Regular::all(schedule) {
            let windows = windows(schedule, self.since).into_iter();
            for window in windows.filter(|window| window.last.is_none_or(|last| last >= today)) {
                self.regular(schedule, slot, window);
            }
        }
        for date in &schedule.dates {
            if date.on >= today && !schedule.exceptions.contains(&date.on) {
                self.single(date);
            }
        }
        if Regular::all(schedule).next().is_none() && schedule.dates.is_empty() {
            for range in schedule.ranges.iter().filter(|range| is_valid(**range)) {
                if range.to >= today {
                    self.all_days(schedule, *range);
                }
            }
        }
        (!self.uids.is_empty()).then_some(self.lines)
    }

    /// A regular time from its first day on; suspended days become exceptions of the rule.
    fn regular(&mut self, schedule: &Schedule, slot: Regular<'_>, window: Window) {
        let Some(days) = slot_days(slot, schedule, window, self.moment) else { return };
        let mut timing = timed(days.first, slot.from(), slot.to());
        // The end of a rule is in UTC where its start has a time zone.
        let until = window
            .last
            .and_then(|last| instant(last, Time::constant(23, 59, 59, 0)))
            .map_or_else(String::new, |until| format!(";UNTIL={}", utc(until)));
        timing.push(format!("RRULE:{}{until}", slot.rule()));
        if !days.left_out.is_empty() {
            let times: Vec<String> =
                days.left_out.iter().map(|day| local(*day, slot.from())).collect();
            timing.push(format!("EXDATE;TZID={ZONE}:{}", times.join(",")));
        }
        let first = window.last.map_or_else(String::new, |_| format!("-{}", compact(window.first)));
        let by_day = slot.by_day().replace(',', "-");
        let key = format!("{by_day}-{}{first}", clock(slot.from()));
        self.event(&key, &timing, slot.languages());
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

    /// A range of whole days, in several events where there are exceptions in it.
    fn all_days(&mut self, schedule: &Schedule, range: DateRange) {
        let inside = |day: &&Date| range.from <= **day && **day <= range.to;
        let exceptions: BTreeSet<_> = schedule.exceptions.iter().filter(inside).collect();
        let mut first = range.from;
        for exception in exceptions {
            if let Some(last) = exception.yesterday().ok().filter(|last| first <= *last) {
                self.all_day(first, last);
            }
            let Ok(next) = exception.tomorrow() else { return };
            first = next;
        }
        if first <= range.to {
            self.all_day(first, range.to);
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

    /// Adds an event. The same key gives the same UID in every calendar; further events of a key
    /// are numbered, and an equal one is not repeated.
    fn event(&mut self, key: &str, timing: &[String], languages: &[LanguageTag]) {
        let content = (timing.to_vec(), languages.to_vec());
        if self.contents.contains(&content) {
            return;
        }
        self.contents.push(content);
        let Frame { offer, host, .. } = &self.frame;
        let number = (1..).map(|number| match number {
            1 => String::new(),
            number => format!("-{number}"),
        });
        let mut uids = number.map(|number| format!("{offer}-{key}{number}@{host}").to_lowercase());
        let Some(uid) = uids.find(|uid| !self.uids.contains(uid)) else { return };
        self.uids.insert(uid.clone());
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

/// Start and end of an event; an end at or before the start is on the next day.
fn timed(day: Date, from: Time, to: Option<Time>) -> Vec<String> {
    let start = format!("DTSTART;TZID={ZONE}:{}", local(day, from));
    let end = to.and_then(|to| {
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
