//! The limit of open files: each connection is one, here and in the server.

use anyhow::{Result, ensure};
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

/// Other open files: database, libraries, the board.
const OTHERS: u64 = 200;

/// Raises the limit for this many connections, also for the server started later.
///
/// # Errors
/// Where the system does not allow it.
pub(crate) fn raise_open_files(connections: usize) -> Result<()> {
    let wanted = connections as u64 + OTHERS;
    let Rlimit { current, maximum } = getrlimit(Resource::Nofile);
    // `None` means unlimited.
    if current.is_none_or(|current| current >= wanted) {
        return Ok(());
    }
    let maximum = maximum.map(|maximum| maximum.max(wanted));
    let is_raised = setrlimit(Resource::Nofile, Rlimit { current: Some(wanted), maximum }).is_ok();
    ensure!(
        is_raised,
        "{connections} connections need {wanted} open files, which `ulimit -Hn` does not allow; \
         `--shared 500` spares a connection for each phone"
    );
    Ok(())
}
