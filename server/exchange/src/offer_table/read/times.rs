//! The times of a row: several columns, each of which may say what belongs into another one.

use super::rows::RowReader;
use crate::sheet::cells::{CellReader, TimeColumn};
use crate::sheet::columns::{Column, Field};
use crate::sheet::reading::{Doubt, DoubtReason};
use shared::offer::schedule::{HolidayRule, Schedule};
use shared::text::Text;

const COLUMNS: [(Field, TimeColumn); 4] = [
    (Field::Weekly, TimeColumn::Weekly),
    (Field::Dates, TimeColumn::Dates),
    (Field::Ranges, TimeColumn::Ranges),
    (Field::Exceptions, TimeColumn::Exceptions),
];

/// Sets the times from the columns of the row. A column replaces its part of the schedule, unless
/// nothing of its cell was understood.
pub(super) fn set_schedule(reader: &mut RowReader<'_>, schedule: &mut Schedule) {
    reader.set_or_default(Field::SchoolDays, &mut schedule.school_days_only, |cells, cell| {
        cells.yes_no(cell)
    });
    set_holidays(reader, schedule);
    reader.set_or_default(Field::ByAppointment, &mut schedule.by_appointment, |cells, cell| {
        cells.yes_no(cell)
    });
    reader.set(Field::TimesNote, &mut schedule.note, |_, cell| {
        super::rows::parsed(cell, Text::parse(cell))
    });
    let mut items = Vec::new();
    for (field, column) in COLUMNS {
        let Some(cell) = reader.cell(&Column::Of(field)) else { continue };
        if reader.is_error(field, cell) {
            continue;
        }
        let reading = reader.cells.times_of(column, cell);
        let times = reader.take(field, reading);
        if times.items.is_empty() && times.note.is_some() {
            add_note(reader, schedule, field, times.note);
            continue;
        }
        clear(schedule, field);
        items.extend(times.items);
        add_note(reader, schedule, field, times.note);
    }
    for item in items {
        item.add_to(schedule);
    }
}

fn set_holidays(reader: &mut RowReader<'_>, schedule: &mut Schedule) {
    let mut takes_place = schedule.public_holidays == HolidayRule::TakesPlace;
    reader.set_or_default(Field::Holidays, &mut takes_place, CellReader::yes_no);
    schedule.public_holidays =
        if takes_place { HolidayRule::TakesPlace } else { HolidayRule::Pause };
}

fn clear(schedule: &mut Schedule, field: Field) {
    match field {
        Field::Weekly => {
            schedule.weekly.clear();
            schedule.monthly.clear();
        }
        Field::Dates => schedule.dates.clear(),
        Field::Ranges => schedule.ranges.clear(),
        Field::Exceptions => schedule.exceptions.clear(),
        _ => {}
    }
}

/// Adds words to the note, once; what is too long for it stays in its doubt.
fn add_note(
    reader: &mut RowReader<'_>,
    schedule: &mut Schedule,
    field: Field,
    words: Option<String>,
) {
    let Some(words) = words else { return };
    let held = schedule.note.as_ref().map(Text::as_str).unwrap_or_default();
    if held.contains(&words) {
        return;
    }
    let joined = if held.is_empty() { words.clone() } else { format!("{held}; {words}") };
    match Text::parse(&joined) {
        Ok(note) => schedule.note = Some(note),
        Err(_) => reader.doubt(&Column::Of(field), Doubt::new(&words, DoubtReason::Unreadable)),
    }
}
