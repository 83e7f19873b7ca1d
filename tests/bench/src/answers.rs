//! Whole answers: everything a page of the finder shows, made without a server.

use crate::moment::{MINUTE, TODAY, now, school_free_ranges};
use serde::{Deserialize, Serialize};
use shared::finder::{Catalogue, Finder, Labels, Now, Records};
use shared::language::UiLanguage;
use shared::offer::Offer;
use shared::provider::Provider;
use shared::search::OfferQuery;
use shared::search::index::Index;
use shared::taxonomy::Taxonomy;
use std::collections::BTreeMap;

/// What a phone needs besides the index.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct OfflineRecords {
    /// Offers.
    pub offers: Vec<Offer>,
    /// Their providers.
    pub providers: Vec<Provider>,
    /// The operator's lists.
    pub taxonomy: Taxonomy,
    /// What the interface calls values, by filter and value.
    pub labels: BTreeMap<String, BTreeMap<String, String>>,
}

/// A catalogue that answers an Arabic reader at the moment of all measurements.
#[derive(Debug)]
pub struct Answering {
    catalogue: Catalogue,
    labels: Texts,
    now: Now,
}

#[derive(Debug)]
struct Texts(BTreeMap<String, BTreeMap<String, String>>);

impl Labels for Texts {
    fn language(&self) -> UiLanguage {
        UiLanguage::Ar
    }

    fn label(&self, key: &str) -> Option<&str> {
        let (filter, value) = key.split_once('.')?;
        self.0.get(filter)?.get(value).map(String::as_str)
    }
}

impl Answering {
    /// A catalogue over an index of the same records.
    ///
    /// # Errors
    /// Where the server's list of days without school is malformed.
    pub fn new(records: OfflineRecords, index: Index) -> Result<Self, serde_json::Error> {
        let OfflineRecords { offers, providers, taxonomy, labels } = records;
        let school_free = school_free_ranges()?;
        let records = Records { offers, providers, taxonomy, school_free, ..Records::default() };
        let catalogue = Catalogue::with_index(records, index);
        let now = now(&catalogue, TODAY, MINUTE);
        Ok(Self { catalogue, labels: Texts(labels), now })
    }

    /// The page that answers a query, and the number of offers found.
    pub fn answer(&self, query: &OfferQuery) -> usize {
        let page = Finder::new(&self.catalogue, &self.labels, &self.now).find_offers(query);
        // The optimiser must not drop unused parts of the answer.
        std::hint::black_box(page).total
    }
}
