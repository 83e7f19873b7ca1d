//! Connection pools: opening either engine, migrating it, and recovering connections.

use super::bulk;
use super::error::DbError;
use crate::private_file::{adopt_owner, private_options};
use sqlx::migrate::Migrator;
use sqlx::postgres::{PgPool, PgPoolOptions};
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqlitePool, SqlitePoolOptions,
    SqliteSynchronous,
};
use sqlx::{Connection, Database, Sqlite};
use sqlx_core::transaction::TransactionManager;
use std::io;
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::time::Duration;

pub(super) static SQLITE_MIGRATIONS: Migrator = sqlx::migrate!("migrations/sqlite");
static POSTGRES_MIGRATIONS: Migrator = sqlx::migrate!("migrations/postgres");

/// How long a connection waits for another process's write.
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);
/// Readers beside the one writer; two cores have no use for more.
const SQLITE_CONNECTIONS: u32 = 4;
const POSTGRES_CONNECTIONS: u32 = 8;

/// Prepared statements that a connection to SQLite keeps: those over many rows have a text for each
/// number of rows up to [`bulk::MAX_ROWS`], and seven of them run in every batch of ballots.
const SQLITE_STATEMENTS: usize = 10 * bulk::MAX_ROWS;

/// A pool of connections to either engine.
#[derive(Clone, Debug)]
pub enum Pool {
    /// One file, embedded.
    Sqlite(SqlitePool),
    /// A server.
    Postgres(PgPool),
}

impl Pool {
    /// Connects to the engine named by the address and runs its migrations.
    pub(super) async fn open(url: &str) -> Result<Self, DbError> {
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

/// The file of an embedded database; `None` where it has none of its own.
pub(crate) fn sqlite_file(url: &str) -> Result<Option<PathBuf>, DbError> {
    if !url.starts_with("sqlite:") {
        return Ok(None);
    }
    let options = SqliteConnectOptions::from_str(url)?;
    let is_in_memory = url.contains(":memory:") || url.contains("mode=memory");
    Ok((!is_in_memory).then(|| options.get_filename().to_owned()))
}

async fn open_sqlite(url: &str) -> Result<SqlitePool, DbError> {
    let options = SqliteConnectOptions::from_str(url)?
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .busy_timeout(BUSY_TIMEOUT)
        .statement_cache_capacity(SQLITE_STATEMENTS)
        .foreign_keys(true);
    if let Some(file) = sqlite_file(url)? {
        create_file(&file).map_err(DbError::io)?;
    }
    let pool = SqlitePoolOptions::new()
        .max_connections(SQLITE_CONNECTIONS)
        .after_release(|connection, _| Box::pin(async move { reset_connection(connection).await }));
    Ok(pool.connect_with(options).await?)
}

/// Creates the file of a database where it is missing. SQLite would let everyone read it; its
/// journals are given the permissions and the owner of the file.
fn create_file(file: &Path) -> io::Result<()> {
    if let Some(folder) = file.parent() {
        std::fs::create_dir_all(folder)?;
    }
    match private_options().create_new(true).open(file) {
        Ok(_) => adopt_owner(file),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        Err(error) => Err(error),
    }
}

/// Makes a connection usable again after a failed commit; `false` where that is not possible.
///
/// On a full disk SQLite rolls back by itself. sqlx's own rollback then fails, since no transaction
/// is open any more, and sqlx assumes for good that it is still inside one. Closing the connection
/// would not help: the last one to close removes the shared memory of the log, and no other can be
/// opened while there is no room to create it again.
async fn reset_connection(connection: &mut SqliteConnection) -> Result<bool, sqlx::Error> {
    // Runs after the rollback that was queued when the transaction was dropped.
    connection.ping().await?;
    if connection.is_in_transaction() {
        // Fails if a transaction is open after all, which is just as good for the rollback.
        let _ = sqlx::query("begin").execute(&mut *connection).await;
        <Sqlite as Database>::TransactionManager::rollback(connection).await?;
    }
    Ok(!connection.is_in_transaction())
}
