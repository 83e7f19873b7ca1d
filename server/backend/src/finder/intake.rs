//! Importing offers: reading over the existing records, storing what can be taken.

mod care;
mod reading;
mod records;
mod review;
mod staging;
pub(crate) mod staging_cache;
mod undo;

pub use care::DoubtfulOffer;
pub use review::{ColumnReview, DefaultTerms, FilePreview, ValueReview};
pub use staging::STAGED_DAYS;

use super::defaults::seed_taxonomy;
use crate::accounts::Editor;
use crate::accounts::audit::Deed;
use crate::db::imports::{self, StoredImport};
use crate::db::{Db, DbError, Tx, offers, providers, taxonomy};
use crate::import::{
    Accept, ImportError, ImportReport, Mode, OfferImportOptions, OfferImportReport, StagingError,
    UnconfirmedColumns,
};
use crate::service::Service;
use exchange::file::SourceFile;
use exchange::mapping::{Fingerprint, Mapping};
use exchange::offers::{Reading, Source, read_columns};
use exchange::records::{ExistingRecords, OfferFile};
pub(in crate::finder) use reading::run_blocking;
use reading::{OfferImport, OfferReading};
use records::RecordChanges;
use review::towns;
use shared::desk::audit::{Action, SubjectKind};
use shared::id::ImportId;
use shared::offer::Offer;
use staging::{Applied, mark_applied};
use std::sync::Arc;

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
        editor: &Editor,
        file: SourceFile,
        options: OfferImportOptions,
    ) -> Result<OfferImportReport, ImportError> {
        let kind = file.kind()?;
        let SourceFile { name, content } = file;
        let source = Arc::new(run_blocking(move || Source::parse(kind, content)).await??);
        let import = self.prepare_import(editor, source, options).await?;
        self.run_import(OfferImport { name: Some(name), ..import }).await
    }

    /// Stores complete records, such as those of the example county, without a record of the import.
    ///
    /// # Errors
    /// The database's; nothing is stored then.
    pub async fn store_offers(&self, content: OfferFile) -> Result<ImportReport, ImportError> {
        let options = OfferImportOptions::new(Mode::Store);
        let source = Arc::new(Source::Records(content.into()));
        let editor = Editor::at_command_line();
        let import = self.prepare_import(&editor, source, options).await?;
        Ok(self.run_import(import).await?.report)
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
        let mapping = read_mapping(&self.0.db, &source).await?.unwrap_or_default();
        let columns = unconfirmed_columns(&source, mapping)?;
        Ok(columns.filter(|columns| !columns.unknown.is_empty()))
    }

    /// What an import reads its source with: lists, the mapping that was given or is remembered.
    async fn prepare_import(
        &self,
        editor: &Editor,
        source: Arc<Source>,
        options: OfferImportOptions,
    ) -> Result<OfferImport, ImportError> {
        let remembered = match options.mapping {
            Some(_) => None,
            None => read_mapping(&self.0.db, &source).await?,
        };
        let is_remembered = remembered.is_some();
        let mapping = remembered.or_else(|| options.mapping.clone()).unwrap_or_default();
        if let Some(columns) = unconfirmed_columns(&source, mapping.clone())?
            && !columns.missing.is_empty()
            && !columns.proposals.is_empty()
        {
            return Err(ImportError::Columns(Box::new(columns)));
        }
        Ok(OfferImport {
            source,
            name: None,
            staged: None,
            options,
            mapping,
            is_remembered,
            taxonomy: seed_taxonomy(&self.0.db).await?,
            towns: towns(editor),
            actor: editor.actor.clone(),
            today: self.today(),
        })
    }

    async fn run_import(&self, import: OfferImport) -> Result<OfferImportReport, ImportError> {
        let import = Arc::new(import);
        match import.options.mode {
            Mode::DryRun => self.preview_import(&import).await,
            Mode::Store => match self.store_import(&import).await {
                Ok(report) => Ok(report),
                Err(StagingError::Import(error)) => Err(error),
                // Only for uploaded files, which are not imported here.
                Err(_) => Err(ImportError::Stopped("the import")),
            },
        }
    }

    /// What an import would do. Nothing is written.
    async fn preview_import(
        &self,
        import: &Arc<OfferImport>,
    ) -> Result<OfferImportReport, ImportError> {
        let Existing { records, .. } = self.load_existing().await?;
        let read = import.clone().read_over(&self.0.db, records).await?;
        let counts = self.count_records(import, &read);
        Ok(import.report(read, &counts))
    }

    async fn store_import(
        &self,
        import: &Arc<OfferImport>,
    ) -> Result<OfferImportReport, StagingError> {
        // Read before the transaction that writes: on SQLite ballots would wait for all of it.
        // Where another import has committed meanwhile, the source is read again over the new
        // records.
        let (mut tx, read) = loop {
            let Existing { records, revision } = self.load_existing().await?;
            let read = import.clone().read_over(&self.0.db, records).await?;
            let mut tx = self.0.db.write().await?;
            // The first write, since it makes other imports wait on PostgreSQL too.
            taxonomy::bump_revision(&mut tx, offers::REVISION_TOPIC).await?;
            if taxonomy::load_revision(&mut tx, offers::REVISION_TOPIC).await? == revision + 1 {
                break (tx, read);
            }
        };
        let stored = self.save_reading(&mut tx, import, &read).await?;
        if let Some(staged) = &import.staged {
            let rejected = encode_rejected(&read.reading)?;
            let applied = Applied { import: &stored.id, rejected: &rejected };
            mark_applied(&mut tx, staged, applied).await?;
        }
        tx.commit().await?;
        let import_id = import.name.is_some().then(|| stored.id.clone());
        Ok(OfferImportReport { import: import_id, ..import.report(read, &stored) })
    }

    /// The import as it is recorded.
    fn count_records(&self, import: &OfferImport, read: &OfferReading) -> StoredImport {
        let content = &read.reading.content;
        let is_known = |offer: &&Offer| read.existing.offers.contains_key(&offer.id);
        let updated = content.offers.iter().filter(is_known).count() as u64;
        StoredImport {
            id: ImportId::from_random(crate::secret::random_u128()),
            created_at: self.0.clock.now(),
            source: import.name.clone().unwrap_or_default(),
            records: read.reading.records as u64,
            created: content.offers.len() as u64 - updated,
            updated,
            rejected: read.reading.rejected.len() as u64,
            undone_at: None,
        }
    }

    /// Stores the records, and how to undo it.
    async fn save_reading(
        &self,
        tx: &mut Tx,
        import: &OfferImport,
        read: &OfferReading,
    ) -> Result<StoredImport, DbError> {
        let now = self.0.clock.now();
        let stored = self.count_records(import, read);
        let recorded = import.name.is_some().then_some(&stored.id);
        if recorded.is_some() {
            imports::insert_import(tx, &stored).await?;
            let deed = Deed {
                action: Action::Import,
                kind: SubjectKind::Import,
                subject: stored.id.as_str(),
                detail: &stored.source,
            };
            self.record_deed(tx, &import.actor, deed).await?;
        }
        let changes = RecordChanges {
            content: &read.reading.content,
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

/// The mapping that is remembered for a source.
async fn read_mapping(db: &Db, source: &Source) -> Result<Option<Mapping>, DbError> {
    let Some(fingerprint) = source.fingerprint() else { return Ok(None) };
    imports::find_mapping(&mut db.read().await?, &fingerprint).await
}

/// The rows that were left, as JSON; nothing where there are none.
fn encode_rejected(reading: &Reading) -> Result<Vec<u8>, ImportError> {
    if reading.rejected.is_empty() {
        return Ok(Vec::new());
    }
    serde_json::to_vec(&reading.rejected).map_err(|_| ImportError::Stopped("the import"))
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
