//! What an editor is shown before an import.

use super::*;
use crate::file::{Kind, find_table};
use crate::hsds::Fallback;
use crate::offers::{OfferOptions, Source, read};
use crate::records::ExistingRecords;
use crate::samples;
use crate::sheet::headings::is_heading;
use jiff::civil::Date;

fn table(text: &str) -> Table {
    find_table(Kind::Csv, text.as_bytes(), &is_heading).unwrap()
}

fn unmatched(text: &str, mapping: &Mapping) -> Vec<UnmatchedColumn> {
    let taxonomy = samples::taxonomy();
    let options = OfferOptions {
        taxonomy: &taxonomy,
        fallback: &Fallback::default(),
        mapping,
        towns: None,
        today: Date::constant(2026, 5, 4),
    };
    let source = Source::Table(table(text));
    let reading = read(&source, &options, &ExistingRecords::default()).unwrap();
    reading.unmatched
}

fn deciding(column: &str, value: &str, choice: &str) -> Mapping {
    let values = BTreeMap::from([(value.to_owned(), choice.to_owned())]);
    Mapping { values: BTreeMap::from([(column.to_owned(), values)]), ..Mapping::default() }
}

#[test]
fn every_column_is_shown_with_its_first_cells_and_what_it_probably_is() {
    let text = "Wo?;Name;Raumfarbe;Telefon;Telefonnummer;Kategorie;Anbieter\n\
                Marl;Chor;blau;1;2;Begegnung;Haus\nMarl;Treff;rot;1;;Begegnung;Haus\n";
    let overview = overview_columns(&table(text), &Mapping::default());
    let found: Vec<_> = overview
        .columns
        .iter()
        .map(|column| (column.heading.as_str(), column.column.as_deref(), column.origin))
        .collect();
    let expected = [
        ("Wo?", Some("Stadt"), ColumnOrigin::Proposed),
        ("Name", Some("Name"), ColumnOrigin::Heading),
        ("Raumfarbe", None, ColumnOrigin::Unknown),
        ("Telefon", Some("Telefon"), ColumnOrigin::Heading),
        ("Telefonnummer", None, ColumnOrigin::Double),
        ("Kategorie", Some("Kategorie"), ColumnOrigin::Heading),
        ("Anbieter", Some("Anbieter"), ColumnOrigin::Heading),
    ];
    assert_eq!(found, expected);
    assert_eq!(overview.columns[0].samples, ["Marl"]);
    assert_eq!(overview.columns[2].samples, ["blau", "rot"]);
}

#[test]
fn a_column_that_somebody_left_out_is_not_proposed_again() {
    let mapping = Mapping::default().leaving_out(&["Wo?".to_owned()]);
    let overview = overview_columns(&table("Wo?;Name\nMarl;Chor\n"), &mapping);
    assert_eq!(
        (overview.columns[0].column.as_deref(), overview.columns[0].origin),
        (None, ColumnOrigin::Decided)
    );
}

#[test]
fn values_of_no_list_are_found_in_rows_that_are_taken_and_in_others() {
    let text = "Stadt;Name;Kategorie;Anbieter\nEntenhausen;Chor;Begegnung;Haus\n\
                Entenhausen;Treff;Begegnung;Haus\nMarl;Kurs;Begegnung, Fliegenfischen;Haus\n";
    let found = unmatched(text, &Mapping::default());
    let values: Vec<_> = found
        .iter()
        .flat_map(|column| {
            column.values.iter().map(|one| (column.column.as_str(), one.value.as_str(), one.rows))
        })
        .collect();
    assert_eq!(values, [("Stadt", "Entenhausen", 2), ("Kategorie", "Fliegenfischen", 1)]);
    assert!(found[0].choices.contains(&"Marl".to_owned()));
}

#[test]
fn a_value_that_was_decided_is_shown_as_decided() {
    let text = "Stadt;Name;Kategorie;Anbieter\nEntenhausen;Chor;Begegnung;Haus\n";
    let found = unmatched(text, &deciding("Stadt", "Entenhausen", "Marl"));
    let value = &found[0].values[0];
    assert_eq!((value.choice.as_deref(), value.is_decided), (Some("Marl"), true));
}
