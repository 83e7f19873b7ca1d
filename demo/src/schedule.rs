//! When an offer takes place, relative to today; the pure calendar rules are in `calendar`.

use crate::DemoError;
use crate::calendar::{after_christmas, holiday_weeks, on_or_after, working_day};
use crate::chance::Chance;
use crate::times::{Begin, Dates, Range, Times, Weekly};
use crate::types::OfferType;
use jiff::ToSpan;
use jiff::civil::Date;
use shared::offer::schedule::{DateRange, Schedule, SingleDate, Weekday, WeeklySlot};

/// Single dates and holiday camps begin within this many days.
const AHEAD: i32 = 84;
/// Percentage of weekly offers with exceptions.
const WITH_EXCEPTIONS: u8 = 15;

/// The schedule of one offer; `turn` selects among the alternatives.
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
    let planned = Planned { times, first: schedule.weekly.first(), today };
    schedule.ranges = ranges(one, planned, chance)?;
    if chance.percent(WITH_EXCEPTIONS) {
        schedule.exceptions = exceptions(&schedule, today, chance)?;
    }
    Ok(schedule)
}

fn slots(weekly: &Weekly, turn: usize, chance: &mut Chance) -> Vec<WeeklySlot> {
    let days = turn.checked_rem(weekly.days.len()).map_or(&[][..], |place| &weekly.days[place]);
    let Some(begin) = chance.pick(&weekly.from) else { return Vec::new() };
    let slot = |day: &Weekday| WeeklySlot {
        to: begin.end(weekly.minutes),
        languages: weekly.language_of_day.get(day).cloned().unwrap_or_default(),
        ..WeeklySlot::every_week(*day, begin.0)
    };
    days.iter().map(slot).collect()
}

/// Days on the same weekday, spread over the period ahead.
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

/// What the date ranges of an offer depend on.
struct Planned<'a> {
    times: &'a Times,
    /// The first weekly time.
    first: Option<&'a WeeklySlot>,
    today: Date,
}

/// The days of a camp, or of a course with a fixed start and end.
fn ranges(
    one: &OfferType,
    Planned { times, first, today }: Planned<'_>,
    chance: &mut Chance,
) -> Result<Vec<DateRange>, DemoError> {
    let mut ranges = Vec::new();
    if let Some(range) = &times.range {
        let is_in_holidays = one.topic().contains("ferien");
        ranges.push(days_in_a_row(range, is_in_holidays, today, chance)?);
    }
    if let Some((begin, length)) = times.months {
        // Some of those that begin "now" have already begun.
        let shift = if begin == 0 { chance.between(-20, 6) } else { chance.between(-10, 10) };
        let about = today.checked_add(i32::from(begin).months())?.checked_add(shift.days())?;
        let from = after_christmas(match first {
            Some(slot) => on_or_after(about, slot.weekday)?,
            None => about,
        })?;
        let to = from.checked_add(i32::from(length.max(1)).months())?;
        ranges.push(DateRange { from, to });
    }
    Ok(ranges)
}

/// A camp in the school holidays, or other consecutive days.
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
    // Whole working weeks exclude the weekends between them.
    let days = i32::from(range.days.max(1));
    let last = if days % 5 == 0 { days / 5 * 7 - 3 } else { days - 1 };
    Ok(DateRange { from, to: from.checked_add(last.days())? })
}

/// One to three days in the next weeks on which a weekly offer does not take place.
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
