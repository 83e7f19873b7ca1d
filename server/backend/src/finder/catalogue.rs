//! The catalogue in memory, as of a revision of the database.
//!
//! The database is asked whether anything has changed where a change was announced, and once a
//! second in any case. A new catalogue is made beside the old one, on a thread of its own; requests
//! that come meanwhile are answered from the old one.

use super::lists::{SCHOOL_FREE, VOCABULARY, standard};
use crate::db::{Db, documents, offers, taxonomy};
use crate::error::ServiceError;
use i18n::I18n;
use jiff::civil::Date;
use shared::finder::{Catalogue, Records};
use shared::language::UiLanguage;
use shared::search::times::{Calendar, day_number};
use shared::search::{Facet, typed_values};
use shared::taxonomy::Taxonomy;
use shared::time::Millis;
use std::sync::{Arc, RwLock};
use std::time::Duration;
use tokio::sync::Mutex;

/// The catalogue as of a revision of the database.
#[derive(Debug, Default)]
pub(crate) struct CatalogueCache {
    current: RwLock<Option<Cached>>,
    /// Held while a new one is made.
    refreshing: Mutex<()>,
}

#[derive(Clone, Debug)]
struct Cached {
    catalogue: Arc<DatedCatalogue>,
    revision: u64,
    /// How often the finder had changed, by announcements, before it was read.
    version: u64,
    checked_at: Millis,
}

/// A catalogue with what takes place, as of the day it was last asked on.
#[derive(Debug)]
pub(crate) struct DatedCatalogue {
    pub(crate) catalogue: Catalogue,
    calendar: RwLock<Arc<Calendar>>,
}

impl DatedCatalogue {
    /// What takes place, seen from this day; made once a day.
    pub(crate) fn calendar(&self, today: Date) -> Arc<Calendar> {
        if let Ok(calendar) = self.calendar.read()
            && calendar.day == day_number(today)
        {
            return calendar.clone();
        }
        let fresh = Arc::new(self.catalogue.calendar(today));
        if let Ok(mut calendar) = self.calendar.write() {
            *calendar = fresh.clone();
        }
        fresh
    }
}

impl CatalogueCache {
    /// The catalogue as of the last change that was announced, and not older than `recheck`; while
    /// a new one is made, the one before.
    pub(crate) async fn load(
        &self,
        db: &Db,
        now: Millis,
        recheck: Duration,
    ) -> Result<Arc<DatedCatalogue>, ServiceError> {
        let version = db.changes().finder_version();
        let held = self.current.read().ok().and_then(|current| current.clone());
        let is_fresh =
            |cached: &Cached| cached.version == version && now < cached.checked_at.after(recheck);
        let _refreshing = match &held {
            Some(cached) if is_fresh(cached) => return Ok(cached.catalogue.clone()),
            Some(cached) => match self.refreshing.try_lock() {
                Ok(guard) => guard,
                Err(_) => return Ok(cached.catalogue.clone()),
            },
            None => self.refreshing.lock().await,
        };
        // Somebody else may have made it while we waited.
        let held = self.current.read().ok().and_then(|current| current.clone());
        if let Some(cached) = held.as_ref().filter(|cached| is_fresh(cached)) {
            return Ok(cached.catalogue.clone());
        }
        let fresh = refresh(db, held, now, version).await?;
        let catalogue = fresh.catalogue.clone();
        if let Ok(mut current) = self.current.write() {
            *current = Some(fresh);
        }
        Ok(catalogue)
    }
}

async fn refresh(
    db: &Db,
    held: Option<Cached>,
    now: Millis,
    version: u64,
) -> Result<Cached, ServiceError> {
    let mut tx = db.read().await?;
    let revision = taxonomy::load_revision(&mut tx, offers::TOPIC).await?;
    if let Some(held) = held
        && held.revision == revision
    {
        return Ok(Cached { checked_at: now, version, ..held });
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
    let labels = labels(&taxonomy);
    let records = Records { offers, providers, taxonomy, vocabulary, school_free, labels };
    let made = tokio::task::spawn_blocking(move || Catalogue::new(records)).await;
    let catalogue = made.map_err(|_| ServiceError::Stopped("the index"))?;
    let catalogue = Arc::new(DatedCatalogue { catalogue, calendar: RwLock::default() });
    Ok(Cached { catalogue, revision, version, checked_at: now })
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
    use shared::finder::SchoolFreeRange;
    use shared::search::vocabulary::Vocabulary;

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
