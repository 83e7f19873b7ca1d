//! What the calendar lists, and when.

use super::*;
use crate::finder::{Catalogue, DateScope, Labels, Now, Records};
use crate::language::UiLanguage;
use crate::time::LocalTime;
use jiff::civil::date;
use serde_json::{Value, json};

struct German;

impl Labels for German {
    fn language(&self) -> UiLanguage {
        UiLanguage::De
    }

    fn label(&self, _: &str) -> Option<&str> {
        None
    }
}

fn offer(id: &str, city: &str, more: &Value) -> Offer {
    let mut record = json!({
        "id": id,
        "name": {"de": format!("Name {id}")},
        "provider": "verein",
        "city": city,
        "categories": ["begegnung"],
    });
    record.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    serde_json::from_value(record).unwrap()
}

/// Friday, 20 November 2026, half past six in the evening.
fn listed(offers: Vec<Offer>, pairs: &[(&str, &str)]) -> DateList {
    let cities = json!([{"id": "marl", "label": "Marl"}, {"id": "herten", "label": "Herten"}]);
    let lists = json!({"cities": cities, "categories": [], "languages": []});
    let taxonomy = serde_json::from_value(lists).unwrap();
    let catalogue = Catalogue::new(Records { offers, taxonomy, ..Records::default() });
    let local = LocalTime { day: date(2026, 11, 20), minute: 18 * 60 + 30 };
    let now = Now::new(&catalogue, local, 180);
    let query = DateQuery::from_pairs(pairs.iter().copied()).unwrap();
    Finder::new(&catalogue, &German, &now).list_dates(&query)
}

/// "20 marl fest 14:00" by day, town and time.
fn lines(list: &DateList) -> Vec<String> {
    let line = |day: &DateDay, town: &DateTown, entry: &DateEntry| {
        let from = entry.card.next.and_then(|next| next.from).map(|from| format!(" {from:.0}"));
        let until = entry.until.map(|until| format!(" until {until}"));
        let (from, until) = (from.unwrap_or_default(), until.unwrap_or_default());
        format!("{} {} {}{from}{until}", day.day, town.city.id, entry.card.id)
    };
    let days = list.days.iter();
    days.flat_map(|day| day.towns.iter().map(move |town| (day, town)))
        .flat_map(|(day, town)| town.entries.iter().map(move |entry| line(day, town, entry)))
        .collect()
}

fn some_offers() -> Vec<Offer> {
    let weekly = json!([{"weekday": "mo", "from": "10:00:00"}]);
    let dates = json!([
        {"on": "2026-11-20", "from": "17:00:00", "to": "18:00:00"},
        {"on": "2026-11-20", "from": "18:00:00", "to": "20:00:00"},
        {"on": "2026-12-24", "from": "15:00:00"},
    ]);
    vec![
        offer("kurs", "marl", &json!({"schedule": {"weekly": weekly.clone(), "dates": dates}})),
        offer("treff", "herten", &json!({"kind": "event", "schedule": {"weekly": weekly}})),
        offer(
            "fest",
            "marl",
            &json!({"kind": "event", "schedule": {
                "dates": [{"on": "2026-11-23", "from": "09:00:00"}]
            }}),
        ),
        offer("anruf", "marl", &json!({"schedule": {"by_appointment": true}})),
    ]
}

#[test]
fn events_and_single_dates_are_listed_by_day_and_town_without_those_that_are_over() {
    let list = listed(some_offers(), &[]);
    let expected = [
        "2026-11-20 marl kurs 18:00:00",
        "2026-11-23 marl fest 09:00:00",
        "2026-11-23 herten treff 10:00:00",
        "2026-11-30 herten treff 10:00:00",
        "2026-12-07 herten treff 10:00:00",
        "2026-12-14 herten treff 10:00:00",
    ];
    assert_eq!(lines(&list), expected);
    assert_eq!((list.first, list.last), (date(2026, 11, 20), date(2026, 12, 17)));
    assert_eq!((list.total, list.pages, list.earlier), (6, 1, None));
}

#[test]
fn regular_times_are_listed_where_they_are_asked_for() {
    let list = listed(some_offers(), &[("times", "all"), ("city", "marl"), ("weekday", "mo")]);
    let expected = [
        "2026-11-23 marl fest 09:00:00",
        "2026-11-23 marl kurs 10:00:00",
        "2026-11-30 marl kurs 10:00:00",
        "2026-12-07 marl kurs 10:00:00",
        "2026-12-14 marl kurs 10:00:00",
    ];
    assert_eq!(lines(&list), expected);
    assert_eq!(list.query.scope, DateScope::All);
}

#[test]
fn the_next_period_begins_where_the_last_one_ended_and_leads_back() {
    let first = listed(some_offers(), &[("city", "marl")]);
    let later = first.later.unwrap();
    assert_eq!(later.last().unwrap().1, "2026-12-18");
    let pairs: Vec<_> = later.iter().map(|(name, value)| (&**name, &**value)).collect();
    let second = listed(some_offers(), &pairs);
    assert_eq!(lines(&second), ["2026-12-24 marl kurs 15:00:00"]);
    assert_eq!(second.earlier.unwrap(), first.query.to_pairs());
    let past = listed(some_offers(), &[("from", "2020-01-01")]);
    assert_eq!(past.first, date(2026, 11, 20));
    let end = listed(some_offers(), &[("city", "marl"), ("from", "9999-12-31")]);
    assert_eq!((end.total, end.later), (0, None));
}

#[test]
fn whole_days_in_a_row_are_one_entry_with_its_last_day() {
    let ranges = json!([{"from": "2026-11-10", "to": "2027-01-31"}]);
    let exhibition = json!({"kind": "event", "schedule": {
        "ranges": ranges, "exceptions": ["2026-12-01"]
    }});
    let shown = |pairs: &[_]| lines(&listed(vec![offer("schau", "marl", &exhibition)], pairs));
    let expected =
        ["2026-11-20 marl schau until 2026-11-30", "2026-12-02 marl schau until 2027-01-31"];
    assert_eq!(shown(&[]), expected);
    assert_eq!(shown(&[("when", "today")]), expected[..1]);
}

#[test]
fn a_full_period_has_several_pages() {
    let dates: Vec<_> = (0..130)
        .map(|number| {
            json!({"on": "2026-11-21", "from": format!("{:02}:{:02}:00", number / 60, number % 60)})
        })
        .collect();
    let many = || vec![offer("fest", "marl", &json!({"schedule": {"dates": dates}}))];
    let (first, second) = (listed(many(), &[]), listed(many(), &[("page", "2")]));
    assert_eq!((first.total, first.pages), (130, 2));
    assert_eq!((lines(&first).len(), lines(&second).len()), (100, 30));
    assert_eq!(lines(&second)[0], "2026-11-21 marl fest 01:40:00");
    assert!(lines(&listed(many(), &[("page", "3")])).is_empty());
}
