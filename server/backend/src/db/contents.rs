//! Contents of conferences, kept in memory: all their texts in all languages are far more than
//! anything that is asked about them while people vote.
//!
//! A change that is announced empties it.

use super::{DbError, Tx, conferences};
use shared::id::ConferenceId;
use shared::voting::conference::Conference;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// Most conferences kept; the evening has one, a demo or a test a few.
const MOST: usize = 32;

/// Conferences that were asked for.
#[derive(Debug, Default)]
pub struct Contents(Mutex<Held>);

/// Conferences as of a version of all contents.
#[derive(Debug, Default)]
struct Held {
    version: u64,
    conferences: HashMap<ConferenceId, Arc<Conference>>,
}

impl Contents {
    /// Loads a conference, from memory where it was loaded before.
    ///
    /// # Errors
    /// [`DbError`].
    pub async fn load(
        &self,
        tx: &mut Tx,
        id: &ConferenceId,
    ) -> Result<Option<Arc<Conference>>, DbError> {
        let version = tx.content_version();
        if let Some(held) = self.held(id, version) {
            return Ok(Some(held));
        }
        let Some(loaded) = conferences::load_conference(tx, id).await? else { return Ok(None) };
        let loaded = Arc::new(loaded);
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        // What was read before a change is not kept after it.
        if held.version == version {
            if held.conferences.len() >= MOST {
                held.conferences.clear();
            }
            held.conferences.insert(id.clone(), loaded.clone());
        }
        Ok(Some(loaded))
    }

    fn held(&self, id: &ConferenceId, version: u64) -> Option<Arc<Conference>> {
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if held.version < version {
            *held = Held { version, ..Held::default() };
        }
        (held.version == version).then(|| held.conferences.get(id).cloned()).flatten()
    }
}
