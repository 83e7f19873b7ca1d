//! Contents of conferences, kept in memory: all their texts in all languages are far more than
//! anything that is asked about them while people vote.
//!
//! Nothing changes a conference's content once it is imported, in whatever process. Whoever adds
//! editing must make this notice it.

use super::{DbError, Tx, conferences};
use shared::id::ConferenceId;
use shared::voting::conference::Conference;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// Most conferences kept; the evening has one, a demo or a test a few.
const MOST: usize = 32;

/// Conferences that were asked for.
#[derive(Debug, Default)]
pub struct Contents(Mutex<HashMap<ConferenceId, Arc<Conference>>>);

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
        if let Some(held) = self.held(id) {
            return Ok(Some(held));
        }
        let Some(loaded) = conferences::load_conference(tx, id).await? else { return Ok(None) };
        let loaded = Arc::new(loaded);
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if held.len() >= MOST {
            held.clear();
        }
        held.insert(id.clone(), loaded.clone());
        Ok(Some(loaded))
    }

    fn held(&self, id: &ConferenceId) -> Option<Arc<Conference>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(id).cloned()
    }
}
