//! The commands of the binary, each run as a process.

mod addresses;
mod care;
mod evening;
mod intake;

use rstest::rstest;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A folder with a database that commands are run on.
pub(crate) struct Office {
    folder: tempfile::TempDir,
}

impl Office {
    pub(crate) fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    pub(crate) fn url(&self) -> String {
        format!("sqlite://{}", self.folder.path().join("office.db").display())
    }

    pub(crate) fn file(&self, name: &str, content: &[u8]) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::write(&path, content).unwrap();
        path
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_miteinander"))
            .args(arguments)
            .args(["--database-url", &self.url()])
            .env("MITEINANDER_LANGUAGE", "de")
            .output()
            .unwrap()
    }

    pub(crate) fn import(&self, what: &str, file: &Path, more: &[&str]) -> Output {
        let file = file.display().to_string();
        self.run(&[&["import", what, file.as_str()], more].concat())
    }

    pub(crate) async fn offers(&self) -> Vec<shared::offer::Offer> {
        let db = backend::db::Db::open(&self.url()).await.unwrap();
        let mut tx = db.read().await.unwrap();
        backend::db::offers::load_offers(&mut tx).await.unwrap()
    }
}

/// Standard output and standard error.
pub(crate) fn output_text(output: &Output) -> String {
    let [out, err] = [&output.stdout, &output.stderr].map(|bytes| String::from_utf8_lossy(bytes));
    format!("{out}{err}")
}

const HEADER: &str = "Stadt;Name;Kategorie;Sprache(n);Veranstaltungsort;Adresse des Veranstaltungsorts;Stadtteil;Zielgruppe: Geschlecht;Zielgruppe: Migrationshintergrund;Zielgruppe: Altersgruppe;Ansprechpartner;Anbieter;Adresse des Anbieters;Telefon;E-Mail;Homepage";
const BADMINTON: &str = "Castrop-Rauxel;Badminton;\"Freizeit / Kultur, Sport\";deutsch;Turnhalle Muster;\"Beispielstraße 18, 44579 Castrop-Rauxel\";Habinghorst;weiblich, männlich;keine bestimmte Zielgruppe / für alle offen;keine bestimmte / für alle offen;Team Beispiel;Sportverein Beispiel;\"Musterweg 1, 44579 Castrop-Rauxel\";(0)30 23125 101;info@verein.example;www.verein.example";

#[tokio::test]
async fn all_columns_of_the_countys_spreadsheet_are_imported() {
    let office = Office::new();
    let file = office.file("offers.csv", format!("{HEADER}\n{BADMINTON}\n").as_bytes());
    let output = office.import("offers", &file, &[]);
    assert!(output.status.success(), "{}", output_text(&output));
    let offers = office.offers().await;
    let offer = serde_json::to_value(&offers[0]).unwrap();
    assert_eq!(offers.len(), 1);
    assert_eq!(offer["name"]["de"], "Badminton");
    assert_eq!(offer["city"], "castrop-rauxel");
    assert_eq!(offer["categories"], serde_json::json!(["freizeit", "sport"]));
    assert_eq!(offer["languages"]["spoken"], serde_json::json!(["de"]));
    assert_eq!(offer["venue"]["name"], "Turnhalle Muster");
    assert_eq!(offer["venue"]["address"]["postal_code"], "44579");
    assert_eq!(offer["district"], "Habinghorst");
    assert_eq!(offer["audience"]["genders"], serde_json::json!(["female", "male"]));
    assert_eq!(offer["audience"]["background"], "open");
    assert_eq!(offer["contact"]["person"], "Team Beispiel");
    assert_eq!(offer["contact"]["phone"], "(0)30 23125 101");
    assert_eq!(offer["contact"]["web"], "https://www.verein.example");
}

#[tokio::test]
async fn importing_the_same_file_again_changes_and_duplicates_nothing() {
    let office = Office::new();
    let file = office.file("offers.csv", format!("{HEADER}\n{BADMINTON}\n").as_bytes());
    assert!(office.import("offers", &file, &[]).status.success());
    let before = office.offers().await;
    let output = office.import("offers", &file, &[]);
    assert!(output_text(&output).contains("0 neu, 1 geändert"), "{}", output_text(&output));
    assert_eq!(office.offers().await, before);
}

#[tokio::test]
async fn a_workbook_is_imported_like_a_csv_file() {
    let office = Office::new();
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (column, heading) in ["Name", "Stadt", "Anbieter", "Kategorie"].into_iter().enumerate() {
        sheet.write(0, u16::try_from(column).unwrap(), heading).unwrap();
    }
    for (column, cell) in
        ["Chor", "Marl", "Haus Beispiel", "Begegnung\nReligion"].into_iter().enumerate()
    {
        sheet.write(1, u16::try_from(column).unwrap(), cell).unwrap();
    }
    let file = office.file("offers.xlsx", &book.save_to_buffer().unwrap());
    let output = office.import("offers", &file, &[]);
    assert!(output.status.success(), "{}", output_text(&output));
    let offers = office.offers().await;
    assert_eq!((offers.len(), offers[0].categories.len()), (1, 2));
}

#[tokio::test]
async fn a_dry_run_validates_everything_and_stores_nothing() {
    let office = Office::new();
    let file = office.file("offers.csv", format!("{HEADER}\n{BADMINTON}\n").as_bytes());
    let output = office.import("offers", &file, &["--dry-run"]);
    assert!(
        output.status.success() && output_text(&output).contains("1 neu"),
        "{}",
        output_text(&output)
    );
    assert!(office.offers().await.is_empty());
}

#[tokio::test]
async fn an_unknown_column_is_reported_and_ignored() {
    let office = Office::new();
    let csv = "Stadt,Name,Kategorie,Anbieter,Raumfarbe\nMarl,Chor,Begegnung,Haus Beispiel,grün\n";
    let output = office.import("offers", &office.file("offers.csv", csv.as_bytes()), &[]);
    assert!(output.status.success(), "{}", output_text(&output));
    assert!(output_text(&output).contains("Raumfarbe"), "{}", output_text(&output));
    assert_eq!(office.offers().await.len(), 1);
}

#[rstest]
#[case::no_name(
    "Stadt;Name;Kategorie;Anbieter\nMarl;Chor;Begegnung;Haus\nMarl;;Begegnung;Haus",
    "Zeile 3, Spalte „Name“"
)]
#[case::unknown_city(
    "Stadt;Name;Kategorie;Anbieter\nParis;Chor;Begegnung;Haus",
    "Zeile 2, Spalte „Stadt“: „Paris“"
)]
#[case::double(
    "Stadt;Name;Kategorie;Anbieter\nMarl;Chor;Sport;Haus\nMarl;chor;Sport;Haus",
    "Zeile 3"
)]
#[case::no_column("Stadt;Name;Anbieter\nMarl;Chor;Haus", "„Kategorie“ fehlt")]
#[case::two_columns(
    "Stadt;Name;Kategorie;Anbieter;Stadt\nMarl;Chor;Sport;Haus;Marl",
    "„Stadt“ gibt es zweimal"
)]
#[tokio::test]
async fn an_invalid_cell_is_reported_by_row_and_column_and_nothing_is_stored(
    #[case] csv: &str,
    #[case] words: &str,
) {
    let office = Office::new();
    let output = office.import("offers", &office.file("offers.csv", csv.as_bytes()), &[]);
    assert!(!output.status.success());
    assert!(output_text(&output).contains(words), "{}", output_text(&output));
    assert!(office.offers().await.is_empty());
}

#[rstest]
#[case::no_mail(
    "Stadt;Name;Kategorie;Anbieter;E-Mail\nMarl;Chor;Begegnung;Haus;nix",
    "Zeile 2, Spalte „E-Mail“: „nix“"
)]
#[case::a_script(
    "Stadt;Name;Kategorie;Anbieter;Homepage\nMarl;Chor;Begegnung;Haus;javascript:alert(1)",
    "Zeile 2, Spalte „Homepage“: „javascript:alert(1)“"
)]
#[tokio::test]
async fn a_cell_that_is_not_understood_is_reported_and_its_row_is_stored_without_it(
    #[case] csv: &str,
    #[case] words: &str,
) {
    let office = Office::new();
    let output = office.import("offers", &office.file("offers.csv", csv.as_bytes()), &[]);
    assert!(output.status.success(), "{}", output_text(&output));
    assert!(output_text(&output).contains(words), "{}", output_text(&output));
    assert_eq!(office.offers().await.len(), 1);
}

#[rstest]
#[case::empty("leer.csv", b"", ["leer", "leer"])]
#[case::headings_only(
    "kopf.csv", b"Stadt;Name;Kategorie;Anbieter\n", ["leer", "„Herausforderung“ fehlt"]
)]
#[case::utf16("utf16.csv", b"\xff\xfeS\0t\0a\0d\0t\0", ["leer", "„Herausforderung“ fehlt"])]
#[case::binary("binary.csv", b"\x00\x01\x02\x00\x00", ["UTF-8", "UTF-8"])]
#[case::no_workbook("falsch.xlsx", b"kein Excel", ["Tabelle", "Tabelle"])]
#[case::another_kind("offers.pdf", b"%PDF", [".csv", ".csv"])]
#[case::broken_json("offers.json", b"{\"offers\": [", ["Zeile 1", "Zeile 1"])]
fn an_unreadable_file_is_reported(
    #[case] name: &str,
    #[case] content: &[u8],
    #[case] words: [&str; 2],
) {
    let office = Office::new();
    for (what, words) in ["offers", "conference"].into_iter().zip(words) {
        let output = office.import(what, &office.file(name, content), &[]);
        assert!(!output.status.success(), "{what}");
        assert!(output_text(&output).contains(words), "{what}: {}", output_text(&output));
    }
}

#[test]
fn a_file_of_more_than_fifty_megabytes_is_rejected() {
    let office = Office::new();
    let path = office.folder.path().join("huge.csv");
    std::fs::File::create(&path).unwrap().set_len(51 * 1024 * 1024).unwrap();
    for what in ["offers", "conference"] {
        let output = office.import(what, &path, &[]);
        assert!(!output.status.success());
        assert!(output_text(&output).contains("51 MB"), "{}", output_text(&output));
    }
}

#[test]
fn a_missing_file_is_reported() {
    let office = Office::new();
    let output = office.import("offers", Path::new("/nothing/here.csv"), &[]);
    assert!(
        !output.status.success() && output_text(&output).contains("nicht lesen"),
        "{}",
        output_text(&output)
    );
}

#[test]
fn an_unsupported_database_url_is_reported() {
    let output = Command::new(env!("CARGO_BIN_EXE_miteinander"))
        .args(["round", "open", "K7M4PX", "--database-url", "mysql://nowhere"])
        .env("MITEINANDER_LANGUAGE", "de")
        .output()
        .unwrap();
    assert!(
        !output.status.success() && output_text(&output).contains("Datenbank"),
        "{}",
        output_text(&output)
    );
}
