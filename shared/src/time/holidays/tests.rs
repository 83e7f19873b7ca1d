use super::*;
use jiff::civil::date;
use rstest::rstest;

fn holidays(land: Land, year: i16) -> Vec<(i8, i8)> {
    date(year, 1, 1)
        .series(1.day())
        .take_while(|day| day.year() == year)
        .filter(|day| land.is_holiday(*day))
        .map(|day| (day.month(), day.day()))
        .collect()
}

#[rstest]
#[case(1583, 4, 10)]
#[case(1818, 3, 22)]
#[case(1943, 4, 25)]
#[case(1981, 4, 19)]
#[case(2000, 4, 23)]
#[case(2024, 3, 31)]
#[case(2025, 4, 20)]
#[case(2026, 4, 5)]
#[case(2027, 3, 28)]
#[case(2038, 4, 25)]
#[case(2076, 4, 19)]
fn easter_is_where_the_tables_have_it(#[case] year: i16, #[case] month: i8, #[case] day: i8) {
    assert_eq!(easter_sunday(year), Some(date(year, month, day)));
}

#[test]
fn easter_is_a_sunday_between_22_march_and_25_april() {
    for year in 1583..=9999 {
        let easter = easter_sunday(year).unwrap();
        assert_eq!(easter.weekday(), Weekday::Sunday, "{easter}");
        assert!((date(year, 3, 22)..=date(year, 4, 25)).contains(&easter), "{easter}");
    }
    assert_eq!((easter_sunday(1582), easter_sunday(-4)), (None, None));
}

#[test]
fn north_rhine_westphalia_has_eleven_holidays() {
    let expected = [
        (1, 1),
        (4, 3),
        (4, 6),
        (5, 1),
        (5, 14),
        (5, 25),
        (6, 4),
        (10, 3),
        (11, 1),
        (12, 25),
        (12, 26),
    ];
    assert_eq!(holidays(Land::Nw, 2026), expected);
}

#[rstest]
#[case(Land::Bw, 12)]
#[case(Land::By, 12)]
#[case(Land::Be, 10)]
#[case(Land::Bb, 12)]
#[case(Land::Hb, 10)]
#[case(Land::Hh, 10)]
#[case(Land::He, 10)]
#[case(Land::Mv, 11)]
#[case(Land::Ni, 10)]
#[case(Land::Nw, 11)]
#[case(Land::Rp, 11)]
#[case(Land::Sl, 12)]
#[case(Land::Sn, 11)]
#[case(Land::St, 11)]
#[case(Land::Sh, 10)]
#[case(Land::Th, 11)]
fn every_land_has_the_number_of_holidays_its_law_lists(#[case] land: Land, #[case] number: usize) {
    for year in [2026, 2027, 2029] {
        assert_eq!(holidays(land, year).len(), number, "{year}");
    }
}

#[rstest]
#[case(Land::Sn, date(2026, 11, 18), true)]
#[case(Land::Sn, date(2027, 11, 17), true)]
#[case(Land::Sn, date(2028, 11, 22), true)]
#[case(Land::Nw, date(2026, 11, 18), false)]
#[case(Land::Bb, date(2026, 4, 5), true)]
#[case(Land::He, date(2026, 4, 5), false)]
#[case(Land::Nw, date(2026, 12, 24), false)]
#[case(Land::Th, date(2026, 6, 4), false)]
fn what_only_some_have_is_only_theirs(
    #[case] land: Land,
    #[case] day: Date,
    #[case] is_holiday: bool,
) {
    assert_eq!(land.is_holiday(day), is_holiday);
}

#[test]
fn a_land_is_found_by_its_code() {
    for land in Land::ALL {
        assert_eq!(Land::from_code(land.code()), Some(land));
        assert_eq!(Land::from_code(&land.code().to_ascii_uppercase()), Some(land));
    }
    assert_eq!(Land::from_code("nrw"), None);
    assert_eq!(Land::default(), Land::Nw);
}
