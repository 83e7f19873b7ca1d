//! The directory of institutions, by city and topic.

use super::cards::provider_card;
use super::paging::{pages, pairs_of};
use super::{Catalogue, Finder};
use crate::api::{Choice, FacetView, ProviderDetail, ProviderPage};
use crate::id::{CategoryId, ProviderId};
use crate::offer::Offer;
use crate::provider::Provider;
use crate::search::fold::words;
use crate::search::{Facet, OfferQuery, PAGE_SIZE, QueryError, Sort};
use crate::taxonomy::Term;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Display;

/// An institution with the topics of its public offers.
struct Entry<'a> {
    provider: &'a Provider,
    topics: BTreeSet<&'a str>,
    offers: u64,
}

impl Finder<'_> {
    /// Institutions with public offers that match a query: words of the name, cities, topics.
    /// Other filters are ignored.
    pub fn find_providers(&self, query: &OfferQuery) -> ProviderPage {
        let today = self.now.local.day;
        let wanted = words(&query.text);
        let is_wordless = wanted.is_empty() && !query.text.is_empty();
        let entries: Vec<Entry<'_>> = entries(self.catalogue, |offer| offer.is_public(today))
            .into_iter()
            .filter(|entry| !is_wordless && has_words(entry.provider, &wanted))
            .collect();
        let (cities, topics) = (query.values(Facet::City), query.values(Facet::Category));
        let passing: Vec<&Entry<'_>> = entries
            .iter()
            .filter(|entry| in_city(entry, cities) && on_topic(entry, topics))
            .collect();
        let taxonomy = &self.catalogue.taxonomy;
        let by_city = |id: &str| {
            let of_city = |entry: &&Entry<'_>| {
                entry.provider.city.as_ref().is_some_and(|city| city.as_str() == id)
            };
            entries.iter().filter(|entry| on_topic(entry, topics)).filter(of_city).count()
        };
        let by_topic = |id: &str| {
            let is_on = |entry: &&Entry<'_>| entry.topics.contains(id);
            entries.iter().filter(|entry| in_city(entry, cities)).filter(is_on).count()
        };
        ProviderPage {
            is_wordless,
            pairs: pairs_of(query),
            page: query.page.0,
            pages: pages(passing.len()),
            total: passing.len(),
            providers: passing
                .iter()
                .skip((query.page.0 as usize - 1).saturating_mul(PAGE_SIZE))
                .take(PAGE_SIZE)
                .map(|one| provider_card(one.provider, &one.topics, one.offers, &self.reader))
                .collect(),
            facets: vec![
                facet(Facet::City, self.choices(&taxonomy.cities, cities, by_city)),
                facet(Facet::Category, self.choices(&taxonomy.categories, topics, by_topic)),
            ],
        }
    }

    /// An institution with its offers; `None` where it does not exist.
    ///
    /// # Errors
    /// [`QueryError`] for an id that cannot be used in a query.
    pub fn show_provider(&self, id: &ProviderId) -> Result<Option<ProviderDetail>, QueryError> {
        let Some(provider) = self.catalogue.provider(id).cloned() else { return Ok(None) };
        let mut query = OfferQuery { sort: Some(Sort::Next), ..OfferQuery::default() };
        query.choose(Facet::Provider, id.as_str())?;
        let found = self.catalogue.index.find(&query, self.now.moment());
        let topics = found.counts(Facet::Category);
        let taxonomy = &self.catalogue.taxonomy;
        let is_topic = |id: &str| topics.iter().any(|count| count.value == id);
        let categories = taxonomy.categories.iter().filter(|term| is_topic(term.id.as_str()));
        Ok(Some(ProviderDetail {
            city: provider.city.as_ref().map(|city| self.reader.named(&taxonomy.cities, city)),
            categories: categories
                .map(|term| self.reader.named(&taxonomy.categories, &term.id))
                .collect(),
            total: found.total,
            offers: self.cards(&found.hits),
            provider,
        }))
    }
    /// The terms of a list with institutions, and those that are chosen.
    fn choices<Id: Display>(
        &self,
        terms: &[Term<Id>],
        chosen: &[String],
        count: impl Fn(&str) -> usize,
    ) -> Vec<Choice> {
        let choice = |term: &Term<Id>| {
            let id = term.id.to_string();
            Choice {
                count: count(&id) as u64,
                label: term.name_in(self.reader.language()).to_owned(),
                is_chosen: chosen.contains(&id),
                id,
            }
        };
        let all = terms.iter().map(choice);
        all.filter(|choice| choice.count > 0 || choice.is_chosen).collect()
    }
}

/// Institutions with at least one such offer, by name.
fn entries(catalogue: &Catalogue, is_public: impl Fn(&Offer) -> bool) -> Vec<Entry<'_>> {
    let mut by_id: BTreeMap<&ProviderId, (BTreeSet<&str>, u64)> = BTreeMap::new();
    for offer in catalogue.offers().iter().filter(|offer| is_public(offer)) {
        let (topics, offers) = by_id.entry(&offer.provider).or_default();
        topics.extend(offer.categories.iter().map(CategoryId::as_str));
        *offers += 1;
    }
    let mut entries = Vec::new();
    for provider in catalogue.providers() {
        if let Some((topics, offers)) = by_id.remove(&provider.id) {
            entries.push(Entry { provider, topics, offers });
        }
    }
    entries
}

/// Whether every word is the prefix of a word in the name.
fn has_words(provider: &Provider, wanted: &[String]) -> bool {
    let own = words(provider.name.as_str());
    wanted.iter().all(|word| own.iter().any(|own| own.starts_with(word.as_str())))
}

fn in_city(entry: &Entry<'_>, cities: &[String]) -> bool {
    let own = entry.provider.city.as_ref();
    cities.is_empty() || own.is_some_and(|own| cities.iter().any(|city| city == own.as_str()))
}

fn on_topic(entry: &Entry<'_>, topics: &[String]) -> bool {
    topics.is_empty() || topics.iter().any(|topic| entry.topics.contains(topic.as_str()))
}

fn facet(facet: Facet, choices: Vec<Choice>) -> FacetView {
    FacetView { name: facet.name().to_owned(), choices }
}
