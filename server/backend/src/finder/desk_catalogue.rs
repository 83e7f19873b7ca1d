//! The desk's catalogue: offers of any status with a search index, as a snapshot in memory.
//!
//! Built when somebody on the desk asks for it, and again after a change; visitors never wait for it.

use super::calendar_cache::CalendarCache;
use super::catalogue::load_records;
use crate::db::{Db, offers, taxonomy};
use crate::error::ServiceError;
use jiff::civil::Date;
use shared::finder::{Catalogue, Now, Records};
use shared::id::OfferId;
use shared::offer::{Offer, OfferStatus, Visibility};
use shared::text::{TextState, Texts};
use shared::time::LocalTime;
use shared::time::holidays::Land;
use std::collections::HashMap;
use std::sync::Arc;
use tokio::sync::Mutex;

/// The cache; it holds one snapshot.
#[derive(Debug, Default)]
pub(crate) struct DeskCatalogueCache(Mutex<Option<Entry>>);

#[derive(Debug)]
struct Entry {
    catalogue: Arc<DeskCatalogue>,
    revision: u64,
}

/// Every offer, as if it were public, with what it is.
#[derive(Debug)]
pub(crate) struct DeskCatalogue {
    pub(crate) catalogue: Catalogue,
    facts: HashMap<OfferId, OfferFacts>,
    calendar: CalendarCache,
}

/// What the index does not know of an offer.
#[derive(Clone, Copy, Debug)]
pub(crate) struct OfferFacts {
    pub(crate) status: OfferStatus,
    /// Last day on which it is shown.
    pub(crate) visible_to: Option<Date>,
    /// Whether a translation is older than the German text.
    pub(crate) is_outdated: bool,
}

impl DeskCatalogue {
    fn new(mut records: Records) -> Self {
        let facts = records.offers.iter().map(|offer| (offer.id.clone(), OfferFacts::of(offer)));
        let facts = facts.collect();
        for offer in &mut records.offers {
            offer.status = OfferStatus::Published;
            offer.visible = Visibility::default();
        }
        Self { catalogue: Catalogue::new(records), facts, calendar: CalendarCache::default() }
    }

    /// A moment for the finder.
    pub(crate) fn now(&self, local: LocalTime, stale_after: i32) -> Now {
        Now { local, calendar: self.calendar.load(&self.catalogue, local.day), stale_after }
    }

    /// What the index does not know of an offer.
    pub(crate) fn facts(&self, offer: &OfferId) -> Option<OfferFacts> {
        self.facts.get(offer).copied()
    }
}

impl OfferFacts {
    fn of(offer: &Offer) -> Self {
        fn is_outdated<const MAX: usize>(texts: &Texts<MAX>) -> bool {
            texts.versions().any(|(_, version)| version.state == TextState::Outdated)
        }
        let practice = &offer.good_practice_parts;
        Self {
            status: offer.status,
            visible_to: offer.visible.to,
            is_outdated: is_outdated(&offer.name)
                || offer.description.as_ref().is_some_and(is_outdated)
                || offer.good_practice.as_ref().is_some_and(is_outdated)
                || [&practice.for_whom, &practice.takeaway].into_iter().flatten().any(is_outdated),
        }
    }
}

impl DeskCatalogueCache {
    /// The catalogue as of now.
    pub(crate) async fn load(
        &self,
        db: &Db,
        land: Land,
    ) -> Result<Arc<DeskCatalogue>, ServiceError> {
        let mut entry = self.0.lock().await;
        let mut tx = db.read().await?;
        let revision = taxonomy::load_revision(&mut tx, offers::REVISION_TOPIC).await?;
        if let Some(current) = entry.as_ref().filter(|entry| entry.revision == revision) {
            return Ok(current.catalogue.clone());
        }
        let records = Records { land, ..load_records(&mut tx).await? };
        drop(tx);
        let catalogue = tokio::task::spawn_blocking(move || DeskCatalogue::new(records))
            .await
            .map_err(|_| ServiceError::Stopped("the desk's index"))?;
        let catalogue = Arc::new(catalogue);
        *entry = Some(Entry { catalogue: catalogue.clone(), revision });
        Ok(catalogue)
    }
}
