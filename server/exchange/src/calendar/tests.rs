//! Calendars, checked line by line.

mod oracle;

use super::*;
use crate::samples;
use jiff::civil::date;
use rstest::rstest;
use serde_json::json;
use shared::language::UiLanguage;
use shared::search::times::{DaysOff, SchoolFree};
use shared::time::Millis;

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

fn made(schedule: &serde_json::Value, language: UiLanguage, days_off: &DaysOff) -> Option<String> {
    let taxonomy = samples::taxonomy();
    let base_url = "https://miteinander.example:3000/";
    let reader = Reader { language, taxonomy: &taxonomy, base_url };
    let moment = Moment { today: date(2026, 11, 20), now: NOW, days_off };
    calendar(&offer(schedule), None, reader, moment)
}

/// Unfolded lines of the events.
fn events(schedule: &serde_json::Value, days_off: &DaysOff) -> Vec<String> {
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
        "exceptions": ["2026-11-26", "2026-12-24", "2026-12-25"],
        "public_holidays": "takes_place"
    });
    let lines = events(&schedule, &DaysOff::default());
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
    let lines = events(&schedule, &DaysOff::default());
    let rules = [
        "FREQ=WEEKLY;BYDAY=MO;UNTIL=20261220T225959Z",
        "FREQ=WEEKLY;BYDAY=MO;UNTIL=20270701T215959Z",
    ];
    assert_eq!(value(&lines, "RRULE:"), rules);
    let ends = [";TZID=Europe/Berlin:20260908T010000", ";TZID=Europe/Berlin:20270406T010000"];
    assert_eq!(value(&lines, "DTEND"), ends);
}

#[rstest]
#[case(true)]
#[case(false)]
fn school_holidays_are_left_out_where_the_offer_says_so(#[case] school_days_only: bool) {
    let schedule = json!({
        "weekly": [{ "weekday": "mo", "from": "10:00:00" }],
        "school_days_only": school_days_only
    });
    let school_free = SchoolFree::new([(date(2026, 12, 28), date(2026, 12, 29))]);
    let lines = events(&schedule, &DaysOff { school_free, ..DaysOff::default() });
    let is_left_out = value(&lines, "EXDATE")[0].contains(":20261228T100000,");
    assert_eq!(is_left_out, school_days_only, "{lines:?}");
    assert!(value(&lines, "DTEND").is_empty());
}

#[test]
fn every_second_week_counts_from_its_start() {
    let schedule = json!({ "weekly": [{
        "weekday": "th", "every": 2, "starting": "2026-09-10", "from": "18:00:00"
    }] });
    let lines = events(&schedule, &DaysOff::default());
    assert_eq!(value(&lines, "DTSTART"), [";TZID=Europe/Berlin:20261203T180000"]);
    assert_eq!(value(&lines, "RRULE:"), ["FREQ=WEEKLY;INTERVAL=2;BYDAY=TH"]);
    // Ascension of 2027 and Corpus Christi of 2028; those in the other weeks are not its days.
    let left_out = [";TZID=Europe/Berlin:20270506T180000,20280615T180000"];
    assert_eq!(value(&lines, "EXDATE"), left_out);
    let unknown = json!({ "weekly": [{ "weekday": "th", "every": 2, "from": "18:00:00" }] });
    assert_eq!(made(&unknown, UiLanguage::De, &DaysOff::default()), None);
}

#[test]
fn weeks_of_a_month_are_counted_and_the_last_one_from_its_end() {
    let schedule = json!({ "monthly": [{
        "weeks": ["first", "last"], "weekday": "we", "from": "15:00:00", "to": "17:00:00"
    }] });
    let lines = events(&schedule, &DaysOff::default());
    assert_eq!(value(&lines, "DTSTART"), [";TZID=Europe/Berlin:20261125T150000"]);
    assert_eq!(value(&lines, "RRULE:"), ["FREQ=MONTHLY;BYDAY=1WE,-1WE"]);
}

#[test]
fn public_holidays_are_left_out_unless_the_offer_takes_place_on_them() {
    let mut schedule = json!({ "weekly": [{ "weekday": "fr", "from": "10:00:00" }] });
    let lines = events(&schedule, &DaysOff::default());
    let left_out = value(&lines, "EXDATE")[0];
    let days = ";TZID=Europe/Berlin:20261225T100000,20270101T100000,20270326T100000,";
    assert!(left_out.starts_with(days), "{left_out}");
    schedule["public_holidays"] = json!("takes_place");
    assert!(value(&events(&schedule, &DaysOff::default()), "EXDATE").is_empty());
}

#[test]
fn two_times_that_begin_together_are_two_events() {
    let schedule = json!({ "weekly": [
        { "weekday": "th", "from": "14:30:00", "to": "16:00:00", "languages": ["ar"] },
        { "weekday": "th", "from": "14:30:00", "to": "18:00:00", "languages": ["ru"] },
        { "weekday": "th", "from": "14:30:00", "to": "16:00:00", "languages": ["ar"] }
    ] });
    let lines = events(&schedule, &DaysOff::default());
    let uids = [
        "sprachcafe-muster-th-143000@miteinander.example",
        "sprachcafe-muster-th-143000-2@miteinander.example",
    ];
    assert_eq!(value(&lines, "UID:"), uids);
}

// The hour from two to three is missing on 2027-03-28.
#[test]
fn a_night_with_a_change_of_clocks_keeps_the_times_on_the_wall() {
    let schedule = json!({ "weekly": [
        { "weekday": "sa", "starting": "2027-03-27", "from": "22:00:00", "to": "04:00:00" }
    ] });
    let lines = events(&schedule, &DaysOff::default());
    assert_eq!(value(&lines, "DTSTART"), [";TZID=Europe/Berlin:20270327T220000"]);
    assert_eq!(value(&lines, "DTEND"), [";TZID=Europe/Berlin:20270328T040000"]);
}

#[test]
fn whole_days_go_around_their_exceptions() {
    let schedule = json!({
        "ranges": [{ "from": "2026-12-01", "to": "2026-12-10" }],
        "exceptions": ["2026-12-01", "2026-12-06"]
    });
    let lines = events(&schedule, &DaysOff::default());
    assert_eq!(value(&lines, "DTSTART"), [";VALUE=DATE:20261202", ";VALUE=DATE:20261207"]);
    assert_eq!(value(&lines, "DTEND"), [";VALUE=DATE:20261206", ";VALUE=DATE:20261211"]);
}

#[test]
fn days_without_times_last_all_day_and_end_on_the_day_after() {
    let schedule = json!({
        "dates": [
            { "on": "2026-11-19" },
            { "on": "2026-12-31" },
            { "on": "2027-01-15", "from": "18:00:00", "to": "20:30:00" }
        ]
    });
    let lines = events(&schedule, &DaysOff::default());
    let starts = [";VALUE=DATE:20261231", ";TZID=Europe/Berlin:20270115T180000"];
    assert_eq!(value(&lines, "DTSTART"), starts);
    let ends = [";VALUE=DATE:20270101", ";TZID=Europe/Berlin:20270115T203000"];
    assert_eq!(value(&lines, "DTEND"), ends);
}

#[test]
fn texts_are_picked_for_the_reader_and_an_offer_without_times_has_no_calendar() {
    let schedule = json!({ "weekly": [{ "weekday": "fr", "from": "10:00:00" }] });
    let text = made(&schedule, UiLanguage::Tr, &DaysOff::default()).unwrap();
    assert!(text.contains("SUMMARY;LANGUAGE=tr:Dil kahvesi\r\n"), "{text}");
    assert!(text.contains("URL:https://miteinander.example:3000/tr/offers/sprachcafe-muster"));
    assert!(text.contains("DTSTART;TZID=Europe/Berlin:20261120T100000"), "today counts");
    assert_eq!(made(&json!({ "by_appointment": true }), UiLanguage::De, &DaysOff::default()), None);
    assert_eq!(
        made(&json!({ "dates": [{ "on": "2026-11-19" }] }), UiLanguage::De, &DaysOff::default()),
        None
    );
}

#[test]
fn every_calendar_of_the_demo_is_well_formed() {
    let (demo, taxonomy) = (samples::demo(), samples::taxonomy());
    let base_url = "https://miteinander.example";
    let moment = Moment { today: date(2026, 11, 20), now: NOW, days_off: &DaysOff::default() };
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

fn subscribed(schedule: &serde_json::Value, today: Date, changed: Date) -> Vec<String> {
    let taxonomy = samples::taxonomy();
    let base_url = "https://miteinander.example";
    let reader = Reader { language: UiLanguage::De, taxonomy: &taxonomy, base_url };
    let days_off = DaysOff::default();
    let moment = Moment { today, now: NOW, days_off: &days_off };
    let offer = offer(schedule);
    let changed = instant(changed, Time::constant(12, 0, 0, 0)).unwrap();
    let changed = Millis(changed.as_millisecond());
    let offers = [DatedOffer { offer: &offer, provider: None, changed }];
    let page_url = "https://miteinander.example/de/calendar";
    let text =
        feed(&Feed { title: "Kalender, alle", page_url, url: "", offers: &offers }, reader, moment);
    text.replace("\r\n ", "").split("\r\n").map(str::to_owned).collect()
}

#[test]
fn a_subscribed_event_keeps_its_stamps_and_its_first_day_while_nothing_changes() {
    let weekly = json!({
        "weekly": [{ "weekday": "th", "from": "14:30:00" }], "public_holidays": "takes_place"
    });
    let earlier = subscribed(&weekly, date(2026, 11, 20), date(2026, 11, 3));
    let later = subscribed(&weekly, date(2027, 3, 1), date(2026, 11, 3));
    assert_eq!(earlier, later);
    assert_eq!(value(&earlier, "DTSTART;TZID"), ["=Europe/Berlin:20261105T143000"]);
    assert_eq!(value(&earlier, "DTSTAMP:"), ["20261103T110000Z"]);
    assert_eq!(value(&earlier, "LAST-MODIFIED:"), ["20261103T110000Z"]);
    assert_eq!(value(&earlier, "X-WR-CALNAME:"), ["Kalender\\, alle"]);
    let changed = subscribed(&weekly, date(2027, 3, 1), date(2027, 2, 1));
    assert_eq!(value(&changed, "UID:"), value(&earlier, "UID:"));
    assert_eq!(value(&changed, "LAST-MODIFIED:"), ["20270201T110000Z"]);
}

#[test]
fn what_is_over_leaves_a_subscription() {
    let schedule = json!({
        "weekly": [{ "weekday": "mo", "from": "10:00:00" }],
        "ranges": [{ "from": "2026-09-01", "to": "2026-12-20" }],
        "dates": [{ "on": "2026-11-21" }, { "on": "2027-06-01" }]
    });
    let lines = subscribed(&schedule, date(2027, 1, 1), date(2026, 10, 1));
    assert_eq!(value(&lines, "DTSTART;"), ["VALUE=DATE:20270601"]);
    let nothing = subscribed(
        &json!({ "dates": [{ "on": "2026-11-21" }] }),
        date(2027, 1, 1),
        date(2026, 10, 1),
    );
    assert_eq!(value(&nothing, "BEGIN:VEVENT"), [""; 0]);
}
