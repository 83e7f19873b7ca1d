//! Backup and restore of an embedded database with the server's secret, as one file.
//!
//! Without the secret a restored database would be half a server: no device could change the ballot
//! it cast, and no card would be valid. So the backup holds it, and is readable by its owner only.

mod files;

use crate::clock::Clock;
pub use crate::db::backup::Damage;
use crate::db::backup::{ExamineError, Seal, copy_database, seal_copy, unseal_copy};
use crate::db::{DatabaseLock, DbError, LockError, sqlite_file};
use crate::secret::ServerSecret;
use files::{Aside, copy_new, create_new, is_sqlite, move_aside, remove, sync};
use shared::time::Millis;
use std::io;
use std::path::{Path, PathBuf};

/// What a server's state consists of.
#[derive(Clone, Debug)]
pub struct ServerFiles {
    /// Address of the database.
    pub database_url: String,
    /// The file with the server's secret.
    pub secret: PathBuf,
}

/// What a restore does with a database or a secret that is there already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Existing {
    /// Nothing is restored.
    Refuse,
    /// It is renamed, and the restored one takes its place.
    KeepBeside,
}

/// What was restored.
#[derive(Clone, Debug)]
pub struct Restored {
    /// The database.
    pub database: PathBuf,
    /// When the backup was made.
    pub created_at: Millis,
    /// The new names of what was there before.
    pub kept: Vec<PathBuf>,
}

/// Why a backup was not made or not restored.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// The database is not a file of its own.
    #[error("the database is not a file")]
    NotAFile,
    /// There is no database to back up.
    #[error("there is no database at {}", .0.display())]
    NoDatabase(PathBuf),
    /// A backup or, without [`Existing::KeepBeside`], a restore would replace this file.
    #[error("{} exists already", .0.display())]
    Exists(PathBuf),
    /// A server has the database open.
    #[error("{} is in use", .0.display())]
    InUse(PathBuf),
    /// The file is no backup, or an incomplete one.
    #[error("not a complete backup")]
    Foreign,
    /// The file, or the database to back up, is damaged.
    #[error("{} is damaged: {damage}", .file.display())]
    Damaged {
        /// The file.
        file: PathBuf,
        /// What is wrong with it.
        damage: Damage,
    },
    /// The backup was made by a newer version of this software.
    #[error("the backup is of a newer version")]
    Newer,
    /// The disk has no room for this file.
    #[error("no room for {}", .0.display())]
    NoRoom(PathBuf),
    /// The server's secret cannot be read.
    #[error("secret: {0}")]
    Secret(io::Error),
    /// A file cannot be read or written.
    #[error("{}: {error}", .file.display())]
    Io {
        /// The file.
        file: PathBuf,
        /// The reason.
        error: io::Error,
    },
    /// The database failed.
    #[error(transparent)]
    Db(#[from] DbError),
}

/// What was found out about a file, as an error about that file; `written` is the one that is
/// written meanwhile.
fn about(file: &Path, written: &Path) -> impl FnOnce(ExamineError) -> BackupError {
    let (file, written) = (file.to_owned(), written.to_owned());
    move |error| match error {
        ExamineError::Db(error) if error.is_disk_full() => BackupError::NoRoom(written),
        ExamineError::Foreign => BackupError::Foreign,
        ExamineError::Damaged(damage) => BackupError::Damaged { file, damage },
        ExamineError::Newer(_) => BackupError::Newer,
        ExamineError::Db(error) => BackupError::Db(error),
    }
}

impl From<LockError> for BackupError {
    fn from(error: LockError) -> Self {
        match error {
            LockError::InUse(database) => Self::InUse(database),
            LockError::Db(error) => Self::Db(error),
        }
    }
}

impl ServerFiles {
    fn database(&self) -> Result<PathBuf, BackupError> {
        sqlite_file(&self.database_url)?.ok_or(BackupError::NotAFile)
    }

    /// Writes a backup into a new file, also while a server has the database open.
    ///
    /// # Errors
    /// [`BackupError`]; an incomplete file is removed.
    pub async fn back_up(&self, file: &Path, clock: &Clock) -> Result<(), BackupError> {
        let database = self.database()?;
        if !database.exists() {
            return Err(BackupError::NoDatabase(database));
        }
        let secret = ServerSecret::load(&self.secret).map_err(BackupError::Secret)?.to_hex();
        create_new(file)?;
        let written = write_backup(&database, file, Seal { secret, created_at: clock.now() }).await;
        if written.is_err() {
            remove(file);
        }
        written
    }

    /// Puts the content of a backup in the place of database and secret.
    ///
    /// # Errors
    /// [`BackupError`]; then nothing has changed, unless files could not be renamed.
    pub async fn restore(
        &self,
        file: &Path,
        existing: Existing,
        clock: &Clock,
    ) -> Result<Restored, BackupError> {
        let database = self.database()?;
        let _lock = DatabaseLock::acquire(&self.database_url)?;
        let aside = Aside::new(&database, &self.secret);
        if existing == Existing::Refuse
            && let Some(present) = aside.find_present()
        {
            return Err(BackupError::Exists(present));
        }
        if !is_sqlite(file)? {
            return Err(BackupError::Foreign);
        }
        let copy = copy_new(file, &database)?;
        let unsealed = unseal_copy(&copy).await.map_err(about(file, &database));
        let placed = unsealed.and_then(|seal| place(&copy, &seal, &aside, clock));
        if placed.is_err() {
            remove(&copy);
        }
        let (created_at, kept) = placed?;
        Ok(Restored { database, created_at, kept })
    }
}

async fn write_backup(database: &Path, file: &Path, seal: Seal) -> Result<(), BackupError> {
    copy_database(database, file).await.map_err(about(database, file))?;
    seal_copy(file, &seal).await.map_err(about(database, file))?;
    sync(file)
}

/// Puts the copy of a backup and its secret in their places.
fn place(
    copy: &Path,
    seal: &Seal,
    aside: &Aside<'_>,
    clock: &Clock,
) -> Result<(Millis, Vec<PathBuf>), BackupError> {
    let secret = ServerSecret::from_hex(&seal.secret).ok_or(BackupError::Foreign)?;
    sync(copy)?;
    let kept = move_aside(aside, clock.now())?;
    secret.store(aside.secret).map_err(BackupError::Secret)?;
    files::rename(copy, aside.database)?;
    Ok((seal.created_at, kept))
}
