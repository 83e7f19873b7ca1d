//! Duplicates, and pairs that only look like duplicates.

use super::*;
use rstest::rstest;
use serde_json::{Value, json};

fn provider(id: &str, name: &str) -> Provider {
    serde_json::from_value(json!({ "id": id, "name": name })).unwrap()
}

/// An offer by name, provider's id and street; `more` overrides other fields.
fn offer(id: &str, side: Side<'_>, more: &Value) -> Offer {
    let mut offer = json!({
        "id": id, "name": { "de": side.0 }, "provider": side.1, "city": "marl",
        "categories": ["sport"],
    });
    if !side.2.is_empty() {
        offer["venue"] = json!({ "address": { "street": side.2 } });
    }
    for (key, value) in more.as_object().into_iter().flatten() {
        offer[key] = value.clone();
    }
    serde_json::from_value(offer).unwrap()
}

fn find(found: &[Offer], existing: &[Offer], providers: &[Provider]) -> Vec<Duplicate> {
    let rows: Vec<usize> = (2..).take(found.len()).collect();
    let (existing, providers): (Vec<_>, Vec<_>) =
        (existing.iter().collect(), providers.iter().collect());
    find_duplicates(Comparison { found, rows: &rows, existing: &existing, providers: &providers })
}

fn count(found: &[Offer], existing: &[Offer], providers: &[Provider]) -> usize {
    find(found, existing, providers).len()
}

type Side<'a> = (&'a str, &'a str, &'a str);

fn are_found(one: Side<'_>, other: Side<'_>) -> bool {
    let providers = [provider("one", one.1), provider("other", other.1)];
    let one = offer("a", (one.0, "one", one.2), &json!({}));
    let other = offer("b", (other.0, "other", other.2), &json!({}));
    let in_file = count(&[one.clone(), other.clone()], &[], &providers);
    assert_eq!(count(&[one], &[other], &providers), in_file, "also when one was there before");
    in_file == 1
}

#[rstest]
#[case::same(("Frauencafé", "Haus Muster", ""), ("Frauencafe", "Haus Muster e. V.", ""))]
#[case::spelling(("Sprach-Café", "Haus Muster", ""), ("Sprachcafé", "Haus Muster", ""))]
#[case::umlaut(("Nähkurs für Anfänger", "VHS Muster", ""), ("Naehkurs für Anfaenger", "VHS Muster", ""))]
#[case::typo(("Badminton für alle", "Turnverein Muster", ""), ("Badmington für alle", "Turnverein Mustr", ""))]
#[case::order(("Internationales Café", "Haus Muster", ""), ("Café international", "Haus Muster", ""))]
#[case::filler(("Deutschkurs für Anfänger", "VHS Muster", ""), ("Deutschkurs Anfänger", "VHS Muster", ""))]
#[case::ending(("Offener Nachbarschaftstreff", "Haus Muster", ""), ("Offene Nachbarschaftstreffs", "Haus Muster", ""))]
#[case::level(("Deutschkurs A1", "VHS Muster", ""), ("A1-Deutschkurs", "VHS Muster", ""))]
#[case::place(("Krabbelgruppe", "VHS", "Lange Str. 18"), ("Krabbelgruppe", "Volkshochschule Marl", "Lange Straße 18"))]
#[case::number(("Krabbelgruppe", "VHS", "Lange Straße 18"), ("Krabbelgruppe", "VHS", "Lange Straße 18a"))]
fn duplicates_are_found(#[case] one: Side<'_>, #[case] other: Side<'_>) {
    assert!(are_found(one, other));
}

#[rstest]
#[case::level(("Deutschkurs A1", "VHS Muster", ""), ("Deutschkurs A2", "VHS Muster", ""))]
#[case::part(("Ferienprogramm Teil 1", "VHS Muster", ""), ("Ferienprogramm Teil 2", "VHS Muster", ""))]
#[case::year(("Adventssingen 2026", "Chor Muster", ""), ("Adventssingen 2027", "Chor Muster", ""))]
#[case::gender(
    ("Gemeinsames Kochen und Begegnung im Stadtteil für Frauen", "Haus Muster", ""),
    ("Gemeinsames Kochen und Begegnung im Stadtteil für Männer", "Haus Muster", "")
)]
#[case::parents(("Deutsch für Mütter mit Kinderbetreuung", "VHS", ""), ("Deutsch für Väter mit Kinderbetreuung", "VHS", ""))]
#[case::weekday(("Krabbelgruppe Montag", "Haus Muster", ""), ("Krabbelgruppe Samstag", "Haus Muster", ""))]
#[case::half(("Seniorentreff am Vormittag in der Beispielstube", "Haus Muster", ""), ("Seniorentreff am Nachmittag in der Beispielstube", "Haus Muster", ""))]
#[case::language(("Beratung auf Arabisch", "Haus Muster", ""), ("Beratung auf Türkisch", "Haus Muster", ""))]
#[case::longer(("Sprachcafé", "Haus Muster", ""), ("Sprachcafé für Eltern von Kitakindern", "Haus Muster", ""))]
#[case::group(("Frauengruppe", "Haus Muster", ""), ("Trauergruppe", "Haus Muster", ""))]
#[case::provider(("Krabbelgruppe", "Evangelische Gemeinde Muster", ""), ("Krabbelgruppe", "Katholische Gemeinde Muster", ""))]
#[case::street(("Krabbelgruppe", "Haus Muster", "Lange Straße 18"), ("Krabbelgruppe", "Haus Muster", "Am Beispielmarkt 3"))]
fn similar_offers_are_not_duplicates(#[case] one: Side<'_>, #[case] other: Side<'_>) {
    assert!(!are_found(one, other));
}

#[rstest]
#[case::city(json!({ "city": "herten" }), 0)]
#[case::archived(json!({ "status": "archived" }), 0)]
#[case::draft(json!({ "status": "draft" }), 1)]
#[case::level(json!({ "terms": { "level": "b1" } }), 0)]
#[case::ages(json!({ "audience": { "ages": ["seniors"] } }), 0)]
#[case::more_ages(json!({ "audience": { "ages": ["seniors", "adults"] } }), 1)]
#[case::genders(json!({ "audience": { "genders": ["male"] } }), 0)]
fn other_fields_are_compared_too(#[case] more: Value, #[case] expected: usize) {
    let providers = [provider("haus", "Haus Muster")];
    let side = ("Frauencafé", "haus", "");
    let full = json!({
        "terms": { "level": "a1" },
        "audience": { "ages": ["adults"], "genders": ["female"] },
    });
    let offers = [offer("a", side, &full), offer("b", side, &more)];
    assert_eq!(count(&offers, &[], &providers), expected);
}

#[test]
fn duplicates_are_named_by_row_and_existing_pairs_are_not_reported() {
    let providers = [provider("haus", "Haus Muster")];
    let side = ("Frauencafé", "haus", "");
    let found = [offer("a", side, &json!({})), offer("x", ("Chor", "haus", ""), &json!({}))];
    let existing = [offer("b", side, &json!({})), offer("c", side, &json!({}))];
    let pairs = find(&found, &existing, &providers);
    let ids: Vec<_> = pairs
        .iter()
        .map(|pair| (pair.found.id.as_str(), pair.found.row, pair.like.id.as_str(), pair.like.row))
        .collect();
    assert_eq!(ids, [("a", Some(2), "b", None), ("a", Some(2), "c", None)]);
    assert_eq!(pairs[0].found.name, "Frauencafé");
}

#[test]
fn the_demo_has_no_duplicates() {
    let file = crate::samples::demo();
    assert_eq!(count(&file.offers, &[], &file.providers), 0);
}

#[test]
fn in_a_large_group_only_neighbours_are_compared() {
    let group = |size: usize| (0..size).rev().collect::<Vec<_>>();
    // In a small group all pairs are compared, each once.
    let few: BTreeSet<_> = neighbours(&group(WINDOW)).collect();
    assert_eq!(few.len(), WINDOW * (WINDOW - 1) / 2);
    assert!(few.iter().all(|(one, other)| one < other));
    // In a large group each offer has the same number of neighbours.
    let last = WINDOW * (WINDOW + 1) / 2;
    assert_eq!(neighbours(&group(6_000)).count(), 6_000 * WINDOW - last);
}
