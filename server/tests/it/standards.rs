//! Exporting and importing files of the Human Services Data Specification (HSDS).

use crate::command_line::{Office, output_text};
use serde_json::{Value, json};
use std::path::PathBuf;

fn demo() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../demo/offers.json")
}

#[tokio::test]
async fn offers_can_be_exchanged_as_hsds_without_loss() {
    let (here, there) = (Office::new(), Office::new());
    assert!(here.import("offers", &demo(), &[]).status.success());
    let file = here.file("offers.json", b"");
    let name = file.display().to_string();
    let output = here.run(&["export", "offers", "--format", "hsds", &name]);
    assert!(output.status.success(), "{}", output_text(&output));
    let services: Vec<Value> = serde_json::from_slice(&std::fs::read(&file).unwrap()).unwrap();
    assert_eq!(services.len(), 80);

    let output = there.import("offers", &file, &[]);
    assert!(output.status.success(), "{}", output_text(&output));
    assert!(output_text(&output).contains("80 neu, 0 geändert"), "{}", output_text(&output));
    assert!(!output_text(&output).contains("nicht übernommen"), "{}", output_text(&output));
    assert_eq!(there.offers().await, here.offers().await);
}

#[tokio::test]
async fn a_foreign_file_needs_a_city_and_a_category_and_ignored_fields_are_reported() {
    let office = Office::new();
    let service = json!({
        "id": "ac148810-d857-441c-9679-408f346de14b",
        "name": "Lerntreff",
        "status": "active",
        "organization": { "id": "d9d5e0f5-d3ce-4f73-9a2f-4dd0ecc6c610", "name": "Verein Beispiel" },
        "funding": [{ "id": "1f2df32c-bf08-4b8e-bd6f-e834014b19bc", "source": "Spenden" }]
    });
    let file = office.file("fremd.json", json!([service]).to_string().as_bytes());
    let refused = office.import("offers", &file, &[]);
    assert!(!refused.status.success());
    assert!(
        output_text(&refused).contains("Datensatz 1, Feld „city“"),
        "{}",
        output_text(&refused)
    );
    assert!(office.offers().await.is_empty());

    let settings = ["--city", "marl", "--category", "bildung"];
    let dry = office.import("offers", &file, &[&settings[..], &["--dry-run"]].concat());
    assert!(dry.status.success(), "{}", output_text(&dry));
    assert!(office.offers().await.is_empty());
    let taken = office.import("offers", &file, &settings);
    assert!(taken.status.success(), "{}", output_text(&taken));
    assert!(output_text(&taken).contains("funding (1)"), "{}", output_text(&taken));
    assert_eq!(office.offers().await[0].city.as_str(), "marl");
    let unknown = office.import("offers", &file, &["--city", "paris", "--category", "bildung"]);
    assert!(
        !unknown.status.success() && output_text(&unknown).contains("„paris“"),
        "{}",
        output_text(&unknown)
    );
}
