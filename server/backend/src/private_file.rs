//! New files of the server: readable by their owner only, and owned as their folder is.

use std::fs::OpenOptions;
use std::io;
use std::path::Path;

/// Options for a file that, where it is created, only its owner can read and write, whatever the
/// umask.
pub(crate) fn private_options() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

/// Gives a file of root's to the owner of its folder, so that a service which runs as that owner can
/// use what an administrator created with a command. Files of other users are left alone.
///
/// # Errors
/// Where file or folder cannot be read, or the owner not be changed.
pub(crate) fn adopt_owner(file: &Path) -> io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::{MetadataExt, chown};
        let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty());
        let folder = std::fs::metadata(folder.unwrap_or(Path::new(".")))?;
        if std::fs::metadata(file)?.uid() == 0 && folder.uid() != 0 {
            chown(file, Some(folder.uid()), Some(folder.gid()))?;
        }
    }
    Ok(())
}
