//! Occurrences against a calendar that walks from day to day and counts on its fingers.

use super::super::*;
use super::days_off;
use crate::offer::schedule::{
    DateRange, HolidayRule, MonthlySlot, Schedule, SingleDate, WeekInterval, WeekOfMonth, Weekday,
    WeeklySlot,
};
use jiff::ToSpan as _;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

/// First day of the walk.
const FIRST: Date = date(2026, 10, 1);
/// Length of the walk in days: over Christmas and Easter.
const DAYS: i32 = 200;

/// Start and end on the clock that runs on after midnight, in minutes.
type Hours = (u16, Option<u16>);

/// What starts on each day of the walk.
fn walk(schedule: &Schedule) -> Vec<(Date, Vec<Hours>)> {
    let mut walk = Vec::new();
    for ahead in 0..DAYS {
        let day = FIRST.checked_add(ahead.days()).unwrap();
        let mut hours = Vec::new();
        if !schedule.exceptions.contains(&day) {
            hours.extend(single(schedule, day));
            hours.extend(repeated(schedule, day));
        }
        hours.sort_unstable();
        hours.dedup();
        walk.push((day, hours));
    }
    walk
}

fn single(schedule: &Schedule, day: Date) -> Vec<Hours> {
    let dates = schedule.dates.iter().filter(|date| date.on == day);
    dates.map(|date| date.from.map_or((0, Some(1440)), |from| hours(from, date.to))).collect()
}

fn repeated(schedule: &Schedule, day: Date) -> Vec<Hours> {
    let is_within = schedule.ranges.iter().any(|range| range.from <= day && day <= range.to);
    if schedule.weekly.is_empty() && schedule.monthly.is_empty() {
        let is_whole = is_within && schedule.dates.is_empty();
        return if is_whole { vec![(0, Some(1440))] } else { Vec::new() };
    }
    let is_holiday = days_off().land.is_holiday(day);
    let is_school_free = (date(2026, 12, 23)..=date(2027, 1, 6)).contains(&day);
    if !(is_within || schedule.ranges.is_empty())
        || schedule.school_days_only && (is_school_free || is_holiday)
        || schedule.public_holidays == HolidayRule::Pause && is_holiday
    {
        return Vec::new();
    }
    let weekly = schedule.weekly.iter().filter(|slot| is_its_day(slot, day));
    let monthly = schedule.monthly.iter().filter(|slot| is_its_day_of_month(slot, day));
    weekly
        .map(|slot| hours(slot.from, slot.to))
        .chain(monthly.map(|slot| hours(slot.from, slot.to)))
        .collect()
}

/// Goes from week to week, Monday to Sunday, beginning with the one it starts in.
fn is_its_day(slot: &WeeklySlot, day: Date) -> bool {
    let Some(starting) = slot.starting else {
        return slot.every.is_every_week() && weekday(day) == slot.weekday;
    };
    let mut monday = starting;
    while weekday(monday) != Weekday::Mo {
        monday = monday.yesterday().unwrap();
    }
    while monday <= day {
        let week = monday.series(1.day()).take(7);
        if week.filter(|one| *one >= starting).any(|one| one == day && weekday(one) == slot.weekday)
        {
            return true;
        }
        monday = monday.checked_add((i32::from(slot.every.weeks()) * 7).days()).unwrap();
    }
    false
}

/// Lists the weekdays of the month.
fn is_its_day_of_month(slot: &MonthlySlot, day: Date) -> bool {
    let month = day.first_of_month().series(1.day()).take_while(|one| one.month() == day.month());
    let days: Vec<Date> = month.filter(|one| weekday(*one) == slot.weekday).collect();
    slot.weeks.iter().any(|week| match week {
        WeekOfMonth::First => days[0] == day,
        WeekOfMonth::Second => days[1] == day,
        WeekOfMonth::Third => days[2] == day,
        WeekOfMonth::Fourth => days[3] == day,
        WeekOfMonth::Last => *days.last().unwrap() == day,
    })
}

fn weekday(day: Date) -> Weekday {
    use jiff::civil::Weekday::{Friday, Monday, Saturday, Sunday, Thursday, Tuesday, Wednesday};
    match day.weekday() {
        Monday => Weekday::Mo,
        Tuesday => Weekday::Tu,
        Wednesday => Weekday::We,
        Thursday => Weekday::Th,
        Friday => Weekday::Fr,
        Saturday => Weekday::Sa,
        Sunday => Weekday::Su,
    }
}

fn hours(from: Time, to: Option<Time>) -> Hours {
    let minutes = |time: Time| {
        u16::try_from(time.hour()).unwrap() * 60 + u16::try_from(time.minute()).unwrap()
    };
    (minutes(from), to.map(|to| if to > from { minutes(to) } else { 1440 + minutes(to) }))
}

fn any_day() -> impl Strategy<Value = Date> {
    (-30..DAYS).prop_map(|ahead| FIRST.checked_add(ahead.days()).unwrap())
}

fn any_time() -> impl Strategy<Value = Time> {
    (0_i8..24, select(vec![0_i8, 15, 30]))
        .prop_map(|(hour, minute)| Time::constant(hour, minute, 0, 0))
}

fn any_hours() -> impl Strategy<Value = (Time, Option<Time>)> {
    (any_time(), proptest::option::of(any_time()))
}

fn any_weekly() -> impl Strategy<Value = WeeklySlot> {
    let weekday = select(Weekday::ALL.to_vec());
    let starting = proptest::option::of(any_day());
    (weekday, 1_u8..5, starting, any_hours()).prop_map(|(weekday, every, starting, (from, to))| {
        let every = WeekInterval::of_weeks(every).unwrap();
        WeeklySlot { every, starting, to, ..WeeklySlot::every_week(weekday, from) }
    })
}

fn any_monthly() -> impl Strategy<Value = MonthlySlot> {
    let weeks = subsequence(WeekOfMonth::ALL.to_vec(), 1..=3);
    let weekday = select(Weekday::ALL.to_vec());
    (weeks, weekday, any_hours()).prop_map(|(weeks, weekday, (from, to))| MonthlySlot {
        weeks,
        weekday,
        from,
        to,
        languages: Vec::new(),
    })
}

fn any_date() -> impl Strategy<Value = SingleDate> {
    let hours = proptest::option::of(any_hours());
    (any_day(), hours).prop_map(|(on, hours)| match hours {
        Some((from, to)) => SingleDate { on, from: Some(from), to },
        None => SingleDate { on, from: None, to: None },
    })
}

fn any_range() -> impl Strategy<Value = DateRange> {
    (any_day(), 0..100_i32)
        .prop_map(|(from, length)| DateRange { from, to: from.checked_add(length.days()).unwrap() })
}

fn any_schedule() -> impl Strategy<Value = Schedule> {
    use proptest::collection::vec;
    let rules = (any::<bool>(), select(vec![HolidayRule::Pause, HolidayRule::TakesPlace]));
    let lists = (
        vec(any_weekly(), 0..3),
        vec(any_monthly(), 0..2),
        vec(any_date(), 0..3),
        vec(any_range(), 0..3),
        vec(any_day(), 0..20),
    );
    (lists, rules).prop_map(|(lists, (school_days_only, public_holidays))| {
        let (weekly, monthly, dates, ranges, exceptions) = lists;
        Schedule {
            weekly,
            monthly,
            dates,
            ranges,
            exceptions,
            school_days_only,
            public_holidays,
            ..Schedule::default()
        }
    })
}

proptest! {
    #[test]
    fn occurrences_are_those_of_a_calendar_that_walks_day_by_day(schedule in any_schedule()) {
        let times = Times::from(&schedule);
        let walk = walk(&schedule);
        for (place, (day, hours)) in walk.iter().enumerate() {
            let number = day_number(*day);
            let spans = times.on(number, &days_off());
            let found: Vec<Hours> = spans.into_iter().map(|span| (span.from, span.to)).collect();
            prop_assert_eq!(&found, hours, "{}", day);
            let next = walk[place..].iter().find_map(|(day, hours)| Some((*day, *hours.first()?)));
            let first = times.first_from(number, &days_off());
            let first = first.map(|one| (date_from_number(one.day), (one.span.from, one.span.to)));
            // What lies after the walk is not compared.
            let last = walk[walk.len() - 1].0;
            prop_assert_eq!(first.filter(|(day, _)| *day <= last), next, "from {}", day);
        }
    }

    #[test]
    fn now_is_what_has_begun_and_not_ended_today_or_yesterday(
        schedule in any_schedule(),
        place in 1..200_usize,
        minute in 0_u16..1440,
    ) {
        let walk = walk(&schedule);
        let ended = |hours: &Hours| hours.1.unwrap_or(hours.0 + 60);
        let today = &walk[place].1;
        let yesterday = &walk[place - 1].1;
        let overnight = yesterday.iter().any(|hours| minute + 1440 < ended(hours));
        let now = today.iter().any(|hours| hours.0 <= minute && minute < ended(hours));
        let ahead = today.iter().any(|hours| minute < ended(hours));
        let times = Times::from(&schedule);
        let calendar = Calendar::new([&times], day_number(walk[place].0), &days_off());
        prop_assert_eq!(calendar.is_now(0, minute), overnight || now);
        prop_assert_eq!(calendar.is_today(0, minute), overnight || ahead);
        let next = calendar.next(0, minute);
        prop_assert!(next.is_none_or(|next| next.is_ahead(calendar.day, minute)));
        prop_assert_eq!(next.is_some_and(|next| next.day <= calendar.day), overnight || ahead);
    }
}
