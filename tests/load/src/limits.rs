//! How many files a process may have open: each connection is one, here and at the server.

use anyhow::{Result, ensure};
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

/// For everything else: database, libraries, the board.
const OTHERS: u64 = 200;

/// Makes room for so many connections, also in the server that is started after.
///
/// # Errors
/// Where the system does not allow it.
pub(crate) fn make_room(connections: usize) -> Result<()> {
    let wanted = connections as u64 + OTHERS;
    let Rlimit { current, maximum } = getrlimit(Resource::Nofile);
    // No limit at all is `None`.
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
