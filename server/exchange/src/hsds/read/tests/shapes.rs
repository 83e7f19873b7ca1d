//! Files of every structure, partial files, terms that somebody matched.

use super::*;
use std::collections::BTreeMap;

fn organization() -> Value {
    json!({ "id": "org-1", "name": "Verein Beispiel", "website": "https://verein.example" })
}

/// A service without its organization.
fn service() -> Value {
    let mut service = minimum();
    service.as_object_mut().unwrap().remove("organization");
    service
}

fn with(mut object: Value, key: &str, value: Value) -> Value {
    object[key] = value;
    object
}

fn place() -> Value {
    json!({ "id": "loc-1", "location_type": "physical", "name": "Haus Beispiel",
            "addresses": [{ "id": "a", "address_1": "Musterweg 1", "city": "Marl" }] })
}

#[rstest]
#[case::one_service(minimum())]
#[case::one_organization(with(organization(), "services", json!([service()])))]
#[case::a_list_of_organizations(json!([with(organization(), "services", json!([service()]))]))]
#[case::a_page_of_organizations(
    json!({ "total_items": 1, "contents": [with(organization(), "services", json!([service()]))] })
)]
#[case::organizations_with_services(
    json!({ "organizations": [with(organization(), "services", json!([service()]))] })
)]
#[case::a_service_at_a_location(
    json!({ "id": "sal-1", "location": place(), "service": minimum() })
)]
#[case::a_page_of_services_at_locations(
    json!({ "contents": [{ "id": "sal-1", "location": place(), "service": minimum() }] })
)]
#[case::tables(json!({
    "organizations.csv": [organization()],
    "services.csv": [with(service(), "organization_id", json!("org-1"))]
}))]
fn every_structure_has_its_service_and_its_organization(#[case] file: Value) {
    let reading = read_file(&file, &fallback()).unwrap();
    assert_eq!((reading.records, reading.content.offers.len()), (1, 1));
    let provider = &reading.content.providers[0];
    assert_eq!(reading.content.offers[0].provider, provider.id);
    assert_eq!(provider.name.as_str(), "Verein Beispiel");
}

#[test]
fn tables_are_joined() {
    let file = json!({
        "organizations.csv": [organization()],
        "services.csv": [with(service(), "organization_id", json!("org-1"))],
        "service_at_location.csv": [
            { "id": "sal-1", "service_id": minimum()["id"], "location_id": "loc-1" }
        ],
        "locations.csv": [{ "id": "loc-1", "location_type": "physical", "name": "Haus Beispiel" }],
        "organization_identifiers.csv": [
            { "id": 1, "organization_id": "org-1", "identifier_type": "x", "identifier": 1_234_567 }
        ],
        "addresses.csv": [
            { "id": "a", "location_id": "loc-1", "address_1": "Musterweg 1", "city": "Marl" }
        ],
        "phones.csv": [
            { "id": "p", "contact_id": "c", "service_id": "", "number": "02365 123456" }
        ],
        "contacts.csv": [{ "id": "c", "service_id": minimum()["id"], "name": "Team Beispiel" }],
        "schedules.csv": [{
            "id": "s", "service_id": minimum()["id"], "freq": "WEEKLY", "byday": "MO",
            "opens_at": "10:00", "closes_at": "12:00"
        }],
        "attributes.csv": [
            { "id": "t", "link_id": minimum()["id"], "link_entity": "service", "taxonomy_term_id": "b" }
        ],
        "taxonomy_terms.csv": [{ "id": "b", "name": "Bildung", "taxonomy": "Beispielliste" }]
    });
    let reading = read_file(&file, &Fallback::default()).unwrap();
    let offer = serde_json::to_value(&reading.content.offers[0]).unwrap();
    assert_eq!((&offer["city"], &offer["categories"]), (&json!("marl"), &json!(["bildung"])));
    assert_eq!(offer["venue"]["name"], "Haus Beispiel");
    assert_eq!(offer["contact"], json!({ "person": "Team Beispiel", "phone": "02365 123456" }));
    assert_eq!(offer["schedule"]["weekly"].as_array().unwrap().len(), 1);
}

#[test]
fn organizations_without_services_are_providers() {
    let page = json!({ "contents": [organization()] });
    let reading = read_file(&page, &Fallback::default()).unwrap();
    assert_eq!((reading.records, reading.content.providers.len()), (1, 1));
}

#[test]
fn records_that_are_right_are_taken_and_the_others_come_back_with_reasons() {
    let wrong = with(with(minimum(), "id", json!("other")), "name", json!(""));
    let content = serde_json::to_vec(&json!([minimum(), wrong])).unwrap();
    let reading = read_with(&content, &fallback(), &KnownIds::default()).unwrap();
    assert_eq!((reading.records, reading.content.offers.len()), (2, 1));
    assert_eq!(reading.rejected[0].record, wrong);
    let rejected = crate::rejected::Rejected { records: reading.rejected, ..Default::default() };
    let file = rejected.encode_json(|problem| problem.field.to_string()).unwrap();
    let mut file: Value = serde_json::from_slice(&file).unwrap();
    assert_eq!(file["services"][0]["what_to_change"], json!(["name"]));
    // Corrected, the file goes in as it is.
    file["services"][0]["name"] = json!("Lerntreff am Abend");
    let corrected = read_file(&file, &fallback()).unwrap();
    assert_eq!(corrected.content.offers.len(), 1);
    assert!(corrected.ignored_fields.is_empty(), "{:?}", corrected.ignored_fields);
}

#[test]
fn terms_and_towns_of_others_are_matched_like_columns() {
    let term = json!({ "id": "1", "name": "Community", "taxonomy": "Beispielliste" });
    let file = with(
        with(minimum(), "attributes", json!([{ "id": "1", "taxonomy_term": term }])),
        "service_areas",
        json!([{ "id": "1", "name": "Mytown" }]),
    );
    let content = serde_json::to_vec(&file).unwrap();
    let none = Fallback::default();
    let open = read_with(&content, &none, &KnownIds::default()).unwrap();
    assert_eq!(open.unknown["Kategorie"], BTreeMap::from([("Community".to_owned(), 1)]));
    assert_eq!(open.unknown["Stadt"], BTreeMap::from([("Mytown".to_owned(), 1)]));
    let decided =
        |value: &str, choice: &str| BTreeMap::from([(value.to_owned(), choice.to_owned())]);
    let values = BTreeMap::from([
        ("Kategorie".to_owned(), decided("Community", "Begegnung")),
        ("Stadt".to_owned(), decided("mytown", "Marl")),
    ]);
    let mapping = Mapping { values, ..Mapping::default() };
    let reading = read_mapped(&content, &none, &mapping, &KnownIds::default()).unwrap();
    assert!(reading.rejected.is_empty(), "{:?}", reading.rejected);
    assert_eq!(reading.content.offers[0].city.as_str(), "marl");
    assert_eq!(reading.content.offers[0].categories[0].as_str(), "begegnung");
}
