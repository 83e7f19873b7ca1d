//! Files that are being looked at, parsed, and their previews; and whose turn it is to read one.
//!
//! Memory is bounded: one parsed file, two previews, one file read at a time. Everything in it can
//! be made again.

use crate::import::OfferImportReport;
use exchange::mapping::Mapping;
use exchange::offers::Source;
use shared::id::{CategoryId, CityId, StagedFileId};
use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::{Semaphore, SemaphorePermit};

/// Previews that are kept.
const PREVIEWS: usize = 2;

/// What a preview depends on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PreviewKey {
    pub(crate) file: StagedFileId,
    pub(crate) mapping: Mapping,
    pub(crate) city: Option<CityId>,
    pub(crate) category: Option<CategoryId>,
    /// The editor's towns.
    pub(crate) towns: Option<BTreeSet<CityId>>,
    /// Revision of the stored offers.
    pub(crate) revision: u64,
}

/// Parsed files and previews.
#[derive(Debug)]
pub(crate) struct StagingCache {
    turn: Semaphore,
    source: Mutex<Option<(StagedFileId, Arc<Source>)>>,
    previews: Mutex<Vec<(PreviewKey, Arc<OfferImportReport>)>>,
}

impl Default for StagingCache {
    fn default() -> Self {
        Self { turn: Semaphore::new(1), source: Mutex::default(), previews: Mutex::default() }
    }
}

impl StagingCache {
    /// Waits for the turn to read a file; `None` never happens, since nobody closes the queue.
    pub(crate) async fn turn(&self) -> Option<SemaphorePermit<'_>> {
        self.turn.acquire().await.ok()
    }

    pub(crate) fn source(&self, id: &StagedFileId) -> Option<Arc<Source>> {
        let kept = self.source.lock().unwrap_or_else(PoisonError::into_inner);
        kept.as_ref().filter(|(known, _)| known == id).map(|(_, source)| source.clone())
    }

    pub(crate) fn keep_source(&self, id: &StagedFileId, source: &Arc<Source>) {
        let mut kept = self.source.lock().unwrap_or_else(PoisonError::into_inner);
        *kept = Some((id.clone(), source.clone()));
    }

    pub(crate) fn preview(&self, key: &PreviewKey) -> Option<Arc<OfferImportReport>> {
        let kept = self.previews.lock().unwrap_or_else(PoisonError::into_inner);
        kept.iter().find(|(known, _)| known == key).map(|(_, preview)| preview.clone())
    }

    pub(crate) fn keep_preview(&self, key: PreviewKey, preview: &Arc<OfferImportReport>) {
        let mut kept = self.previews.lock().unwrap_or_else(PoisonError::into_inner);
        kept.retain(|(known, _)| known.file != key.file);
        kept.truncate(PREVIEWS - 1);
        kept.insert(0, (key, preview.clone()));
    }

    pub(crate) fn forget(&self, id: &StagedFileId) {
        let mut source = self.source.lock().unwrap_or_else(PoisonError::into_inner);
        if source.as_ref().is_some_and(|(known, _)| known == id) {
            *source = None;
        }
        let mut previews = self.previews.lock().unwrap_or_else(PoisonError::into_inner);
        previews.retain(|(known, _)| known.file != *id);
    }
}
