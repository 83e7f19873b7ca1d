//! Foreign and malformed records.

mod shapes;
mod times;
mod travel;

use super::*;
use crate::mapping::Mapping;
use crate::{hsds, samples};
use rstest::rstest;
use serde_json::json;

fn read_file(file: &Value, fallback: &Fallback) -> Result<Reading, ReadError> {
    let content = serde_json::to_vec(file).unwrap();
    assert!(is_hsds(&content));
    let reading = read_with(&content, fallback, &KnownIds::default())?;
    let problems: Vec<_> =
        reading.rejected.iter().flat_map(|record| record.problems.clone()).collect();
    if problems.is_empty() { Ok(reading) } else { Err(ReadError::Records(problems)) }
}

fn read_with(content: &[u8], fallback: &Fallback, known: &KnownIds) -> Result<Reading, ReadError> {
    read_mapped(content, fallback, &Mapping::default(), known)
}

fn read_mapped(
    content: &[u8],
    fallback: &Fallback,
    mapping: &Mapping,
    known: &KnownIds,
) -> Result<Reading, ReadError> {
    let taxonomy = samples::taxonomy();
    let today = jiff::civil::Date::constant(2026, 5, 4);
    let options = OfferOptions { taxonomy: &taxonomy, fallback, mapping, towns: None, today };
    read(content, &options, known)
}

fn fallback() -> Fallback {
    Fallback {
        city: Some(CityId::parse("marl").unwrap()),
        category: Some(CategoryId::parse("beratung").unwrap()),
    }
}

/// The problems of the first record of a file.
fn problems(file: &Value) -> Vec<(usize, String, String)> {
    match read_file(file, &Fallback::default()) {
        Err(ReadError::Records(problems)) => problems
            .into_iter()
            .map(|p| (p.record, p.field.into_owned(), p.reason.to_string()))
            .collect(),
        other => panic!("expected problems, not {other:?}"),
    }
}

fn minimum() -> Value {
    json!({
        "id": "AC148810-d857-441c-9679-408f346de14b",
        "name": "Lerntreff",
        "status": "active",
        "organization": { "id": "d9d5e0f5-d3ce-4f73-9a2f-4dd0ecc6c610", "name": "Verein Beispiel" }
    })
}

#[rstest]
#[case::an_array(json!([minimum()]))]
#[case::services(json!({ "services": [minimum()] }))]
#[case::a_page_of_the_api(json!({ "total_items": 1, "page_number": 1, "contents": [minimum()] }))]
fn the_minimum_is_accepted_with_a_default_city_and_category(#[case] file: Value) {
    let reading = read_file(&file, &fallback()).unwrap();
    let offer = &reading.content.offers[0];
    assert_eq!(offer.id.as_str(), "ac148810-d857-441c-9679-408f346de14b");
    assert_eq!((offer.city.as_str(), offer.categories[0].as_str()), ("marl", "beratung"));
    assert_eq!(offer.provider, reading.content.providers[0].id);
    assert!(reading.ignored_fields.is_empty(), "{:?}", reading.ignored_fields);
    let expected = ["attributes", "city"].map(|field| (1, field.to_owned(), "missing".to_owned()));
    assert_eq!(problems(&file), expected);
}

#[test]
fn an_organization_may_stand_beside_its_services() {
    let mut service = minimum();
    let organization = service.as_object_mut().unwrap().remove("organization").unwrap();
    service["organization_id"] = organization["id"].clone();
    let file = json!({ "organizations": [organization], "services": [service] });
    let reading = read_file(&file, &fallback()).unwrap();
    assert_eq!(reading.content.offers[0].provider, reading.content.providers[0].id);
}

#[test]
fn foreign_fields_are_mapped_and_the_others_counted() {
    let mut service = minimum();
    let more = json!({
        "description": "Hausaufgaben und mehr.",
        "alternate_name": "Der Treff",
        "email": "treff@beispiel.example",
        "url": "https://www.beispiel.example",
        "interpretation_services": "Farsi on request",
        "application_process": "Anrufen genügt.",
        "fees_description": null,
        "minimum_age": 12,
        "maximum_age": 16,
        "assured_date": "2026-05-04",
        "funding": [{ "id": "1", "source": "Spenden" }],
        "phones": [
            { "id": "1", "number": "030 23125-101" }, { "id": "2", "number": "030 23125-102" }
        ],
        "contacts": [{ "id": "1", "name": "Team Beispiel", "title": "Leitung" }],
        "languages": [{ "id": "1", "name": "Deutsch", "code": "deu" }, { "id": "2", "name": "Türkisch" }],
        "cost_options": [{ "id": "1", "amount": 2.5, "currency": "eur", "amount_description": "je Treffen" }],
        "schedules": [
            { "id": "1", "freq": "WEEKLY", "byday": "MO,WE", "opens_at": "15:00:00", "closes_at": "17:00+01:00" },
            { "id": "2", "freq": "MONTHLY", "byday": "2MO", "opens_at": "15:00" },
            { "id": "5", "freq": "YEARLY", "byday": "2MO", "opens_at": "15:00" },
            { "id": "3", "freq": "WEEKLY", "interval": 2, "byday": "FR", "opens_at": "15:00" },
            { "id": "4", "dtstart": "2026-12-04", "opens_at": "18:00" }
        ],
        "service_at_locations": [{
            "id": "1",
            "location": {
                "id": "1",
                "location_type": "physical",
                "name": "Haus Beispiel",
                "latitude": 51.656,
                "longitude": 7.09,
                "addresses": [{
                    "id": "1", "address_1": "Musterweg 1", "city": "marl", "state_province": "NW",
                    "postal_code": "45768", "country": "DE", "address_type": "physical"
                }]
            }
        }],
        "attributes": [
            { "id": "1", "taxonomy_term": { "id": "1", "name": "Bildung", "taxonomy": "Beispielliste" } },
            { "id": "2", "taxonomy_term": { "id": "2", "name": "Lernen", "taxonomy": "Beispielliste" } }
        ]
    });
    service.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    let reading = read_file(&json!([service]), &Fallback::default()).unwrap();
    let offer = serde_json::to_value(&reading.content.offers[0]).unwrap();
    assert_eq!(offer["city"], "marl");
    assert_eq!(offer["categories"], json!(["bildung"]));
    assert_eq!(
        offer["languages"],
        json!({ "spoken": ["de", "tr"], "interpreter_on_request": true })
    );
    assert_eq!(
        offer["venue"]["address"],
        json!({ "street": "Musterweg 1", "postal_code": "45768" })
    );
    assert_eq!(
        offer["venue"]["position"],
        json!({ "latitude": 51_656_000, "longitude": 7_090_000 })
    );
    assert_eq!(offer["audience"]["ages"], json!(["youth"]));
    assert_eq!(offer["terms"]["cost"], json!({ "text": "2.5 EUR je Treffen" }));
    assert_eq!(offer["contact"]["phone"], "030 23125-101");
    assert_eq!(offer["verified"]["on"], "2026-05-04");
    let slots = offer["schedule"]["weekly"].as_array().unwrap();
    assert_eq!(
        (slots.len(), &slots[1]["weekday"], &slots[1]["to"]),
        (3, &json!("we"), &json!("17:00:00"))
    );
    assert_eq!((&slots[2]["every"], &slots[2]["starting"]), (&json!(2), &Value::Null));
    assert_eq!(offer["schedule"]["monthly"][0]["weeks"], json!(["second"]));
    assert_eq!(offer["schedule"]["dates"][0]["from"], "18:00:00");
    let ignored_fields: Vec<&str> = reading.ignored_fields.keys().map(String::as_str).collect();
    let expected = [
        "alternate_name",
        "attributes: Beispielliste",
        "contacts.title",
        "funding",
        "phones",
        "schedules",
    ];
    assert_eq!(ignored_fields, expected);
}

#[test]
fn contacts_of_a_foreign_organization_are_a_general_one_and_persons() {
    let mut service = minimum();
    service["organization"]["contacts"] = json!([
        { "id": "1", "name": "Empfang", "email": "info@verein.example" },
        {
            "id": "2", "name": "Frau Muster", "title": "Leitung", "department": "Kurse",
            "phones": [{ "id": "1", "number": "030 23125-101" }]
        },
        { "id": "3", "department": "Fachstelle", "email": "a@" },
        { "id": "4", "email": "niemand@verein.example" }
    ]);
    let reading = read_file(&json!([service]), &fallback()).unwrap();
    let provider = &reading.content.providers[0];
    let contact = serde_json::to_value(&provider.contact).unwrap();
    assert_eq!(contact, json!({ "person": "Empfang", "mail": "info@verein.example" }));
    let persons = json!([
        { "name": "Frau Muster", "topic": "Leitung, Kurse", "phone": "030 23125-101" },
        { "name": "Fachstelle" }
    ]);
    assert_eq!(serde_json::to_value(&provider.persons).unwrap(), persons);
    let ignored: Vec<&str> = reading.ignored_fields.keys().map(String::as_str).collect();
    assert_eq!(ignored, ["organization.contacts", "organization.email"]);
}

#[test]
fn a_titled_contact_alone_is_a_person_whose_mail_address_is_the_organizations_too() {
    let mut service = minimum();
    let contact = json!({
        "id": "1", "name": "Frau Muster", "title": "Leitung", "email": "a@verein.example"
    });
    service["organization"]["contacts"] = json!([contact]);
    let reading = read_file(&json!([service]), &fallback()).unwrap();
    let provider = &reading.content.providers[0];
    let contact = serde_json::to_value(&provider.contact).unwrap();
    assert_eq!(contact, json!({ "mail": "a@verein.example" }));
    assert_eq!(provider.persons[0].topic.as_ref().unwrap().as_str(), "Leitung");
    assert!(reading.ignored_fields.is_empty(), "{:?}", reading.ignored_fields);
}

#[test]
fn more_contacts_than_a_provider_can_have_are_counted() {
    let mut service = minimum();
    let contact = |number: usize| json!({ "id": number.to_string(), "name": "Team", "title": "x" });
    service["organization"]["contacts"] = (0..30).map(contact).collect();
    let reading = read_file(&json!([service]), &fallback()).unwrap();
    assert_eq!(reading.content.providers[0].persons.len(), 20);
    assert!(reading.ignored_fields.contains_key("organization.contacts"));
}

#[test]
fn an_unknown_town_of_a_person_is_a_problem() {
    let mut service = minimum();
    let term = json!({ "id": "1", "name": "Atlantis", "code": "atlantis", "taxonomy": "miteinander-city" });
    service["organization"]["contacts"] = json!([{
        "id": "1", "name": "Team", "attributes": [
            { "id": "1", "taxonomy_term": term },
            { "id": "2", "value": "true", "taxonomy_term": {
                "id": "2", "name": "x", "code": "contact-person", "taxonomy": "miteinander"
            } }
        ]
    }]);
    let found = problems(&json!([service]));
    assert_eq!(found[0].1, "organization.contacts");
}

#[test]
fn a_record_is_recognised_by_its_uuid_alone() {
    let (offer, provider) =
        (OfferId::parse("lerntreff").unwrap(), ProviderId::parse("verein").unwrap());
    let mut service = minimum();
    service["id"] = json!(service_uuid("lerntreff"));
    service["organization"]["id"] = json!(organization_uuid("verein"));
    let known = KnownIds::new([&offer], [&provider]);
    let content = serde_json::to_vec(&json!([service])).unwrap();
    let reading = read_with(&content, &fallback(), &known).unwrap();
    assert_eq!(
        (&reading.content.offers[0].id, &reading.content.offers[0].provider),
        (&offer, &provider)
    );
}

#[rstest]
#[case::no_name("/name", json!(""), "name", "missing")]
#[case::long_name("/name", json!("x".repeat(201)), "name", "the text has 201 characters, 200 are allowed")]
#[case::no_status("/status", json!(null), "status", "missing")]
#[case::odd_status("/status", json!("open"), "status", "unknown value \"open\"")]
#[case::no_id("/id", json!(""), "id", "missing")]
#[case::no_organization("/organization", json!(null), "organization", "missing")]
#[case::nameless("/organization/name", json!(" "), "organization.name", "missing")]
#[case::a_number("/name", json!(7), "services", "of another form: invalid type: integer `7`, expected a string")]
#[case::a_text("/phones", json!("030"), "services", "of another form: invalid type: string \"030\", expected a sequence")]
fn a_problem_is_named_with_its_field(
    #[case] pointer: &str,
    #[case] value: Value,
    #[case] field: &str,
    #[case] reason: &str,
) {
    let mut broken = minimum();
    let (parent, name) = pointer.rsplit_once('/').unwrap();
    broken.pointer_mut(parent).unwrap()[name] = value;
    let problems = match read_file(&json!([minimum(), broken]), &fallback()) {
        Err(ReadError::Records(problems)) => problems,
        other => panic!("expected problems, not {other:?}"),
    };
    let found: Vec<_> =
        problems.iter().map(|p| (p.record, p.field.as_ref(), p.reason.to_string())).collect();
    // The second is a repetition of the first, which only counts where that is valid.
    assert_eq!(found[0], (2, field, reason.to_owned()), "{found:?}");
}

#[test]
fn unknown_categories_cities_and_the_same_record_twice_are_problems() {
    let term = |taxonomy: &str, code: &str| {
        let term = json!({ "id": "1", "name": code, "code": code, "taxonomy": taxonomy });
        json!([{ "id": "1", "taxonomy_term": term }])
    };
    let (mut ours, mut foreign, mut elsewhere) = (minimum(), minimum(), minimum());
    ours["attributes"] = term("miteinander-category", "raumfahrt");
    ours["service_areas"] = json!([{ "id": "1", "name": "Marl" }]);
    foreign["attributes"] = term("Beispielliste", "Raumfahrt");
    foreign["service_areas"] = json!([{ "id": "1", "name": "Marl" }]);
    elsewhere["attributes"] = term("Beispielliste", "Sport");
    elsewhere["service_areas"] = json!([{ "id": "1", "name": "Paris" }]);
    let mut right = elsewhere.clone();
    right["service_areas"][0]["name"] = json!("Marl");
    let file = json!([ours, foreign, elsewhere, right.clone(), right]);
    let expected = [
        (1, "attributes", "unknown value \"raumfahrt\""),
        (2, "attributes", "unknown value \"Raumfahrt\""),
        (3, "city", "unknown value \"Paris\""),
        (5, "id", "the same as record 4"),
    ]
    .map(|(record, field, reason)| (record, field.to_owned(), reason.to_owned()));
    assert_eq!(problems(&file), expected);
}

#[rstest]
#[case(b"[]", "the file holds no rows")]
#[case(b"{\"services\": 3}", "the file holds no rows")]
#[case(b"[", "line 1, column 1")]
#[case(b"[\xff]", "the file is no text")]
fn a_malformed_file_is_an_error(#[case] content: &[u8], #[case] words: &str) {
    let error = read_with(content, &fallback(), &KnownIds::default()).unwrap_err();
    assert!(error.to_string().starts_with(words), "{error}");
}

#[rstest]
#[case(br#"{"providers": [], "offers": []}"#, false)]
#[case(br#"{"offers": [], "services": []}"#, false)]
#[case(b"{", false)]
#[case(b"\xef\xbb\xbf [", true)]
#[case(br#"{"organizations": []}"#, true)]
fn the_structure_of_a_file_shows_its_origin(#[case] content: &[u8], #[case] expected: bool) {
    assert_eq!(is_hsds(content), expected);
}
