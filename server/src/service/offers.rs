//! Finding and showing offers; taking in imported ones.

use super::Service;
use super::views::{choices, offer_card, offer_detail};
use crate::db::{Db, DbError, Tx, offers, taxonomy};
use crate::error::ServiceError;
use app::error::Missing;
use serde::{Deserialize, Serialize};
use shared::api::{OfferDetail, OfferPage};
use shared::id::OfferId;
use shared::language::UiLanguage;
use shared::offer::Offer;
use shared::provider::Provider;
use shared::search::catalogue::Catalogue;
use shared::search::{OfferQuery, PAGE_SIZE};
use shared::taxonomy::Taxonomy;
use shared::time::Millis;
use std::sync::Arc;
use tokio::sync::Mutex;

/// How old the catalogue may be before the database is asked whether it has changed.
const CHECK_EVERY: i64 = 1_000;

/// The lists every county begins with.
const TAXONOMY: &str = include_str!("../../data/taxonomy.json");

/// All offers in memory, as of a revision of the database.
#[derive(Debug, Default)]
pub(super) struct CatalogueCache(Mutex<Option<Cached>>);

#[derive(Clone, Debug)]
struct Cached {
    snapshot: Arc<Snapshot>,
    revision: u64,
    checked_at: Millis,
}

/// Offers and lists that belong together.
#[derive(Debug)]
struct Snapshot {
    catalogue: Catalogue,
    taxonomy: Taxonomy,
}

/// Offers and providers as an import brings them and an export writes them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfferFile {
    /// Providers.
    pub providers: Vec<Provider>,
    /// Offers of these providers.
    pub offers: Vec<Offer>,
}

impl Service {
    /// Offers that answer a query, as of at most a second ago.
    ///
    /// # Errors
    /// The database's only.
    pub async fn find_offers(
        &self,
        query: &OfferQuery,
        language: UiLanguage,
    ) -> Result<OfferPage, ServiceError> {
        let snapshot = self.snapshot().await?;
        let found = snapshot.catalogue.find(query, self.0.clock.today());
        let taxonomy = &snapshot.taxonomy;
        let cards = found.offers.iter().map(|offer| {
            let provider = snapshot.catalogue.provider(&offer.provider);
            offer_card(offer, provider, (language, taxonomy))
        });
        Ok(OfferPage {
            query: query.clone(),
            total: found.total,
            pages: u32::try_from(found.total.div_ceil(PAGE_SIZE)).unwrap_or(u32::MAX),
            offers: cards.collect(),
            cities: choices(&taxonomy.cities, &found.facets.cities, &query.cities),
            categories: choices(&taxonomy.categories, &found.facets.categories, &query.categories),
            languages: choices(&taxonomy.languages, &found.facets.languages, &query.languages),
        })
    }

    /// A public offer with its provider.
    ///
    /// # Errors
    /// [`Missing::Offer`] for one that is not there or not public.
    pub async fn show_offer(
        &self,
        id: &OfferId,
        language: UiLanguage,
    ) -> Result<OfferDetail, ServiceError> {
        let snapshot = self.snapshot().await?;
        let offer = snapshot
            .catalogue
            .get(id)
            .filter(|offer| offer.is_public(self.0.clock.today()))
            .ok_or(ServiceError::missing(Missing::Offer))?;
        let provider = snapshot.catalogue.provider(&offer.provider);
        Ok(offer_detail(offer, provider, (language, &snapshot.taxonomy)))
    }

    /// The lists of cities, categories and languages.
    ///
    /// # Errors
    /// The database's only.
    pub async fn show_taxonomy(&self) -> Result<Taxonomy, ServiceError> {
        Ok(self.snapshot().await?.taxonomy.clone())
    }

    async fn snapshot(&self) -> Result<Arc<Snapshot>, ServiceError> {
        let now = self.0.clock.now();
        let mut cache = self.0.catalogue.0.lock().await;
        if let Some(cached) = cache.as_ref()
            && now.0.saturating_sub(cached.checked_at.0) < CHECK_EVERY
        {
            return Ok(cached.snapshot.clone());
        }
        let fresh = refresh(&self.0.db, cache.take(), now).await?;
        let snapshot = fresh.snapshot.clone();
        *cache = Some(fresh);
        Ok(snapshot)
    }
}

async fn refresh(db: &Db, cached: Option<Cached>, now: Millis) -> Result<Cached, DbError> {
    let mut tx = db.read().await?;
    let revision = taxonomy::load_revision(&mut tx, offers::TOPIC).await?;
    if let Some(cached) = cached
        && cached.revision == revision
    {
        return Ok(Cached { checked_at: now, ..cached });
    }
    let providers = offers::load_providers(&mut tx).await?;
    let catalogue = Catalogue::new(offers::load_offers(&mut tx).await?, providers);
    let taxonomy = taxonomy::load_taxonomy(&mut tx).await?;
    let snapshot = Arc::new(Snapshot { catalogue, taxonomy });
    Ok(Cached { snapshot, revision, checked_at: now })
}

/// The lists every county begins with.
///
/// # Errors
/// Where the file in this repository is broken, which a test would have found.
fn standard_taxonomy() -> Result<Taxonomy, DbError> {
    serde_json::from_str(TAXONOMY)
        .map_err(|error| DbError::Corrupt { column: "taxonomy.json", reason: error.to_string() })
}

/// Sees to it that the lists are there.
///
/// # Errors
/// The database's only.
pub(crate) async fn prepare_taxonomy(db: &Db) -> Result<Taxonomy, DbError> {
    let mut tx = db.write().await?;
    taxonomy::add_terms(&mut tx, &standard_taxonomy()?).await?;
    let taxonomy = taxonomy::load_taxonomy(&mut tx).await?;
    tx.commit().await?;
    Ok(taxonomy)
}

/// How many offers an import made and changed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Stored {
    pub(crate) created: usize,
    pub(crate) updated: usize,
}

/// Stores providers and offers within a transaction that the caller commits or drops.
///
/// # Errors
/// The database's only.
pub(crate) async fn store_offers(
    tx: &mut Tx,
    content: &OfferFile,
    now: Millis,
) -> Result<Stored, DbError> {
    let mut stored = Stored::default();
    for provider in &content.providers {
        offers::save_provider(tx, provider).await?;
    }
    for offer in &content.offers {
        if offers::has_offer(tx, &offer.id).await? {
            stored.updated += 1;
        } else {
            stored.created += 1;
        }
        offers::save_offer(tx, offer, now).await?;
    }
    taxonomy::bump_revision(tx, offers::TOPIC).await?;
    Ok(stored)
}
