//! A cache of conferences with their content: all texts in all languages are far more data than
//! any query made while people vote.
//!
//! An announced change of content empties it.

use super::{DbError, Tx, conferences};
use shared::id::ConferenceId;
use shared::voting::conference::Conference;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// Capacity in conferences; an evening has one, a demo or a test a few.
const MAX_CONFERENCES: usize = 32;

/// Conferences in memory, by id.
#[derive(Debug, Default)]
pub struct ConferenceCache(Mutex<Entries>);

/// Conferences as of one content version.
#[derive(Debug, Default)]
struct Entries {
    version: u64,
    conferences: HashMap<ConferenceId, Arc<Conference>>,
}

impl ConferenceCache {
    /// Loads a conference, from memory where it is cached.
    ///
    /// # Errors
    /// [`DbError`].
    pub async fn load(
        &self,
        tx: &mut Tx,
        id: &ConferenceId,
    ) -> Result<Option<Arc<Conference>>, DbError> {
        let version = tx.content_version();
        if let Some(cached) = self.find(id, version) {
            return Ok(Some(cached));
        }
        let Some(loaded) = conferences::load_conference(tx, id).await? else { return Ok(None) };
        let loaded = Arc::new(loaded);
        let mut entries = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        // Content read before a change is not cached after it.
        if entries.version == version {
            if entries.conferences.len() >= MAX_CONFERENCES {
                entries.conferences.clear();
            }
            entries.conferences.insert(id.clone(), loaded.clone());
        }
        Ok(Some(loaded))
    }

    fn find(&self, id: &ConferenceId, version: u64) -> Option<Arc<Conference>> {
        let mut entries = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if entries.version < version {
            *entries = Entries { version, ..Entries::default() };
        }
        (entries.version == version).then(|| entries.conferences.get(id).cloned()).flatten()
    }
}
