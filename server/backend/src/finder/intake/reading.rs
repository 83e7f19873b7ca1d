//! Reading a file of offers over the existing records.

use crate::db::Db;
use crate::db::imports::StoredImport;
use crate::finder::addresses::{place_offers, place_providers};
use crate::import::{
    Accept, ImportError, ImportReport, Mode, OfferImportOptions, OfferImportReport,
};
use exchange::difference::{Comparison, OfferDifference, compare};
use exchange::mapping::Mapping;
use exchange::offers::{OfferOptions, Reading, Source, read};
use exchange::records::ExistingRecords;
use jiff::civil::Date;
use shared::desk::audit::Actor;
use shared::id::{CityId, StagedFileId};
use shared::taxonomy::Taxonomy;
use std::collections::BTreeSet;
use std::sync::Arc;

/// What an import of offers reads over the existing records.
pub(super) struct OfferImport {
    pub(super) source: Arc<Source>,
    /// Name of the file; `None` where the import is not recorded.
    pub(super) name: Option<String>,
    /// The uploaded file that it is.
    pub(super) staged: Option<StagedFileId>,
    pub(super) options: OfferImportOptions,
    /// The towns whose offers may be changed; `None` for all.
    pub(super) towns: Option<BTreeSet<CityId>>,
    pub(super) actor: Actor,
    pub(super) mapping: Mapping,
    /// Whether the mapping was remembered rather than given.
    pub(super) is_remembered: bool,
    pub(super) taxonomy: Taxonomy,
    pub(super) today: Date,
}

/// What was read over which records.
pub(super) struct OfferReading {
    pub(super) reading: Reading,
    pub(super) existing: ExistingRecords,
    pub(super) differences: Vec<OfferDifference>,
}

impl OfferImport {
    pub(super) async fn read_over(
        self: Arc<Self>,
        db: &Db,
        existing: ExistingRecords,
    ) -> Result<OfferReading, ImportError> {
        let import = self.clone();
        let read = run_blocking(move || {
            let reading = import.read_source(&existing)?;
            Ok::<_, ImportError>((reading, existing))
        });
        let (mut reading, existing) = read.await??;
        let mut tx = db.read().await?;
        place_offers(&mut tx, &mut reading.content.offers, &self.taxonomy).await?;
        place_providers(&mut tx, &mut reading.content.providers, &self.taxonomy).await?;
        drop(tx);
        let compared = run_blocking(move || {
            let comparison = Comparison {
                content: &reading.content,
                existing: &existing,
                doubts: &reading.doubts,
                duplicates: &reading.duplicates,
            };
            let differences = match self.options.mode {
                Mode::DryRun => compare(comparison, &self.taxonomy),
                Mode::Store => Vec::new(),
            };
            OfferReading { reading, existing, differences }
        });
        compared.await
    }

    fn read_source(&self, existing: &ExistingRecords) -> Result<Reading, ImportError> {
        let options = OfferOptions {
            taxonomy: &self.taxonomy,
            fallback: &self.options.fallback,
            mapping: &self.mapping,
            towns: self.towns.as_ref(),
            today: self.today,
        };
        let reading = read(&self.source, &options, existing)?;
        Ok(match self.options.accept {
            Accept::All => reading.all_or_nothing()?,
            Accept::Good { .. } => reading,
        })
    }
}

impl OfferImport {
    /// What it did, or would do.
    pub(super) fn report(&self, read: OfferReading, counts: &StoredImport) -> OfferImportReport {
        let OfferReading { reading, differences, .. } = read;
        OfferImportReport {
            report: ImportReport {
                rows: reading.records,
                created: usize::try_from(counts.created).unwrap_or(usize::MAX),
                updated: usize::try_from(counts.updated).unwrap_or(usize::MAX),
                providers: reading.content.providers.len(),
                unknown_columns: reading.unknown_columns,
                ignored_fields: reading.ignored_fields,
                kept_providers: reading.kept_providers,
                duplicates: reading.duplicates,
                doubts: reading.doubts,
            },
            import: None,
            rejected: reading.rejected,
            proposals: reading.proposals,
            mapping: self.mapping.clone(),
            is_remembered: self.is_remembered,
            source: reading.source,
            unmatched: reading.unmatched,
            differences,
        }
    }
}

/// Runs work on a blocking thread that would block other requests for too long.
pub(in crate::finder) async fn run_blocking<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, ImportError> {
    tokio::task::spawn_blocking(work).await.map_err(|_| ImportError::Stopped("the import"))
}
