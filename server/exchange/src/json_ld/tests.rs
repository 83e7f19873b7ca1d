use super::*;
use crate::samples;
use jiff::civil::date;
use shared::language::UiLanguage;
use shared::offer::schedule::Schedule;
use shared::search::times::DaysOff;
use shared::time::Millis;

fn object_of(id: &str, language: UiLanguage, change: impl Fn(&mut Offer)) -> Value {
    let (demo, taxonomy) = (samples::demo(), samples::taxonomy());
    let mut offer = demo.offers.into_iter().find(|offer| offer.id.as_str() == id).unwrap();
    change(&mut offer);
    let provider = demo.providers.iter().find(|provider| provider.id == offer.provider);
    let base_url = "https://miteinander.example";
    let reader = Reader { language, taxonomy: &taxonomy, base_url };
    made(&offer, provider, reader)
}

fn made(offer: &Offer, provider: Option<&Provider>, reader: Reader<'_>) -> Value {
    let days_off = DaysOff::default();
    let moment = Moment { today: date(2026, 11, 20), now: Millis(0), days_off: &days_off };
    json_ld(offer, provider, reader, moment)
}

fn with_schedule(schedule: &Value) -> Value {
    object_of("badminton-habinghorst", UiLanguage::De, |offer| {
        offer.schedule = serde_json::from_value(schedule.clone()).unwrap();
    })
}

#[test]
fn a_night_ends_on_the_next_day_and_leaves_out_christmas() {
    let event = with_schedule(&json!({
        "weekly": [{ "weekday": "fr", "from": "22:00:00", "to": "02:00:00" }]
    }));
    assert_eq!(event["startDate"], "2026-11-20T22:00:00+01:00");
    assert_eq!(event["endDate"], "2026-11-21T02:00:00+01:00");
    let left_out = event["eventSchedule"][0]["exceptDate"].as_array().unwrap();
    assert_eq!(left_out[0], "2026-12-25");
}

#[test]
fn longer_intervals_and_weeks_of_a_month_are_said() {
    let event = with_schedule(&json!({
        "weekly": [{
            "weekday": "th", "every": 2, "starting": "2026-11-19", "from": "18:00:00"
        }],
        "monthly": [
            { "weeks": ["first", "third"], "weekday": "we", "from": "15:00:00" },
            { "weeks": ["last"], "weekday": "we", "from": "15:00:00" }
        ]
    }));
    let [biweekly, numbered, last] = event["eventSchedule"].as_array().unwrap().as_slice() else {
        panic!("three schedules")
    };
    assert_eq!(biweekly["repeatFrequency"], "P2W");
    assert_eq!(biweekly["startDate"], "2026-12-03");
    assert_eq!(numbered["repeatFrequency"], "P1M");
    assert_eq!(numbered["byMonthWeek"], json!([1, 3]));
    assert_eq!(numbered["byDay"], "https://schema.org/Wednesday");
    assert_eq!((&last["byDay"], &last["byMonthWeek"]), (&json!("-1WE"), &Value::Null));
}

#[test]
fn weekly_times_make_an_event_with_its_next_begin_and_all_its_days() {
    let event = object_of("badminton-habinghorst", UiLanguage::En, |_| {});
    assert_eq!(event["@type"], "Event");
    assert_eq!(event["name"], "Badminton for everyone");
    assert_eq!(event["startDate"], "2026-11-20T19:00:00+01:00");
    assert_eq!(event["endDate"], "2026-11-20T21:00:00+01:00");
    assert_eq!(event["eventSchedule"].as_array().unwrap().len(), 2);
    assert_eq!(event["eventSchedule"][1]["byDay"], "https://schema.org/Sunday");
    assert_eq!(event["location"]["address"]["addressLocality"], "Castrop-Rauxel");
    assert_eq!(event["location"]["geo"]["latitude"].to_string(), "51.58327");
    assert_eq!(event["organizer"]["@type"], "Organization");
    assert_eq!(event["isAccessibleForFree"], false);
    assert_eq!(event["offers"]["description"], "8 € im Monat, Kinder 5 €");
    assert_eq!(event["inLanguage"], json!(["de"]));
}

#[test]
fn a_course_has_a_level_and_an_offer_without_times_is_a_service() {
    let course = object_of("bewerbungshilfe-castrop-rauxel", UiLanguage::De, |_| {});
    assert_eq!((&course["@type"], &course["educationalLevel"]), (&json!("Course"), &json!("A2")));
    assert_eq!(course["hasCourseInstance"]["courseSchedule"][0]["startTime"], "10:00:00");
    assert_eq!(course["offers"]["price"], 0);
    assert_eq!(course["audience"]["suggestedMinAge"], 10);
    let service = object_of("badminton-habinghorst", UiLanguage::De, |offer| {
        offer.schedule = Schedule::default();
    });
    assert_eq!(service["@type"], "Service");
    assert_eq!(service["availableChannel"]["serviceLocation"]["@type"], "Place");
    assert_eq!(service["areaServed"]["name"], "Castrop-Rauxel");
}

#[test]
fn no_text_ends_the_surrounding_script() {
    let object = object_of("badminton-habinghorst", UiLanguage::De, |offer| {
        let name = "</script><script>alert(1)";
        offer.name = serde_json::from_value(json!({ "de": name })).unwrap();
    });
    let text = embedded(&object);
    assert!(!text.contains('<'), "{text}");
    assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), object);
}

#[test]
fn every_offer_of_the_demo_has_an_object_in_every_language() {
    let (demo, taxonomy) = (samples::demo(), samples::taxonomy());
    for language in UiLanguage::ALL {
        let base_url = "https://miteinander.example";
        let reader = Reader { language, taxonomy: &taxonomy, base_url };
        for offer in &demo.offers {
            let object = made(offer, None, reader);
            let is_event = object["@type"] == "Event";
            assert!(!is_event || object["startDate"].is_string(), "{object}");
        }
    }
}
