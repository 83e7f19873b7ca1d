//! Files of a backup and of what it replaces: nothing is ever overwritten.

use super::BackupError;
use crate::db::with_suffix;
use crate::private_file::{adopt_owner, private_options};
use shared::time::Millis;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// What every SQLite file begins with.
const SQLITE_HEADER: &[u8; 16] = b"SQLite format 3\0";
/// Files of a database beside its own: commits that are not in it yet, and their index. One left
/// behind would be taken for that of the database restored.
const JOURNALS: [&str; 3] = ["-wal", "-shm", "-journal"];

fn failed(file: &Path) -> impl FnOnce(io::Error) -> BackupError {
    let file = file.to_owned();
    move |error| match error.kind() {
        io::ErrorKind::AlreadyExists => BackupError::Exists(file),
        kind if is_no_room(kind) => BackupError::NoRoom(file),
        _ => BackupError::Io { file, error },
    }
}

/// Whether the disk is full, or as good as full by a quota or a limit on the size of files.
const fn is_no_room(kind: io::ErrorKind) -> bool {
    use io::ErrorKind::{FileTooLarge, QuotaExceeded, StorageFull};
    matches!(kind, StorageFull | QuotaExceeded | FileTooLarge)
}

/// Creates a file that is going to hold the server's secret.
fn open_new(path: &Path) -> io::Result<File> {
    private_options().create_new(true).open(path)
}

/// Creates an empty file, readable by its owner only.
pub(super) fn create_new(file: &Path) -> Result<(), BackupError> {
    open_new(file).map(drop).map_err(failed(file))
}

/// Whether a file begins like a SQLite database.
pub(super) fn is_sqlite(file: &Path) -> Result<bool, BackupError> {
    let mut header = [0; SQLITE_HEADER.len()];
    match File::open(file).and_then(|mut file| file.read_exact(&mut header)) {
        Ok(()) => Ok(&header == SQLITE_HEADER),
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Ok(false),
        Err(error) => Err(failed(file)(error)),
    }
}

/// Copies a backup beside the database it is to become, on the same disk.
pub(super) fn copy_new(backup: &Path, database: &Path) -> Result<PathBuf, BackupError> {
    let copy = with_suffix(database, ".restoring");
    // Left by a restore that was interrupted; this one holds the lock.
    remove(&copy);
    let copied = open_new(&copy).and_then(|mut target| {
        adopt_owner(&copy)?;
        let mut source = File::open(backup)?;
        io::copy(&mut source, &mut target)
    });
    if copied.is_err() {
        remove(&copy);
    }
    match copied {
        Ok(_) => Ok(copy),
        Err(error) if is_no_room(error.kind()) => Err(BackupError::NoRoom(database.to_owned())),
        Err(error) => Err(failed(backup)(error)),
    }
}

/// Removes an incomplete file, and journals of it.
pub(super) fn remove(file: &Path) {
    let journals = JOURNALS.iter().map(|suffix| with_suffix(file, suffix));
    for path in journals.chain([file.to_owned()]) {
        // Where it is not there, it need not be removed.
        let _ = std::fs::remove_file(path);
    }
}

/// Waits until a file is on disk.
pub(super) fn sync(file: &Path) -> Result<(), BackupError> {
    File::open(file).and_then(|file| file.sync_all()).map_err(failed(file))
}

/// Renames a file where no other has the new name, and waits until that is on disk.
pub(super) fn rename(from: &Path, to: &Path) -> Result<(), BackupError> {
    if to.exists() {
        return Err(BackupError::Exists(to.to_owned()));
    }
    std::fs::rename(from, to).map_err(failed(to))?;
    #[cfg(unix)]
    if let Some(folder) = to.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        sync(folder)?;
    }
    Ok(())
}

/// The places of database and secret.
pub(super) struct Aside<'a> {
    pub(super) database: &'a Path,
    pub(super) secret: &'a Path,
}

impl<'a> Aside<'a> {
    pub(super) const fn new(database: &'a Path, secret: &'a Path) -> Self {
        Self { database, secret }
    }

    fn files(&self) -> Vec<PathBuf> {
        let mut files = vec![self.database.to_owned(), self.secret.to_owned()];
        files.extend(JOURNALS.iter().map(|suffix| with_suffix(self.database, suffix)));
        files
    }

    /// The first file that a restore would replace. An empty one holds nothing.
    pub(super) fn find_present(&self) -> Option<PathBuf> {
        let is_present = |file: &PathBuf| std::fs::metadata(file).is_ok_and(|data| data.len() > 0);
        self.files().into_iter().find(is_present)
    }
}

/// Renames what is there, so that nothing is overwritten; returns the new names.
pub(super) fn move_aside(aside: &Aside<'_>, now: Millis) -> Result<Vec<PathBuf>, BackupError> {
    let mut kept = Vec::new();
    let base = with_suffix(aside.database, &format!(".replaced-{}", now.0));
    let journals = JOURNALS
        .iter()
        .map(|suffix| (with_suffix(aside.database, suffix), with_suffix(&base, suffix)));
    let secret = with_suffix(aside.secret, &format!(".replaced-{}", now.0));
    let others = [(aside.database.to_owned(), base.clone()), (aside.secret.to_owned(), secret)];
    // The journals keep their name beside the database, so the old one opens as it was.
    for (from, to) in journals.chain(others) {
        if from.exists() {
            rename(&from, &to)?;
            kept.push(to);
        }
    }
    Ok(kept)
}
