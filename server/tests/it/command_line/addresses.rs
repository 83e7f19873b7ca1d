//! `import addresses`.

use super::{BADMINTON, HEADER, Office, output_text};

/// Headings and form of the house coordinates of the Länder; the places are invented.
const SURVEY: &str = "nba;oid;qua;landschl;land;regbezschl;regbez;kreisschl;kreis;gmdschl;gmd;\
ottschl;ott;strschl;str;hnr;adz;zone;ostwert;nordwert\n\
N;DENW1;A;05;Nordrhein-Westfalen;5;Münster;62;Recklinghausen;004;Castrop-Rauxel;0000;;02190;\
Beispielstr.;18;;32;377000,123;5714000,456\n\
N;DENW2;A;05;Nordrhein-Westfalen;5;Münster;62;Recklinghausen;004;Castrop-Rauxel;0000;;02190;\
Beispielstr.;0;;32;377000,123;5714000,456\n";

#[tokio::test]
async fn the_survey_of_a_land_places_offers_and_the_report_lists_what_it_does_not_know() {
    let office = Office::new();
    let lost = BADMINTON.replace("Badminton", "Chor").replace("Beispielstraße 18", "Nirgendweg 3");
    let table = format!("{HEADER}\n{BADMINTON}\n{lost}\n");
    let offers = office.file("offers.csv", table.as_bytes());
    assert!(office.import("offers", &offers, &[]).status.success());
    let survey = office.file("survey.txt", SURVEY.as_bytes());
    let dry = office.import("addresses", &survey, &["--dry-run"]);
    let output = office.import("addresses", &survey, &[]);
    let text = output_text(&output);
    assert!(output.status.success(), "{text}");
    for words in [
        "2 Zeilen gelesen, 1 Adressen gemerkt",
        "Zeile 3: Straße oder Hausnummer fehlt",
        "neuer Position: 1. Schon vorher mit Position: 0. Adresse nicht gefunden: 1",
        "„Chor“",
        "Nirgendweg 3, 44579 Castrop-Rauxel",
    ] {
        assert!(text.contains(words), "no {words:?} in {text}");
    }
    assert_eq!(output_text(&dry).replace("Probelauf: Nichts wurde gespeichert.\n", ""), text);
    let placed = office.offers().await.into_iter().filter_map(|offer| offer.venue?.position);
    let placed: Vec<_> = placed.collect();
    assert_eq!(placed.len(), 1);
    assert!((51_000_000..52_000_000).contains(&placed[0].latitude), "{placed:?}");
}

#[test]
fn a_file_without_addresses_is_refused_with_words() {
    let office = Office::new();
    let file = office.file("x.csv", "Name;Telefon\nHaus;123\n".as_bytes());
    let output = office.import("addresses", &file, &[]);
    assert!(!output.status.success());
    assert!(output_text(&output).contains("Die Spalte „Straße“ fehlt"), "{}", output_text(&output));
}
