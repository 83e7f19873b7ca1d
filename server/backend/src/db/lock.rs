//! One server for an embedded database: an advisory lock on a file beside it.
//!
//! Two servers over one file would each keep caches and a ballot writer and never hear of each
//! other's changes at once. The system releases the lock when the process ends, however it ends,
//! so the file may stay and means nothing by itself. Commands that import or export do not take it.

use super::error::DbError;
use super::pool::sqlite_file;
use crate::private_file::{adopt_owner, private_options};
use std::ffi::OsString;
use std::fs::{File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

/// The exclusive right to serve or replace a database, held until it is dropped.
#[derive(Debug)]
pub struct DatabaseLock {
    /// Absent for databases that are no file: PostgreSQL serves several servers at once.
    _file: Option<File>,
}

/// Why a database cannot be locked.
#[derive(Debug, thiserror::Error)]
pub enum LockError {
    /// Another process holds it.
    #[error("{} is in use by a server", .0.display())]
    InUse(PathBuf),
    /// The address or the folder.
    #[error(transparent)]
    Db(#[from] DbError),
}

impl DatabaseLock {
    /// Locks the database at an address; its folder is created where it is missing.
    ///
    /// # Errors
    /// [`LockError`].
    pub fn acquire(url: &str) -> Result<Self, LockError> {
        let Some(database) = sqlite_file(url)? else { return Ok(Self { _file: None }) };
        let file = open_lock_file(&database).map_err(DbError::io)?;
        match file.try_lock() {
            Ok(()) => Ok(Self { _file: Some(file) }),
            Err(TryLockError::WouldBlock) => Err(LockError::InUse(database)),
            Err(TryLockError::Error(error)) => Err(DbError::io(error).into()),
        }
    }
}

fn open_lock_file(database: &Path) -> io::Result<File> {
    if let Some(folder) = database.parent() {
        std::fs::create_dir_all(folder)?;
    }
    // A symbolic link is another name for the same database.
    let database = std::fs::canonicalize(database).unwrap_or_else(|_| database.to_owned());
    let path = with_suffix(&database, ".lock");
    let file = private_options().create(true).truncate(false).open(&path)?;
    adopt_owner(&path)?;
    Ok(file)
}

/// A path with more letters at its end, such as the journal's.
pub(crate) fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(suffix);
    PathBuf::from(name)
}
