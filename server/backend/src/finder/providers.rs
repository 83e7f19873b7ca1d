//! The directory of institutions, by city and topic.

use super::catalogue::Catalogue;
use super::offer_views::{Reader, named, provider_card};
use super::offers::{cards, pages, pairs_of};
use crate::error::ServiceError;
use crate::service::Service;
use shared::api::{Choice, FacetView, ProviderDetail, ProviderPage};
use shared::error::Missing;
use shared::id::{CategoryId, ProviderId};
use shared::language::UiLanguage;
use shared::provider::Provider;
use shared::search::fold::words;
use shared::search::{Facet, OfferQuery, PAGE_SIZE, Sort};
use shared::taxonomy::Term;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Display;

/// An institution with what its public offers are about.
struct Entry<'a> {
    provider: &'a Provider,
    topics: BTreeSet<&'a str>,
    offers: u64,
}

impl Service {
    /// Institutions with public offers that answer a query: words of the name, cities, topics.
    /// Other filters are passed over.
    ///
    /// # Errors
    /// The database's only.
    pub async fn find_providers(&self, query: &OfferQuery) -> Result<ProviderPage, ServiceError> {
        let catalogue = self.catalogue().await?;
        let today = self.0.clock.today();
        let entries = entries(&catalogue, |offer| offer.is_public(today));
        let wanted = words(&query.text);
        let named: Vec<&Entry<'_>> =
            entries.iter().filter(|entry| has_words(entry.provider, &wanted)).collect();
        let (cities, topics) = (query.values(Facet::City), query.values(Facet::Category));
        let passing: Vec<&&Entry<'_>> = named
            .iter()
            .filter(|entry| in_city(entry, cities) && on_topic(entry, topics))
            .collect();
        let skipped = (query.page.0 as usize - 1).saturating_mul(PAGE_SIZE);
        let shown = passing.iter().skip(skipped).take(PAGE_SIZE).map(|entry| {
            let topics: Vec<&str> = entry.topics.iter().copied().collect();
            provider_card(entry.provider, (&topics, entry.offers), &catalogue.taxonomy)
        });
        let by_city = |id: &str| {
            named
                .iter()
                .filter(|entry| on_topic(entry, topics))
                .filter(|entry| {
                    entry.provider.city.as_ref().is_some_and(|city| city.as_str() == id)
                })
                .count()
        };
        let by_topic = |id: &str| {
            named
                .iter()
                .filter(|entry| in_city(entry, cities))
                .filter(|entry| entry.topics.contains(id))
                .count()
        };
        let taxonomy = &catalogue.taxonomy;
        Ok(ProviderPage {
            pairs: pairs_of(query),
            page: query.page.0,
            pages: pages(passing.len()),
            total: passing.len(),
            providers: shown.collect(),
            facets: vec![
                facet(Facet::City, choices(&taxonomy.cities, cities, by_city)),
                facet(Facet::Category, choices(&taxonomy.categories, topics, by_topic)),
            ],
        })
    }

    /// An institution with what it offers.
    ///
    /// # Errors
    /// [`Missing::Provider`].
    pub async fn show_provider(
        &self,
        id: &ProviderId,
        language: UiLanguage,
    ) -> Result<ProviderDetail, ServiceError> {
        let catalogue = self.catalogue().await?;
        let provider =
            catalogue.provider(id).ok_or(ServiceError::missing(Missing::Provider))?.clone();
        let mut query = OfferQuery { sort: Some(Sort::Next), ..OfferQuery::default() };
        query.choose(Facet::Provider, id.as_str())?;
        let now = self.now(&catalogue);
        let found = catalogue.index.find(&query, now.moment());
        let reader = Reader::new(language, &catalogue.taxonomy);
        let topics = found.counts(Facet::Category);
        let taxonomy = &catalogue.taxonomy;
        let is_topic = |id: &str| topics.iter().any(|count| count.value == id);
        let categories = taxonomy.categories.iter().filter(|term| is_topic(term.id.as_str()));
        Ok(ProviderDetail {
            city: provider.city.as_ref().map(|city| named(&taxonomy.cities, city)),
            categories: categories.map(|term| named(&taxonomy.categories, &term.id)).collect(),
            total: found.total,
            offers: cards(&catalogue, &found.hits, (&reader, &now)),
            provider,
        })
    }
}

/// Institutions with at least one of these offers, by name.
fn entries(
    catalogue: &Catalogue,
    is_public: impl Fn(&shared::offer::Offer) -> bool,
) -> Vec<Entry<'_>> {
    let mut by_id: BTreeMap<&ProviderId, (BTreeSet<&str>, u64)> = BTreeMap::new();
    for offer in catalogue.offers().iter().filter(|offer| is_public(offer)) {
        let (topics, offers) = by_id.entry(&offer.provider).or_default();
        topics.extend(offer.categories.iter().map(CategoryId::as_str));
        *offers += 1;
    }
    let mut entries = Vec::new();
    for provider in &catalogue.providers {
        if let Some((topics, offers)) = by_id.remove(&provider.id) {
            entries.push(Entry { provider, topics, offers });
        }
    }
    entries
}

/// Whether each word begins a word of the name.
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

fn choices<Id: Display>(
    terms: &[Term<Id>],
    chosen: &[String],
    count: impl Fn(&str) -> usize,
) -> Vec<Choice> {
    let all = terms.iter().map(|term| {
        let id = term.id.to_string();
        let is_chosen = chosen.contains(&id);
        Choice { count: count(&id) as u64, label: term.label.to_string(), id, is_chosen }
    });
    all.filter(|choice| choice.count > 0 || choice.is_chosen).collect()
}
