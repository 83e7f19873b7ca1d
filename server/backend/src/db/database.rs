//! The handle to the database: begins transactions and knows where changes are announced.

use super::error::DbError;
use super::listener::DbListener;
use super::pool::Pool;
use super::transaction::{Engine, Tx};
use crate::changes::ChangeBus;
use crate::secret::random_u64;
use std::collections::BTreeSet;

/// A database on either engine, and the bus its changes are announced on; cheap to clone.
#[derive(Clone, Debug)]
pub struct Db {
    pool: Pool,
    changes: ChangeBus,
    url: String,
}

/// How a pool is used.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PoolUsage {
    /// The kind of database.
    pub(crate) engine: &'static str,
    /// Connections to it.
    pub(crate) open: usize,
    /// Those of them that nobody uses.
    pub(crate) idle: usize,
}

impl Db {
    /// Connects and brings the schema up to date. `sqlite://FILE` (created where it is missing,
    /// with its folder) or `postgres://…`.
    ///
    /// # Errors
    /// [`DbError`] where the address is invalid, the connection fails, or a migration fails.
    pub async fn open(url: &str) -> Result<Self, DbError> {
        let (pool, changes) = (Pool::open(url).await?, ChangeBus::new(random_u64()));
        Ok(Self { pool, changes, url: url.to_owned() })
    }

    /// The pool, for tests.
    pub const fn pool(&self) -> &Pool {
        &self.pool
    }

    /// The bus that commits announce their changes on.
    pub(crate) const fn changes(&self) -> &ChangeBus {
        &self.changes
    }

    /// A listener for changes made by other servers; `None` on SQLite, which has no notifications.
    pub(crate) fn listener(&self) -> Option<DbListener> {
        match &self.pool {
            Pool::Sqlite(_) => None,
            Pool::Postgres(_) => Some(DbListener::new(self.url.clone(), self.changes.clone())),
        }
    }

    /// Begins a transaction that only reads.
    ///
    /// # Errors
    /// [`DbError::Engine`].
    pub async fn read(&self) -> Result<Tx, DbError> {
        self.begin("begin").await
    }

    /// Begins a transaction that writes. SQLite takes the write lock at once: a reader that
    /// becomes a writer later would fail instead of waiting.
    ///
    /// # Errors
    /// [`DbError::Engine`].
    pub async fn write(&self) -> Result<Tx, DbError> {
        self.begin("begin immediate").await
    }

    async fn begin(&self, on_sqlite: &'static str) -> Result<Tx, DbError> {
        let changes = self.changes.clone();
        // Read before the transaction begins, so that the version is never newer than the data.
        let content_version = changes.content_version();
        let engine = match &self.pool {
            Pool::Sqlite(pool) => Engine::Sqlite(pool.begin_with(on_sqlite).await?),
            Pool::Postgres(pool) => Engine::Postgres(pool.begin().await?),
        };
        Ok(Tx { engine, changes, content_version, announced: BTreeSet::new() })
    }

    /// The engine, and how many of its connections are open and idle.
    pub(crate) fn pool_usage(&self) -> PoolUsage {
        let (engine, open, idle) = match &self.pool {
            Pool::Sqlite(pool) => ("sqlite", pool.size(), pool.num_idle()),
            Pool::Postgres(pool) => ("postgres", pool.size(), pool.num_idle()),
        };
        PoolUsage { engine, open: open as usize, idle }
    }

    /// Closes all connections.
    pub async fn close(&self) {
        match &self.pool {
            Pool::Sqlite(pool) => pool.close().await,
            Pool::Postgres(pool) => pool.close().await,
        }
    }
}
