//! Importing offers, and documents that are replaced as a whole.

use super::defaults::seed_taxonomy;
use crate::changes::Change;
use crate::db::{DbError, Tx, documents, offers, providers, taxonomy};
use crate::import::{ImportError, ImportReport, Mode};
use crate::service::Service;
use exchange::error::ReadError;
use exchange::file::{Kind, SourceFile, json};
use exchange::hsds::Fallback;
use exchange::mapping::Mapping;
use exchange::offers::{OfferOptions, Reading, Source, read};
use exchange::records::{ExistingRecords, OfferFile};
use jiff::civil::Date;
use serde::Serialize;
use serde::de::DeserializeOwned;
use shared::finder::SchoolFreeRange;
use shared::search::vocabulary::Vocabulary;
use shared::taxonomy::Taxonomy;
use shared::time::Millis;
use std::sync::Arc;

/// A document that is imported as a whole, in the format of the files in `server/backend/data`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Document {
    /// The search vocabulary, in all languages.
    Vocabulary,
    /// Public holidays and school holidays.
    SchoolFree,
}

/// What an import of offers reads over the existing records.
struct OfferImport {
    source: Source,
    fallback: Fallback,
    taxonomy: Taxonomy,
    today: Date,
}

/// The existing records, and their revision.
struct Existing {
    records: ExistingRecords,
    revision: u64,
}

impl Service {
    /// Adds the default terms that the taxonomy does not have yet.
    ///
    /// # Errors
    /// The database's only.
    pub async fn seed_taxonomy(&self) -> Result<(), DbError> {
        seed_taxonomy(&self.0.db).await.map(drop)
    }

    /// Imports a file of offers with their providers; `fallback` has the values for records in the
    /// Human Services Data Specification that lack them.
    ///
    /// # Errors
    /// [`ImportError`]; nothing is stored then, nor in [`Mode::DryRun`].
    pub async fn import_offers(
        &self,
        file: SourceFile,
        fallback: &Fallback,
        mode: Mode,
    ) -> Result<ImportReport, ImportError> {
        let kind = file.kind()?;
        let source = run_blocking(move || Source::parse(kind, file.content)).await??;
        self.import_source(source, fallback.clone(), mode).await
    }

    /// Stores complete records, such as those of the example county.
    ///
    /// # Errors
    /// The database's; nothing is stored then.
    pub async fn store_offers(&self, content: OfferFile) -> Result<ImportReport, ImportError> {
        let source = Source::Records(content);
        self.import_source(source, Fallback::default(), Mode::Store).await
    }

    /// Whether any offer exists, whatever its status.
    ///
    /// # Errors
    /// The database's only.
    pub async fn has_offers(&self) -> Result<bool, DbError> {
        let mut tx = self.0.db.read().await?;
        Ok(offers::count_offers(&mut tx).await? > 0)
    }

    async fn import_source(
        &self,
        source: Source,
        fallback: Fallback,
        mode: Mode,
    ) -> Result<ImportReport, ImportError> {
        let taxonomy = seed_taxonomy(&self.0.db).await?;
        let import = Arc::new(OfferImport { source, fallback, taxonomy, today: self.today() });
        // Read before the transaction that writes: on SQLite ballots would wait for all of it.
        // Where another import has committed meanwhile, the source is read again over the new
        // records.
        let (mut tx, reading) = loop {
            let Existing { records, revision } = self.load_existing().await?;
            let reading = import.clone().read_over(records).await?;
            let mut tx = self.0.db.write().await?;
            // The first write, since it makes other imports wait on PostgreSQL too.
            taxonomy::bump_revision(&mut tx, offers::REVISION_TOPIC).await?;
            if taxonomy::load_revision(&mut tx, offers::REVISION_TOPIC).await? == revision + 1 {
                break (tx, reading);
            }
        };
        let updated = save_records(&mut tx, &reading.content, self.0.clock.now()).await?;
        if mode == Mode::Store {
            tx.commit().await?;
        }
        Ok(ImportReport {
            rows: reading.records,
            created: reading.content.offers.len() - updated,
            updated,
            unknown_columns: reading.unknown_columns,
            ignored_fields: reading.ignored_fields,
            duplicates: reading.duplicates,
            doubts: reading.doubts,
        })
    }

    async fn load_existing(&self) -> Result<Existing, DbError> {
        let mut tx = self.0.db.read().await?;
        let revision = taxonomy::load_revision(&mut tx, offers::REVISION_TOPIC).await?;
        let offers = offers::load_offers(&mut tx).await?;
        let providers = providers::load_providers(&mut tx).await?;
        Ok(Existing { records: ExistingRecords::new(offers, providers), revision })
    }

    /// Replaces a document.
    ///
    /// # Errors
    /// [`ImportError`]; nothing is stored then, nor in [`Mode::DryRun`].
    pub async fn import_document(
        &self,
        file: &SourceFile,
        document: Document,
        mode: Mode,
    ) -> Result<ImportReport, ImportError> {
        let rows = match document {
            Document::Vocabulary => {
                let vocabulary: Vocabulary = parse_json(file)?;
                vocabulary.check()?;
                self.save_document(documents::VOCABULARY, &vocabulary, mode).await?;
                vocabulary.concepts.len() + vocabulary.values.len()
            }
            Document::SchoolFree => {
                let ranges: Vec<SchoolFreeRange> = parse_json(file)?;
                self.save_document(documents::SCHOOL_FREE, &ranges, mode).await?;
                ranges.len()
            }
        };
        Ok(ImportReport { rows, updated: rows, ..ImportReport::default() })
    }

    async fn save_document<T: Serialize + Sync>(
        &self,
        name: &str,
        document: &T,
        mode: Mode,
    ) -> Result<(), ImportError> {
        let mut tx = self.0.db.write().await?;
        documents::save_document(&mut tx, name, document, self.0.clock.now()).await?;
        taxonomy::bump_revision(&mut tx, offers::REVISION_TOPIC).await?;
        tx.announce(Change::Finder);
        if mode == Mode::Store {
            tx.commit().await?;
        }
        Ok(())
    }
}

impl OfferImport {
    async fn read_over(self: Arc<Self>, existing: ExistingRecords) -> Result<Reading, ImportError> {
        let reading = run_blocking(move || {
            let options = OfferOptions {
                taxonomy: &self.taxonomy,
                fallback: &self.fallback,
                mapping: &Mapping::default(),
                today: self.today,
            };
            read(&self.source, &options, &existing)?.all_or_nothing()
        });
        Ok(reading.await??)
    }
}

/// Runs work on a blocking thread that would block other requests for too long.
async fn run_blocking<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, ImportError> {
    tokio::task::spawn_blocking(work).await.map_err(|_| ImportError::Stopped("the import"))
}

fn parse_json<T: DeserializeOwned>(file: &SourceFile) -> Result<T, ReadError> {
    if file.kind()? == Kind::Json { json(&file.content) } else { Err(ReadError::Kind) }
}

/// Stores providers and offers; returns how many of the offers existed before.
async fn save_records(tx: &mut Tx, content: &OfferFile, now: Millis) -> Result<usize, DbError> {
    for provider in &content.providers {
        providers::save_provider(tx, provider).await?;
    }
    let mut updated = 0;
    for offer in &content.offers {
        updated += usize::from(offers::has_offer(tx, &offer.id).await?);
        offers::save_offer(tx, offer, now).await?;
    }
    tx.announce(Change::Finder);
    Ok(updated)
}
