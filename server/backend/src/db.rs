//! The database, and the only place with SQL.
//!
//! Two engines, one text per query: [`on_db!`] repeats a query for each. Every query
//! function takes a transaction, so a use case is one. What cannot be one text lives
//! in `dialect`. Rules are not asked here; rows go in and come out as `shared` types.

mod announce;
pub mod ballot_log;
pub mod ballots;
pub mod cards;
pub mod conferences;
pub mod contents;
mod dialect;
pub mod documents;
mod listener;
pub mod offers;
pub mod paper;
pub mod reports;
mod round_row;
pub mod rounds;
mod row;
pub mod taxonomy;

use crate::changes::{Announcement, Change, Changes};
use crate::secret::random_code;
use announce::notify_others;
use listener::DbListener;
use sqlx::migrate::{MigrateError, Migrator};
use sqlx::postgres::{PgPool, PgPoolOptions};
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqlitePool, SqlitePoolOptions,
    SqliteSynchronous,
};
use sqlx::{Connection, Database, Postgres, Sqlite, Transaction};
use sqlx_core::transaction::TransactionManager;
use std::collections::BTreeSet;
use std::str::FromStr;
use std::time::Duration;

static SQLITE_MIGRATIONS: Migrator = sqlx::migrate!("migrations/sqlite");
static POSTGRES_MIGRATIONS: Migrator = sqlx::migrate!("migrations/postgres");

/// How long a connection waits for another process's write.
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);
/// Readers beside the one writer; two cores have no use for more.
const SQLITE_CONNECTIONS: u32 = 4;
const POSTGRES_CONNECTIONS: u32 = 8;

/// A database on either engine, and where its changes are announced; cheap to clone.
#[derive(Clone, Debug)]
pub struct Db {
    pool: Pool,
    changes: Changes,
    url: String,
}

/// A pool of connections to either engine.
#[derive(Clone, Debug)]
pub enum Pool {
    /// One file, embedded.
    Sqlite(SqlitePool),
    /// A server.
    Postgres(PgPool),
}

/// A transaction on either engine; undone unless committed.
#[derive(Debug)]
pub struct Tx {
    engine: Engine,
    changes: Changes,
    /// How often the texts of conferences had changed when it began.
    content_version: u64,
    /// What the commit announces.
    announced: BTreeSet<Change>,
}

/// A transaction of one engine.
#[derive(Debug)]
enum Engine {
    Sqlite(Transaction<'static, Sqlite>),
    Postgres(Transaction<'static, Postgres>),
}

/// Why the database did not do what it was asked to.
#[derive(Debug, thiserror::Error)]
pub enum DbError {
    /// Neither `sqlite:` nor `postgres:`.
    #[error("the address begins neither with sqlite: nor with postgres:")]
    Address,
    /// A value that must be unique is there already.
    #[error("the value exists already")]
    Exists,
    /// A stored value is not what it must be.
    #[error("column {column} holds something else than it must: {reason}")]
    Corrupt {
        /// The column.
        column: &'static str,
        /// What reading it said.
        reason: String,
    },
    /// Address, connection, disk or engine.
    #[error(transparent)]
    Engine(sqlx::Error),
    /// A migration failed, or another version of this software wrote the database.
    #[error(transparent)]
    Migration(#[from] MigrateError),
}

impl From<sqlx::Error> for DbError {
    fn from(error: sqlx::Error) -> Self {
        // Constraint names exist on PostgreSQL only, so the kind decides.
        match error.as_database_error() {
            Some(database) if database.is_unique_violation() => Self::Exists,
            _ => Self::Engine(error),
        }
    }
}

/// Repeats a body for the engine at hand, with `$connection` bound to its connection.
macro_rules! on_db {
    ($tx:expr, $connection:ident => $body:expr) => {
        match &mut $tx.engine {
            $crate::db::Engine::Sqlite(tx) => {
                let $connection = &mut **tx;
                $body
            }
            $crate::db::Engine::Postgres(tx) => {
                let $connection = &mut **tx;
                $body
            }
        }
    };
}
pub(crate) use on_db;

impl Db {
    /// Connects and brings the schema up to date. `sqlite://FILE` (made where it is
    /// missing, with its folder) or `postgres://…`.
    ///
    /// # Errors
    /// [`DbError`] where the address is none, nobody answers, or a migration fails.
    pub async fn open(url: &str) -> Result<Self, DbError> {
        let (pool, changes) = (Pool::open(url).await?, Changes::new(random_code()));
        Ok(Self { pool, changes, url: url.to_owned() })
    }

    /// The pool, for tests.
    pub const fn pool(&self) -> &Pool {
        &self.pool
    }

    /// Where changes are announced.
    pub(crate) const fn changes(&self) -> &Changes {
        &self.changes
    }

    /// Hears what other servers announce, where the engine has a way for that.
    pub(crate) fn listener(&self) -> Option<DbListener> {
        match &self.pool {
            Pool::Sqlite(_) => None,
            Pool::Postgres(_) => {
                Some(DbListener { url: self.url.clone(), changes: self.changes.clone() })
            }
        }
    }

    /// Begins to read.
    ///
    /// # Errors
    /// [`DbError::Engine`].
    pub async fn read(&self) -> Result<Tx, DbError> {
        self.begin("begin").await
    }

    /// Begins to write. SQLite takes the write lock at once: a reader that turns into a
    /// writer later would fail instead of waiting.
    ///
    /// # Errors
    /// [`DbError::Engine`].
    pub async fn write(&self) -> Result<Tx, DbError> {
        self.begin("begin immediate").await
    }

    async fn begin(&self, on_sqlite: &'static str) -> Result<Tx, DbError> {
        let changes = self.changes.clone();
        // Before the transaction sees anything, so that it is never newer than what it sees.
        let content_version = changes.content_version();
        let engine = match &self.pool {
            Pool::Sqlite(pool) => Engine::Sqlite(pool.begin_with(on_sqlite).await?),
            Pool::Postgres(pool) => Engine::Postgres(pool.begin().await?),
        };
        Ok(Tx { engine, changes, content_version, announced: BTreeSet::new() })
    }

    /// Closes all connections.
    pub async fn close(&self) {
        match &self.pool {
            Pool::Sqlite(pool) => pool.close().await,
            Pool::Postgres(pool) => pool.close().await,
        }
    }
}

impl Pool {
    async fn open(url: &str) -> Result<Self, DbError> {
        if url.starts_with("postgres:") || url.starts_with("postgresql:") {
            let pool =
                PgPoolOptions::new().max_connections(POSTGRES_CONNECTIONS).connect(url).await?;
            POSTGRES_MIGRATIONS.run(&pool).await?;
            Ok(Self::Postgres(pool))
        } else if url.starts_with("sqlite:") {
            let pool = open_sqlite(url).await?;
            SQLITE_MIGRATIONS.run(&pool).await?;
            Ok(Self::Sqlite(pool))
        } else {
            Err(DbError::Address)
        }
    }
}

impl Tx {
    /// How often the texts of conferences had changed when it began.
    pub(crate) const fn content_version(&self) -> u64 {
        self.content_version
    }

    /// Says what the transaction changes; the commit tells all who keep something of it in
    /// memory, here and on other servers.
    pub fn announce(&mut self, change: Change) {
        self.announced.insert(change);
    }

    /// Makes it durable: when this returns, it is on disk and announced.
    ///
    /// # Errors
    /// [`DbError::Engine`].
    pub async fn commit(mut self) -> Result<(), DbError> {
        notify_others(&mut self).await?;
        match self.engine {
            Engine::Sqlite(tx) => tx.commit().await?,
            Engine::Postgres(tx) => tx.commit().await?,
        }
        for change in self.announced {
            self.changes.publish(Announcement::Of(change));
        }
        Ok(())
    }
}

async fn open_sqlite(url: &str) -> Result<SqlitePool, DbError> {
    let options = SqliteConnectOptions::from_str(url)?
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .busy_timeout(BUSY_TIMEOUT)
        .foreign_keys(true);
    if let Some(folder) = options.get_filename().parent() {
        std::fs::create_dir_all(folder).map_err(|error| DbError::Engine(sqlx::Error::Io(error)))?;
    }
    let pool = SqlitePoolOptions::new().max_connections(SQLITE_CONNECTIONS).after_release(
        |connection, _| Box::pin(async move { leave_transaction(connection).await }),
    );
    Ok(pool.connect_with(options).await?)
}

/// Makes a connection usable again whose commit has failed; `false` where that is not possible.
///
/// On a full disk SQLite rolls back by itself. sqlx's own rollback fails then, since there is no
/// transaction any more, and sqlx believes for ever to be within one. Closing the connection
/// would not do: the last one takes the shared memory of the log with it, and no other can be
/// opened while there is no room to make it anew.
async fn leave_transaction(connection: &mut SqliteConnection) -> Result<bool, sqlx::Error> {
    // Behind the rollback that a dropped transaction has asked for.
    connection.ping().await?;
    if connection.is_in_transaction() {
        // Fails where there is one after all, which is as well.
        let _ = sqlx::query("begin").execute(&mut *connection).await;
        <Sqlite as Database>::TransactionManager::rollback(connection).await?;
    }
    Ok(!connection.is_in_transaction())
}
