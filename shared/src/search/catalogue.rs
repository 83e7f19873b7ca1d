//! The catalogue: every public offer with its words folded, ready to be asked.
//!
//! A query looks at each offer once; all words of the text must begin some word of
//! the offer. Time grows with the number of offers, memory with their words.

use super::fold::words;
use super::{OfferQuery, PAGE_SIZE};
use crate::id::{CategoryId, CityId, OfferId, ProviderId};
use crate::language::LanguageTag;
use crate::offer::Offer;
use crate::provider::Provider;
use crate::text::{Text, Texts};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Offers with their providers.
#[derive(Clone, Debug, Default)]
pub struct Catalogue {
    entries: Vec<Entry>,
    places: BTreeMap<OfferId, usize>,
    providers: BTreeMap<ProviderId, Provider>,
}

#[derive(Clone, Debug)]
struct Entry {
    offer: Offer,
    name_words: Vec<String>,
    other_words: Vec<String>,
}

/// Offers that answer a query, the page asked for, and how many each filter value would give.
#[derive(Clone, Debug)]
pub struct Found<'a> {
    /// Offers in all.
    pub total: usize,
    /// The page of them.
    pub offers: Vec<&'a Offer>,
    /// Numbers beside the filters.
    pub facets: FacetCounts,
}

/// How many offers each value would give, the other filters unchanged; values that
/// would give none are left out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FacetCounts {
    /// By city.
    pub cities: BTreeMap<CityId, usize>,
    /// By category.
    pub categories: BTreeMap<CategoryId, usize>,
    /// By language spoken.
    pub languages: BTreeMap<LanguageTag, usize>,
}

/// Which filters an offer passes.
#[derive(Clone, Copy)]
struct Passes {
    city: bool,
    category: bool,
    language: bool,
}

impl Catalogue {
    /// Makes a catalogue; offers keep their order where a query ranks them alike.
    pub fn new(offers: Vec<Offer>, providers: Vec<Provider>) -> Self {
        let providers: BTreeMap<_, _> =
            providers.into_iter().map(|provider| (provider.id.clone(), provider)).collect();
        let places =
            offers.iter().enumerate().map(|(place, offer)| (offer.id.clone(), place)).collect();
        let entries = offers.into_iter().map(|offer| Entry::new(offer, &providers)).collect();
        Self { entries, places, providers }
    }

    /// An offer, whatever its status.
    pub fn get(&self, id: &OfferId) -> Option<&Offer> {
        let place = self.places.get(id)?;
        self.entries.get(*place).map(|entry| &entry.offer)
    }

    /// The provider of an offer.
    pub fn provider(&self, id: &ProviderId) -> Option<&Provider> {
        self.providers.get(id)
    }

    /// Answers a query with the offers that are public on this day.
    pub fn find(&self, query: &OfferQuery, today: Date) -> Found<'_> {
        let wanted = words(&query.text);
        let mut facets = FacetCounts::default();
        let mut matching = Vec::new();
        for entry in self.entries.iter().filter(|entry| entry.offer.is_public(today)) {
            let Some(score) = entry.score(&wanted) else {
                continue;
            };
            let passes = Passes::of(&entry.offer, query);
            facets.count(&entry.offer, passes);
            if passes.all() {
                matching.push((std::cmp::Reverse(score), &entry.offer));
            }
        }
        matching.sort_by_key(|(score, _)| *score);
        let total = matching.len();
        let skipped = (query.page.0 as usize - 1).saturating_mul(PAGE_SIZE);
        let page = matching.into_iter().skip(skipped).take(PAGE_SIZE);
        Found { total, offers: page.map(|(_, offer)| offer).collect(), facets }
    }
}

impl Entry {
    fn new(offer: Offer, providers: &BTreeMap<ProviderId, Provider>) -> Self {
        let all_words = |texts: Vec<&str>| texts.into_iter().flat_map(words).collect();
        let names = offer.name.versions().map(|(_, version)| version.text.as_str()).collect();
        let mut others = vec![offer.city.as_str()];
        let descriptions = offer.description.iter().flat_map(Texts::versions);
        others.extend(descriptions.map(|(_, version)| version.text.as_str()));
        others.extend(offer.categories.iter().map(CategoryId::as_str));
        others.extend(offer.district.iter().map(Text::as_str));
        others.extend(providers.get(&offer.provider).map(|provider| provider.name.as_str()));
        Self { name_words: all_words(names), other_words: all_words(others), offer }
    }

    /// How well the words match; `None` where one of them begins no word of the offer.
    fn score(&self, wanted: &[String]) -> Option<u32> {
        wanted.iter().try_fold(0, |score, word| {
            let begins = |candidate: &String| candidate.starts_with(word.as_str());
            if self.name_words.contains(word) {
                Some(score + 8)
            } else if self.name_words.iter().any(begins) {
                Some(score + 4)
            } else if self.other_words.contains(word) {
                Some(score + 2)
            } else {
                self.other_words.iter().any(begins).then_some(score + 1)
            }
        })
    }
}

impl Passes {
    fn of(offer: &Offer, query: &OfferQuery) -> Self {
        let any_category = || offer.categories.iter().any(|id| query.categories.contains(id));
        let any_language =
            || offer.spoken_languages().into_iter().any(|tag| query.languages.contains(tag));
        Self {
            city: query.cities.is_empty() || query.cities.contains(&offer.city),
            category: query.categories.is_empty() || any_category(),
            language: query.languages.is_empty() || any_language(),
        }
    }

    const fn all(self) -> bool {
        self.city && self.category && self.language
    }
}

impl FacetCounts {
    fn count(&mut self, offer: &Offer, passes: Passes) {
        if passes.category && passes.language {
            *self.cities.entry(offer.city.clone()).or_default() += 1;
        }
        if passes.city && passes.language {
            for category in &offer.categories {
                *self.categories.entry(category.clone()).or_default() += 1;
            }
        }
        if passes.city && passes.category {
            for language in offer.spoken_languages() {
                *self.languages.entry(language.clone()).or_default() += 1;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use rstest::rstest;

    fn offer(id: &str, name: &str, city: &str, category: &str, language: &str) -> Offer {
        serde_json::from_value(serde_json::json!({
            "id": id, "name": {"de": name}, "provider": "p", "city": city,
            "categories": [category], "languages": {"spoken": [language]},
        }))
        .unwrap()
    }

    fn catalogue() -> Catalogue {
        let mut archived = offer("alt", "Deutschkurs alt", "marl", "sprache", "de");
        archived.status = crate::offer::OfferStatus::Archived;
        let provider =
            serde_json::from_value(serde_json::json!({"id": "p", "name": "Haus Muster"}));
        Catalogue::new(
            vec![
                offer("kurs", "Deutschkurs für Frauen", "marl", "sprache", "ar"),
                offer("cafe", "Frauencafé", "herten", "begegnung", "tr"),
                offer("chor", "Chor", "herten", "freizeit", "de"),
                archived,
            ],
            vec![provider.unwrap()],
        )
    }

    fn ids(found: &Found<'_>) -> Vec<String> {
        found.offers.iter().map(|offer| offer.id.to_string()).collect()
    }

    #[rstest]
    #[case(&[], &["kurs", "cafe", "chor"])]
    #[case(&[("q", "frauen")], &["kurs", "cafe"])]
    #[case(&[("q", "FRAUENCAFE")], &["cafe"])]
    #[case(&[("q", "haus muster chor")], &["chor"])]
    #[case(&[("q", "kurs")], &[])]
    #[case(&[("city", "herten")], &["cafe", "chor"])]
    #[case(&[("city", "herten"), ("city", "marl"), ("language", "tr")], &["cafe"])]
    #[case(&[("category", "nirgends")], &[])]
    #[case(&[("page", "2")], &[])]
    fn filters_narrow_and_their_values_widen(
        #[case] pairs: &[(&str, &str)],
        #[case] expected: &[&str],
    ) {
        let query = OfferQuery::from_pairs(pairs.iter().copied()).unwrap();
        let catalogue = catalogue();
        assert_eq!(ids(&catalogue.find(&query, date(2026, 11, 20))), expected);
    }

    #[test]
    fn a_filter_counts_without_itself() {
        let query = OfferQuery::from_pairs([("city", "herten"), ("language", "tr")]).unwrap();
        let catalogue = catalogue();
        let facets = catalogue.find(&query, date(2026, 11, 20)).facets;
        let cities: Vec<_> = facets.cities.iter().map(|(id, n)| (id.as_str(), *n)).collect();
        let languages: Vec<_> = facets.languages.iter().map(|(id, n)| (id.as_str(), *n)).collect();
        assert_eq!(cities, [("herten", 1)]);
        assert_eq!(languages, [("de", 1), ("tr", 1)]);
    }
}
