//! When an offer takes place, counted from today; pure rules of the calendar are `calendar`'s.

use crate::DemoError;
use crate::calendar::{after_christmas, holiday_weeks, on_or_after, working_day};
use crate::chance::Chance;
use crate::times::{Begin, Dates, Range, Times, Weekly};
use crate::types::OfferType;
use jiff::ToSpan;
use jiff::civil::Date;
use shared::offer::schedule::{DateRange, Schedule, SingleDate, Weekday, WeeklySlot};

/// Single dates and holiday camps begin within so many days.
const AHEAD: i32 = 84;
/// Percent of the weekly offers that do not take place on some days.
const WITH_EXCEPTIONS: u8 = 15;

/// The schedule of one offer; `turn` goes through the alternatives.
pub(crate) fn make(
    one: &OfferType,
    turn: usize,
    today: Date,
    chance: &mut Chance,
) -> Result<Schedule, DemoError> {
    let missing = || DemoError::Missing(format!("times of {}", one.id));
    let choices = one.times.len();
    let place = turn.checked_rem(choices).ok_or_else(missing)?;
    let times = &one.times[place];
    let mut schedule = Schedule {
        school_days_only: one.school_days_only,
        by_appointment: times.appointment,
        note: times.note.clone(),
        ..Schedule::default()
    };
    if let Some(weekly) = &times.weekly {
        schedule.weekly = slots(weekly, turn / choices, chance);
    }
    if let Some(dates) = &times.dates {
        schedule.dates = single_dates(dates, today, chance)?;
    }
    schedule.ranges = ranges(one, times, (&schedule.weekly, today), chance)?;
    if chance.percent(WITH_EXCEPTIONS) {
        schedule.exceptions = exceptions(&schedule, today, chance)?;
    }
    Ok(schedule)
}

fn slots(weekly: &Weekly, turn: usize, chance: &mut Chance) -> Vec<WeeklySlot> {
    let days = turn.checked_rem(weekly.days.len()).map_or(&[][..], |place| &weekly.days[place]);
    let Some(begin) = chance.pick(&weekly.from) else { return Vec::new() };
    let slot = |day: &Weekday| WeeklySlot {
        weekday: *day,
        from: begin.0,
        to: begin.end(weekly.minutes),
        languages: weekly.language_of_day.get(day).cloned().unwrap_or_default(),
    };
    days.iter().map(slot).collect()
}

/// Days on the same day of the week, spread over what lies ahead.
fn single_dates(
    dates: &Dates,
    today: Date,
    chance: &mut Chance,
) -> Result<Vec<SingleDate>, DemoError> {
    let count = i32::from(dates.count.max(1));
    let gap = (AHEAD / count / 7 * 7).max(7);
    let first = chance.between(1, gap.min(AHEAD));
    let begin = chance.pick(&dates.from).copied();
    let mut days = Vec::new();
    for number in 0..count {
        days.push(SingleDate {
            on: working_day(today.checked_add((first + number * gap).days())?)?,
            from: begin.map(|begin| begin.0),
            to: begin.and_then(|begin: Begin| begin.end(dates.minutes)),
        });
    }
    Ok(days)
}

/// The days of a camp, or of a course with a begin and an end.
fn ranges(
    one: &OfferType,
    times: &Times,
    (weekly, today): (&[WeeklySlot], Date),
    chance: &mut Chance,
) -> Result<Vec<DateRange>, DemoError> {
    let mut ranges = Vec::new();
    if let Some(range) = &times.range {
        let is_in_holidays = one.topic().contains("ferien");
        ranges.push(days_in_a_row(range, is_in_holidays, today, chance)?);
    }
    if let Some((begin, length)) = times.months {
        // Some of those that begin "now" have begun already.
        let shift = if begin == 0 { chance.between(-20, 6) } else { chance.between(-10, 10) };
        let about = today.checked_add(i32::from(begin).months())?.checked_add(shift.days())?;
        let from = match weekly.first() {
            Some(slot) => on_or_after(about, slot.weekday)?,
            None => about,
        };
        let from = after_christmas(from)?;
        let to = from.checked_add(i32::from(length.max(1)).months())?;
        ranges.push(DateRange { from, to });
    }
    Ok(ranges)
}

/// A camp in the school holidays, or some other days in a row.
fn days_in_a_row(
    range: &Range,
    is_in_holidays: bool,
    today: Date,
    chance: &mut Chance,
) -> Result<DateRange, DemoError> {
    let from = if is_in_holidays && range.days > 2 {
        chance.pick(&holiday_weeks(today)?).copied().unwrap_or(today)
    } else {
        let first = match range.days {
            ..=2 => Weekday::Sa,
            3 => Weekday::Fr,
            _ => Weekday::Mo,
        };
        let somewhere = today.checked_add(chance.between(1, AHEAD - 7).days())?;
        after_christmas(on_or_after(somewhere, first)?)?
    };
    // Whole working weeks leave out the weekends between them.
    let days = i32::from(range.days.max(1));
    let last = if days % 5 == 0 { days / 5 * 7 - 3 } else { days - 1 };
    Ok(DateRange { from, to: from.checked_add(last.days())? })
}

/// One to three days in the coming weeks on which a weekly offer does not take place.
fn exceptions(
    schedule: &Schedule,
    today: Date,
    chance: &mut Chance,
) -> Result<Vec<Date>, DemoError> {
    let mut days = Vec::new();
    for _ in 0..chance.between(1, 3) {
        let Some(slot) = chance.pick(&schedule.weekly) else { break };
        let weeks = chance.between(0, AHEAD / 7);
        let day = on_or_after(today.checked_add((weeks * 7).days())?, slot.weekday)?;
        let ranges = &schedule.ranges;
        if ranges.is_empty() || ranges.iter().any(|range| range.from <= day && day <= range.to) {
            days.push(day);
        }
    }
    days.sort_unstable();
    days.dedup();
    Ok(days)
}
