//! Regular times as `Schedule` objects, one for each time in each date range.

use super::parts::Object;
use crate::occurrence::{Moment, Regular, Window, ordinal, slot_days, windows};
use serde_json::Value;
use shared::offer::schedule::{MonthlySlot, Schedule, WeekOfMonth, Weekday};

/// The objects; `None` for a schedule without regular times to come.
pub(super) fn schedules(schedule: &Schedule, moment: Moment<'_>) -> Option<Vec<Value>> {
    let windows = windows(schedule, moment.today);
    let list: Vec<Value> = Regular::all(schedule)
        .flat_map(|slot| windows.iter().map(move |window| (slot, *window)))
        .map(|(slot, window)| object(slot, schedule, window, moment))
        .collect();
    (!list.is_empty()).then_some(list)
}

fn object(slot: Regular<'_>, schedule: &Schedule, window: Window, moment: Moment<'_>) -> Value {
    let mut object = Object::new("Schedule");
    repeat(&mut object, slot);
    object.set("startTime", slot.from().to_string());
    object.set_if_any("endTime", slot.to().map(|to| to.to_string()));
    object.set("scheduleTimezone", "Europe/Berlin");
    let days = slot_days(slot, schedule, window, moment);
    // Weeks are counted from the start.
    let counts = matches!(slot, Regular::Weekly(slot) if slot.starting.is_some());
    let first = days.as_ref().filter(|_| counts).map(|days| days.first);
    let start = first.or_else(|| window.last.map(|_| window.first));
    object.set_if_any("startDate", start.map(|day| day.to_string()));
    object.set_if_any("endDate", window.last.map(|day| day.to_string()));
    let left_out = days.map(|days| days.left_out).filter(|days| !days.is_empty());
    let left_out = left_out.map(|days| days.iter().map(ToString::to_string).collect::<Vec<_>>());
    object.set_if_any("exceptDate", left_out);
    object.into_value()
}

fn repeat(object: &mut Object, slot: Regular<'_>) {
    match slot {
        Regular::Weekly(weekly) => {
            object.set("repeatFrequency", format!("P{}W", weekly.every.weeks()));
            object.set("byDay", day(slot.weekday()));
        }
        Regular::Monthly(monthly) => {
            object.set("repeatFrequency", "P1M");
            match weeks(monthly) {
                Some(weeks) => {
                    object.set("byDay", day(slot.weekday()));
                    object.set("byMonthWeek", weeks);
                }
                None => object.set("byDay", slot.by_day()),
            }
        }
    }
}

/// The weeks of the month from 1; `None` where the last one is among them, for which schema.org has
/// no number, so that the day is written as in iCalendar.
fn weeks(slot: &MonthlySlot) -> Option<Vec<i8>> {
    let has_number = !slot.weeks.contains(&WeekOfMonth::Last);
    has_number.then(|| slot.weeks.iter().map(|week| ordinal(*week)).collect())
}

const fn day(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Mo => "https://schema.org/Monday",
        Weekday::Tu => "https://schema.org/Tuesday",
        Weekday::We => "https://schema.org/Wednesday",
        Weekday::Th => "https://schema.org/Thursday",
        Weekday::Fr => "https://schema.org/Friday",
        Weekday::Sa => "https://schema.org/Saturday",
        Weekday::Su => "https://schema.org/Sunday",
    }
}
