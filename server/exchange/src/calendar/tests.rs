//! Calendars, checked line by line.

use super::*;
use crate::samples;
use jiff::civil::date;
use rstest::rstest;
use serde_json::json;
use shared::language::UiLanguage;

/// 2026-11-20 09:00 UTC, a Friday.
const NOW: Millis = Millis(1_795_165_200_000);

fn offer(schedule: &serde_json::Value) -> Offer {
    let record = json!({
        "id": "sprachcafe-muster",
        "name": { "de": "Sprachcafé; Muster, Beispiel", "tr": "Dil kahvesi" },
        "description": { "de": "Wir reden.\nAlle sind willkommen, wirklich alle, auch wer noch kaum Deutsch spricht." },
        "provider": "verein-beispiel",
        "city": "marl",
        "categories": ["begegnung"],
        "venue": {
            "name": "Haus Beispiel",
            "address": { "street": "Musterweg 1", "postal_code": "45768" },
            "position": { "latitude": 51_656_000, "longitude": 7_090_001 }
        },
        "schedule": schedule,
        "contact": { "phone": "030 23125-101" }
    });
    serde_json::from_value(record).unwrap()
}

fn made(schedule: &serde_json::Value, language: UiLanguage, days_off: &[Date]) -> Option<String> {
    let taxonomy = samples::taxonomy();
    let base_url = "https://miteinander.example:3000/";
    let reader = Reader { language, taxonomy: &taxonomy, base_url };
    let moment = Moment { today: date(2026, 11, 20), now: NOW, days_off };
    calendar(&offer(schedule), None, reader, moment)
}

/// Unfolded lines of the events.
fn events(schedule: &serde_json::Value, days_off: &[Date]) -> Vec<String> {
    let text = made(schedule, UiLanguage::De, days_off).unwrap().replace("\r\n ", "");
    let lines = text.split("\r\n").skip_while(|line| *line != "BEGIN:VEVENT");
    lines.map(str::to_owned).collect()
}

fn value<'a>(lines: &'a [String], name: &str) -> Vec<&'a str> {
    lines.iter().filter_map(|line| line.strip_prefix(name)).collect()
}

#[test]
fn a_weekly_time_begins_on_its_first_day_and_leaves_out_its_exceptions() {
    let schedule = json!({
        "weekly": [{ "weekday": "th", "from": "14:30:00", "to": "16:00:00", "languages": ["ar"] }],
        "exceptions": ["2026-11-26", "2026-12-24", "2026-12-25"]
    });
    let lines = events(&schedule, &[]);
    // The first Thursday is an exception itself.
    assert_eq!(value(&lines, "DTSTART"), [";TZID=Europe/Berlin:20261203T143000"]);
    assert_eq!(value(&lines, "DTEND"), [";TZID=Europe/Berlin:20261203T160000"]);
    assert_eq!(value(&lines, "RRULE:"), ["FREQ=WEEKLY;BYDAY=TH"]);
    assert_eq!(value(&lines, "EXDATE"), [";TZID=Europe/Berlin:20261224T143000"]);
    assert_eq!(value(&lines, "UID:"), ["sprachcafe-muster-th-143000@miteinander.example"]);
    assert_eq!(value(&lines, "DTSTAMP:"), ["20261120T090000Z"]);
    assert_eq!(value(&lines, "LOCATION:"), ["Haus Beispiel\\, Musterweg 1\\, 45768 Marl"]);
    assert_eq!(value(&lines, "GEO:"), ["51.656000;7.090001"]);
    assert_eq!(value(&lines, "SUMMARY;LANGUAGE=de:"), ["Sprachcafé\\; Muster\\, Beispiel"]);
    assert!(value(&lines, "DESCRIPTION;LANGUAGE=de:")[0].ends_with("\\nArabisch"), "{lines:?}");
    assert_eq!(value(&lines, "CONTACT:"), ["030 23125-101"]);
}

#[test]
fn ranges_end_a_rule_in_utc_and_those_that_are_over_are_left_out() {
    let schedule = json!({
        "weekly": [{ "weekday": "mo", "from": "22:00:00", "to": "01:00:00" }],
        "ranges": [
            { "from": "2026-01-01", "to": "2026-06-30" },
            { "from": "2026-09-01", "to": "2026-12-20" },
            { "from": "2027-04-01", "to": "2027-07-01" }
        ]
    });
    let lines = events(&schedule, &[]);
    let rules = [
        "FREQ=WEEKLY;BYDAY=MO;UNTIL=20261220T225959Z",
        "FREQ=WEEKLY;BYDAY=MO;UNTIL=20270701T215959Z",
    ];
    assert_eq!(value(&lines, "RRULE:"), rules);
    let ends = [";TZID=Europe/Berlin:20260908T010000", ";TZID=Europe/Berlin:20270406T010000"];
    assert_eq!(value(&lines, "DTEND"), ends);
}

#[rstest]
#[case(true, &[";TZID=Europe/Berlin:20261228T100000"])]
#[case(false, &[])]
fn school_holidays_are_left_out_where_the_offer_says_so(
    #[case] school_days_only: bool,
    #[case] left_out: &[&str],
) {
    let schedule = json!({
        "weekly": [{ "weekday": "mo", "from": "10:00:00" }],
        "school_days_only": school_days_only
    });
    let lines = events(&schedule, &[date(2026, 12, 28), date(2026, 12, 29)]);
    assert_eq!(value(&lines, "EXDATE"), left_out);
    assert!(value(&lines, "DTEND").is_empty());
}

#[test]
fn days_without_times_last_all_day_and_end_on_the_day_after() {
    let schedule = json!({
        "dates": [
            { "on": "2026-11-19" },
            { "on": "2026-12-31" },
            { "on": "2027-01-15", "from": "18:00:00", "to": "20:30:00" }
        ],
        "ranges": [{ "from": "2026-11-01", "to": "2026-11-30" }]
    });
    let lines = events(&schedule, &[]);
    let starts =
        [";VALUE=DATE:20261231", ";TZID=Europe/Berlin:20270115T180000", ";VALUE=DATE:20261101"];
    assert_eq!(value(&lines, "DTSTART"), starts);
    let ends =
        [";VALUE=DATE:20270101", ";TZID=Europe/Berlin:20270115T203000", ";VALUE=DATE:20261201"];
    assert_eq!(value(&lines, "DTEND"), ends);
}

#[test]
fn texts_are_picked_for_the_reader_and_an_offer_without_times_has_no_calendar() {
    let schedule = json!({ "weekly": [{ "weekday": "fr", "from": "10:00:00" }] });
    let text = made(&schedule, UiLanguage::Tr, &[]).unwrap();
    assert!(text.contains("SUMMARY;LANGUAGE=tr:Dil kahvesi\r\n"), "{text}");
    assert!(text.contains("URL:https://miteinander.example:3000/tr/offers/sprachcafe-muster"));
    assert!(text.contains("DTSTART;TZID=Europe/Berlin:20261120T100000"), "today counts");
    assert_eq!(made(&json!({ "by_appointment": true }), UiLanguage::De, &[]), None);
    assert_eq!(made(&json!({ "dates": [{ "on": "2026-11-19" }] }), UiLanguage::De, &[]), None);
}

#[test]
fn every_calendar_of_the_demo_is_well_formed() {
    let (demo, taxonomy) = (samples::demo(), samples::taxonomy());
    let base_url = "https://miteinander.example";
    let moment = Moment { today: date(2026, 11, 20), now: NOW, days_off: &[] };
    let mut made = 0;
    for language in UiLanguage::ALL {
        let reader = Reader { language, taxonomy: &taxonomy, base_url };
        for offer in &demo.offers {
            let Some(text) = calendar(offer, demo.providers.first(), reader, moment) else {
                continue;
            };
            made += 1;
            assert!(text.split("\r\n").all(|line| line.len() <= 75 && !line.contains('\n')));
            let count = |line: &str| text.split("\r\n").filter(|other| *other == line).count();
            assert_eq!(count("BEGIN:VEVENT"), count("END:VEVENT"));
            assert_eq!((count("BEGIN:VTIMEZONE"), count("END:VCALENDAR")), (1, 1));
            let unfolded = text.replace("\r\n ", "");
            let uids: Vec<_> =
                unfolded.split("\r\n").filter(|line| line.starts_with("UID:")).collect();
            assert_eq!(uids.iter().collect::<BTreeSet<_>>().len(), uids.len());
        }
    }
    assert!(made > 300, "{made}");
}
