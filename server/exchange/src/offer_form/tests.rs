use super::*;
use jiff::civil::date;
use rstest::rstest;
use shared::text::TextState;

fn taxonomy() -> Taxonomy {
    serde_json::from_str(include_str!("../../../backend/data/taxonomy.json")).unwrap()
}

fn sample() -> (Offer, Provider) {
    let file: crate::records::OfferFile =
        serde_json::from_slice(include_bytes!("../../../../demo/offers.json")).unwrap();
    let offer = file.offers.into_iter().next().unwrap();
    let provider = file.providers.into_iter().find(|one| one.id == offer.provider).unwrap();
    (offer, provider)
}

fn read(cells: &Cells, stored: Option<&Offer>, provider: &Provider) -> FormReading {
    let id = stored.map_or_else(|| OfferId::parse("new").unwrap(), |offer| offer.id.clone());
    let basis = FormBasis {
        id: &id,
        stored,
        providers: std::slice::from_ref(provider),
        taxonomy: &taxonomy(),
        today: date(2026, 11, 27),
    };
    read_cells(cells, basis)
}

#[test]
fn every_offer_comes_back_from_its_form_as_it_was() {
    let file: crate::records::OfferFile =
        serde_json::from_slice(include_bytes!("../../../../demo/offers.json")).unwrap();
    let taxonomy = taxonomy();
    assert!(file.offers.len() > 5);
    for offer in &file.offers {
        let provider = file.providers.iter().find(|one| one.id == offer.provider).unwrap();
        let cells = write_cells(offer, Some(provider), &taxonomy);
        let reading = read(&cells, Some(offer), provider);
        assert_eq!(reading.problems, []);
        assert_eq!(reading.doubts, [], "{cells:?}");
        assert_eq!(reading.offer.as_ref(), Some(offer));
        assert_eq!(reading.new_provider, None);
    }
}

#[test]
fn times_are_typed_as_people_write_them_and_what_is_not_understood_is_kept_as_a_doubt() {
    let (offer, provider) = sample();
    let mut cells = write_cells(&offer, Some(&provider), &taxonomy());
    cells.insert("weekly".to_owned(), "jeden 1. Mittwoch im Monat, 15 - 17 Uhr".to_owned());
    let reading = read(&cells, Some(&offer), &provider);
    assert_eq!(reading.offer.unwrap().schedule.monthly.len(), 1);
    cells.insert("weekly".to_owned(), "wenn der Mond voll ist".to_owned());
    let reading = read(&cells, Some(&offer), &provider);
    assert!(reading.doubts.iter().any(|found| found.key == "weekly"), "{:?}", reading.doubts);
}

#[test]
fn what_is_missing_is_named_by_its_field() {
    let (_, provider) = sample();
    let reading = read(&Cells::new(), None, &provider);
    assert_eq!(reading.offer, None);
    let keys: Vec<_> = reading.problems.iter().map(|problem| problem.key.as_str()).collect();
    for key in ["name", "city", "category", PROVIDER] {
        assert!(keys.contains(&key), "{key}: {keys:?}");
    }
}

#[test]
fn a_new_provider_comes_with_its_first_offer() {
    let (offer, provider) = sample();
    let mut cells = write_cells(&offer, Some(&provider), &taxonomy());
    cells.insert(NEW_PROVIDER.to_owned(), "Beispielverein Neu".to_owned());
    let reading = read(&cells, None, &provider);
    let new = reading.new_provider.unwrap();
    assert_eq!(new.name.as_str(), "Beispielverein Neu");
    assert_eq!(reading.offer.unwrap().provider, new.id);
}

#[rstest]
#[case::untouched("Choir", "machine", "Chor", Some(TextState::Machine))]
#[case::checked("Choir", "human", "Chor", Some(TextState::Human))]
#[case::rewritten("A choir", "machine", "Chor", Some(TextState::Human))]
#[case::older_than_the_german("Choir", "machine", "Großer Chor", Some(TextState::Outdated))]
#[case::taken_away("", "machine", "Chor", None)]
fn a_translation_has_the_state_that_follows_from_what_was_done(
    #[case] english: &str,
    #[case] state: &str,
    #[case] german: &str,
    #[case] expected: Option<TextState>,
) {
    let (mut offer, provider) = sample();
    offer.name = serde_json::from_value(serde_json::json!({
        "de": "Chor", "en": { "text": "Choir", "state": "machine" }
    }))
    .unwrap();
    let mut cells = write_cells(&offer, Some(&provider), &taxonomy());
    assert_eq!(cells["state.name.en"], "machine");
    for (key, value) in [("name", german), ("name.en", english), ("state.name.en", state)] {
        cells.insert(key.to_owned(), value.to_owned());
    }
    let changed = read(&cells, Some(&offer), &provider).offer.unwrap();
    let language = LanguageTag::parse("en").unwrap();
    assert_eq!(changed.name.get(&language).map(|version| version.state), expected);
}

#[test]
fn every_field_has_a_key_of_its_own_and_an_input() {
    let languages = [LanguageTag::parse("en").unwrap()];
    let keys = keys(&languages);
    let unique: std::collections::BTreeSet<_> = keys.iter().collect();
    assert_eq!(unique.len(), keys.len());
    for key in &keys {
        assert!(input_of(key, &taxonomy(), &[]).is_some(), "{key}");
        assert_ne!(heading_of(key), *key);
    }
    assert!(keys.contains(&"venue_address".to_owned()), "{keys:?}");
}

#[test]
fn fields_that_one_of_two_people_changed_are_merged_and_the_others_are_conflicts() {
    let cells = |pairs: &[(&str, &str)]| -> Cells {
        pairs.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect()
    };
    let base = cells(&[("name", "Chor"), ("cost", "5 €"), ("phone", "1"), ("mail", "a\nb")]);
    let theirs = cells(&[("name", "Chor"), ("cost", "6 €"), ("phone", "2"), ("mail", "a\nb")]);
    let mine =
        cells(&[("name", "Neuer Chor"), ("cost", "5 €"), ("phone", "3"), ("mail", "a\r\nb")]);
    let merged = merge(Some(&base), &theirs, &mine);
    assert_eq!(merged.cells["name"], "Neuer Chor");
    assert_eq!(merged.cells["cost"], "6 €");
    assert_eq!(merged.cells["phone"], "3");
    assert_eq!(merged.taken, ["cost"]);
    let conflict = Conflict { key: "phone".to_owned(), theirs: "2".to_owned() };
    assert_eq!(merged.conflicts, [conflict]);
    // Without a base nobody knows who changed what.
    let merged = merge(None, &theirs, &mine);
    assert_eq!(merged.conflicts.len(), 3);
    assert_eq!(merged.cells["cost"], "5 €");
}

#[rstest]
#[case::as_written("51,614720", "7,196500", Some((51_614_720, 7_196_500)))]
#[case::as_typed(" 51.6147 ", "7", Some((51_614_700, 7_000_000)))]
#[case::half("51,6", "", None)]
#[case::words("hier", "dort", None)]
#[case::not_on_earth("91", "7", None)]
fn a_position_is_what_both_fields_give(
    #[case] latitude: &str,
    #[case] longitude: &str,
    #[case] expected: Option<(i32, i32)>,
) {
    let cells = Cells::from([
        ("latitude".to_owned(), latitude.to_owned()),
        ("longitude".to_owned(), longitude.to_owned()),
    ]);
    let found = position_of(&cells).map(|position| (position.latitude, position.longitude));
    assert_eq!(found, expected);
}

#[test]
fn free_places_that_are_typed_anew_are_of_today_unless_a_day_is_typed_with_them() {
    let (mut offer, provider) = sample();
    offer.terms.availability = serde_json::from_value(serde_json::json!({
        "places_free": 3, "waiting": "4 Wochen", "as_of": "2026-11-12",
    }))
    .unwrap();
    let held = write_cells(&offer, Some(&provider), &taxonomy());
    assert_eq!(held["places_as_of"], "12.11.2026");
    let day = |changes: &[(&str, &str)]| {
        let mut cells = held.clone();
        cells.extend(changes.iter().map(|(key, cell)| ((*key).to_owned(), (*cell).to_owned())));
        let offer = read(&cells, Some(&offer), &provider).offer.unwrap();
        offer.terms.availability.map(|held| held.as_of)
    };
    assert_eq!(day(&[]), Some(date(2026, 11, 12)));
    assert_eq!(day(&[("places_free", "2")]), Some(date(2026, 11, 27)));
    assert_eq!(day(&[("waiting", "")]), Some(date(2026, 11, 27)));
    let typed = [("places_free", "2"), ("places_as_of", "20.11.2026")];
    assert_eq!(day(&typed), Some(date(2026, 11, 20)));
    assert_eq!(day(&[("places_free", ""), ("waiting", "")]), None);
}
