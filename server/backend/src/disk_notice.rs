//! Says once that the database's disk is full, and once that it has room again.

use crate::db::DbError;
use std::sync::atomic::{AtomicU64, Ordering};

/// The notice of this process: errors are turned into answers where no database is at hand.
pub(crate) static DISK_NOTICE: DiskNotice = DiskNotice::new();

/// Counts the writes that a full disk has refused since it was last said to have room.
#[derive(Debug)]
pub(crate) struct DiskNotice {
    refused: AtomicU64,
}

impl DiskNotice {
    const fn new() -> Self {
        Self { refused: AtomicU64::new(0) }
    }

    /// Records a refused write; the first one is logged.
    pub(crate) fn record_refusal(&self, error: &DbError) {
        if self.refused.fetch_add(1, Ordering::Relaxed) == 0 {
            tracing::error!(%error, "the disk of the database is full; nothing is stored");
        }
    }

    /// Records a write that was stored; the first one after a refusal is logged.
    pub(crate) fn record_write(&self) {
        // Most commits find nothing to say and write nothing.
        if self.refused.load(Ordering::Relaxed) == 0 {
            return;
        }
        let refused = self.refused.swap(0, Ordering::Relaxed);
        if refused > 0 {
            tracing::warn!(refused, "the disk of the database has room again");
        }
    }
}
