//! Taking in offers and the documents an editor changes as a whole.

use super::lists::prepare_taxonomy;
use crate::changes::Change;
use crate::db::{DbError, Tx, documents, offers, taxonomy};
use crate::import::{ImportError, ImportReport, Mode};
use crate::service::Service;
use exchange::error::ReadError;
use exchange::file::{Kind, SourceFile, json};
use exchange::hsds::Fallback;
use exchange::offers::{Source, read};
use exchange::records::{ExistingRecords, OfferFile};
use serde::Serialize;
use serde::de::DeserializeOwned;
use shared::finder::SchoolFreeRange;
use shared::search::vocabulary::Vocabulary;
use shared::time::Millis;
use std::sync::Arc;

/// A document that is taken in as a whole, in the form of `server/backend/data`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Document {
    /// Words of all languages for the search.
    Vocabulary,
    /// Public holidays and school holidays.
    SchoolFree,
}

impl Service {
    /// Sees to it that the lists are there.
    ///
    /// # Errors
    /// The database's only.
    pub async fn prepare_taxonomy(&self) -> Result<(), DbError> {
        prepare_taxonomy(&self.0.db).await.map(drop)
    }

    /// Takes in a file of offers with their providers; `fallback` holds for records of the Human
    /// Services Data Specification that do not say it themselves.
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
        let source = apart(move || Source::parse(kind, file.content)).await??;
        self.store_source(source, fallback.clone(), mode).await
    }

    /// Stores whole records, such as the example county's.
    ///
    /// # Errors
    /// The database's; nothing is stored then.
    pub async fn store_offers(&self, content: OfferFile) -> Result<ImportReport, ImportError> {
        let source = Source::Records(content);
        self.store_source(source, Fallback::default(), Mode::Store).await
    }

    /// Whether there is any offer, whatever its status.
    ///
    /// # Errors
    /// The database's only.
    pub async fn has_offers(&self) -> Result<bool, DbError> {
        let mut tx = self.0.db.read().await?;
        Ok(offers::count_offers(&mut tx).await? > 0)
    }

    async fn store_source(
        &self,
        source: Source,
        fallback: Fallback,
        mode: Mode,
    ) -> Result<ImportReport, ImportError> {
        let input = Arc::new((source, fallback, prepare_taxonomy(&self.0.db).await?));
        // Read before the transaction that writes: on SQLite ballots would wait for all of it. Where
        // another import was faster, the file is read again over what there is now.
        let (mut tx, read) = loop {
            let (revision, existing) = self.load_existing().await?;
            let input = input.clone();
            let read = apart(move || {
                let (source, fallback, taxonomy) = &*input;
                read(source, taxonomy, fallback, &existing)
            });
            let read = read.await??;
            let mut tx = self.0.db.write().await?;
            // First of all, since that keeps other imports waiting on PostgreSQL too.
            taxonomy::bump_revision(&mut tx, offers::TOPIC).await?;
            if taxonomy::load_revision(&mut tx, offers::TOPIC).await? == revision + 1 {
                break (tx, read);
            }
        };
        let updated = store(&mut tx, &read.content, self.0.clock.now()).await?;
        if mode == Mode::Store {
            tx.commit().await?;
        }
        Ok(ImportReport {
            rows: read.records,
            created: read.content.offers.len() - updated,
            updated,
            unknown_columns: read.unknown_columns,
            ignored_fields: read.ignored_fields,
            duplicates: read.duplicates,
        })
    }

    /// The records there are, with the revision they are of.
    async fn load_existing(&self) -> Result<(u64, ExistingRecords), DbError> {
        let mut tx = self.0.db.read().await?;
        let revision = taxonomy::load_revision(&mut tx, offers::TOPIC).await?;
        let offers = offers::load_offers(&mut tx).await?;
        Ok((revision, ExistingRecords::new(offers, offers::load_providers(&mut tx).await?)))
    }

    /// Puts a document in the place of the one that counts now.
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
                let vocabulary: Vocabulary = read_json(file)?;
                vocabulary.check()?;
                self.save_document(documents::VOCABULARY, &vocabulary, mode).await?;
                vocabulary.concepts.len() + vocabulary.values.len()
            }
            Document::SchoolFree => {
                let ranges: Vec<SchoolFreeRange> = read_json(file)?;
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
        taxonomy::bump_revision(&mut tx, offers::TOPIC).await?;
        tx.announce(Change::Finder);
        if mode == Mode::Store {
            tx.commit().await?;
        }
        Ok(())
    }
}

/// Does on a thread of its own what takes longer than others should wait for a core.
async fn apart<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, ImportError> {
    tokio::task::spawn_blocking(work).await.map_err(|_| ImportError::Stopped("the import"))
}

fn read_json<T: DeserializeOwned>(file: &SourceFile) -> Result<T, ReadError> {
    if file.kind()? == Kind::Json { json(&file.content) } else { Err(ReadError::Kind) }
}

/// Stores providers and offers; says how many of the offers were there before.
async fn store(tx: &mut Tx, content: &OfferFile, now: Millis) -> Result<usize, DbError> {
    for provider in &content.providers {
        offers::save_provider(tx, provider).await?;
    }
    let mut updated = 0;
    for offer in &content.offers {
        updated += usize::from(offers::has_offer(tx, &offer.id).await?);
        offers::save_offer(tx, offer, now).await?;
    }
    tx.announce(Change::Finder);
    Ok(updated)
}
