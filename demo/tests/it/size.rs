//! Number of offers, by city and kind.

use crate::{TODAY, WRITTEN, example};
use demo::{EXAMPLE_COUNT, county};
use shared::id::CategoryId;
use shared::offer::{Offer, OfferStatus};
use std::collections::{BTreeMap, BTreeSet};

const CITIES: [&str; 10] = [
    "castrop-rauxel",
    "datteln",
    "dorsten",
    "gladbeck",
    "haltern-am-see",
    "herten",
    "marl",
    "oer-erkenschwick",
    "recklinghausen",
    "waltrop",
];
const CATEGORIES: [&str; 12] = [
    "sprache",
    "beratung",
    "begegnung",
    "bildung",
    "arbeitsmarkt",
    "familie",
    "gesundheit",
    "wohnen",
    "freizeit",
    "sport",
    "religion",
    "ehrenamt",
];

fn json(offers: &[Offer]) -> String {
    serde_json::to_string(offers).unwrap()
}

fn counted<'a>(values: impl Iterator<Item = &'a str>) -> BTreeMap<&'a str, usize> {
    values.fold(BTreeMap::new(), |mut counts, value| {
        *counts.entry(value).or_default() += 1;
        counts
    })
}

#[test]
fn the_example_county_has_over_520_public_offers_in_ten_cities() {
    let county = example();
    assert_eq!(county.offers.len(), EXAMPLE_COUNT);
    let public: Vec<&Offer> = county.offers.iter().filter(|offer| offer.is_public(TODAY)).collect();
    assert!(public.len() >= 520, "{}", public.len());
    assert!(public.len() < EXAMPLE_COUNT);
    let cities = counted(public.iter().map(|offer| offer.city.as_str()));
    assert_eq!(cities.keys().copied().collect::<Vec<_>>(), CITIES);
    assert!(cities.values().all(|count| *count >= 20), "{cities:?}");
    let categories =
        counted(public.iter().flat_map(|offer| &offer.categories).map(CategoryId::as_str));
    let known: BTreeSet<&str> = CATEGORIES.into();
    assert_eq!(categories.keys().copied().collect::<BTreeSet<_>>(), known);
    assert!(categories.values().all(|count| *count >= 5), "{categories:?}");
}

#[test]
fn the_same_arguments_give_the_same_county_and_a_smaller_one_is_its_beginning() {
    let larger = example();
    assert_eq!(json(&example().offers), json(&larger.offers));
    for count in [0, 1, WRITTEN, 300] {
        let smaller = county(count, TODAY).unwrap();
        assert_eq!(json(&smaller.offers), json(&larger.offers[..count]));
        assert_eq!(smaller.providers, larger.providers);
    }
}

#[test]
fn a_large_county_has_no_offer_twice_and_some_that_stay_hidden() {
    let offers = county(100_000, TODAY).unwrap().offers;
    let ids: BTreeSet<_> = offers.iter().map(|offer| offer.id.as_str()).collect();
    assert_eq!(ids.len(), offers.len());
    for status in [OfferStatus::Draft, OfferStatus::Archived] {
        let hidden = offers.iter().filter(|offer| offer.status == status).count();
        assert!((900..=1_100).contains(&hidden), "{hidden}");
    }
}
