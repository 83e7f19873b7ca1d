//! Merging with existing records, round trips of odd records, invalid content in every column.

mod addresses;
mod towns;

use super::*;
use crate::file;
use crate::file::{Kind, TableSource};
use crate::hsds::Fallback;
use crate::mapping::Mapping;
use crate::offers::{self, OfferFormat, Reading, Source, encode};
use crate::samples::taxonomy;
use crate::sheet::columns::Field;
use crate::sheet::headings::is_heading;
use proptest::prelude::*;
use rstest::rstest;
use serde_json::{Value, json};

/// The records that result from importing a table over existing ones.
fn read(csv: &str, existing: &OfferFile) -> Result<OfferFile, ReadError> {
    let table = csv_table(csv.as_bytes())?;
    read_table(&table, existing)
}

fn csv_table(content: &[u8]) -> Result<Table, ReadError> {
    find_table(Kind::Csv, content)
}

fn find_table(kind: Kind, content: &[u8]) -> Result<Table, ReadError> {
    file::find_table(kind, content, &is_heading)
}

fn read_table(table: &Table, existing: &OfferFile) -> Result<OfferFile, ReadError> {
    Ok(read_with_doubts(table, existing)?.all_or_nothing()?.content)
}

fn read_with_doubts(table: &Table, existing: &OfferFile) -> Result<Reading, ReadError> {
    let existing = ExistingRecords::new(existing.offers.clone(), existing.providers.clone());
    let taxonomy = taxonomy();
    let options = OfferOptions {
        taxonomy: &taxonomy,
        fallback: &Fallback::default(),
        mapping: &Mapping::default(),
        towns: None,
        today: jiff::civil::date(2026, 9, 1),
    };
    let source = Source::Table(table.clone());
    offers::read(&source, &options, &existing)
}

/// A record with an unusual value in every field.
fn everything() -> OfferFile {
    let texts = |text: &str| {
        json!({
            "de": { "text": text, "state": "outdated" },
            "en": { "text": format!("{text}; \"en\",\n=x"), "state": "machine" },
            "ckb": "قسە",
        })
    };
    serde_json::from_value(json!({
        "providers": [
            {
                "id": "one", "name": "Haus, Muster; \"e. V.\"", "city": "marl",
                "kind": "migrants",
                "address": { "street": "Hof 1, Haus 2", "postal_code": "A-1", "place": "Marl" },
                "contact": {
                    "person": "Frau Muster", "phone": "+49 30 23125-100",
                    "mail": "haus@muster.example", "web": "https://muster.example/?a=1;b",
                },
                "about": "-1 Grund\n=2 Gründe",
                "position": { "latitude": 51_614_720, "longitude": -1 },
            },
            { "id": "two", "name": "Haus, Muster; \"e. V.\"" },
        ],
        "offers": [
            {
                "id": "full", "kind": "room", "status": "in_review",
                "visible": { "from": "2026-01-31", "to": "2027-01-31" },
                "name": texts("=1+1"), "description": texts("+2"), "good_practice": texts("@3"),
                "good_practice_parts": {
                    "for_whom": texts("-4"), "since": 2015, "takeaway": texts("+5"),
                    "partners": "=Stadt; Haus, Hof",
                },
                "provider": "one", "city": "oer-erkenschwick", "district": "Rapen",
                "categories": ["ehrenamt", "arbeitsmarkt", "unlisted"],
                "languages": { "spoken": ["sh", "so", "afa"], "interpreter_on_request": true },
                "venue": {
                    "name": "Saal", "address": { "place": "Rapen" },
                    "position": { "latitude": -51_614_720, "longitude": 1 },
                },
                "schedule": {
                    "weekly": [
                        { "weekday": "th", "from": "14:30:00", "to": "16:00:05",
                          "languages": ["ar", "so", "fa"] },
                        { "weekday": "su", "from": "00:00:00" },
                        { "weekday": "fr", "every": 2, "starting": "2026-09-11",
                          "from": "22:00:00", "to": "02:00:00" },
                    ],
                    "monthly": [{ "weeks": ["first", "last"], "weekday": "we",
                                  "from": "15:00:00", "languages": ["ar"] }],
                    "public_holidays": "takes_place",
                    "dates": [{ "on": "2026-11-20" }, { "on": "2026-11-21", "to": "12:00:00" }],
                    "ranges": [{ "from": "2026-09-01", "to": "2027-01-31" }],
                    "exceptions": ["2026-12-24", "2026-12-31"],
                    "school_days_only": true, "by_appointment": true, "note": "ab 14 Uhr; x",
                },
                "audience": {
                    "genders": ["diverse", "female"], "background": "newcomers",
                    "ages": ["seniors", "babies"], "groups": ["multipliers", "volunteers"],
                },
                "terms": {
                    "childcare": false, "step_free": true, "cost": { "text": "Kostenlos" },
                    "registration": "per Mail", "registration_needed": false,
                    "format": "both", "level": "none",
                    "availability": {
                        "places_free": 3, "waiting": "4 Wochen", "as_of": "2026-11-12",
                    },
                },
                "contact": { "person": "Herr Muster", "phone": "069 90009-100" },
                "verified": { "on": "2026-10-01", "by": "Stadt Muster" },
            },
            {
                "id": "bare", "name": { "tr": "Koro" }, "provider": "two", "city": "nowhere",
                "categories": ["sport"], "terms": { "cost": "free" },
            },
        ],
    }))
    .unwrap()
}

#[rstest]
#[case::csv(OfferFormat::Csv, Kind::Csv)]
#[case::xlsx(OfferFormat::Xlsx, Kind::Xlsx)]
fn every_field_comes_back(#[case] format: OfferFormat, #[case] kind: Kind) {
    let records = everything();
    let bytes = encode(format, &records, &taxonomy()).unwrap();
    let table = find_table(kind, &bytes).unwrap();
    assert_eq!(read_table(&table, &OfferFile::default()).unwrap(), records);
    assert_eq!(read_table(&table, &records).unwrap(), records, "over what is there");
}

#[test]
fn columns_may_stand_in_any_order() {
    let records = everything();
    let bytes = encode(OfferFormat::Csv, &records, &taxonomy()).unwrap();
    let mut table = csv_table(&bytes).unwrap();
    table.headings.reverse();
    for row in &mut table.rows {
        row.cells.reverse();
    }
    assert_eq!(read_table(&table, &OfferFile::default()).unwrap(), records);
}

/// The first record of [`everything`] with the county's own columns.
fn row(more: &[(&str, &str)]) -> String {
    let needed = [("Kennung", "full"), ("Name", "=1+1"), ("Stadt", "Oer-Erkenschwick")];
    let rest = [("Kategorie", "Ehrenamt; Arbeitsmarkt / Fortbildung; [unlisted]")];
    let provider = [("Anbieter: Kennung", "one"), ("Anbieter", "\"Haus, Muster; \"\"e. V.\"\"\"")];
    let cells = needed.iter().chain(&rest).chain(&provider).chain(more);
    let (headings, cells): (Vec<_>, Vec<_>) = cells.copied().unzip();
    format!("{}\t\n{}\t", headings.join("\t"), cells.join("\t"))
}

fn merged(more: &[(&str, &str)]) -> Value {
    let file = read(&row(more), &everything()).unwrap();
    serde_json::to_value(&file).unwrap()
}

/// The existing record with some fields replaced.
fn changed(changes: &[(&str, Value)]) -> Value {
    let mut file = everything();
    file.offers.truncate(1);
    file.providers.truncate(1);
    let mut json = serde_json::to_value(&file).unwrap();
    for (place, value) in changes {
        let (parent, key) = place.rsplit_once('/').unwrap();
        let parent = json.pointer_mut(parent).unwrap().as_object_mut().unwrap();
        if value.is_null() {
            parent.remove(key);
        } else {
            parent.insert(key.to_owned(), value.clone());
        }
    }
    json
}

#[rstest]
#[case::nothing(&[], &[])]
#[case::district(&[("Stadtteil", "")], &[("/offers/0/district", Value::Null)])]
#[case::languages(&[("Sprache(n)", "")], &[("/offers/0/languages/spoken", json!([]))])]
#[case::kind(&[("Art", ""), ("Status", "")], &[])]
#[case::times(
    &[("Zeiten", "")],
    &[("/offers/0/schedule/weekly", json!([])), ("/offers/0/schedule/monthly", Value::Null)]
)]
#[case::holidays(
    &[("auch an Feiertagen", "nein")],
    &[("/offers/0/schedule/public_holidays", json!("pause"))]
)]
#[case::childcare(&[("Kinderbetreuung", "")], &[("/offers/0/terms/childcare", Value::Null)])]
#[case::position(
    &[("Breitengrad", ""), ("Längengrad", "")],
    &[("/offers/0/venue/position", Value::Null)]
)]
#[case::venue_name(&[("Veranstaltungsort", "Aula")], &[("/offers/0/venue/name", json!("Aula"))])]
#[case::moved(
    &[("Adresse des Veranstaltungsorts", "Weg 1, 45739 Rapen")],
    &[
        ("/offers/0/venue/address", json!({ "street": "Weg 1", "postal_code": "45739", "place": "Rapen" })),
        ("/offers/0/venue/position", Value::Null),
    ]
)]
#[case::checked_by(&[("geprüft von", "")], &[("/offers/0/verified/by", Value::Null)])]
#[case::checked(&[("geprüft am", "")], &[("/offers/0/verified", Value::Null)])]
#[case::description(
    &[("Beschreibung", ""), ("Beschreibung (en)", ""), ("Beschreibung (ckb)", "")],
    &[("/offers/0/description", Value::Null)]
)]
#[case::provider(
    &[("Anbieter: Telefon", ""), ("Adresse des Anbieters", "")],
    // A position at the old address would mislead people.
    &[
        ("/providers/0/contact/phone", Value::Null),
        ("/providers/0/address", json!({})),
        ("/providers/0/position", Value::Null),
    ]
)]
fn a_missing_column_keeps_and_an_empty_cell_clears(
    #[case] more: &[(&str, &str)],
    #[case] changes: &[(&str, Value)],
) {
    assert_eq!(merged(more), changed(changes));
}

#[rstest]
#[case("Anbieter: Art", "Verein oder Verband", Some("club"))]
#[case("Art der Einrichtung", "Kirchengemeinde", Some("religious"))]
#[case("Anbieter: Art", "", None)]
fn the_kind_of_a_provider_is_a_word(
    #[case] column: &str,
    #[case] cell: &str,
    #[case] kind: Option<&str>,
) {
    assert_eq!(merged(&[(column, cell)])["providers"][0]["kind"], json!(kind));
}

#[test]
fn contact_persons_have_no_column_and_stay() {
    let mut existing = everything();
    let persons = json!([{ "name": "Kursbüro", "cities": ["marl"] }]);
    existing.providers[0].persons = serde_json::from_value(persons).unwrap();
    let file = read(&row(&[("Anbieter: Telefon", "030 23125-111")]), &existing).unwrap();
    assert_eq!(file.providers[0].persons, existing.providers[0].persons);
}

#[test]
fn of_several_rows_the_one_with_a_change_counts_for_the_provider() {
    let csv = "Stadt;Name;Kategorie;Anbieter;Anbieter: Kennung;Anbieter: Telefon;Anbieter: E-Mail\n\
               Marl;Chor;Sport;Haus Muster;one;030 23125-111;\n\
               Marl;Tanz;Sport;Haus Muster;one;+49 30 23125-100;neu@muster.example\n\
               Marl;Spiel;Sport;Haus Muster;one;;\n";
    let file = read(csv, &everything()).unwrap();
    let contact = &file.providers[0].contact;
    assert_eq!(contact.phone.as_ref().unwrap().as_str(), "030 23125-111");
    assert_eq!(contact.mail.as_ref().unwrap().as_str(), "neu@muster.example");
    assert!(contact.person.is_some(), "no column, so it stays");
    assert_eq!(file.offers.len(), 3);
}

#[test]
fn a_provider_is_found_by_its_name_unless_it_is_ambiguous() {
    let mut existing = everything();
    let csv = "Stadt;Name;Kategorie;Anbieter\nMarl;Chor;Sport;haus muster e.V.\n";
    let ids =
        |existing: &OfferFile| read(csv, existing).unwrap().offers[0].provider.as_str().to_owned();
    let by_name = ids(&existing);
    assert_eq!(by_name.len(), 26, "two have it, so it is a new one");
    existing.providers.truncate(1);
    assert_eq!(ids(&existing), "one");
    assert_eq!(ids(&OfferFile::default()), by_name);
}

#[rstest]
#[case(&[("Breitengrad", "51,6"), ("Längengrad", "")], "Breitengrad", "51,6")]
#[case(&[("Breitengrad", "91"), ("Längengrad", "7")], "Breitengrad", "91")]
#[case(&[("Name (en)", "Choir"), ("Status", "egal")], "Status", "egal")]
#[case(&[("Beschreibung (ar)", "\u{1}")], "Beschreibung (ar)", "\u{1}")]
#[case(&[("Name (ar)", "???? 12")], "Name (ar)", "???? 12")]
#[case(&[("Sprache(n)", "elbisch")], "Sprache(n)", "elbisch")]
#[case(&[("Telefon", "nach Feierabend")], "Telefon", "nach Feierabend")]
#[case(&[("Zielgruppe: Altersgruppe", "#N/A")], "Zielgruppe: Altersgruppe", "#N/A")]
#[case(&[("Beschreibung", "#WERT!")], "Beschreibung", "#WERT!")]
#[case(&[("Anbieter: Telefon", "#REF!")], "Anbieter: Telefon", "#REF!")]
#[case(&[("Anbieter: Art", "Zirkus")], "Anbieter: Art", "Zirkus")]
fn a_cell_that_is_not_understood_is_a_doubt_and_keeps_what_is_held(
    #[case] more: &[(&str, &str)],
    #[case] column: &str,
    #[case] words: &str,
) {
    let mut table = csv_table(row(more).replace('\u{1}', "?").as_bytes()).unwrap();
    for cell in table.rows.iter_mut().flat_map(|row| &mut row.cells) {
        // No file contains control characters, but the parser of rows must not rely on that.
        if cell == "?" {
            *cell = "\u{1}".to_owned();
        }
    }
    let reading = read_with_doubts(&table, &everything()).unwrap();
    let doubt = &reading.doubts[0];
    assert_eq!((doubt.row, &*doubt.column, &*doubt.doubt.words), (2, column, words.trim()));
    let held = everything();
    let changes = usize::from(more[0].0 == "Name (en)");
    let name = |file: &OfferFile| file.offers[0].name.clone();
    assert_eq!(usize::from(name(&reading.content) != name(&held)), changes);
    let mut offer = reading.content.offers[0].clone();
    offer.name = name(&held);
    assert_eq!(offer, held.offers[0]);
    assert_eq!(reading.content.providers[0], held.providers[0]);
}

#[test]
fn who_checked_without_a_day_is_a_doubt() {
    let csv = row(&[("geprüft von", "Stadt"), ("geprüft am", "")]);
    let table = csv_table(csv.as_bytes()).unwrap();
    let reading = read_with_doubts(&table, &everything()).unwrap();
    assert_eq!(
        (&*reading.doubts[0].column, &*reading.doubts[0].doubt.words),
        ("geprüft von", "Stadt")
    );
}

#[test]
fn an_existing_german_name_cannot_be_cleared() {
    let csv = "Stadt;Name;Name (en);Kategorie;Anbieter;Kennung\nMarl;;Choir;Sport;Haus;full\n";
    let Err(ReadError::Problems(problems)) = read(csv, &everything()) else {
        panic!("expected a problem");
    };
    assert_eq!((problems.len(), &*problems[0].column), (1, "Name"));
    assert!(read(csv, &OfferFile::default()).is_ok(), "a new one may have an English name only");
}

#[test]
fn two_headings_for_one_column_are_rejected() {
    let csv = "Stadt;Name;Kategorie;Anbieter;Name (en);Angebot (EN)\nMarl;A;Sport;B;C;D\n";
    let error = read(csv, &OfferFile::default()).unwrap_err();
    assert_eq!(error.to_string(), "the column \"Name (en)\" is there twice");
}

const COUNTY: &str = "Stadt;Name;Kategorie(n);Sprache(n);Zeiten;Zielgruppe: Altersgruppe;Anbieter;\
    Telefon;E-Mail;Homepage;Ansprechpartner/in\n\
    Marl-Hüls;Nähkurs;Freizeit;nicht festgelegt;Mo 9-11 Uhr und n. V.;ab 18;Haus Muster;\
    2365 5550101;Frau Muster <haus@muster.example>;www.muster.example;Frau Muster\n\
    Marl;Chor;Kultur;Deutsch, Arabisch;siehe Aushang;alle;Haus Muster;02365 5550101;;;\n\
    ;Tanz;Sport;;;;Haus Muster;;;;\n\
    Neustadt;Judo;Sport;;;;;;;;\n";

#[test]
fn good_rows_are_taken_with_their_doubts_and_the_others_come_back() {
    let table = csv_table(COUNTY.as_bytes()).unwrap();
    let reading = read_with_doubts(&table, &OfferFile::default()).unwrap();
    let offers = &reading.content.offers;
    assert_eq!(offers.len(), 2);
    assert_eq!(offers[0].district.as_ref().unwrap().as_str(), "Hüls");
    assert!(offers[0].schedule.by_appointment && offers[0].schedule.weekly.len() == 1);
    assert_eq!(offers[1].schedule.note.as_ref().unwrap().as_str(), "siehe Aushang");
    let doubts: Vec<(usize, &str, &str)> = reading
        .doubts
        .iter()
        .map(|doubt| (doubt.row, &*doubt.column, &*doubt.doubt.words))
        .collect();
    let expected = [
        (2, "Telefon", "2365 5550101"),
        (2, "E-Mail", "Frau Muster"),
        (3, "Zeiten", "siehe Aushang"),
    ];
    assert_eq!(doubts, expected);
    let rejected: Vec<(usize, Vec<&str>)> = reading
        .rejected
        .rows
        .iter()
        .map(|row| (row.row.number, row.problems.iter().map(|problem| &*problem.column).collect()))
        .collect();
    assert_eq!(rejected, [(4, vec!["Stadt"]), (5, vec!["Stadt", "Anbieter"])]);
    assert_eq!(reading.rejected.rows[1].row.cells[..2], ["Neustadt", "Judo"]);
    let ReadError::Problems(problems) = reading.all_or_nothing().unwrap_err() else {
        panic!("expected problems");
    };
    assert_eq!(problems.len(), 3);
}

#[test]
fn a_provider_takes_what_its_offers_say_where_it_has_no_columns() {
    let table = csv_table(COUNTY.as_bytes()).unwrap();
    let provider =
        read_with_doubts(&table, &OfferFile::default()).unwrap().content.providers.remove(0);
    let expected = json!({
        "id": provider.id.as_str(), "name": "Haus Muster", "city": "marl", "address": {},
        "contact": {
            "person": "Frau Muster", "phone": "02365 5550101",
            "mail": "haus@muster.example", "web": "https://www.muster.example",
        },
    });
    assert_eq!(serde_json::to_value(provider).unwrap(), expected);
}

#[test]
fn other_headings_are_proposed_and_taken_when_they_are_confirmed() {
    let csv = "Ort;Kurs;Thema;Träger;Tel.;Notiz\nMarl;Chor;DaZ;Haus;02365 5550101;x\n";
    let source = Source::Table(csv_table(csv.as_bytes()).unwrap());
    let columns = offers::read_columns(&source, &Mapping::default()).unwrap().unwrap();
    assert_eq!(columns.missing, ["Stadt", "Name", "Kategorie", "Anbieter"]);
    let found: Vec<(&str, &str)> =
        columns.proposals.iter().map(|one| (&*one.heading, &*one.column)).collect();
    let expected = [
        ("Ort", "Stadt"),
        ("Kurs", "Name"),
        ("Thema", "Kategorie"),
        ("Träger", "Anbieter"),
        ("Tel.", "Telefon"),
    ];
    assert_eq!(found, expected);
    let confirmed = columns.proposals.into_iter().map(|one| (one.heading, Some(one.column)));
    let values = BTreeMap::from([("DaZ".to_owned(), "Bildung".to_owned())]);
    let mapping = Mapping {
        columns: confirmed.chain([("Notiz".to_owned(), None)]).collect(),
        values: BTreeMap::from([("Kategorie".to_owned(), values)]),
    };
    let (taxonomy, fallback) = (taxonomy(), Fallback::default());
    let today = jiff::civil::date(2026, 9, 1);
    let options = OfferOptions {
        taxonomy: &taxonomy,
        fallback: &fallback,
        mapping: &mapping,
        towns: None,
        today,
    };
    let reading = offers::read(&source, &options, &ExistingRecords::default()).unwrap();
    let offer = &reading.content.offers[0];
    assert_eq!((offer.city.as_str(), offer.categories[0].as_str()), ("marl", "bildung"));
    assert!(reading.unknown_columns.is_empty());
    let twice = Mapping {
        columns: BTreeMap::from([
            ("Notiz".to_owned(), Some("Stadt".to_owned())),
            ("Ort".to_owned(), Some("Stadt".to_owned())),
        ]),
        ..mapping.clone()
    };
    assert!(matches!(offers::read_columns(&source, &twice), Err(ReadError::DoubleColumn(_))));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_table_panics(cells in proptest::collection::vec("\\PC{0,30}|[0-9.,:;()\\[\\]\" –-]{0,20}", 60)) {
        let headings: Vec<String> =
            Field::ALL.iter().map(|field| field.heading().to_owned()).collect();
        let row = file::Row { number: 2, cells: cells.clone() };
        let table = Table { headings, rows: vec![row], source: TableSource::default() };
        let _ = read_table(&table, &everything());
    }
}
