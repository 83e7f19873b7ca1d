mod naive;

use super::*;
use crate::offer::schedule::Schedule;
use crate::time::holidays::Land;
use proptest::prelude::*;
use rstest::rstest;
use serde_json::{Value, json};

/// A Friday.
const TODAY: Date = date(2026, 11, 20);

fn schedule(json: Value) -> Schedule {
    serde_json::from_value(json).unwrap()
}

fn times(json: Value) -> Times {
    Times::from(&schedule(json))
}

/// Christmas holidays of North Rhine-Westphalia.
fn days_off() -> DaysOff {
    let school_free = SchoolFree::new([(date(2026, 12, 23), date(2027, 1, 6))]);
    DaysOff { school_free, land: Land::Nw }
}

fn next_day(times: &Times, from: Date) -> Option<Date> {
    times.first_from(day_number(from), &days_off()).map(|found| date_from_number(found.day))
}

/// The next days, at most four.
fn next_days(times: &Times, from: Date) -> Vec<Date> {
    let days = std::iter::successors(next_day(times, from), |day| {
        next_day(times, day.tomorrow().unwrap())
    });
    days.take(4).collect()
}

#[rstest]
#[case(date(2026, 11, 20), false, date(2026, 12, 3))]
#[case(date(2026, 12, 18), false, date(2026, 12, 24))]
#[case(date(2026, 12, 18), true, date(2027, 1, 7))]
fn the_next_time_respects_exceptions_and_holidays(
    #[case] from: Date,
    #[case] school_days_only: bool,
    #[case] next: Date,
) {
    let thursdays = times(json!({
        "weekly": [{"weekday": "th", "from": "15:00:00", "to": "16:30:00"}],
        "exceptions": ["2026-11-26"], "school_days_only": school_days_only,
    }));
    assert_eq!(next_day(&thursdays, from), Some(next));
}

#[rstest]
#[case(json!({}), None)]
#[case(json!({"by_appointment": true}), None)]
#[case(json!({"dates": [{"on": "2026-11-19"}]}), None)]
#[case(json!({"dates": [{"on": "2026-11-19"}, {"on": "2026-12-01"}]}), Some(date(2026, 12, 1)))]
#[case(json!({"ranges": [{"from": "2026-12-05", "to": "2026-12-06"}]}), Some(date(2026, 12, 5)))]
#[case(json!({"ranges": [{"from": "2026-10-01", "to": "2026-11-19"}],
    "weekly": [{"weekday": "mo", "from": "10:00:00"}]}), None)]
#[case(json!({"ranges": [{"from": "2027-03-06", "to": "2028-10-30"}],
    "weekly": [{"weekday": "we", "from": "10:00:00"}]}), Some(date(2027, 3, 10)))]
#[case(json!({"ranges": [{"from": "2026-12-01", "to": "2026-12-31"}],
    "weekly": [{"weekday": "we", "every": 2, "from": "10:00:00"}]}), None)]
#[case(json!({"weekly": [{"weekday": "mo", "starting": "2029-01-01", "from": "10:00:00"}]}),
    Some(date(2029, 1, 8)))]
fn every_kind_of_time_has_its_next(#[case] schedule: Value, #[case] next: Option<Date>) {
    assert_eq!(next_day(&times(schedule), TODAY), next);
}

#[test]
fn every_second_thursday_counts_from_its_week() {
    let thursdays = |starting: &str| {
        times(json!({"weekly": [
            {"weekday": "th", "every": 2, "starting": starting, "from": "18:00:00"}
        ]}))
    };
    let even = [date(2026, 11, 26), date(2026, 12, 10), date(2026, 12, 24), date(2027, 1, 7)];
    // A Monday, a Thursday and a Sunday of weeks in which it takes place.
    for starting in ["2026-09-14", "2026-09-17", "2026-10-04"] {
        assert_eq!(next_days(&thursdays(starting), TODAY), even, "{starting}");
    }
    let odd = [date(2026, 12, 3), date(2026, 12, 17), date(2026, 12, 31), date(2027, 1, 14)];
    assert_eq!(next_days(&thursdays("2026-12-03"), TODAY), odd, "not before it starts");
}

#[test]
fn first_third_and_last_weekdays_of_a_month_are_found() {
    let wednesdays = times(json!({"monthly": [
        {"weeks": ["first", "third"], "weekday": "we", "from": "15:00:00", "to": "17:00:00"}
    ]}));
    let days = [date(2026, 12, 2), date(2026, 12, 16), date(2027, 1, 6), date(2027, 1, 20)];
    assert_eq!(next_days(&wednesdays, TODAY), days);
    let fridays = times(json!({"monthly": [
        {"weeks": ["last"], "weekday": "fr", "from": "20:00:00"}
    ]}));
    // 2026-12-25 is Christmas Day, and January has five Fridays.
    let days = [date(2026, 11, 27), date(2027, 1, 29), date(2027, 2, 26), date(2027, 4, 30)];
    assert_eq!(next_days(&fridays, TODAY), days);
}

#[rstest]
#[case(json!({}), false)]
#[case(json!({"public_holidays": "pause"}), false)]
#[case(json!({"public_holidays": "takes_place"}), true)]
#[case(json!({"public_holidays": "takes_place", "school_days_only": true}), false)]
#[case(json!({"dates": [{"on": "2026-12-25", "from": "10:00:00"}]}), true)]
fn a_friday_course_runs_on_christmas_day_only_where_it_says_so(
    #[case] more: Value,
    #[case] takes_place: bool,
) {
    let mut course = json!({"weekly": [{"weekday": "fr", "from": "10:00:00", "to": "12:00:00"}]});
    course.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    let christmas = day_number(date(2026, 12, 25));
    let calendar = Calendar::new([&times(course)], christmas, &days_off());
    assert_eq!(calendar.is_now(0, 10 * 60 + 30), takes_place);
}

#[test]
fn which_days_are_holidays_depends_on_the_land() {
    let sundays = times(json!({"weekly": [{"weekday": "su", "from": "10:00:00"}]}));
    let all_saints = day_number(date(2026, 11, 1));
    let takes_place = |land| {
        let days_off = DaysOff { land, ..DaysOff::default() };
        !sundays.on(all_saints, &days_off).is_empty()
    };
    assert_eq!((takes_place(Land::Nw), takes_place(Land::He)), (false, true));
}

/// Fridays from 22:00 to 02:00.
fn nights() -> Times {
    times(json!({"weekly": [{"weekday": "fr", "from": "22:00:00", "to": "02:00:00"}]}))
}

#[rstest]
#[case(date(2026, 11, 20), 21 * 60 + 59, true, false, date(2026, 11, 20))]
#[case(date(2026, 11, 20), 22 * 60, true, true, date(2026, 11, 20))]
#[case(date(2026, 11, 20), 23 * 60 + 59, true, true, date(2026, 11, 20))]
#[case(date(2026, 11, 21), 60, true, true, date(2026, 11, 20))]
#[case(date(2026, 11, 21), 119, true, true, date(2026, 11, 20))]
#[case(date(2026, 11, 21), 120, false, false, date(2026, 11, 27))]
#[case(date(2026, 11, 22), 60, false, false, date(2026, 11, 27))]
// Christmas Day and New Year's Day are Fridays: neither night takes place.
#[case(date(2026, 12, 26), 60, false, false, date(2027, 1, 8))]
fn a_night_ends_on_the_next_day(
    #[case] day: Date,
    #[case] minute: Minute,
    #[case] is_today: bool,
    #[case] is_now: bool,
    #[case] next: Date,
) {
    let calendar = Calendar::new([&nights()], day_number(day), &days_off());
    assert_eq!(calendar.is_today(0, minute), is_today);
    assert_eq!(calendar.is_now(0, minute), is_now);
    let found = calendar.next(0, minute).unwrap();
    assert_eq!(date_from_number(found.day), next);
    assert_eq!(found.span, Span { from: 22 * 60, to: Some(26 * 60) });
}

// In Berlin the hour from two to three is missing on 2026-03-29, a Sunday, and comes twice on
// 2026-10-25. The clock on the wall decides.
#[rstest]
#[case(date(2026, 3, 29), 119, true)]
#[case(date(2026, 3, 29), 180, true)]
#[case(date(2026, 3, 29), 240, false)]
#[case(date(2026, 10, 25), 150, true)]
#[case(date(2026, 10, 25), 240, false)]
fn a_night_with_a_change_of_clocks_ends_by_the_clock(
    #[case] day: Date,
    #[case] minute: Minute,
    #[case] is_now: bool,
) {
    let saturdays = times(json!({"weekly": [
        {"weekday": "sa", "from": "22:00:00", "to": "04:00:00"}
    ]}));
    let calendar = Calendar::new([&saturdays], day_number(day), &days_off());
    assert_eq!(calendar.is_now(0, minute), is_now);
}

#[rstest]
#[case(9 * 60, true, false, date(2026, 11, 20))]
#[case(15 * 60, true, true, date(2026, 11, 20))]
#[case(16 * 60 + 30, false, false, date(2026, 11, 27))]
fn today_ends_when_it_is_over(
    #[case] minute: Minute,
    #[case] is_today: bool,
    #[case] is_now: bool,
    #[case] next: Date,
) {
    let fridays = times(json!({
        "weekly": [{"weekday": "fr", "from": "15:00:00", "to": "16:30:00"}],
    }));
    let calendar = Calendar::new([&fridays], day_number(TODAY), &days_off());
    assert_eq!(calendar.is_today(0, minute), is_today);
    assert_eq!(calendar.is_now(0, minute), is_now);
    assert_eq!(calendar.next(0, minute).map(|next| date_from_number(next.day)), Some(next));
    assert_eq!(calendar.next(7, minute), None);
}

#[test]
fn an_end_that_is_not_stated_stays_open_and_counts_as_an_hour() {
    let fridays = times(json!({"weekly": [{"weekday": "fr", "from": "23:30:00"}]}));
    let calendar = Calendar::new([&fridays], day_number(TODAY), &days_off());
    assert_eq!(calendar.next(0, 0).unwrap().span, Span { from: 23 * 60 + 30, to: None });
    let night = Calendar::new([&fridays], day_number(TODAY) + 1, &days_off());
    assert_eq!((night.is_now(0, 29), night.is_now(0, 30)), (true, false));
}

#[test]
fn from_midnight_to_midnight_is_a_whole_day() {
    let fridays = times(json!({"weekly": [
        {"weekday": "fr", "from": "00:00:00", "to": "00:00:00"}
    ]}));
    let calendar = Calendar::new([&fridays], day_number(TODAY), &days_off());
    assert!(calendar.next(0, 12 * 60).unwrap().span.is_whole_day());
    assert!(calendar.is_now(0, 23 * 60 + 59));
}

#[test]
fn a_chosen_weekday_is_looked_for_past_the_night_that_is_running() {
    let times = times(json!({"weekly": [
        {"weekday": "fr", "from": "22:00:00", "to": "02:00:00"},
        {"weekday": "sa", "from": "00:30:00", "to": "00:45:00"},
        {"weekday": "sa", "from": "18:00:00"},
    ]}));
    let saturday = day_number(date(2026, 11, 21));
    let calendar = Calendar::new([&times], saturday, &days_off());
    let next = |weekday: usize| {
        let next = calendar.next_meant(0, 60, &times, |day| weekday_of(day) == weekday);
        next.map(|one| (one.day - saturday, one.span.from))
    };
    assert_eq!(next(4), Some((-1, 22 * 60)), "still running");
    assert_eq!(next(5), Some((0, 18 * 60)), "the one of half past twelve is over");
    assert_eq!(next(2), None);
}

proptest! {
    #[test]
    fn days_have_their_numbers(number in -100_000..100_000) {
        prop_assert_eq!(day_number(date_from_number(number)), number);
    }
}
