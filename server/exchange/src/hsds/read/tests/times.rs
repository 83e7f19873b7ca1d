//! Times as other systems write them.

use super::*;

/// The times of a service with one schedule entry, and the fields that were ignored.
fn times_of(entry: &Value) -> (Value, Vec<String>) {
    let mut service = minimum();
    service["schedules"] = json!([entry]);
    let reading = read_file(&json!([service]), &fallback()).unwrap();
    let schedule = serde_json::to_value(&reading.content.offers[0].schedule).unwrap();
    (schedule, reading.ignored_fields.into_keys().collect())
}

#[rstest]
#[case(json!({ "valid_from": "2027-01-01" }), json!({ "starting": "2027-01-01" }), json!([]))]
#[case(json!({ "dtstart": "2027-01-08" }), json!({ "starting": "2027-01-08" }), json!([]))]
#[case(json!({ "valid_to": "2026-06-30" }), json!({}),
    json!([{ "from": "2026-01-01", "to": "2026-06-30" }]))]
#[case(json!({ "dtstart": "2026-09-04", "until": "2026-12-18" }), json!({}),
    json!([{ "from": "2026-09-04", "to": "2026-12-18" }]))]
#[case(json!({ "dtstart": "2026-09-04", "until": "2026-12-18", "interval": 2 }),
    json!({ "every": 2, "starting": "2026-09-04" }),
    json!([{ "from": "2026-09-04", "to": "2026-12-18" }]))]
#[case(json!({ "opens_at": "18:00:00Z" }), json!({}), json!([]))]
#[case(json!({ "opens_at": "18:00-05:00" }), json!({}), json!([]))]
fn validity_without_an_end_or_a_beginning_and_zones_are_kept(
    #[case] more: Value,
    #[case] slot: Value,
    #[case] ranges: Value,
) {
    let mut entry = json!({ "id": "1", "freq": "WEEKLY", "byday": "FR", "opens_at": "18:00" });
    entry.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    let mut expected = json!({ "weekday": "fr", "every": 1, "from": "18:00:00" });
    expected.as_object_mut().unwrap().extend(slot.as_object().unwrap().clone());
    let (schedule, ignored) = times_of(&entry);
    assert_eq!((&schedule["weekly"], &schedule["ranges"]), (&json!([expected]), &ranges));
    let is_foreign = entry["opens_at"] != "18:00";
    assert_eq!(ignored.contains(&"schedules.timezone".to_owned()), is_foreign, "{ignored:?}");
}

#[test]
fn a_rule_of_every_day_is_one_of_seven_weekdays() {
    let (schedule, _) = times_of(&json!({ "id": "1", "freq": "DAILY", "opens_at": "08:00" }));
    assert_eq!(schedule["weekly"].as_array().unwrap().len(), 7);
}
