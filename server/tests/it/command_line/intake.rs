//! Spreadsheets as offices keep them, imported row by row, previewed and undone.

use super::{BADMINTON, HEADER, Office, output_text};
use rstest::rstest;
use rust_xlsxwriter::{Formula, Workbook};
use std::process::Output;

const SHORT: &str = "Stadt;Name;Kategorie;Anbieter";

impl Office {
    fn path(&self, name: &str) -> String {
        self.folder.path().join(name).display().to_string()
    }

    /// Imports a text as a CSV file.
    fn import_csv(&self, csv: &str, more: &[&str]) -> Output {
        self.import("offers", &self.file("offers.csv", csv.as_bytes()), more)
    }

    async fn names(&self) -> Vec<String> {
        let offers = self.offers().await;
        let name = |offer: &shared::offer::Offer| serde_json::json!(offer.name)["de"].clone();
        let mut names: Vec<String> =
            offers.iter().map(|offer| name(offer).as_str().unwrap().to_owned()).collect();
        names.sort();
        names
    }

    async fn phone(&self) -> Option<String> {
        self.offers().await[0].contact.phone.as_ref().map(|phone| phone.as_str().to_owned())
    }
}

fn assert_contains(output: &Output, words: &[&str]) {
    let text = output_text(output);
    for word in words {
        assert!(text.contains(word), "no {word:?} in {text}");
    }
}

#[rstest]
#[case("rest.csv")]
#[case("rest.xlsx")]
#[tokio::test]
async fn good_rows_go_in_and_the_others_come_back_to_be_corrected(#[case] name: &str) {
    let office = Office::new();
    let csv = format!(
        "{SHORT};Raumfarbe\nMarl;Chor;Begegnung;Haus;1\nMarl;;Begegnung;Haus;2\nParis;Treff;Begegnung;Haus;3\n"
    );
    let rest = office.path(name);
    let output = office.import_csv(&csv, &["--accept", "good", "--rejected", &rest]);
    assert_eq!(output.status.code(), Some(3), "{}", output_text(&output));
    assert_contains(&output, &["nicht übernommen wurden: 2", &rest, "Zeile 4, Spalte „Stadt“"]);
    assert_eq!(office.names().await, ["Chor"]);

    let written = std::fs::read(&rest).unwrap();
    let kind = exchange::file::Kind::from_name(name).unwrap();
    let table = exchange::file::table(kind, &written).unwrap();
    assert_eq!(
        table.headings,
        ["Stadt", "Name", "Kategorie", "Anbieter", "Raumfarbe", "Was zu ändern ist"]
    );
    assert_eq!(table.rows.len(), 2);
    assert_eq!(table.rows[1].cells[..5], ["Paris", "Treff", "Begegnung", "Haus", "3"]);
    assert!(table.rows[1].cells[5].contains("Paris"), "{:?}", table.rows);

    let lines = table.rows.iter().map(|row| row.cells.join(";"));
    let csv = std::iter::once(table.headings.join(";")).chain(lines).collect::<Vec<_>>().join("\n");
    let corrected = csv.replace("Marl;;", "Marl;Spieltreff;").replace("Paris;Treff", "Marl;Treff");
    let output = office.import_csv(&corrected, &[]);
    assert!(output.status.success(), "{}", output_text(&output));
    assert!(!output_text(&output).contains("Was zu ändern ist"), "{}", output_text(&output));
    assert_eq!(office.names().await, ["Chor", "Spieltreff", "Treff"]);
}

#[tokio::test]
async fn a_file_for_the_rest_is_never_overwritten_and_not_left_empty() {
    let office = Office::new();
    let rest = office.path("rest.csv");
    let accept = ["--accept", "good", "--rejected", &rest];
    let good = format!("{SHORT}\nMarl;Chor;Begegnung;Haus\n");
    assert!(office.import_csv(&good, &accept).status.success());
    assert!(!std::path::Path::new(&rest).exists(), "an empty file was left");
    std::fs::write(&rest, "meine Daten").unwrap();
    let output = office.import_csv(&good.replace("Chor", "Treff"), &accept);
    assert_eq!(output.status.code(), Some(1), "{}", output_text(&output));
    assert_eq!(std::fs::read_to_string(&rest).unwrap(), "meine Daten");
    assert_eq!(office.names().await, ["Chor"]);
    let refused = office.import_csv(&good, &["--accept", "good"]);
    assert_eq!(refused.status.code(), Some(2), "{}", output_text(&refused));
    let refused =
        office.import_csv(&good, &["--accept", "good", "--rejected", &office.path("rest.pdf")]);
    assert_eq!(refused.status.code(), Some(1), "{}", output_text(&refused));
}

#[tokio::test]
async fn columns_that_are_probably_meant_are_proposed_confirmed_once_and_remembered() {
    let office = Office::new();
    let csv = "Ort;Bezeichnung;Kategorie;Anbieter;Raumfarbe\nMarl;Chor;Begegnung;Haus;blau\n";
    let output = office.import_csv(csv, &[]);
    assert_eq!(output.status.code(), Some(4), "{}", output_text(&output));
    assert_contains(&output, &["„Ort“ ist wahrscheinlich „Stadt“", "\"Ort\":\"Stadt\""]);
    assert!(office.offers().await.is_empty());

    let mapping = office.path("mapping.json");
    let output = office.import_csv(csv, &["--mapping", &mapping]);
    assert_eq!(output.status.code(), Some(4), "{}", output_text(&output));
    let written: serde_json::Value =
        serde_json::from_str(&std::fs::read_to_string(&mapping).unwrap()).unwrap();
    assert_eq!(written["columns"]["Raumfarbe"], serde_json::Value::Null);
    assert_eq!(written["columns"]["Ort"], "Stadt");
    assert!(office.offers().await.is_empty());

    let output = office.import_csv(csv, &["--mapping", &mapping]);
    assert!(output.status.success(), "{}", output_text(&output));
    assert_eq!(office.names().await, ["Chor"]);
    let output = office.import_csv(&csv.replace("Chor", "Treff"), &[]);
    assert!(output.status.success(), "{}", output_text(&output));
    assert_eq!(office.names().await, ["Chor", "Treff"]);
}

#[test]
fn a_mistyped_mapping_is_reported() {
    let office = Office::new();
    let mapping = office.file("mapping.json", br#"{"colums": {}}"#).display().to_string();
    let output = office.import_csv(&format!("{SHORT}\nMarl;A;Sport;B\n"), &["--mapping", &mapping]);
    assert_eq!(output.status.code(), Some(1));
    assert_contains(&output, &["colums"]);
}

#[test]
fn offers_with_doubts_are_listed_until_they_are_corrected() {
    let office = Office::new();
    assert_contains(&office.run(&["care"]), &["zu prüfen"]);
    let csv = format!("{SHORT};E-Mail\nMarl;Chor;Begegnung;Haus;nix\n");
    assert!(office.import_csv(&csv, &[]).status.success());
    assert_contains(&office.run(&["care"]), &["Chor", "„nix“", "nicht verstanden"]);
    assert!(office.import_csv(&csv.replace("nix", "a@haus.example"), &[]).status.success());
    assert!(!output_text(&office.run(&["care"])).contains("Chor"));
}

#[tokio::test]
async fn a_dry_run_says_cell_by_cell_what_changes() {
    let office = Office::new();
    let csv = format!(
        "{SHORT};Stadtteil;Telefon\nMarl;Chor;Begegnung;Haus;Nord;02365 1234\nMarl;Treff;Begegnung;Haus;;\n"
    );
    assert!(office.import_csv(&csv, &[]).status.success());
    let before = office.offers().await;
    let changed = csv.replace("Nord", "Süd") + "Marl;Lesekreis;Bildung;Bücherei;;\n";
    let report = office.path("report.csv");
    let output = office.import_csv(&changed, &["--dry-run", "--report", &report]);
    assert!(output.status.success(), "{}", output_text(&output));
    assert_contains(
        &output,
        &["1 neu, 1 geändert, 1 gleich", "Stadtteil: „Nord“ → „Süd“", "neu: Lesekreis"],
    );
    let rows = std::fs::read_to_string(&report).unwrap();
    assert!(rows.contains("\"Stadtteil\";\"Nord\";\"Süd\""), "{rows}");
    assert!(rows.contains("\"Treff\";\"gleich\""), "{rows}");
    assert_eq!(office.offers().await, before);
}

#[tokio::test]
async fn an_import_is_listed_and_undone_by_its_id() {
    let office = Office::new();
    assert_contains(&office.run(&["import", "list"]), &["noch nichts importiert"]);
    let output = office.import_csv(&format!("{SHORT}\nMarl;Chor;Begegnung;Haus\n"), &[]);
    let text = output_text(&output);
    let id = text.lines().find_map(|line| line.split_once("Zurücknehmen: ")).unwrap().1.trim();
    assert_contains(&office.run(&["import", "list"]), &[id, "offers.csv: 1 neu"]);
    let undone = office.run(&["import", "undo", id]);
    assert!(undone.status.success(), "{}", output_text(&undone));
    assert!(office.offers().await.is_empty());
    assert_contains(&office.run(&["import", "list"]), &["zurückgenommen am"]);
    assert_eq!(office.run(&["import", "undo", id]).status.code(), Some(1));
}

/// A workbook with two rows above the headings, on its second sheet.
fn second_sheet(phone: impl Fn(&mut rust_xlsxwriter::Worksheet)) -> Vec<u8> {
    let mut book = Workbook::new();
    book.add_worksheet().set_name("Hinweise").unwrap().write(0, 0, "Bitte lesen").unwrap();
    let sheet = book.add_worksheet();
    sheet.set_name("Angebote").unwrap().write(0, 0, "Angebote im Kreis").unwrap();
    sheet.write(1, 0, "Stand: Herbst").unwrap();
    for (place, heading) in (0..).zip(["Stadt", "Name", "Kategorie", "Anbieter", "Telefon"]) {
        sheet.write(2, place, heading).unwrap();
    }
    for (place, cell) in (0..).zip(["Marl", "Chor", "Begegnung", "Haus"]) {
        sheet.write(3, place, cell).unwrap();
    }
    phone(sheet);
    book.save_to_buffer().unwrap()
}

#[tokio::test]
async fn a_formula_error_keeps_the_telephone_number_and_is_reported() {
    let office = Office::new();
    let csv = format!("{SHORT};Telefon\nMarl;Chor;Begegnung;Haus;02365 1234\n");
    assert!(office.import_csv(&csv, &[]).status.success());
    let book = second_sheet(|sheet| {
        sheet.write_formula(3, 4, Formula::new("=NA()").set_result("#N/A")).unwrap();
    });
    let output = office.import("offers", &office.file("offers.xlsx", &book), &[]);
    assert!(output.status.success(), "{}", output_text(&output));
    assert_contains(&output, &["Blatt „Angebote“", "#N/A", "Fehler einer Formel"]);
    assert_eq!(office.phone().await.as_deref(), Some("02365 1234"));
}

#[tokio::test]
async fn a_telephone_number_stored_as_a_number_gets_its_zero_back_with_a_doubt() {
    let office = Office::new();
    let book = second_sheet(|sheet| {
        sheet.write(3, 4, 2_365_123_456.0).unwrap();
    });
    let output = office.import("offers", &office.file("offers.xlsx", &book), &[]);
    assert_contains(&output, &["Zeile 4, Spalte „Telefon“", "Null am Anfang"]);
    assert_eq!(office.phone().await.as_deref(), Some("02365123456"));
}

#[tokio::test]
async fn a_separator_line_title_rows_and_an_undecided_language_stop_nothing() {
    let office = Office::new();
    let row = BADMINTON.replace(";deutsch;", ";Sprache nicht festgelegt;");
    assert_ne!(row, BADMINTON);
    let csv = format!("sep=;\r\nAngebote im Kreis\r\n{HEADER}\r\n{row}\r\n");
    let output = office.import_csv(&csv, &[]);
    assert!(output.status.success(), "{}", output_text(&output));
    assert_eq!(office.names().await, ["Badminton"]);
    assert!(office.offers().await[0].languages.spoken.is_empty());
}

#[tokio::test]
async fn cyrillic_of_an_old_windows_program_is_read_and_the_guess_is_named() {
    let office = Office::new();
    let name = "Курс немецкого языка для женщин и детей";
    let byte = |letter: char| match u32::from(letter) {
        code @ 0x410..=0x44f => u8::try_from(code - 0x410 + 0xc0).unwrap(),
        code => u8::try_from(code).unwrap(),
    };
    let csv: Vec<u8> = format!("{SHORT}\nMarl;{name};Begegnung;Haus\n").chars().map(byte).collect();
    let output = office.import("offers", &office.file("offers.csv", &csv), &[]);
    assert!(output.status.success(), "{}", output_text(&output));
    assert_contains(&output, &["windows-1251"]);
    assert_eq!(office.names().await, [name]);
}
