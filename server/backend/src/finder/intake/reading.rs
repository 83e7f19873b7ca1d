//! Reading a file of offers over the existing records.

use crate::import::{Accept, ImportError, Mode, OfferImportOptions};
use exchange::difference::{Comparison, OfferDifference, compare};
use exchange::mapping::Mapping;
use exchange::offers::{OfferOptions, Reading, Source, read};
use exchange::records::ExistingRecords;
use jiff::civil::Date;
use shared::taxonomy::Taxonomy;
use std::sync::Arc;

/// What an import of offers reads over the existing records.
pub(super) struct OfferImport {
    pub(super) source: Source,
    /// Name of the file; `None` where the import is not recorded.
    pub(super) name: Option<String>,
    pub(super) options: OfferImportOptions,
    pub(super) mapping: Mapping,
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
        existing: ExistingRecords,
    ) -> Result<OfferReading, ImportError> {
        let reading = run_blocking(move || {
            let options = OfferOptions {
                taxonomy: &self.taxonomy,
                fallback: &self.options.fallback,
                mapping: &self.mapping,
                today: self.today,
            };
            let reading = read(&self.source, &options, &existing)?;
            let reading = match self.options.accept {
                Accept::All => reading.all_or_nothing()?,
                Accept::Good { .. } => reading,
            };
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
            Ok(OfferReading { reading, existing, differences })
        });
        reading.await?
    }
}

/// Runs work on a blocking thread that would block other requests for too long.
pub(super) async fn run_blocking<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, ImportError> {
    tokio::task::spawn_blocking(work).await.map_err(|_| ImportError::Stopped("the import"))
}
