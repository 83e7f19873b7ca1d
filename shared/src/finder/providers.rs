//! The directory of institutions, by city and topic.
//!
//! An institution is found by itself, or by one of its contact persons: who is responsible for
//! language courses in Marl leads to an association in Herten, but not to its sports in Marl.

use super::cards::{FoundProvider, person_card, provider_card, topic_names};
use super::paging::{pages, pairs_of};
use super::{Catalogue, Finder};
use crate::api::{Choice, FacetView, ProviderDetail, ProviderPage};
use crate::id::{CategoryId, CityId, ProviderId};
use crate::offer::Offer;
use crate::provider::{ContactPerson, ContactPersons, Provider};
use crate::search::fold::words;
use crate::search::{Facet, OfferQuery, PAGE_SIZE, QueryError, Sort};
use crate::taxonomy::Term;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Display;

/// Most contact persons of an institution in the list.
const MAX_FOUND_PERSONS: usize = 3;

/// An institution with what it and its contact persons are responsible for.
struct Entry<'a> {
    provider: &'a Provider,
    /// Topics of its public offers.
    topics: BTreeSet<&'a str>,
    offers: u64,
    parts: Vec<Part<'a>>,
}

/// An institution as a whole, or one of its contact persons.
struct Part<'a> {
    person: Option<&'a ContactPerson>,
    cities: Cities<'a>,
    topics: BTreeSet<&'a str>,
}

/// Where somebody is responsible.
enum Cities<'a> {
    All,
    Some(Vec<&'a CityId>),
}

impl Finder<'_> {
    /// Institutions with public offers or contact persons that match a query: words of the name and
    /// of a contact person, cities, topics. Other filters are ignored.
    pub fn find_providers(&self, query: &OfferQuery) -> ProviderPage {
        let today = self.now.local.day;
        let wanted = words(&query.text);
        let is_wordless = wanted.is_empty() && !query.text.is_empty();
        let (cities, topics) = (query.values(Facet::City), query.values(Facet::Category));
        let mut entries = if is_wordless {
            Vec::new()
        } else {
            entries(self.catalogue, |offer| offer.is_public(today))
        };
        entries.retain_mut(|entry| entry.keep_words(&wanted));
        let count = |is_found: &dyn Fn(&Part<'_>) -> bool| {
            entries.iter().filter(|entry| entry.parts.iter().any(is_found)).count()
        };
        let by_city = |id: &str| count(&|part| part.is_in(&[id]) && part.is_on(topics));
        let by_topic = |id: &str| count(&|part| part.is_in(cities) && part.is_on(&[id]));
        let taxonomy = &self.catalogue.taxonomy;
        let facets = vec![
            facet(Facet::City, self.choices(&taxonomy.cities, cities, by_city)),
            facet(Facet::Category, self.choices(&taxonomy.categories, topics, by_topic)),
        ];
        for entry in &mut entries {
            entry.parts.retain(|part| part.is_in(cities) && part.is_on(topics));
        }
        entries.retain(|entry| !entry.parts.is_empty());
        let is_asked = !(wanted.is_empty() && cities.is_empty() && topics.is_empty());
        ProviderPage {
            is_wordless,
            pairs: pairs_of(query),
            page: query.page.0,
            pages: pages(entries.len()),
            total: entries.len(),
            providers: entries
                .into_iter()
                .skip((query.page.0 as usize - 1).saturating_mul(PAGE_SIZE))
                .take(PAGE_SIZE)
                .map(|entry| provider_card(&entry.into_found(is_asked), &self.reader))
                .collect(),
            facets,
        }
    }

    /// An institution with its offers; `None` where it does not exist.
    ///
    /// # Errors
    /// [`QueryError`] for an id that cannot be used in a query.
    pub fn show_provider(&self, id: &ProviderId) -> Result<Option<ProviderDetail>, QueryError> {
        let Some(provider) = self.catalogue.provider(id) else { return Ok(None) };
        let mut query = OfferQuery { sort: Some(Sort::Next), ..OfferQuery::default() };
        query.choose(Facet::Provider, id.as_str())?;
        let found = self.catalogue.index.find(&query, self.now.moment());
        let counts = found.counts(Facet::Category);
        let mut topics: BTreeSet<&str> = counts.iter().map(|count| count.value.as_str()).collect();
        topics.extend(topics_of(&provider.persons));
        let taxonomy = &self.catalogue.taxonomy;
        Ok(Some(ProviderDetail {
            city: provider.city.as_ref().map(|city| self.reader.named(&taxonomy.cities, city)),
            categories: topic_names(&topics, &self.reader),
            total: found.total,
            offers: self.cards(&found.hits),
            persons: provider.persons.iter().map(|one| person_card(one, &self.reader)).collect(),
            provider: Provider { persons: ContactPersons::default(), ..provider.clone() },
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

/// Institutions with at least one such offer or a contact person, by name.
fn entries(catalogue: &Catalogue, is_public: impl Fn(&Offer) -> bool) -> Vec<Entry<'_>> {
    let mut by_id: BTreeMap<&ProviderId, (BTreeSet<&str>, u64)> = BTreeMap::new();
    for offer in catalogue.offers().iter().filter(|offer| is_public(offer)) {
        let (topics, offers) = by_id.entry(&offer.provider).or_default();
        topics.extend(offer.categories.iter().map(CategoryId::as_str));
        *offers += 1;
    }
    let is_listed = |entry: &Entry<'_>| entry.offers > 0 || !entry.provider.persons.is_empty();
    catalogue
        .providers()
        .iter()
        .map(|provider| {
            let (topics, offers) = by_id.remove(&provider.id).unwrap_or_default();
            Entry::new(provider, topics, offers)
        })
        .filter(is_listed)
        .collect()
}

impl<'a> Entry<'a> {
    fn new(provider: &'a Provider, topics: BTreeSet<&'a str>, offers: u64) -> Self {
        let home: Vec<&CityId> = provider.city.iter().collect();
        let persons = provider.persons.iter().map(|person| Part {
            person: Some(person),
            cities: match (person.cities.is_empty(), home.is_empty()) {
                (false, _) => Cities::Some(person.cities.iter().collect()),
                (true, false) => Cities::Some(home.clone()),
                (true, true) => Cities::All,
            },
            topics: if person.categories.is_empty() {
                topics.clone()
            } else {
                person.categories.iter().map(CategoryId::as_str).collect()
            },
        });
        let whole = (offers > 0).then(|| Part {
            person: None,
            cities: Cities::Some(home.clone()),
            topics: topics.clone(),
        });
        let parts = whole.into_iter().chain(persons).collect();
        Self { provider, topics, offers, parts }
    }

    /// Keeps the parts that have every word; whether there are any.
    fn keep_words(&mut self, wanted: &[String]) -> bool {
        if !wanted.is_empty() {
            let name = words(self.provider.name.as_str());
            self.parts.retain(|part| part.has_words(&name, wanted));
        }
        !self.parts.is_empty()
    }

    /// The institution for the list, with the persons that were asked for.
    fn into_found(self, is_asked: bool) -> FoundProvider<'a> {
        let persons = self.parts.iter().filter_map(|part| part.person).filter(|_| is_asked);
        let persons = persons.take(MAX_FOUND_PERSONS).collect();
        let mut topics = self.topics;
        topics.extend(topics_of(&self.provider.persons));
        FoundProvider { provider: self.provider, topics, offers: self.offers, persons }
    }
}

impl Part<'_> {
    /// Whether every word is the prefix of a word in the institution's name, or in the person's name
    /// or topic.
    fn has_words(&self, provider: &[String], wanted: &[String]) -> bool {
        let texts = self.person.map(|person| [Some(&person.name), person.topic.as_ref()]);
        let own: Vec<String> =
            texts.into_iter().flatten().flatten().flat_map(|text| words(text.as_str())).collect();
        let has = |word: &String| own.iter().chain(provider).any(|own| own.starts_with(word));
        wanted.iter().all(has)
    }

    fn is_in<T: AsRef<str>>(&self, cities: &[T]) -> bool {
        match &self.cities {
            Cities::All => true,
            Cities::Some(own) => {
                let is_own = |city: &T| own.iter().any(|own| own.as_str() == city.as_ref());
                cities.is_empty() || cities.iter().any(is_own)
            }
        }
    }

    fn is_on<T: AsRef<str>>(&self, topics: &[T]) -> bool {
        topics.is_empty() || topics.iter().any(|topic| self.topics.contains(topic.as_ref()))
    }
}

fn topics_of(persons: &ContactPersons) -> impl Iterator<Item = &str> {
    persons.iter().flat_map(|person| &person.categories).map(CategoryId::as_str)
}

fn facet(facet: Facet, choices: Vec<Choice>) -> FacetView {
    FacetView { name: facet.name().to_owned(), choices }
}

#[cfg(test)]
mod tests;
