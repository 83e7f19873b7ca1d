//! The times of an offer, one a line.
//!
//! A line that was left as it was written keeps its exact meaning; only the others are read.

use crate::sheet::cells::CellReader;
use crate::sheet::lists::Labels;
use crate::sheet::reading::{CellReading, Doubt, DoubtReason};
use crate::sheet::schedule::TimeItem;
use crate::sheet::times::{format_dates, format_day, format_ranges, format_regular};
use shared::language::LanguageTag;
use shared::offer::schedule::{HolidayRule, Schedule};
use shared::text::{Line, Text};

/// A line, and the part of the schedule that it stands for.
struct TimeLine {
    words: String,
    part: Part,
}

enum Part {
    Item(TimeItem),
    Note(Line),
}

pub(super) fn write(schedule: &Schedule, languages: &Labels<LanguageTag>) -> String {
    let lines: Vec<String> =
        lines(schedule, languages).into_iter().map(|line| line.words).collect();
    lines.join("\n")
}

/// Reads what was typed over the schedule whose lines were shown.
pub(super) fn read(typed: &str, held: &Schedule, cells: &CellReader) -> CellReading<Schedule> {
    let mut known = lines(held, &cells.lists.languages);
    let (mut schedule, mut new) = (Schedule::default(), Vec::new());
    for line in typed.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let Some(place) = known.iter().position(|one| one.words == line) else {
            new.push(line);
            continue;
        };
        match known.swap_remove(place).part {
            Part::Item(item) => item.add_to(&mut schedule),
            Part::Note(note) => schedule.note = Some(note),
        }
    }
    if new.is_empty() {
        return CellReading::sure(schedule);
    }
    let reading = cells.times(&new.join("; "));
    for item in reading.value.items {
        item.add_to(&mut schedule);
    }
    let mut doubts = reading.doubts;
    if let Some(words) = reading.value.note {
        let held = schedule.note.as_ref().map(Text::as_str);
        let joined = held.map_or(words.clone(), |held| format!("{held}; {words}"));
        match Text::parse(&joined) {
            Ok(note) => schedule.note = Some(note),
            Err(_) => doubts.push(Doubt::new(&words, DoubtReason::Unreadable)),
        }
    }
    CellReading { value: schedule, doubts }
}

fn lines(schedule: &Schedule, languages: &Labels<LanguageTag>) -> Vec<TimeLine> {
    let mut lines = Vec::new();
    let mut add = |words: String, item| lines.push(TimeLine { words, part: Part::Item(item) });
    for slot in &schedule.weekly {
        let words = format_regular(std::slice::from_ref(slot), &[], languages);
        add(words, TimeItem::Weekly(slot.clone()));
    }
    for slot in &schedule.monthly {
        let words = format_regular(&[], std::slice::from_ref(slot), languages);
        add(words, TimeItem::Monthly(slot.clone()));
    }
    for date in &schedule.dates {
        add(format_dates(std::slice::from_ref(date)), TimeItem::Date(date.clone()));
    }
    for range in &schedule.ranges {
        add(format_ranges(std::slice::from_ref(range)), TimeItem::Range(*range));
    }
    for day in &schedule.exceptions {
        add(format!("außer {}", format_day(*day)), TimeItem::Except(*day));
    }
    if schedule.by_appointment {
        add("nach Vereinbarung".to_owned(), TimeItem::Appointment);
    }
    if schedule.school_days_only {
        add("nur an Schultagen".to_owned(), TimeItem::SchoolDaysOnly);
    }
    if schedule.public_holidays == HolidayRule::TakesPlace {
        add("auch an Feiertagen".to_owned(), TimeItem::Holidays(HolidayRule::TakesPlace));
    }
    if let Some(note) = &schedule.note {
        let words = note.as_str().split_whitespace().collect::<Vec<_>>().join(" ");
        lines.push(TimeLine { words, part: Part::Note(note.clone()) });
    }
    lines
}
