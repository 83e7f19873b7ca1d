//! The catalogue in memory: every offer with the index that finds it, as of a revision of
//! the database.
//!
//! At most once a second the database is asked whether anything has changed. A new catalogue
//! is made beside the old one, on a thread of its own; whoever asks meanwhile is answered
//! from the old one.

use super::lists::{SCHOOL_FREE, VOCABULARY, standard};
use crate::clock::LocalTime;
use crate::db::{Db, documents, offers, taxonomy};
use crate::error::ServiceError;
use crate::service::Service;
use i18n::I18n;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use shared::id::{OfferId, ProviderId};
use shared::language::UiLanguage;
use shared::offer::{Offer, OfferStatus};
use shared::provider::Provider;
use shared::search::index::{Index, Source};
use shared::search::postings::Doc;
use shared::search::times::{Calendar, SchoolFree, day_number};
use shared::search::vocabulary::Vocabulary;
use shared::search::{Facet, Moment, typed_values};
use shared::taxonomy::Taxonomy;
use shared::time::{Millis, wire};
use std::collections::HashMap;
use std::sync::{Arc, RwLock};
use tokio::sync::Mutex;

/// How old the catalogue may be before the database is asked whether it has changed.
const CHECK_EVERY: i64 = 1_000;

/// The catalogue as of a revision of the database.
#[derive(Debug, Default)]
pub(crate) struct CatalogueCache {
    current: RwLock<Option<Cached>>,
    /// Held by whoever makes a new one.
    refreshing: Mutex<()>,
}

#[derive(Clone, Debug)]
struct Cached {
    catalogue: Arc<Catalogue>,
    revision: u64,
    checked_at: Millis,
}

/// Offers, lists and index that belong together.
#[derive(Debug)]
pub(crate) struct Catalogue {
    /// Published offers; their places are the numbers of the index.
    offers: Vec<Offer>,
    places: HashMap<OfferId, Doc>,
    pub(crate) providers: Vec<Provider>,
    provider_places: HashMap<ProviderId, usize>,
    pub(crate) taxonomy: Taxonomy,
    pub(crate) index: Index,
    pub(crate) school_free: SchoolFree,
    calendar: RwLock<Arc<Calendar>>,
}

/// Days without school.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SchoolFreeRange {
    /// First day.
    #[serde(with = "wire::day")]
    pub from: Date,
    /// Last day.
    #[serde(with = "wire::day")]
    pub to: Date,
    /// What they are called; for whoever edits the list.
    #[serde(default)]
    pub name: String,
}

impl Catalogue {
    /// An offer by its number.
    pub(crate) fn offer(&self, doc: Doc) -> Option<&Offer> {
        self.offers.get(doc as usize)
    }

    /// An offer that is public on a day.
    pub(crate) fn public(&self, id: &OfferId, day: Date) -> Option<(Doc, &Offer)> {
        let doc = *self.places.get(id)?;
        self.offer(doc).filter(|offer| offer.is_public(day)).map(|offer| (doc, offer))
    }

    /// Every published offer.
    pub(crate) fn offers(&self) -> &[Offer] {
        &self.offers
    }

    /// A provider.
    pub(crate) fn provider(&self, id: &ProviderId) -> Option<&Provider> {
        self.provider_places.get(id).and_then(|place| self.providers.get(*place))
    }

    /// What takes place, seen from this day; made once a day.
    pub(crate) fn calendar(&self, today: Date) -> Arc<Calendar> {
        let day = day_number(today);
        if let Ok(calendar) = self.calendar.read()
            && calendar.day == day
        {
            return calendar.clone();
        }
        let fresh = Arc::new(self.index.calendar(day, &self.school_free));
        if let Ok(mut calendar) = self.calendar.write() {
            *calendar = fresh.clone();
        }
        fresh
    }
}

/// A calendar with the time it is asked at.
pub(crate) struct Now {
    pub(crate) local: LocalTime,
    calendar: Arc<Calendar>,
    stale_after: i32,
}

impl Now {
    pub(crate) fn moment(&self) -> Moment<'_> {
        Moment {
            calendar: &self.calendar,
            minute: self.local.minute,
            stale_after: self.stale_after,
        }
    }
}

impl Service {
    /// The present moment with what takes place.
    pub(crate) fn now(&self, catalogue: &Catalogue) -> Now {
        let local = self.0.clock.local();
        let stale_after = self.0.settings.stale_after;
        Now { local, calendar: catalogue.calendar(local.day), stale_after }
    }

    /// The catalogue as of at most a second ago, or, while a new one is made, the one before.
    pub(crate) async fn catalogue(&self) -> Result<Arc<Catalogue>, ServiceError> {
        let now = self.0.clock.now();
        let cache = &self.0.catalogue;
        let held = cache.current.read().ok().and_then(|current| current.clone());
        let is_fresh = |cached: &Cached| now.0.saturating_sub(cached.checked_at.0) < CHECK_EVERY;
        let _refreshing = match &held {
            Some(cached) if is_fresh(cached) => return Ok(cached.catalogue.clone()),
            Some(cached) => match cache.refreshing.try_lock() {
                Ok(guard) => guard,
                Err(_) => return Ok(cached.catalogue.clone()),
            },
            None => cache.refreshing.lock().await,
        };
        // Somebody else may have made it while we waited.
        let held = cache.current.read().ok().and_then(|current| current.clone());
        if let Some(cached) = held.as_ref().filter(|cached| is_fresh(cached)) {
            return Ok(cached.catalogue.clone());
        }
        let fresh = refresh(&self.0.db, held, now).await?;
        let catalogue = fresh.catalogue.clone();
        if let Ok(mut current) = cache.current.write() {
            *current = Some(fresh);
        }
        Ok(catalogue)
    }
}

async fn refresh(db: &Db, held: Option<Cached>, now: Millis) -> Result<Cached, ServiceError> {
    let mut tx = db.read().await?;
    let revision = taxonomy::load_revision(&mut tx, offers::TOPIC).await?;
    if let Some(held) = held
        && held.revision == revision
    {
        return Ok(Cached { checked_at: now, ..held });
    }
    let providers = offers::load_providers(&mut tx).await?;
    let offers = offers::load_offers(&mut tx).await?;
    let taxonomy = taxonomy::load_taxonomy(&mut tx).await?;
    let vocabulary = match documents::load_document(&mut tx, documents::VOCABULARY).await? {
        Some(vocabulary) => vocabulary,
        None => standard("vocabulary.json", VOCABULARY)?,
    };
    let school_free = match documents::load_document(&mut tx, documents::SCHOOL_FREE).await? {
        Some(ranges) => ranges,
        None => standard("school_free.json", SCHOOL_FREE)?,
    };
    drop(tx);
    let make = move || make(offers, providers, taxonomy, (&vocabulary, school_free));
    let catalogue = tokio::task::spawn_blocking(make).await;
    let catalogue = Arc::new(catalogue.map_err(|_| ServiceError::Stopped("the index"))?);
    Ok(Cached { catalogue, revision, checked_at: now })
}

fn make(
    mut offers: Vec<Offer>,
    providers: Vec<Provider>,
    taxonomy: Taxonomy,
    (vocabulary, school_free): (&Vocabulary, Vec<SchoolFreeRange>),
) -> Catalogue {
    offers.retain(|offer| offer.status == OfferStatus::Published);
    let index = Index::new(Source {
        offers: &offers,
        providers: &providers,
        taxonomy: &taxonomy,
        vocabulary,
        labels: &labels(&taxonomy),
    });
    let places = (0..).zip(&offers).map(|(doc, offer)| (offer.id.clone(), doc)).collect();
    let provider_places =
        providers.iter().enumerate().map(|(place, one)| (one.id.clone(), place)).collect();
    let school_free = SchoolFree::new(school_free.into_iter().map(|free| (free.from, free.to)));
    let calendar = RwLock::default();
    Catalogue { offers, places, providers, provider_places, taxonomy, index, school_free, calendar }
}

/// What the interface calls the values of filters, in every language.
fn labels(taxonomy: &Taxonomy) -> Vec<(Facet, String, String)> {
    let translated = UiLanguage::ALL.map(I18n::for_server);
    let labels = typed_values(taxonomy).into_iter().flat_map(|(facet, value, own)| {
        let key = format!("{}.{value}", facet.name());
        let labels = translated.iter().filter_map(move |i18n| i18n.lookup_taxonomy(&key));
        labels.chain(own).map(move |label| (facet, value.to_owned(), label.to_owned()))
    });
    labels.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_of_this_repository_can_be_read() {
        let vocabulary: Vocabulary = standard("vocabulary.json", VOCABULARY).unwrap();
        assert_eq!(vocabulary.check(), Ok(()));
        assert!(vocabulary.concepts.len() >= 100);
        let ranges: Vec<SchoolFreeRange> = standard("school_free.json", SCHOOL_FREE).unwrap();
        assert!(ranges.iter().all(|range| range.from <= range.to));
        assert!(ranges.len() > 10);
    }
}
