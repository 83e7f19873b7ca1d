//! Words as people write them, and every value there and back.

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
    assert_eq!(read_genders(cell), expected);
}

#[rstest]
#[case("keine bestimmte / für alle offen", &[])]
#[case("Babys (0 bis unter 1); junge Erwachsene (18 bis unter 27)", &[AgeGroup::Babies, AgeGroup::YoungAdults])]
#[case("Kinder und Jugendliche (10 bis unter 18)", &[AgeGroup::Youth])]
#[case("Seniorinnen und Senioren", &[AgeGroup::Seniors])]
fn ages_are_read(#[case] cell: &str, #[case] expected: &[AgeGroup]) {
    assert_eq!(read_ages(cell).unwrap(), expected);
}

#[rstest]
#[case("keine bestimmte Zielgruppe / für alle offen", Background::Open)]
#[case("insbesondere für Menschen mit Migrationshintergrund", Background::Migration)]
#[case("besonders für Neuzugewanderte", Background::Newcomers)]
fn backgrounds_are_read(#[case] cell: &str, #[case] expected: Background) {
    assert_eq!(read_background(cell), Ok(expected));
}

fn all_come_back<T: Choice + std::fmt::Debug>() {
    for value in T::ALL {
        assert_eq!(read::<T>(&write(*value)), Ok(*value));
    }
}

#[test]
fn every_word_comes_back_as_its_value() {
    all_come_back::<OfferKind>();
    all_come_back::<OfferStatus>();
    all_come_back::<Format>();
    all_come_back::<LanguageLevel>();
    all_come_back::<TextState>();
    all_come_back::<bool>();
    for background in Background::ALL {
        assert_eq!(read_background(&write(background)), Ok(background));
    }
    assert_eq!(read_genders(&write_genders(&Gender::ALL)).unwrap(), Gender::ALL);
    assert_eq!(read_ages(&write_ages(&AgeGroup::ALL)).unwrap(), AgeGroup::ALL);
    assert_eq!(read_genders(&write_genders(&[])), Ok(vec![]));
    assert_eq!(read_ages(&write_ages(&[])), Ok(vec![]));
}

proptest! {
    #[test]
    fn every_cost_comes_back(text in "kostenlos|\"?[Kk]ostenlos[.\"!]?|[a\" €5]{0,6}x") {
        for cost in [Cost::Free, Cost::Text(Text::parse(&text).unwrap())] {
            prop_assert_eq!(read_cost(&write_cost(&cost)), Ok(cost.clone()));
        }
    }

    #[test]
    fn no_cell_panics(cell in any::<String>()) {
        let _ = (read_genders(&cell), read_ages(&cell), read_background(&cell));
        let _ = (read_cost(&cell), read::<bool>(&cell), read::<OfferKind>(&cell));
    }
}
