//! Why a query failed.

use sqlx::migrate::MigrateError;
use std::io;

/// Why a database operation failed.
#[derive(Debug, thiserror::Error)]
pub enum DbError {
    /// Neither `sqlite:` nor `postgres:`.
    #[error("the address begins neither with sqlite: nor with postgres:")]
    Address,
    /// A value that must be unique exists already.
    #[error("the value exists already")]
    Exists,
    /// A stored value is not of its column's type.
    #[error(transparent)]
    Corrupt(#[from] CorruptValue),
    /// Address, connection, disk or engine.
    #[error(transparent)]
    Engine(sqlx::Error),
    /// A migration failed, or another version of this software wrote the database.
    #[error(transparent)]
    Migration(#[from] MigrateError),
}

/// A stored value that is not of its column's type.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("column {column} holds an invalid value: {reason}")]
pub struct CorruptValue {
    /// The column.
    pub column: &'static str,
    /// Why it could not be decoded.
    pub reason: String,
}

/// SQLSTATE codes of a PostgreSQL server that takes no connections now but will: it starts, it shuts
/// down, it has too many.
const NOT_NOW: [&str; 3] = ["57P03", "57P01", "53300"];

/// Codes of a write for which the disk has no room: PostgreSQL's `disk_full`; SQLite's `SQLITE_FULL`,
/// and `SQLITE_IOERR_WRITE`, `_FSYNC`, `_TRUNCATE` and `_SHMSIZE`, which it reports where a quota or
/// a limit on the size of files is reached.
const DISK_FULL: [&str; 6] = ["53100", "13", "778", "1034", "1546", "4874"];

impl DbError {
    /// Whether the database server did not answer, so that trying again may help. A wrong password
    /// or the wrong name of a database does not get better by waiting.
    pub fn is_unreachable(&self) -> bool {
        match self {
            Self::Engine(sqlx::Error::Io(_) | sqlx::Error::PoolTimedOut) => true,
            Self::Engine(sqlx::Error::Database(error)) => {
                error.code().is_some_and(|code| NOT_NOW.contains(&&*code))
            }
            _ => false,
        }
    }

    /// Whether the disk of the database has no room, so that nothing is stored until it has.
    pub fn is_disk_full(&self) -> bool {
        match self {
            Self::Engine(sqlx::Error::Database(error)) => {
                error.code().is_some_and(|code| DISK_FULL.contains(&&*code))
            }
            Self::Engine(sqlx::Error::Io(error)) => error.kind() == io::ErrorKind::StorageFull,
            _ => false,
        }
    }

    /// Whether a newer version of this software has migrated the database.
    pub const fn is_of_newer_version(&self) -> bool {
        matches!(self, Self::Migration(MigrateError::VersionMissing(_)))
    }

    pub(super) const fn io(error: std::io::Error) -> Self {
        Self::Engine(sqlx::Error::Io(error))
    }
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
