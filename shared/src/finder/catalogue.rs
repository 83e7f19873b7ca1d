//! The catalogue: offers with their providers, the operator's lists, and the search index.

use crate::id::{OfferId, ProviderId};
use crate::offer::{Offer, OfferStatus};
use crate::provider::Provider;
use crate::search::Facet;
use crate::search::index::{Index, Source};
use crate::search::postings::Doc;
use crate::search::times::{Calendar, DaysOff, SchoolFree, day_number};
use crate::search::vocabulary::Vocabulary;
use crate::taxonomy::Taxonomy;
use crate::time::holidays::Land;
use crate::time::wire;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// A range of days without school.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SchoolFreeRange {
    /// First day.
    #[serde(with = "wire::day")]
    pub from: Date,
    /// Last day.
    #[serde(with = "wire::day")]
    pub to: Date,
    /// Its name, for editors of the list.
    #[serde(default)]
    pub name: String,
}

/// The records a catalogue is built from.
#[derive(Clone, Debug, Default)]
pub struct Records {
    /// Every offer; unpublished ones are left out.
    pub offers: Vec<Offer>,
    /// Their providers.
    pub providers: Vec<Provider>,
    /// The operator's lists.
    pub taxonomy: Taxonomy,
    /// Words for concepts and filter values.
    pub vocabulary: Vocabulary,
    /// Days without school.
    pub school_free: Vec<SchoolFreeRange>,
    /// The Land whose public holidays are observed.
    pub land: Land,
    /// Names of filter values in the interface: filter, value, words, in any language.
    pub labels: Vec<(Facet, String, String)>,
}

/// Offers and lists with the index built from them.
#[derive(Debug)]
pub struct Catalogue {
    /// Published offers; their positions are the document numbers of the index.
    offers: Vec<Offer>,
    places: HashMap<OfferId, Doc>,
    providers: Vec<Provider>,
    provider_places: HashMap<ProviderId, usize>,
    /// The operator's lists.
    pub taxonomy: Taxonomy,
    /// The search index.
    pub index: Index,
    /// Days without school, and public holidays.
    pub days_off: DaysOff,
}

impl Catalogue {
    /// Builds a catalogue with its index: about 20 ms for a thousand offers.
    pub fn new(records: Records) -> Self {
        let index = Index::new(Source {
            offers: &records.offers,
            providers: &records.providers,
            taxonomy: &records.taxonomy,
            vocabulary: &records.vocabulary,
            labels: &records.labels,
        });
        Self::with_index(records, index)
    }

    /// The same with an index that was built from these records before; vocabulary and labels are
    /// part of that.
    pub fn with_index(records: Records, index: Index) -> Self {
        let Records { mut offers, providers, taxonomy, school_free, land, .. } = records;
        offers.retain(|offer| offer.status == OfferStatus::Published);
        let places = (0..).zip(&offers).map(|(doc, offer)| (offer.id.clone(), doc)).collect();
        let provider_places =
            providers.iter().enumerate().map(|(place, one)| (one.id.clone(), place)).collect();
        let school_free = SchoolFree::new(school_free.into_iter().map(|free| (free.from, free.to)));
        let days_off = DaysOff { school_free, land };
        Self { offers, places, providers, provider_places, taxonomy, index, days_off }
    }

    /// An offer by its document number.
    pub fn offer(&self, doc: Doc) -> Option<&Offer> {
        self.offers.get(doc as usize)
    }

    /// Document number and record of an offer that is public on a day.
    pub fn public(&self, id: &OfferId, day: Date) -> Option<(Doc, &Offer)> {
        let doc = *self.places.get(id)?;
        self.offer(doc).filter(|offer| offer.is_public(day)).map(|offer| (doc, offer))
    }

    /// Every published offer.
    pub fn offers(&self) -> &[Offer] {
        &self.offers
    }

    /// Every provider.
    pub fn providers(&self) -> &[Provider] {
        &self.providers
    }

    /// A provider.
    pub fn provider(&self, id: &ProviderId) -> Option<&Provider> {
        self.provider_places.get(id).and_then(|place| self.providers.get(*place))
    }

    /// Occurrences as of this day.
    pub fn calendar(&self, today: Date) -> Calendar {
        self.index.calendar(day_number(today), &self.days_off)
    }
}
