//! The database, and the only place with SQL.
//!
//! Two engines, one text per query: [`on_db!`] repeats a query for each. Every query
//! function takes a transaction, so a use case is one. What cannot be one text lives
//! in `dialect`. Rules are not asked here; rows go in and come out as `shared` types.

pub mod ballot_log;
pub mod ballots;
pub mod cards;
pub mod conferences;
pub mod contents;
mod dialect;
pub mod documents;
pub mod offers;
pub mod paper;
pub mod reports;
pub mod rounds;
mod row;
pub mod taxonomy;

use sqlx::migrate::{MigrateError, Migrator};
use sqlx::postgres::{PgPool, PgPoolOptions};
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqlitePool, SqlitePoolOptions,
    SqliteSynchronous,
};
use sqlx::{Connection, Database, Postgres, Sqlite, Transaction};
use sqlx_core::transaction::TransactionManager;
use std::str::FromStr;
use std::time::Duration;

static SQLITE_MIGRATIONS: Migrator = sqlx::migrate!("migrations/sqlite");
static POSTGRES_MIGRATIONS: Migrator = sqlx::migrate!("migrations/postgres");

/// How long a connection waits for another process's write.
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);
/// Readers beside the one writer; two cores have no use for more.
const SQLITE_CONNECTIONS: u32 = 4;
const POSTGRES_CONNECTIONS: u32 = 8;

/// A pool of connections to either engine.
#[derive(Clone, Debug)]
pub enum Db {
    /// One file, embedded.
    Sqlite(SqlitePool),
    /// A server.
    Postgres(PgPool),
}

/// A transaction on either engine; undone unless committed.
#[derive(Debug)]
pub enum Tx {
    /// On the file.
    Sqlite(Transaction<'static, Sqlite>),
    /// On the server.
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
        match $tx {
            $crate::db::Tx::Sqlite(tx) => {
                let $connection = &mut **tx;
                $body
            }
            $crate::db::Tx::Postgres(tx) => {
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

    /// Begins to read.
    ///
    /// # Errors
    /// [`DbError::Engine`].
    pub async fn read(&self) -> Result<Tx, DbError> {
        Ok(match self {
            Self::Sqlite(pool) => Tx::Sqlite(pool.begin().await?),
            Self::Postgres(pool) => Tx::Postgres(pool.begin().await?),
        })
    }

    /// Begins to write. SQLite takes the write lock at once: a reader that turns into a
    /// writer later would fail instead of waiting.
    ///
    /// # Errors
    /// [`DbError::Engine`].
    pub async fn write(&self) -> Result<Tx, DbError> {
        Ok(match self {
            Self::Sqlite(pool) => Tx::Sqlite(pool.begin_with("begin immediate").await?),
            Self::Postgres(pool) => Tx::Postgres(pool.begin().await?),
        })
    }

    /// Closes all connections.
    pub async fn close(&self) {
        match self {
            Self::Sqlite(pool) => pool.close().await,
            Self::Postgres(pool) => pool.close().await,
        }
    }
}

impl Tx {
    /// Makes it durable: when this returns, it is on disk.
    ///
    /// # Errors
    /// [`DbError::Engine`].
    pub async fn commit(self) -> Result<(), DbError> {
        match self {
            Self::Sqlite(tx) => tx.commit().await?,
            Self::Postgres(tx) => tx.commit().await?,
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
