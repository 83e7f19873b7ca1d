//! The feed as another program's XML reader sees it.

use super::*;
use crate::samples;
use jiff::civil::date;
use quick_xml::Reader as XmlReader;
use quick_xml::events::Event;
use serde_json::{Value, json};
use shared::language::UiLanguage;
use shared::offer::Offer;
use shared::search::times::DaysOff;

const NOW: Millis = Millis(1_795_165_200_000);

fn offer(id: &str, name: &str, schedule: &Value) -> Offer {
    serde_json::from_value(json!({
        "id": id,
        "name": {"de": name},
        "provider": "verein-beispiel",
        "city": "marl",
        "categories": ["begegnung"],
        "schedule": schedule,
    }))
    .unwrap()
}

fn written(offers: &[DatedOffer<'_>], language: UiLanguage) -> String {
    let taxonomy = samples::taxonomy();
    let reader = Reader { language, taxonomy: &taxonomy, base_url: "https://kreis.example" };
    let days_off = DaysOff::default();
    let moment = Moment { today: date(2026, 11, 20), now: NOW, days_off: &days_off };
    let feed = Feed {
        title: "Kalender & mehr",
        page_url: "https://kreis.example/de/calendar?city=marl&kind=event",
        url: "https://kreis.example/api/v1/calendar.atom?city=marl&kind=event",
        offers,
    };
    atom(&feed, "Kreis <Beispiel>", reader, moment)
}

/// Text of every element, in order: "title=Fest".
fn elements(text: &str) -> Vec<String> {
    let (mut reader, mut path, mut found) = (XmlReader::from_str(text), Vec::new(), Vec::new());
    let mut content = String::new();
    loop {
        match reader.read_event().unwrap() {
            Event::Start(start) => {
                path.push(start.name().as_ref().to_owned());
                content.clear();
            }
            Event::Text(part) => content.push_str(&part),
            Event::GeneralRef(part) => {
                content += &["&", &*part, ";"].concat();
            }
            Event::End(_) => found.push(format!("{}={content}", path.pop().unwrap())),
            Event::Eof => return found,
            _ => {}
        }
    }
}

#[test]
fn entries_are_well_formed_newest_change_first_and_say_when_they_take_place() {
    let schedule = json!({"dates": [
        {"on": "2026-11-28", "from": "22:00:00", "to": "01:00:00"},
        {"on": "2026-12-01"},
        {"on": "2026-01-01"},
    ]});
    let (old, new) = (offer("alt", "Alt", &schedule), offer("neu", "Tanz <&> \"Tee\"", &schedule));
    let dated = |offer, changed| DatedOffer { offer, provider: None, changed };
    let offers = [dated(&old, Millis(1_000)), dated(&new, Millis(1_795_100_000_999))];
    let text = written(&offers, UiLanguage::De);
    let found = elements(&text);
    let titles: Vec<_> = found.iter().filter(|one| one.starts_with("title=")).collect();
    assert_eq!(
        titles,
        ["title=Kalender &amp; mehr", "title=Tanz &lt;&amp;&gt; &quot;Tee&quot;", "title=Alt"]
    );
    let updated: Vec<_> = found.iter().filter_map(|one| one.strip_prefix("updated=")).collect();
    let newest = "2026-11-19T14:53:20Z";
    assert_eq!(updated, [newest, newest, "1970-01-01T00:00:01Z"]);
    let ids: Vec<_> = found.iter().filter_map(|one| one.strip_prefix("id=")).collect();
    assert_eq!(ids[1], "https://kreis.example/de/offers/neu");
    let summary = found.iter().find_map(|one| one.strip_prefix("summary=")).unwrap();
    let lines: Vec<_> = summary.lines().map(|line| line.replace('\u{2060}', "")).collect();
    let expected =
        ["Marl", "Samstag, 28. November 2026, 22:00–01:00", "Dienstag, 1. Dezember 2026"];
    assert_eq!(lines, expected);
}

#[test]
fn a_feed_without_entries_is_one_and_speaks_the_readers_language() {
    let text = written(&[], UiLanguage::Ar);
    assert!(text.contains("xml:lang=\"ar\""), "{text}");
    assert!(elements(&text).contains(&"updated=1970-01-01T00:00:00Z".to_owned()));
}
