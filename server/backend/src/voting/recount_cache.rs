//! Recount files in memory.

use crate::recount::RecountFile;
use shared::id::RoundId;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// A file with the head of the log it was made from.
#[derive(Debug)]
struct Held {
    head: String,
    file: Arc<RecountFile>,
}

/// Files of closed rounds, by round.
#[derive(Debug, Default)]
pub(crate) struct RecountCache(Mutex<HashMap<RoundId, Held>>);

/// Most files kept in memory.
const MOST: usize = 16;

impl RecountCache {
    pub(super) fn find(&self, round: &RoundId, head: &str) -> Option<Arc<RecountFile>> {
        let files = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        files.get(round).filter(|held| held.head == head).map(|held| held.file.clone())
    }

    pub(super) fn keep(&self, round: &RoundId, head: String, file: &Arc<RecountFile>) {
        let mut files = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if files.len() >= MOST {
            files.clear();
        }
        files.insert(round.clone(), Held { head, file: file.clone() });
    }
}
