//! The example county with all input of an index, as on the server.

use crate::files;
use anyhow::{Context, Result};
use bench::answers::OfflineRecords;
use bench::moment::TODAY;
use serde::Serialize;
use serde_json::Value;
use shared::id::{CityId, ProviderId};
use shared::language::UiLanguage;
use shared::offer::Offer;
use shared::provider::Provider;
use shared::search::index::{Index, Source};
use shared::search::vocabulary::Vocabulary;
use shared::search::{Facet, typed_values};
use shared::taxonomy::Taxonomy;
use shared::text::Texts;
use std::collections::HashMap;

/// The county with a given number of offers.
pub(crate) struct County {
    offers: Vec<Offer>,
    providers: Vec<Provider>,
    taxonomy: Taxonomy,
    vocabulary: Vocabulary,
    labels: Vec<(Facet, String, String)>,
}

/// The texts of an offer, for engines that only support text.
#[derive(Debug, Serialize)]
pub(crate) struct Readable<'a> {
    pub(crate) id: &'a str,
    /// In all languages.
    pub(crate) name: String,
    /// In all languages.
    pub(crate) description: String,
    pub(crate) provider: &'a str,
    pub(crate) city: &'a str,
    pub(crate) district: &'a str,
}

impl County {
    pub(crate) fn read(count: usize) -> Result<Self> {
        let county = demo::county(count, TODAY)?;
        let taxonomy = files::read(&files::in_repository("server/backend/data/taxonomy.json"))?;
        let vocabulary = files::read(&files::in_repository("server/backend/data/vocabulary.json"))?;
        let labels = labels(&taxonomy)?;
        let (offers, providers) = (county.offers, county.providers);
        Ok(Self { offers, providers, taxonomy, vocabulary, labels })
    }

    pub(crate) fn index(&self) -> Index {
        Index::new(Source {
            offers: &self.offers,
            providers: &self.providers,
            taxonomy: &self.taxonomy,
            vocabulary: &self.vocabulary,
            labels: &self.labels,
        })
    }

    /// What a phone needs besides the index, with Arabic names of values.
    pub(crate) fn records(&self) -> Result<OfflineRecords> {
        let texts: Value = files::read(&files::in_repository("locales/ar.json"))?;
        let labels = texts.get("taxonomy").context("no names of values")?;
        Ok(OfflineRecords {
            offers: self.offers.clone(),
            providers: self.providers.clone(),
            taxonomy: self.taxonomy.clone(),
            labels: serde_json::from_value(labels.clone())?,
        })
    }

    /// The texts of the offers that are public on the day.
    pub(crate) fn texts(&self) -> Vec<Readable<'_>> {
        let names = Names {
            providers: self.providers.iter().map(|one| (&one.id, one.name.as_str())).collect(),
            cities: self.taxonomy.cities.iter().map(|one| (&one.id, one.label.as_str())).collect(),
        };
        self.offers
            .iter()
            .filter(|offer| offer.is_public(TODAY))
            .map(|offer| names.texts(offer))
            .collect()
    }
}

/// Names by id.
struct Names<'a> {
    providers: HashMap<&'a ProviderId, &'a str>,
    cities: HashMap<&'a CityId, &'a str>,
}

impl<'a> Names<'a> {
    fn texts(&self, offer: &'a Offer) -> Readable<'a> {
        let names: Vec<&str> = offer.name.versions().map(|(_, one)| one.text.as_str()).collect();
        let descriptions: Vec<&str> = offer
            .description
            .iter()
            .flat_map(Texts::versions)
            .map(|(_, one)| one.text.as_str())
            .collect();
        Readable {
            id: offer.id.as_str(),
            name: names.join("\n"),
            description: descriptions.join("\n"),
            provider: self.providers.get(&offer.provider).copied().unwrap_or_default(),
            city: self.cities.get(&offer.city).copied().unwrap_or(offer.city.as_str()),
            district: offer.district.as_ref().map_or("", |district| district.as_str()),
        }
    }
}

/// The interface's names of filter values, in every language. The server uses its typed texts;
/// here the files are read directly.
fn labels(taxonomy: &Taxonomy) -> Result<Vec<(Facet, String, String)>> {
    let locales: Vec<Value> = UiLanguage::ALL
        .into_iter()
        .map(|language| format!("locales/{}.json", language.tag()))
        .map(|path| files::read(&files::in_repository(&path)))
        .collect::<Result<_>>()?;
    let labels: Vec<_> = typed_values(taxonomy)
        .into_iter()
        .flat_map(|(facet, value, own)| {
            let pointer = format!("/taxonomy/{}/{value}", facet.name());
            locales
                .iter()
                .filter_map(move |texts| texts.pointer(&pointer)?.as_str())
                .chain(own)
                .map(move |label| (facet, value.to_owned(), label.to_owned()))
        })
        .collect();
    labels.first().context("the interface has no names for values")?;
    Ok(labels)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_have_their_names_in_every_language() {
        let county = County::read(1).unwrap();
        let thursday: Vec<_> = county
            .labels
            .iter()
            .filter(|(facet, value, _)| *facet == Facet::Weekday && value == "th")
            .collect();
        assert_eq!(thursday.len(), UiLanguage::ALL.len());
        let is_marl =
            |(facet, value, _): &&(Facet, String, String)| *facet == Facet::City && value == "marl";
        assert!(county.labels.iter().any(|label| is_marl(&label)));
    }

    #[test]
    fn the_texts_of_an_offer_are_those_a_person_reads() {
        let county = County::read(3).unwrap();
        let texts = county.texts();
        assert!(!texts.is_empty());
        for text in texts {
            assert!(!text.name.is_empty() && !text.provider.is_empty() && !text.city.is_empty());
        }
    }
}
