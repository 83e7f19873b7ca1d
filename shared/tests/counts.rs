//! The counts beside the filters equal a naive recount of the records.

#![expect(clippy::unwrap_used, reason = "a test that panics has failed")]

use jiff::civil::date;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use serde_json::{Value, json};
use shared::offer::Offer;
use shared::search::index::{Index, Source};
use shared::search::times::{DaysOff, Span, Times, day_number};
use shared::search::vocabulary::Vocabulary;
use shared::search::{Facet, Loosen, Moment, OfferQuery, SearchResults};
use shared::taxonomy::Taxonomy;
use std::collections::BTreeMap;

/// Half past nine on a Friday.
const MINUTE: u16 = 9 * 60 + 30;

/// Possible values of an offer, by filter.
const VALUES: [(Facet, &[&str]); 9] = [
    (Facet::City, &["marl", "herten"]),
    (Facet::Category, &["sprache", "sport", "beratung"]),
    (Facet::Language, &["de", "ru", "ar"]),
    (Facet::Weekday, &["mo", "th", "fr"]),
    (Facet::When, &["today", "now"]),
    (Facet::Within, &["2", "10"]),
    (Facet::Gender, &["female", "male"]),
    (Facet::Free, &["yes"]),
    (Facet::Kind, &["course", "event"]),
];

type Chosen = BTreeMap<Facet, Vec<String>>;

fn today() -> i32 {
    day_number(date(2026, 11, 20))
}

fn taxonomy() -> Taxonomy {
    let marl = json!({"latitude": 51_600_000, "longitude": 7_100_000});
    let cities = json!([{"id": "marl", "label": "Marl", "position": marl}]);
    serde_json::from_value(json!({"cities": cities, "categories": [], "languages": []})).unwrap()
}

fn index_of(offers: &[Offer]) -> Index {
    Index::new(Source {
        offers,
        providers: &[],
        taxonomy: &taxonomy(),
        vocabulary: &Vocabulary::default(),
        labels: &[],
    })
}

fn find(index: &Index, query: &OfferQuery) -> SearchResults {
    let calendar = index.calendar(today(), &DaysOff::default());
    index.find(query, Moment { calendar: &calendar, minute: MINUTE, stale_after: 180 })
}

fn slot() -> impl Strategy<Value = Value> {
    let languages = subsequence(vec!["ru", "ar"], 0..=2);
    (select(VALUES[3].1), 8..11_u8, languages).prop_map(|(weekday, hour, languages)| {
        json!({"weekday": weekday, "from": format!("{hour:02}:00:00"), "languages": languages})
    })
}

fn offer() -> impl Strategy<Value = Value> {
    let lists = (
        subsequence(VALUES[1].1.to_vec(), 0..=3),
        subsequence(vec!["de", "ru"], 0..=2),
        subsequence(VALUES[6].1.to_vec(), 0..=2),
        proptest::collection::vec(slot(), 0..3),
    );
    let single = (select(VALUES[0].1), select(VALUES[8].1), select(vec!["Kurs", "Sport am See"]));
    (lists, single, (any::<bool>(), 0..3_i32)).prop_map(
        |((categories, spoken, genders, weekly), (city, kind, name), (is_free, north))| {
            let position = json!({"latitude": 51_600_000 + north * 30_000, "longitude": 7_100_000});
            let terms = if is_free { json!({"cost": "free"}) } else { json!({}) };
            json!({"name": {"de": name}, "provider": "p", "city": city, "categories": categories,
                   "languages": {"spoken": spoken}, "audience": {"genders": genders},
                   "kind": kind, "schedule": {"weekly": weekly}, "terms": terms,
                   "venue": {"position": position}})
        },
    )
}

/// Whether an offer has one of the values, evaluated directly on the record.
fn has(offer: &Offer, facet: Facet, values: &[String]) -> bool {
    let any = |one: &str| values.iter().any(|value| value == one);
    match facet {
        Facet::City => any(offer.city.as_str()),
        Facet::Category => offer.categories.iter().any(|id| any(id.as_str())),
        Facet::Gender => {
            let genders = &offer.audience.genders;
            genders.is_empty() || genders.iter().any(|gender| any(gender.name()))
        }
        Facet::Free => offer.terms.cost.is_some(),
        Facet::Kind => any(offer.kind.name()),
        Facet::Within => {
            // 30,000 millionths of a degree to the north are 3.3 km.
            let north = offer.venue.as_ref().unwrap().position.unwrap().latitude - 51_600_000;
            values.iter().any(|km| north * 111 / 1_000_000 < km.parse().unwrap())
        }
        Facet::When => {
            let spans = Times::from(&offer.schedule).on(today(), &DaysOff::default());
            let is_now = |span: &Span| span.from <= MINUTE && MINUTE < span.end();
            spans
                .iter()
                .any(|span| any("today") && MINUTE < span.end() || any("now") && is_now(span))
        }
        _ => unreachable!("weekday and language are looked at together"),
    }
}

/// Whether a time of the offer is on one of the days and in one of the languages.
fn meets(offer: &Offer, chosen: &Chosen) -> bool {
    let any = |values: &[String], one: &str| values.iter().any(|value| value == one);
    let mut weekly = offer.schedule.weekly.iter();
    match (chosen.get(&Facet::Weekday), chosen.get(&Facet::Language)) {
        (None, None) => true,
        (Some(days), None) => weekly.any(|slot| any(days, slot.weekday.name())),
        (None, Some(languages)) => {
            offer.spoken_languages().iter().any(|tag| any(languages, tag.as_str()))
        }
        (Some(days), Some(languages)) => weekly.any(|slot| {
            let own = &slot.languages;
            let spoken = if own.is_empty() { &offer.languages.spoken } else { own };
            any(days, slot.weekday.name()) && spoken.iter().any(|tag| any(languages, tag.as_str()))
        }),
    }
}

fn passes(offer: &Offer, chosen: &Chosen) -> bool {
    let mut single = chosen.iter().filter(|(f, _)| !matches!(f, Facet::Weekday | Facet::Language));
    meets(offer, chosen) && single.all(|(facet, values)| has(offer, *facet, values))
}

fn count(offers: &[&Offer], chosen: &Chosen) -> usize {
    offers.iter().filter(|offer| passes(offer, chosen)).count()
}

fn counted(found: &SearchResults, facet: Facet, value: &str) -> usize {
    let count = found.counts(facet).iter().find(|count| count.value == value);
    count.map_or(0, |count| count.count as usize)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]
    #[test]
    fn every_count_equals_a_recount(
        offers in proptest::collection::vec(offer(), 1..12),
        chosen in proptest::collection::vec((0..VALUES.len(), 0..3_usize), 0..4),
        text in select(vec!["", "kurs", "sport see"]),
    ) {
        let offers: Vec<Offer> = (0..).zip(offers).map(|(number, mut offer)| {
            offer["id"] = format!("o{number}").into();
            serde_json::from_value(offer).unwrap()
        }).collect();
        let mut pairs = vec![("near", "marl"), ("q", text)];
        for (facet, value) in chosen {
            let (facet, values) = VALUES[facet];
            pairs.push((facet.name(), values[value % values.len()]));
        }
        let query = OfferQuery::from_pairs(pairs.iter().copied()).unwrap();
        let found = find(&index_of(&offers), &query);
        let is_meant = |offer: &&Offer| text.is_empty() || {
            let name = serde_json::to_string(&offer.name).unwrap().to_lowercase();
            text.split(' ').all(|word| name.contains(word))
        };
        let matched: Vec<&Offer> = offers.iter().filter(is_meant).collect();

        let total = count(&matched, &query.chosen);
        prop_assert_eq!(found.total, total);
        for (facet, values) in VALUES {
            for value in values {
                let mut with = query.chosen.clone();
                with.insert(facet, vec![(*value).to_owned()]);
                let expected = count(&matched, &with);
                prop_assert_eq!(counted(&found, facet, value), expected, "{:?} {}", facet, value);
            }
        }
        for Loosen { facet, count: without_it } in &found.loosen {
            let Some(facet) = facet else { continue };
            let mut without = query.chosen.clone();
            without.remove(facet);
            prop_assert_eq!(*without_it as usize, count(&matched, &without), "{:?}", facet);
        }
    }
}
