//! Files named on the command line: read within limits, never overwritten.

use exchange::error::ReadError;
use exchange::file::{Kind, SourceFile};
use exchange::limits::MAX_FILE;
use std::fs::File;
use std::io::{self, Read, Write};
use std::path::Path;

/// Why a file cannot be imported.
#[derive(Debug)]
pub(super) enum FileError {
    /// It could not be read from disk.
    Io(io::Error),
    /// It is too large, or of an unknown kind.
    Rejected(ReadError),
}

/// Reads a file of at most [`MAX_FILE`] bytes and of a known kind.
pub(super) fn read_file(path: &Path) -> Result<SourceFile, FileError> {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    Kind::from_name(&name).map_err(FileError::Rejected)?;
    let file = File::open(path).map_err(FileError::Io)?;
    let bytes = file.metadata().map_err(FileError::Io)?.len();
    if bytes > MAX_FILE {
        return Err(FileError::Rejected(ReadError::TooLarge { bytes }));
    }
    let mut content = Vec::new();
    // A device has no size, and a file can grow meanwhile; content that is too long is rejected
    // when it is parsed.
    file.take(MAX_FILE + 1).read_to_end(&mut content).map_err(FileError::Io)?;
    Ok(SourceFile { name, content })
}

/// Creates a file that must not exist yet.
pub(super) fn create_new(path: &Path) -> io::Result<File> {
    File::create_new(path)
}

/// Writes a file that must not exist yet.
pub(super) fn write_new(path: &Path, content: &[u8]) -> io::Result<()> {
    create_new(path)?.write_all(content)
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn an_endless_file_without_a_size_is_too_large() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("zero.csv");
        std::os::unix::fs::symlink("/dev/zero", &path).unwrap();
        let kind = read_file(&path).unwrap().kind();
        assert!(matches!(kind, Err(ReadError::TooLarge { .. })), "{kind:?}");
    }
}
