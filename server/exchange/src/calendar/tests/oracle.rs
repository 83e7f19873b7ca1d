//! Our recurrence rules as another implementation of RFC 5545 understands them.

use super::*;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use rrule::RRuleSet;
use shared::search::times::{SchoolFree, Times, date_from_number, day_number};

/// First day of the calendars.
const TODAY: Date = date(2026, 11, 20);
/// Days compared: over two Easters, three Christmases and six changes of clocks.
const DAYS: i32 = 700;

fn days_off() -> DaysOff {
    let school_free = SchoolFree::new([
        (date(2026, 12, 23), date(2027, 1, 6)),
        (date(2027, 3, 22), date(2027, 4, 3)),
    ]);
    DaysOff { school_free, ..DaysOff::default() }
}

/// Starts of all events, with the offset from UTC, as the other implementation finds them.
fn found(lines: &[String]) -> BTreeSet<String> {
    let mut starts = BTreeSet::new();
    for event in lines.split(|line| line == "END:VEVENT") {
        let is_rule = |line: &&String| {
            ["DTSTART", "RRULE", "EXDATE"].iter().any(|name| line.starts_with(name))
        };
        let rule: Vec<&str> = event.iter().filter(is_rule).map(String::as_str).collect();
        if rule.is_empty() {
            continue;
        }
        let set: RRuleSet = rule.join("\n").parse().unwrap();
        let times = set.all(2_000).dates;
        starts.extend(times.iter().map(|time| time.format("%Y-%m-%dT%H:%M:%S%:z").to_string()));
    }
    starts
}

/// Starts as `shared` finds them.
fn expected(schedule: &serde_json::Value) -> BTreeSet<String> {
    let times = Times::from(&serde_json::from_value::<Schedule>(schedule.clone()).unwrap());
    let today = day_number(TODAY);
    let mut starts = BTreeSet::new();
    for day in today..today + DAYS {
        for span in times.on(day, &days_off()) {
            let (hour, minute) = (span.from / 60, span.from % 60);
            let time = Time::constant(hour.try_into().unwrap(), minute.try_into().unwrap(), 0, 0);
            let zoned = date_from_number(day).to_datetime(time).in_tz(ZONE).unwrap();
            starts.insert(zoned.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string());
        }
    }
    starts
}

/// Weekly and monthly times; from two to three at night the clocks are changed.
fn any_slots() -> impl Strategy<Value = (Vec<serde_json::Value>, Vec<serde_json::Value>)> {
    let hours = vec!["00:00:00", "01:30:00", "03:00:00", "09:15:00", "18:00:00", "23:45:00"];
    let weekday = select(vec!["mo", "tu", "we", "th", "fr", "sa", "su"]);
    let starting = select(vec!["2026-11-03", "2026-11-20", "2026-12-06", "2027-02-01"]);
    let weekly = (weekday.clone(), 1_u8..5, starting, select(hours.clone())).prop_map(
        |(weekday, every, starting, from)| {
            json!({ "weekday": weekday, "every": every, "starting": starting, "from": from })
        },
    );
    let weeks = subsequence(vec!["first", "second", "third", "fourth", "last"], 1..=3);
    let monthly = (weeks, weekday, select(hours)).prop_map(
        |(weeks, weekday, from)| json!({ "weeks": weeks, "weekday": weekday, "from": from }),
    );
    (vec(weekly, 0..3), vec(monthly, 0..3))
        .prop_filter("some", |(weekly, monthly)| !(weekly.is_empty() && monthly.is_empty()))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn rules_mean_the_occurrences_that_search_and_pages_show(
        (weekly, monthly) in any_slots(),
        has_range in any::<bool>(),
        school_days_only in any::<bool>(),
        takes_place in any::<bool>(),
        exceptions in subsequence(vec!["2026-12-01", "2026-12-04", "2027-01-09", "2027-05-06"], 0..=4),
    ) {
        let ranges = if has_range {
            json!([{ "from": "2026-11-20", "to": "2027-08-01" }])
        } else {
            json!([])
        };
        let schedule = json!({
            "weekly": weekly, "monthly": monthly, "ranges": ranges, "exceptions": exceptions,
            "school_days_only": school_days_only,
            "public_holidays": if takes_place { "takes_place" } else { "pause" }
        });
        let lines = match made(&schedule, UiLanguage::De, &days_off()) {
            Some(_) => events(&schedule, &days_off()),
            None => Vec::new(),
        };
        let last = date_from_number(day_number(TODAY) + DAYS).to_string();
        let found: BTreeSet<_> = found(&lines).into_iter().filter(|start| *start < last).collect();
        prop_assert_eq!(found, expected(&schedule), "{:#?}", lines);
    }
}
