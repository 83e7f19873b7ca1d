//! Duplicates, and pairs that only look like duplicates.

use super::*;
use rstest::rstest;
use serde_json::{Value, json};

fn provider(id: &str, name: &str) -> Provider {
    serde_json::from_value(json!({ "id": id, "name": name })).unwrap()
}

/// An offer with its provider's id; `more` overrides other fields.
fn offer(id: &str, side: Side<'_>, more: &Value) -> Offer {
    let mut offer = json!({
        "id": id, "name": { "de": side.name }, "provider": side.provider, "city": "marl",
        "categories": ["sport"],
    });
    if !side.street.is_empty() {
        offer["venue"] = json!({ "address": { "street": side.street } });
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

/// The compared parts of an offer; without a street it has no venue.
#[derive(Clone, Copy)]
struct Side<'a> {
    name: &'a str,
    provider: &'a str,
    street: &'a str,
}

fn side<'a>(name: &'a str, provider: &'a str, street: &'a str) -> Side<'a> {
    Side { name, provider, street }
}

fn are_found(one: Side<'_>, other: Side<'_>) -> bool {
    let providers = [provider("one", one.provider), provider("other", other.provider)];
    let one = offer("a", Side { provider: "one", ..one }, &json!({}));
    let other = offer("b", Side { provider: "other", ..other }, &json!({}));
    let in_file = count(&[one.clone(), other.clone()], &[], &providers);
    assert_eq!(count(&[one], &[other], &providers), in_file, "also when one was there before");
    in_file == 1
}

#[rstest]
#[case::same(side("Frauencafé", "Haus Muster", ""), side("Frauencafe", "Haus Muster e. V.", ""))]
#[case::spelling(side("Sprach-Café", "Haus Muster", ""), side("Sprachcafé", "Haus Muster", ""))]
#[case::umlaut(
    side("Nähkurs für Anfänger", "VHS Muster", ""),
    side("Naehkurs für Anfaenger", "VHS Muster", "")
)]
#[case::typo(
    side("Badminton für alle", "Turnverein Muster", ""),
    side("Badmington für alle", "Turnverein Mustr", "")
)]
#[case::order(
    side("Internationales Café", "Haus Muster", ""),
    side("Café international", "Haus Muster", "")
)]
#[case::filler(
    side("Deutschkurs für Anfänger", "VHS Muster", ""),
    side("Deutschkurs Anfänger", "VHS Muster", "")
)]
#[case::ending(
    side("Offener Nachbarschaftstreff", "Haus Muster", ""),
    side("Offene Nachbarschaftstreffs", "Haus Muster", "")
)]
#[case::level(side("Deutschkurs A1", "VHS Muster", ""), side("A1-Deutschkurs", "VHS Muster", ""))]
#[case::place(
    side("Krabbelgruppe", "VHS", "Lange Str. 18"),
    side("Krabbelgruppe", "Volkshochschule Marl", "Lange Straße 18")
)]
#[case::number(
    side("Krabbelgruppe", "VHS", "Lange Straße 18"),
    side("Krabbelgruppe", "VHS", "Lange Straße 18a")
)]
fn duplicates_are_found(#[case] one: Side<'_>, #[case] other: Side<'_>) {
    assert!(are_found(one, other));
}

#[rstest]
#[case::level(side("Deutschkurs A1", "VHS Muster", ""), side("Deutschkurs A2", "VHS Muster", ""))]
#[case::part(
    side("Ferienprogramm Teil 1", "VHS Muster", ""),
    side("Ferienprogramm Teil 2", "VHS Muster", "")
)]
#[case::year(
    side("Adventssingen 2026", "Chor Muster", ""),
    side("Adventssingen 2027", "Chor Muster", "")
)]
#[case::gender(
    side("Gemeinsames Kochen und Begegnung im Stadtteil für Frauen", "Haus Muster", ""),
    side("Gemeinsames Kochen und Begegnung im Stadtteil für Männer", "Haus Muster", "")
)]
#[case::parents(
    side("Deutsch für Mütter mit Kinderbetreuung", "VHS", ""),
    side("Deutsch für Väter mit Kinderbetreuung", "VHS", "")
)]
#[case::weekday(
    side("Krabbelgruppe Montag", "Haus Muster", ""),
    side("Krabbelgruppe Samstag", "Haus Muster", "")
)]
#[case::half(
    side("Seniorentreff am Vormittag in der Beispielstube", "Haus Muster", ""),
    side("Seniorentreff am Nachmittag in der Beispielstube", "Haus Muster", "")
)]
#[case::language(
    side("Beratung auf Arabisch", "Haus Muster", ""),
    side("Beratung auf Türkisch", "Haus Muster", "")
)]
#[case::longer(
    side("Sprachcafé", "Haus Muster", ""),
    side("Sprachcafé für Eltern von Kitakindern", "Haus Muster", "")
)]
#[case::group(side("Frauengruppe", "Haus Muster", ""), side("Trauergruppe", "Haus Muster", ""))]
#[case::provider(
    side("Krabbelgruppe", "Evangelische Gemeinde Muster", ""),
    side("Krabbelgruppe", "Katholische Gemeinde Muster", "")
)]
#[case::street(
    side("Krabbelgruppe", "Haus Muster", "Lange Straße 18"),
    side("Krabbelgruppe", "Haus Muster", "Am Beispielmarkt 3")
)]
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
    let same = side("Frauencafé", "haus", "");
    let full = json!({
        "terms": { "level": "a1" },
        "audience": { "ages": ["adults"], "genders": ["female"] },
    });
    let offers = [offer("a", same, &full), offer("b", same, &more)];
    assert_eq!(count(&offers, &[], &providers), expected);
}

#[test]
fn duplicates_are_named_by_row_and_existing_pairs_are_not_reported() {
    let providers = [provider("haus", "Haus Muster")];
    let same = side("Frauencafé", "haus", "");
    let found = [offer("a", same, &json!({})), offer("x", side("Chor", "haus", ""), &json!({}))];
    let existing = [offer("b", same, &json!({})), offer("c", same, &json!({}))];
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
