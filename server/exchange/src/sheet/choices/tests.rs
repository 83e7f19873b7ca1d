//! Words as people write them, and round trips of every value.

use super::*;
use proptest::prelude::*;
use rstest::rstest;

#[rstest]
#[case("männlich, weiblich", Ok(vec![Gender::Male, Gender::Female]))]
#[case("weiblich\nweiblich", Ok(vec![Gender::Female]))]
#[case("nur für Frauen und Mädchen", Ok(vec![Gender::Female]))]
#[case("Frauen und Männer", Ok(vec![Gender::Female, Gender::Male]))]
#[case("alle", Ok(vec![]))]
#[case("", Ok(vec![]))]
#[case("grün", Err(CellError::Unknown("grün".into())))]
fn genders_are_read(#[case] cell: &str, #[case] expected: Result<Vec<Gender>, CellError>) {
    assert_eq!(parse_genders(cell), expected);
}

#[rstest]
#[case("keine bestimmte / für alle offen", &[])]
#[case("Babys (0 bis unter 1); junge Erwachsene (18 bis unter 27)", &[AgeGroup::Babies, AgeGroup::YoungAdults])]
#[case("Kinder und Jugendliche (10 bis unter 18)", &[AgeGroup::Youth])]
#[case("Seniorinnen und Senioren", &[AgeGroup::Seniors])]
fn ages_are_read(#[case] cell: &str, #[case] expected: &[AgeGroup]) {
    assert_eq!(parse_ages(cell).unwrap(), expected);
}

#[rstest]
#[case("keine bestimmte Zielgruppe / für alle offen", Background::Open)]
#[case("insbesondere für Menschen mit Migrationshintergrund", Background::Migration)]
#[case("besonders für Neuzugewanderte", Background::Newcomers)]
fn backgrounds_are_read(#[case] cell: &str, #[case] expected: Background) {
    assert_eq!(parse_background(cell), Ok(expected));
}

fn assert_round_trip<T: Choice + std::fmt::Debug>() {
    for value in T::ALL {
        assert_eq!(parse::<T>(&format(*value)), Ok(*value));
    }
}

#[test]
fn every_value_round_trips() {
    assert_round_trip::<OfferKind>();
    assert_round_trip::<OfferStatus>();
    assert_round_trip::<Format>();
    assert_round_trip::<LanguageLevel>();
    assert_round_trip::<TextState>();
    assert_round_trip::<bool>();
    for background in Background::ALL {
        assert_eq!(parse_background(&format(background)), Ok(background));
    }
    assert_eq!(parse_genders(&format_genders(&Gender::ALL)).unwrap(), Gender::ALL);
    assert_eq!(parse_ages(&format_ages(&AgeGroup::ALL)).unwrap(), AgeGroup::ALL);
    assert_eq!(parse_genders(&format_genders(&[])), Ok(vec![]));
    assert_eq!(parse_ages(&format_ages(&[])), Ok(vec![]));
}

proptest! {
    #[test]
    fn every_cost_round_trips(text in "kostenlos|\"?[Kk]ostenlos[.\"!]?|[a\" €5]{0,6}x") {
        for cost in [Cost::Free, Cost::Text(Text::parse(&text).unwrap())] {
            prop_assert_eq!(parse_cost(&format_cost(&cost)), Ok(cost.clone()));
        }
    }

    #[test]
    fn no_cell_panics(cell in any::<String>()) {
        let _ = (parse_genders(&cell), parse_ages(&cell), parse_background(&cell));
        let _ = (parse_cost(&cell), parse::<bool>(&cell), parse::<OfferKind>(&cell));
    }
}
