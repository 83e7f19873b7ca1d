//! Files of the command line: read within limits, written in the place of what was there.

use exchange::error::ReadError;
use exchange::file::{Kind, SourceFile};
use exchange::limits::MAX_FILE;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

/// Why a file cannot be handed in.
#[derive(Debug)]
pub(super) enum FileError {
    /// The system's.
    Read(io::Error),
    /// It is too large, or of a kind that nothing here reads.
    Refused(ReadError),
}

/// Reads a file of at most [`MAX_FILE`] bytes whose kind is read at all.
pub(super) fn read(path: &Path) -> Result<SourceFile, FileError> {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
    let name = name.unwrap_or_default();
    Kind::from_name(&name).map_err(FileError::Refused)?;
    let file = File::open(path).map_err(FileError::Read)?;
    let bytes = file.metadata().map_err(FileError::Read)?.len();
    if bytes > MAX_FILE {
        return Err(FileError::Refused(ReadError::TooLarge { bytes }));
    }
    let mut content = Vec::new();
    // A device tells no size, and a file can grow meanwhile; what is too long is refused later.
    file.take(MAX_FILE + 1).read_to_end(&mut content).map_err(FileError::Read)?;
    Ok(SourceFile { name, content })
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_tells_no_size_and_never_ends_is_too_large() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("zero.csv");
        std::os::unix::fs::symlink("/dev/zero", &path).unwrap();
        let refused = read(&path).unwrap().kind();
        assert!(matches!(refused, Err(ReadError::TooLarge { .. })), "{refused:?}");
    }
}
