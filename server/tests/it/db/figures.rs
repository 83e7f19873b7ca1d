//! Residents, and counters of what is looked for.

use super::fixtures::NOW;
use crate::harness::{Engine, TestDb};
use backend::db::demand::{DemandRow, add_demand, delete_demand_before, load_demand};
use backend::db::residents::{
    ResidentPlace, ResidentTable, delete_residents, find_residents, insert_residents,
    load_residents,
};
use jiff::civil::date;
use rstest::rstest;
use shared::id::{CityId, ResidentsId};
use shared::text::Text;

fn table(number: u128, year: i16) -> ResidentTable {
    ResidentTable {
        id: ResidentsId::from_random(number),
        title: Text::parse("Altersgruppen").unwrap(),
        source: Text::parse("Stadt Marl").unwrap(),
        as_of: date(year, 12, 31),
        city: CityId::parse("marl").ok().filter(|_| number == 1),
        groups: vec!["unter 6".to_owned()],
        places: vec![ResidentPlace { name: "Hüls".to_owned(), counts: vec![Some(1_159), None] }],
    }
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn residents_are_loaded_as_they_were_stored_the_latest_first(#[case] engine: Engine) {
    let db = TestDb::new(engine).await;
    let (old, new) = (table(1, 2024), table(2, 2025));
    let mut tx = db.db.write().await.unwrap();
    for table in [&old, &new] {
        insert_residents(&mut tx, table, NOW).await.unwrap();
    }
    assert_eq!(load_residents(&mut tx).await.unwrap(), [new.clone(), old.clone()]);
    assert_eq!(find_residents(&mut tx, &old.id).await.unwrap(), Some(old.clone()));
    delete_residents(&mut tx, &old.id).await.unwrap();
    assert_eq!(find_residents(&mut tx, &old.id).await.unwrap(), None);
    assert_eq!(load_residents(&mut tx).await.unwrap(), [new]);
}

fn row(month: &str, term: &str, number: i64) -> DemandRow {
    DemandRow {
        month: month.to_owned(),
        kind: "filter".to_owned(),
        language: "uk".to_owned(),
        term: term.to_owned(),
        number,
    }
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn counters_add_up_until_a_month_is_full_and_old_months_go(#[case] engine: Engine) {
    let db = TestDb::new(engine).await;
    let mut tx = db.db.write().await.unwrap();
    let rows = [row("2026-11", "city.marl", 3), row("2026-11", "city.herten", 1)];
    add_demand(&mut tx, &rows, 2).await.unwrap();
    let more = [row("2026-11", "city.marl", 4), row("2026-11", "city.dorsten", 9)];
    add_demand(&mut tx, &more, 2).await.unwrap();
    add_demand(&mut tx, &[row("2026-10", "", 5)], 0).await.unwrap();
    let expected =
        [row("2026-11", "city.marl", 7), row("2026-11", "city.herten", 1), row("2026-10", "", 5)];
    assert_eq!(load_demand(&mut tx, "filter", 9).await.unwrap(), expected);
    assert_eq!(load_demand(&mut tx, "filter", 1).await.unwrap(), expected[..1]);
    assert!(load_demand(&mut tx, "words", 9).await.unwrap().is_empty());
    delete_demand_before(&mut tx, "2026-11").await.unwrap();
    assert_eq!(load_demand(&mut tx, "filter", 9).await.unwrap(), expected[..2]);
}
