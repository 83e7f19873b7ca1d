//! Round trips: records that are exported and imported again.

use super::*;
use proptest::prelude::*;
use proptest::sample::select;
use shared::offer::Offer;
use std::collections::BTreeSet;

fn round_trip(content: &OfferFile) -> Reading {
    let file =
        hsds::write::file(&content.offers, &content.providers, &samples::taxonomy()).unwrap();
    read_with(&file, &Fallback::default(), &KnownIds::default()).unwrap()
}

#[test]
fn every_record_of_the_demo_round_trips() {
    let demo = samples::demo();
    let reading = round_trip(&demo);
    assert_eq!(reading.records, demo.offers.len());
    assert!(reading.ignored_fields.is_empty(), "{:?}", reading.ignored_fields);
    for (back, sent) in reading.content.offers.iter().zip(&demo.offers) {
        assert_eq!(back, sent);
    }
    for provider in &reading.content.providers {
        assert!(demo.providers.contains(provider), "{provider:?}");
    }
    let offering: BTreeSet<_> = demo.offers.iter().map(|offer| &offer.provider).collect();
    assert_eq!(reading.content.providers.len(), offering.len());
}

#[test]
fn every_object_has_a_unique_uuid() {
    let demo = samples::demo();
    let file = hsds::write::file(&demo.offers, &demo.providers, &samples::taxonomy()).unwrap();
    let services: Vec<Value> = serde_json::from_slice(&file).unwrap();
    for service in &services {
        let mut ids = Vec::new();
        collect_ids(service, &mut ids);
        let distinct: BTreeSet<&str> = ids.iter().copied().collect();
        assert_eq!(distinct.len(), ids.len(), "{}", service["name"]);
        for id in ids {
            let lengths: Vec<usize> = id.split('-').map(str::len).collect();
            assert_eq!(lengths, [8, 4, 4, 4, 12], "{id}");
        }
    }
}

/// Ids of all objects except terms, which attributes share.
fn collect_ids<'a>(value: &'a Value, ids: &mut Vec<&'a str>) {
    match value {
        Value::Object(object) => {
            ids.push(object["id"].as_str().unwrap());
            object
                .iter()
                .filter(|(name, _)| *name != "taxonomy_term")
                .for_each(|(_, value)| collect_ids(value, ids));
        }
        Value::Array(items) => items.iter().for_each(|item| collect_ids(item, ids)),
        _ => {}
    }
}

#[test]
fn standard_fields_are_filled_for_other_systems() {
    let demo = samples::demo();
    let file = hsds::write::file(&demo.offers, &demo.providers, &samples::taxonomy()).unwrap();
    let services: Vec<Value> = serde_json::from_slice(&file).unwrap();
    let service = &services[0];
    assert_eq!(service["name"], "Bewerbungshilfe: Lebenslauf, Anschreiben, Gespräch");
    assert_eq!(service["status"], "active");
    assert_eq!(service["assured_date"], "2026-10-27");
    assert_eq!(service["cost_options"][0]["amount"], 0);
    assert_eq!(service["minimum_age"], 10);
    assert_eq!(service["languages"][1]["code"], "en");
    assert_eq!(service["organization"]["name"], "Jugendwerkstatt Musterstart");
    let location = &service["service_at_locations"][0]["location"];
    assert_eq!(
        (&location["latitude"], &location["longitude"]),
        (&json!(51.55018), &json!(7.31142))
    );
    assert_eq!(location["addresses"][0]["city"], "Castrop-Rauxel");
    assert_eq!(location["addresses"][0]["country"], "DE");
    let times = &service["schedules"][0];
    assert_eq!((&times["freq"], &times["byday"]), (&json!("WEEKLY"), &json!("TU")));
    assert_eq!((&times["opens_at"], &times["closes_at"]), (&json!("10:00"), &json!("13:00")));
}

/// A provider with contact persons, with and without a general contact of which a name is known.
fn with_persons(contact: &Value) -> OfferFile {
    let mut demo = samples::demo();
    let persons = json!([
        {
            "name": "Beratung Sprachkurse", "topic": "Einstufung, Anmeldung",
            "cities": ["marl", "herten"], "categories": ["sprache", "beratung"],
            "phone": "030 23125-101", "mail": "kurse@vhs.example"
        },
        { "name": "Hausmeister" },
        { "name": "Hausmeister", "phone": "030 23125-102" }
    ]);
    let provider = demo.offers[0].provider.clone();
    let provider = demo.providers.iter_mut().find(|one| one.id == provider).unwrap();
    provider.persons = serde_json::from_value(persons).unwrap();
    provider.contact = serde_json::from_value(contact.clone()).unwrap();
    demo
}

#[rstest]
#[case::with_a_name(json!({ "person": "Kursbüro", "phone": "030 23125-100" }))]
#[case::without_a_name(json!({ "mail": "info@vhs.example" }))]
#[case::without_anything(json!({}))]
fn contact_persons_round_trip_beside_the_general_contact(#[case] contact: Value) {
    let content = with_persons(&contact);
    let reading = round_trip(&content);
    assert!(reading.ignored_fields.is_empty(), "{:?}", reading.ignored_fields);
    let id = &content.offers[0].provider;
    let find = |file: &OfferFile| file.providers.iter().find(|one| one.id == *id).cloned();
    assert_eq!(find(&reading.content), find(&content));
}

#[test]
fn contact_persons_are_contacts_of_the_organization_for_other_systems() {
    let content = with_persons(&json!({ "person": "Kursbüro" }));
    let file =
        hsds::write::file(&content.offers, &content.providers, &samples::taxonomy()).unwrap();
    let services: Vec<Value> = serde_json::from_slice(&file).unwrap();
    let organization = &services[0]["organization"];
    let contacts = &organization["contacts"];
    assert_eq!(contacts[0]["name"], "Kursbüro");
    assert_eq!(contacts[1]["name"], "Beratung Sprachkurse");
    assert_eq!(contacts[1]["title"], "Einstufung, Anmeldung");
    assert_eq!(contacts[1]["email"], "kurse@vhs.example");
    assert_eq!(contacts[1]["phones"][0]["number"], "030 23125-101");
    let kind = &organization["attributes"][0]["taxonomy_term"];
    assert_eq!(
        (&kind["taxonomy"], &kind["code"], &kind["name"]),
        (&json!("miteinander-institution"), &json!("education"), &json!("Bildungseinrichtung"))
    );
    let mut ids = Vec::new();
    collect_ids(organization, &mut ids);
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len());
}

/// Parts of records that are easily lost in a round trip, each as JSON.
fn odd_parts() -> impl Strategy<Value = Vec<(&'static str, Value)>> {
    let day = (1_i8..=28, 1_i8..=12).prop_map(|(day, month)| format!("2027-{month:02}-{day:02}"));
    let days = proptest::collection::vec(day.clone(), 0..3);
    let texts = select(vec![
        json!({ "de": "Kurs" }),
        json!({ "en": "Course" }),
        json!({ "de": { "text": "Kurs", "state": "machine" }, "en": "Course" }),
        json!({ "de": "Kurs", "de-simple": "Kurs", "tr": { "text": "Kurs", "state": "outdated" } }),
    ]);
    let slots = proptest::sample::subsequence(
        vec![
            json!({ "weekday": "mo", "from": "09:00:00" }),
            json!({ "weekday": "mo", "from": "09:00:00", "languages": ["ar", "de"] }),
            json!({ "weekday": "su", "from": "22:15:30", "to": "01:00:00" }),
            json!({ "weekday": "fr", "starting": "2027-01-08", "from": "18:00:00" }),
            json!({ "weekday": "fr", "every": 2, "from": "18:00:00" }),
            json!({
                "weekday": "th", "every": 3, "starting": "2026-09-10", "from": "18:00:00",
                "languages": ["uk"]
            }),
        ],
        0..=6,
    );
    let monthly = proptest::sample::subsequence(
        vec![
            json!({ "weeks": ["first", "third"], "weekday": "we", "from": "15:00:00" }),
            json!({ "weeks": ["last"], "weekday": "fr", "from": "22:00:00", "to": "02:00:00" }),
            json!({
                "weeks": ["second", "fourth", "last"], "weekday": "su", "from": "10:00:00",
                "languages": ["ar", "de"]
            }),
        ],
        0..=3,
    );
    let ranges = proptest::sample::subsequence(
        vec![
            json!({ "from": "2026-11-01", "to": "2026-11-01" }),
            json!({ "from": "2026-09-01", "to": "2027-02-01" }),
            json!({ "from": "2027-03-01", "to": "2027-02-01" }),
        ],
        0..=3,
    );
    let dates = proptest::sample::subsequence(
        vec![
            json!({ "on": "2026-11-01" }),
            json!({ "on": "2026-11-01" }),
            json!({ "on": "2026-12-01", "from": "10:00:00", "to": "11:00:00" }),
        ],
        0..=3,
    );
    let flags = any::<(bool, bool, bool, Option<bool>, Option<bool>)>();
    let place = select(vec![None, Some("Marl"), Some("Anderswo")]);
    let status = select(vec!["draft", "in_review", "published", "archived"]);
    let cost = select(vec![None, Some(json!("free")), Some(json!({ "text": "kostenlos" }))]);
    ((texts, (slots, monthly), ranges, dates), (days, flags, place, status, cost), proptest::option::of(day))
        .prop_map(|((texts, (weekly, monthly), ranges, dates), (days, flags, place, status, cost), seen)| {
            let (by_appointment, school_days_only, has_note, childcare, step_free) = flags;
            let mut address = json!({});
            if let Some(place) = place {
                address["place"] = json!(place);
            }
            let mut schedule = json!({
                "weekly": weekly, "monthly": monthly, "ranges": ranges, "dates": dates, "exceptions": days,
                "by_appointment": by_appointment, "school_days_only": school_days_only
            });
            if by_appointment {
                schedule["public_holidays"] = json!("takes_place");
            }
            if has_note {
                schedule["note"] = json!("Bitte klingeln,\nzweimal");
            }
            let venue = if has_note { json!({ "address": address }) } else { Value::Null };
            let terms = json!({
                "childcare": childcare, "step_free": step_free, "cost": cost,
                "availability": seen.as_ref().map(|day| json!({
                    "places_free": step_free.map(|is_free| if is_free { 9_999 } else { 0 }),
                    "waiting": "4 Wochen", "as_of": day,
                })),
            });
            vec![
                ("name", texts.clone()),
                ("good_practice", texts.clone()),
                ("good_practice_parts", json!({
                    "for_whom": texts, "since": step_free.map(|_| 2_015), "takeaway": texts,
                    "partners": childcare.map(|_| "Haus; Hof"),
                })),
                ("schedule", schedule),
                ("venue", venue),
                ("terms", terms),
                ("status", json!(status)),
                ("visible", json!({ "from": seen })),
            ]
        })
}

fn with_parts(parts: Vec<(&'static str, Value)>) -> Offer {
    let mut record = json!({
        "id": "kurs", "provider": "beratungsstelle-beispielhaus", "city": "marl",
        "categories": ["sport", "sprache"], "languages": { "spoken": ["de", "xx"] }
    });
    for (name, value) in parts {
        record[name] = value;
    }
    serde_json::from_value(without_nulls(record)).unwrap()
}

proptest! {
    #[test]
    fn an_odd_record_round_trips(parts in odd_parts()) {
        let offer = with_parts(parts);
        let content = OfferFile { providers: samples::demo().providers, offers: vec![offer] };
        let reading = round_trip(&content);
        prop_assert_eq!(&reading.content.offers, &content.offers);
        prop_assert!(reading.ignored_fields.is_empty(), "{:?}", reading.ignored_fields);
    }

    #[test]
    fn no_file_panics(
        place in any::<prop::sample::Index>(),
        value in select(vec![
            json!(null), json!([]), json!({}), json!([[]]), json!(-1), json!(1e300), json!(true),
            json!(""), json!("x"), json!("2026-02-30"), json!("99:99"), json!("-9999999-01-01"),
            json!([{ "byday": "MO,,XX" }]), json!("name.."), json!("name.de.x"),
        ]),
    ) {
        let demo = samples::demo();
        let bytes = hsds::write::file(&demo.offers[..1], &demo.providers, &samples::taxonomy()).unwrap();
        let mut file: Value = serde_json::from_slice(&bytes).unwrap();
        let mut pointers = Vec::new();
        collect_pointers(&file, String::new(), &mut pointers);
        let pointer: &String = place.get(&pointers);
        *file.pointer_mut(pointer).unwrap() = value;
        let content = serde_json::to_vec(&file).unwrap();
        let _ = read_with(&content, &fallback(), &KnownIds::default());
    }
}

fn collect_pointers(value: &Value, at: String, pointers: &mut Vec<String>) {
    match value {
        Value::Object(object) => {
            for (name, value) in object {
                collect_pointers(value, format!("{at}/{name}"), pointers);
            }
        }
        Value::Array(items) => {
            for (place, value) in items.iter().enumerate() {
                collect_pointers(value, format!("{at}/{place}"), pointers);
            }
        }
        _ => {}
    }
    pointers.push(at);
}
