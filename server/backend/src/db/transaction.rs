//! Transactions on either engine, and what their commit announces.

use super::error::DbError;
use super::notify::notify_others;
use crate::changes::{Announcement, Change, ChangeBus};
use crate::disk_notice::DISK_NOTICE;
use sqlx::{Postgres, Sqlite, Transaction};
use std::collections::BTreeSet;

/// A transaction on either engine; rolled back unless committed.
#[derive(Debug)]
pub struct Tx {
    pub(super) engine: Engine,
    pub(super) changes: ChangeBus,
    /// The content version read before the transaction began.
    pub(super) content_version: u64,
    /// Changes that the commit announces.
    pub(super) announced: BTreeSet<Change>,
}

/// A transaction of one engine.
#[derive(Debug)]
pub(super) enum Engine {
    Sqlite(Transaction<'static, Sqlite>),
    Postgres(Transaction<'static, Postgres>),
}

/// Repeats a body for the transaction's engine, with `$connection` bound to its connection.
macro_rules! on_db {
    ($tx:expr, $connection:ident => $body:expr) => {
        match &mut $tx.engine {
            $crate::db::transaction::Engine::Sqlite(tx) => {
                let $connection = &mut **tx;
                $body
            }
            $crate::db::transaction::Engine::Postgres(tx) => {
                let $connection = &mut **tx;
                $body
            }
        }
    };
}
pub(crate) use on_db;

impl Tx {
    /// The version of all conferences' texts when the transaction began.
    pub(crate) const fn content_version(&self) -> u64 {
        self.content_version
    }

    /// Records that the transaction changes something; the commit publishes it to the caches and
    /// live states of this server and of the others.
    pub fn announce(&mut self, change: Change) {
        self.announced.insert(change);
    }

    /// Commits: when this returns, the changes are on disk and announced.
    ///
    /// # Errors
    /// [`DbError::Engine`].
    pub async fn commit(self) -> Result<(), DbError> {
        match self.engine {
            // SQLite has no notifications and serves one server only; what the command line
            // changes is found by polling once a second.
            Engine::Sqlite(tx) => tx.commit().await?,
            Engine::Postgres(mut tx) => {
                let payloads = self.announced.iter().map(|change| self.changes.encode(change));
                notify_others(&mut tx, payloads).await?;
                tx.commit().await?;
            }
        }
        DISK_NOTICE.record_write();
        for change in self.announced {
            self.changes.publish(Announcement::Changed(change));
        }
        Ok(())
    }
}
