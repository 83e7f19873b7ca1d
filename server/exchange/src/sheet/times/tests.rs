//! Schedules as people write them, and round trips of any schedule.

use super::regular::{RegularTimes, SLOT_EXAMPLE};
use super::*;
use crate::sheet::lists::{Labels, Lists};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::subsequence;
use rstest::rstest;
use shared::language::LanguageTag;
use shared::offer::schedule::{MonthlySlot, WeekInterval, WeekOfMonth, WeeklySlot};
use shared::taxonomy::{Taxonomy, Term};
use shared::text::Text;

fn languages() -> Labels<LanguageTag> {
    let languages =
        [("ar", "arabisch"), ("fa", "farsi/dari"), ("ru", "russisch"), ("tr", "türkisch")]
            .into_iter()
            .map(|(id, label)| Term {
                id: LanguageTag::parse(id).unwrap(),
                label: Text::parse(label).unwrap(),
                names: std::collections::BTreeMap::new(),
                position: None,
            })
            .collect();
    Lists::new(&Taxonomy { languages, ..Taxonomy::default() }).languages
}

#[rstest]
#[case("Do 14:30–16:00 (arabisch, russisch)", "Do 14:30–16:00 (arabisch, russisch)")]
#[case("Donnerstag 14.30 - 16 Uhr", "Do 14:30–16:00")]
#[case("mo ab 9; Di 8:15 bis 9:45 Uhr (Farsi/Dari)", "Mo 09:00; Di 08:15–09:45 (farsi/dari)")]
#[case("Mo 9-12\nSo von 10:00 bis 11:00", "Mo 09:00–12:00; So 10:00–11:00")]
#[case("Mo 14-täglich ab 07.09.2026 18:00–20:00", "Mo 14-täglich ab 07.09.2026 18:00–20:00")]
#[case("Montag 14-tägig 18 bis 20 Uhr", "Mo 14-täglich 18:00–20:00")]
#[case("Do alle 3 Wochen ab 10.9.26 ab 18 Uhr", "Do alle 3 Wochen ab 10.09.2026 18:00")]
#[case("Do ab 10.09.2026 18:00", "Do ab 10.09.2026 18:00")]
#[case("1. und 3. Mi im Monat 15:00–17:00", "1. und 3. Mi im Monat 15:00–17:00")]
#[case("erster Mittwoch im Monat 15-17 Uhr (arabisch)", "1. Mi im Monat 15:00–17:00 (arabisch)")]
#[case("letzter Fr im Monat 20 Uhr; Mo 9-12", "Mo 09:00–12:00; letzter Fr im Monat 20:00")]
#[case("Fr 22:00–02:00", "Fr 22:00–02:00")]
fn regular_times_are_read_as_people_write_them(#[case] cell: &str, #[case] written: &str) {
    let times = parse_regular(cell, &languages()).unwrap();
    assert_eq!(format_regular(&times.weekly, &times.monthly, &languages()), written);
}

#[rstest]
#[case("Do")]
#[case("Do 25:00")]
#[case("14:30–16:00")]
#[case("Do 14:30–16:00 (arabisch")]
#[case("Do 14:30–16:00 arabisch")]
#[case("Do alle 0 Wochen 14:30")]
#[case("Do alle 53 Wochen 14:30")]
#[case("5. Mi im Monat 14:30")]
#[case("Mi im Monat 14:30")]
#[case("1. Mi im Monat")]
fn an_invalid_regular_time_is_named(#[case] cell: &str) {
    assert_eq!(parse_regular(cell, &languages()), Err(wrong(cell, SLOT_EXAMPLE)));
}

#[test]
fn an_unlisted_language_is_named() {
    let error = parse_regular("Do 14:30 (elbisch)", &languages()).unwrap_err();
    assert_eq!(error, CellError::Unknown("elbisch".to_owned()));
}

#[rstest]
#[case("20.11.2026", "20.11.2026")]
#[case("Fr 20.11.26 14:30 - 16:00 Uhr", "20.11.2026 14:30–16:00")]
#[case("2026-11-20 14:30; 21.11.2026 bis 18 Uhr", "20.11.2026 14:30; 21.11.2026 bis 18:00")]
fn single_days_are_read_as_people_write_them(#[case] cell: &str, #[case] written: &str) {
    assert_eq!(format_dates(&parse_dates(cell).unwrap()), written);
}

#[rstest]
#[case("01.09.2026 bis 31.01.2027", true)]
#[case("2026-09-01-2027-01-31", true)]
#[case("2026-09-01 – 2027-01-31", true)]
#[case("01.09.2026", false)]
#[case("01.09.–31.01.2027", false)]
fn ranges_are_read_as_people_write_them(#[case] cell: &str, #[case] is_range: bool) {
    let ranges = parse_ranges(cell);
    assert_eq!(ranges.is_ok(), is_range, "{ranges:?}");
    if let Ok(ranges) = ranges {
        assert_eq!(format_ranges(&ranges), RANGE_EXAMPLE);
    }
}

#[rstest]
#[case("20.11.2026", Some("20.11.2026"))]
#[case("2026-11-20", Some("20.11.2026"))]
#[case("2026-11-20 14:30", Some("20.11.2026"))]
#[case("1.2.26", Some("01.02.2026"))]
#[case("31.02.2026", None)]
#[case("bald", None)]
#[case("20.-11.2026", None)]
fn days_are_read(#[case] cell: &str, #[case] written: Option<&str>) {
    assert_eq!(parse_day(cell).ok().map(format_day).as_deref(), written);
}

fn time() -> impl Strategy<Value = Time> {
    let second = prop_oneof![4 => Just(0_i8), 1 => 0_i8..60];
    (0_i8..24, 0_i8..60, second).prop_map(|(h, m, s)| Time::new(h, m, s, 0).unwrap())
}

fn day() -> impl Strategy<Value = Date> {
    (0_i16..=9999, 1_i8..=12, 1_i8..=28).prop_map(|(y, m, d)| Date::new(y, m, d).unwrap())
}

fn spoken() -> impl Strategy<Value = Vec<LanguageTag>> {
    let tag = prop_oneof![Just("ar"), Just("fa"), Just("ru"), Just("so"), Just("de-simple")];
    vec(tag.prop_map(|tag| LanguageTag::parse(tag).unwrap()), 0..4)
}

fn weekday() -> impl Strategy<Value = Weekday> {
    (0_usize..7).prop_map(|place| Weekday::ALL[place])
}

fn weekly() -> impl Strategy<Value = WeeklySlot> {
    let rule = (1_u8..=52, option::of(day()));
    (weekday(), rule, time(), option::of(time()), spoken()).prop_map(
        |(weekday, (every, starting), from, to, languages)| {
            let every = WeekInterval::of_weeks(every).unwrap();
            let slot = WeeklySlot::every_week(weekday, from);
            WeeklySlot { every, starting, to, languages, ..slot }
        },
    )
}

fn monthly() -> impl Strategy<Value = MonthlySlot> {
    let weeks = subsequence(WeekOfMonth::ALL.to_vec(), 1..=5);
    (weeks, weekday(), time(), option::of(time()), spoken()).prop_map(
        |(weeks, weekday, from, to, languages)| MonthlySlot { weeks, weekday, from, to, languages },
    )
}

proptest! {
    #[test]
    fn every_schedule_round_trips(
        weekly in vec(weekly(), 0..6),
        monthly in vec(monthly(), 0..4),
        dates in vec((day(), option::of(time()), option::of(time())), 0..6),
        ranges in vec((day(), day()), 0..4),
        exceptions in vec(day(), 0..6),
    ) {
        let list = languages();
        let dates: Vec<_> =
            dates.into_iter().map(|(on, from, to)| SingleDate { on, from, to }).collect();
        let ranges: Vec<_> =
            ranges.into_iter().map(|(from, to)| DateRange { from, to }).collect();
        let regular = RegularTimes { weekly, monthly };
        let cell = format_regular(&regular.weekly, &regular.monthly, &list);
        prop_assert_eq!(parse_regular(&cell, &list), Ok(regular), "{}", cell);
        prop_assert_eq!(parse_dates(&format_dates(&dates)), Ok(dates.clone()));
        prop_assert_eq!(parse_ranges(&format_ranges(&ranges)), Ok(ranges.clone()));
        prop_assert_eq!(parse_days(&format_days(&exceptions)), Ok(exceptions.clone()));
    }

    #[test]
    fn no_cell_panics(cell in "[0-9.:;,() –\\-A-Za-zäßUhrbis]{0,60}|\\PC{0,60}") {
        let _ = (parse_regular(&cell, &languages()), parse_dates(&cell));
        let _ = (parse_ranges(&cell), parse_days(&cell), parse_day(&cell));
    }
}
