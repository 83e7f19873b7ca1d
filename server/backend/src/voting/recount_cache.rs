//! The cache of recount files.

use crate::recount::RecountFile;
use shared::id::RoundId;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// Capacity in files.
const MAX_FILES: usize = 16;

/// A file with the last hash of the log it was made from.
#[derive(Debug)]
struct CacheEntry {
    log_hash: String,
    file: Arc<RecountFile>,
}

/// Recount files of closed rounds, by round.
#[derive(Debug, Default)]
pub(crate) struct RecountCache(Mutex<HashMap<RoundId, CacheEntry>>);

impl RecountCache {
    /// The file of a round; `None` where there is none for this state of the log.
    pub(super) fn get(&self, round: &RoundId, log_hash: &str) -> Option<Arc<RecountFile>> {
        let entries = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        entries
            .get(round)
            .filter(|entry| entry.log_hash == log_hash)
            .map(|entry| entry.file.clone())
    }

    pub(super) fn insert(&self, round: &RoundId, log_hash: String, file: &Arc<RecountFile>) {
        let mut entries = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if entries.len() >= MAX_FILES {
            entries.clear();
        }
        entries.insert(round.clone(), CacheEntry { log_hash, file: file.clone() });
    }
}
