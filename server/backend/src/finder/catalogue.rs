//! The cache of the catalogue: a snapshot of the database in memory, with its search index.
//!
//! The database is asked for its revision when a change was announced, and once a second in any
//! case. A new snapshot is built on a blocking thread; requests that arrive meanwhile are answered
//! from the previous one.

use super::calendar_cache::CalendarCache;
use super::defaults::{SCHOOL_FREE, VOCABULARY, parse_default};
use crate::db::{Db, Tx, documents, offers, providers, taxonomy};
use crate::error::ServiceError;
use crate::settings::Settings;
use i18n::I18n;
use jiff::civil::Date;
use shared::finder::{Catalogue, Records};
use shared::id::OfferId;
use shared::language::UiLanguage;
use shared::search::times::Calendar;
use shared::search::vocabulary::Vocabulary;
use shared::search::{Facet, typed_values};
use shared::taxonomy::{Taxonomy, Term};
use shared::text::{Line, Text};
use shared::time::Millis;
use shared::time::holidays::Land;
use std::collections::HashMap;
use std::collections::btree_map;
use std::fmt::Display;
use std::sync::{Arc, RwLock};
use tokio::sync::Mutex;

/// The names of a term.
type Values<'a> = btree_map::Values<'a, UiLanguage, Line>;

/// The cache; it holds one snapshot.
#[derive(Debug, Default)]
pub(crate) struct CatalogueCache {
    current: RwLock<Option<CacheEntry>>,
    /// Locked while a new snapshot is built.
    refreshing: Mutex<()>,
}

#[derive(Clone, Debug)]
struct CacheEntry {
    snapshot: Arc<CatalogueSnapshot>,
    revision: u64,
    /// The finder's version by announcements, read before the database was.
    version: u64,
    checked_at: Millis,
}

/// A catalogue, with the calendar of the day it was last queried.
#[derive(Debug)]
pub(crate) struct CatalogueSnapshot {
    pub(crate) catalogue: Catalogue,
    /// When each offer was last changed.
    changes: HashMap<OfferId, Millis>,
    calendar: CalendarCache,
}

impl CatalogueSnapshot {
    /// When an offer was last changed.
    pub(crate) fn changed(&self, id: &OfferId) -> Millis {
        self.changes.get(id).copied().unwrap_or(Millis(0))
    }

    /// What takes place from this day on.
    pub(crate) fn calendar(&self, today: Date) -> Arc<Calendar> {
        self.calendar.load(&self.catalogue, today)
    }
}

impl CatalogueCache {
    /// The snapshot as of the last announced change, and not older than the interval of polling; while a
    /// new one is built, the previous one.
    pub(crate) async fn load(
        &self,
        db: &Db,
        now: Millis,
        settings: &Settings,
    ) -> Result<Arc<CatalogueSnapshot>, ServiceError> {
        let version = db.changes().finder_version();
        let is_fresh = |entry: &CacheEntry| {
            entry.version == version && now < entry.checked_at.after(settings.poll_interval)
        };
        let _refreshing = match self.find() {
            Some(entry) if is_fresh(&entry) => return Ok(entry.snapshot),
            Some(entry) => match self.refreshing.try_lock() {
                Ok(guard) => guard,
                Err(_) => return Ok(entry.snapshot),
            },
            None => self.refreshing.lock().await,
        };
        // Another request may have refreshed it while this one waited.
        let stale = match self.find() {
            Some(entry) if is_fresh(&entry) => return Ok(entry.snapshot),
            stale => stale,
        };
        let fresh = refresh(db, stale, Refresh { now, version, land: settings.land }).await?;
        let snapshot = fresh.snapshot.clone();
        if let Ok(mut current) = self.current.write() {
            *current = Some(fresh);
        }
        Ok(snapshot)
    }

    fn find(&self) -> Option<CacheEntry> {
        self.current.read().ok().and_then(|current| current.clone())
    }
}

/// When and for which changes an entry is brought up to date, and whose holidays it observes.
struct Refresh {
    now: Millis,
    version: u64,
    land: Land,
}

/// Brings an entry up to date; its snapshot is kept where the revision is the same.
async fn refresh(
    db: &Db,
    stale: Option<CacheEntry>,
    Refresh { now, version, land }: Refresh,
) -> Result<CacheEntry, ServiceError> {
    let mut tx = db.read().await?;
    let revision = taxonomy::load_revision(&mut tx, offers::REVISION_TOPIC).await?;
    if let Some(stale) = stale
        && stale.revision == revision
    {
        return Ok(CacheEntry { checked_at: now, version, ..stale });
    }
    let records = Records { land, ..load_records(&mut tx).await? };
    let changes = offers::load_changes(&mut tx).await?;
    drop(tx);
    let catalogue = tokio::task::spawn_blocking(move || Catalogue::new(records))
        .await
        .map_err(|_| ServiceError::Stopped("the index"))?;
    let snapshot =
        Arc::new(CatalogueSnapshot { catalogue, changes, calendar: CalendarCache::default() });
    Ok(CacheEntry { snapshot, revision, version, checked_at: now })
}

pub(super) async fn load_records(tx: &mut Tx) -> Result<Records, ServiceError> {
    let taxonomy = taxonomy::load_taxonomy(tx).await?;
    let school_free = match documents::load_document(tx, documents::SCHOOL_FREE).await? {
        Some(ranges) => ranges,
        None => parse_default("school_free.json", SCHOOL_FREE)?,
    };
    Ok(Records {
        offers: offers::load_offers(tx).await?,
        providers: providers::load_providers(tx).await?,
        labels: labels(&taxonomy),
        taxonomy,
        vocabulary: load_vocabulary(tx).await?,
        school_free,
        ..Records::default()
    })
}

/// The words of the search, the default ones where none are stored.
pub(super) async fn load_vocabulary(tx: &mut Tx) -> Result<Vocabulary, ServiceError> {
    match documents::load_document(tx, documents::VOCABULARY).await? {
        Some(vocabulary) => Ok(vocabulary),
        None => Ok(parse_default("vocabulary.json", VOCABULARY)?),
    }
}

/// The names of filter values in every language: the interface's and the operator's own.
pub(super) fn labels(taxonomy: &Taxonomy) -> Vec<(Facet, String, String)> {
    let translated = UiLanguage::ALL.map(I18n::for_server);
    typed_values(taxonomy)
        .into_iter()
        .flat_map(|(facet, value, own)| {
            let key = format!("{}.{value}", facet.name());
            translated
                .iter()
                .filter_map(move |i18n| i18n.lookup_taxonomy(&key))
                .chain(own)
                .chain(own_names(taxonomy, facet, value))
                .map(move |label| (facet, value.to_owned(), label.to_owned()))
        })
        .collect()
}

/// The operator's own names of a value.
fn own_names<'a>(
    taxonomy: &'a Taxonomy,
    facet: Facet,
    value: &str,
) -> impl Iterator<Item = &'a str> + use<'a> {
    fn names<'a, Id: Display>(terms: &'a [Term<Id>], value: &str) -> Option<Values<'a>> {
        terms.iter().find(|term| term.id.to_string() == value).map(|term| term.names.values())
    }
    let names = match facet {
        Facet::City => names(&taxonomy.cities, value),
        Facet::Category => names(&taxonomy.categories, value),
        _ => None,
    };
    names.into_iter().flatten().map(Text::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::finder::SchoolFreeRange;

    #[test]
    fn the_default_lists_can_be_parsed() {
        let vocabulary: Vocabulary = parse_default("vocabulary.json", VOCABULARY).unwrap();
        assert_eq!(vocabulary.check(), Ok(()));
        assert!(vocabulary.concepts.len() >= 100);
        let ranges: Vec<SchoolFreeRange> = parse_default("school_free.json", SCHOOL_FREE).unwrap();
        assert!(ranges.iter().all(|range| range.from <= range.to));
        assert!(ranges.len() > 10);
    }
}
