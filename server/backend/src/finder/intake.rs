//! Importing offers: reading over the existing records, storing what can be taken.

mod reading;
mod records;
mod undo;

use super::defaults::seed_taxonomy;
use crate::db::doubts::{self, StoredDoubt};
use crate::db::imports::{self, StoredImport};
use crate::db::{DbError, Tx, offers, providers, taxonomy};
use crate::import::{
    Accept, ImportError, ImportReport, Mode, OfferImportOptions, OfferImportReport,
    UnconfirmedColumns,
};
use crate::service::Service;
use exchange::file::SourceFile;
use exchange::mapping::{Fingerprint, Mapping};
use exchange::offers::{Reading, Source, read_columns};
use exchange::records::{ExistingRecords, OfferFile};
use reading::{OfferImport, OfferReading, run_blocking};
use records::RecordChanges;
use shared::id::ImportId;
use shared::offer::Offer;
use std::sync::Arc;

/// An offer with doubts from an import.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DoubtfulOffer {
    /// The offer.
    pub offer: Offer,
    /// The doubts, at least one.
    pub doubts: Vec<StoredDoubt>,
}

/// The existing records, and their revision.
struct Existing {
    records: ExistingRecords,
    revision: u64,
}

impl Service {
    /// Imports a file of offers with their providers.
    ///
    /// # Errors
    /// [`ImportError`]; nothing is stored then, nor in [`Mode::DryRun`].
    pub async fn import_offers(
        &self,
        file: SourceFile,
        options: OfferImportOptions,
    ) -> Result<OfferImportReport, ImportError> {
        let kind = file.kind()?;
        let SourceFile { name, content } = file;
        let source = run_blocking(move || Source::parse(kind, content)).await??;
        self.import_source(source, Some(name), options).await
    }

    /// Stores complete records, such as those of the example county, without a record of the import.
    ///
    /// # Errors
    /// The database's; nothing is stored then.
    pub async fn store_offers(&self, content: OfferFile) -> Result<ImportReport, ImportError> {
        let options = OfferImportOptions::new(Mode::Store);
        Ok(self.import_source(Source::Records(content), None, options).await?.report)
    }

    /// The columns of a file that have to be confirmed: those that are not known, even where none
    /// is missing. `None` for a file without any.
    ///
    /// # Errors
    /// [`ImportError`].
    pub async fn find_unconfirmed_columns(
        &self,
        file: SourceFile,
    ) -> Result<Option<UnconfirmedColumns>, ImportError> {
        let kind = file.kind()?;
        let source = run_blocking(move || Source::parse(kind, file.content)).await??;
        let mapping = self.find_mapping(&source).await?.unwrap_or_default();
        let columns = unconfirmed_columns(&source, mapping)?;
        Ok(columns.filter(|columns| !columns.unknown.is_empty()))
    }

    /// Lists the offers with doubts, the most recently verified first.
    ///
    /// # Errors
    /// The database's only.
    pub async fn list_doubtful_offers(&self) -> Result<Vec<DoubtfulOffer>, DbError> {
        let mut tx = self.0.db.read().await?;
        let mut doubts = doubts::load_doubts(&mut tx).await?;
        let offers = offers::load_offers(&mut tx).await?;
        let doubtful =
            |offer: Offer| doubts.remove(&offer.id).map(|doubts| DoubtfulOffer { offer, doubts });
        Ok(offers.into_iter().filter_map(doubtful).collect())
    }

    async fn find_mapping(&self, source: &Source) -> Result<Option<Mapping>, DbError> {
        let Some(fingerprint) = source.fingerprint() else { return Ok(None) };
        let mut tx = self.0.db.read().await?;
        imports::find_mapping(&mut tx, &fingerprint).await
    }

    async fn import_source(
        &self,
        source: Source,
        name: Option<String>,
        options: OfferImportOptions,
    ) -> Result<OfferImportReport, ImportError> {
        let remembered = match options.mapping {
            Some(_) => None,
            None => self.find_mapping(&source).await?,
        };
        let is_remembered = remembered.is_some();
        let mapping = remembered.or_else(|| options.mapping.clone()).unwrap_or_default();
        if let Some(columns) = unconfirmed_columns(&source, mapping.clone())?
            && !columns.missing.is_empty()
            && !columns.proposals.is_empty()
        {
            return Err(ImportError::Columns(Box::new(columns)));
        }
        let taxonomy = seed_taxonomy(&self.0.db).await?;
        let today = self.today();
        let import = Arc::new(OfferImport { source, name, options, mapping, taxonomy, today });
        let report = self.store_source(&import).await?;
        Ok(OfferImportReport { mapping: import.mapping.clone(), is_remembered, ..report })
    }

    async fn store_source(
        &self,
        import: &Arc<OfferImport>,
    ) -> Result<OfferImportReport, ImportError> {
        // Read before the transaction that writes: on SQLite ballots would wait for all of it.
        // Where another import has committed meanwhile, the source is read again over the new
        // records.
        let (mut tx, read) = loop {
            let Existing { records, revision } = self.load_existing().await?;
            let read = import.clone().read_over(records).await?;
            let mut tx = self.0.db.write().await?;
            // The first write, since it makes other imports wait on PostgreSQL too.
            taxonomy::bump_revision(&mut tx, offers::REVISION_TOPIC).await?;
            if taxonomy::load_revision(&mut tx, offers::REVISION_TOPIC).await? == revision + 1 {
                break (tx, read);
            }
        };
        let stored = self.save_reading(&mut tx, import, &read).await?;
        let OfferReading { reading, differences, .. } = read;
        let is_stored = import.options.mode == Mode::Store;
        if is_stored {
            tx.commit().await?;
        }
        let (created, updated) = (stored.created, stored.updated);
        Ok(OfferImportReport {
            report: ImportReport {
                rows: reading.records,
                created: usize::try_from(created).unwrap_or(usize::MAX),
                updated: usize::try_from(updated).unwrap_or(usize::MAX),
                unknown_columns: reading.unknown_columns,
                ignored_fields: reading.ignored_fields,
                duplicates: reading.duplicates,
                doubts: reading.doubts,
            },
            import: (is_stored && import.name.is_some()).then_some(stored.id),
            rejected: reading.rejected,
            proposals: reading.proposals,
            source: reading.source,
            differences,
            ..OfferImportReport::default()
        })
    }

    /// Stores the records, and how to undo it.
    async fn save_reading(
        &self,
        tx: &mut Tx,
        import: &OfferImport,
        read: &OfferReading,
    ) -> Result<StoredImport, DbError> {
        let now = self.0.clock.now();
        let content = &read.reading.content;
        let is_known = |offer: &&Offer| read.existing.offers.contains_key(&offer.id);
        let updated = content.offers.iter().filter(is_known).count() as u64;
        let stored = StoredImport {
            id: ImportId::from_random(crate::secret::random_u128()),
            created_at: now,
            source: import.name.clone().unwrap_or_default(),
            records: read.reading.records as u64,
            created: content.offers.len() as u64 - updated,
            updated,
            rejected: read.reading.rejected.rows.len() as u64,
            undone_at: None,
        };
        let recorded = import.name.is_some().then_some(&stored.id);
        if recorded.is_some() {
            imports::insert_import(tx, &stored).await?;
        }
        let changes = RecordChanges {
            content,
            doubts: &read.reading.doubts,
            existing: &read.existing,
            import: recorded,
        };
        changes.save(tx, now).await?;
        self.remember_mapping(tx, import, &read.reading).await?;
        Ok(stored)
    }

    /// Remembers a mapping that was given, and one for the rows that were left, whose file has one
    /// more column.
    async fn remember_mapping(
        &self,
        tx: &mut Tx,
        import: &OfferImport,
        reading: &Reading,
    ) -> Result<(), DbError> {
        let Some(fingerprint) = import.source.fingerprint() else { return Ok(()) };
        let now = self.0.clock.now();
        if import.options.mapping.is_some() {
            imports::save_mapping(tx, &fingerprint, &import.mapping, now).await?;
        }
        if let Accept::Good { reasons } = &import.options.accept
            && !reading.rejected.rows.is_empty()
        {
            let headings = reading.rejected.headings_with(reasons);
            let mapping = import.mapping.clone().leaving_out(std::slice::from_ref(reasons));
            imports::save_mapping(tx, &Fingerprint::of(&headings), &mapping, now).await?;
        }
        Ok(())
    }

    async fn load_existing(&self) -> Result<Existing, DbError> {
        let mut tx = self.0.db.read().await?;
        let revision = taxonomy::load_revision(&mut tx, offers::REVISION_TOPIC).await?;
        let offers = offers::load_offers(&mut tx).await?;
        let providers = providers::load_providers(&mut tx).await?;
        Ok(Existing { records: ExistingRecords::new(offers, providers), revision })
    }
}

fn unconfirmed_columns(
    source: &Source,
    mapping: Mapping,
) -> Result<Option<UnconfirmedColumns>, ImportError> {
    let columns = read_columns(source, &mapping)?;
    Ok(columns.map(|columns| UnconfirmedColumns {
        missing: columns.missing,
        proposals: columns.proposals,
        unknown: columns.unknown,
        mapping,
    }))
}
