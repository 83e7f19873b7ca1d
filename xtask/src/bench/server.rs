//! A release server to be measured, on a database of its own.

use crate::build::Mode;
use crate::paths;
use crate::process::command;
use anyhow::Result;
use std::net::{SocketAddr, TcpListener};
use std::process::{Child, Stdio};
use tempfile::TempDir;

/// Ends when it is no longer needed, also after an error.
pub(super) struct Server {
    process: Child,
    address: SocketAddr,
    /// Goes last, when nobody writes to it any more.
    _database: TempDir,
}

impl Server {
    /// Starts it with example data; it need not be ready yet.
    pub(super) fn start(flags: &[&str]) -> Result<Self> {
        let database = tempfile::tempdir()?;
        let address = free_address()?;
        let listen = address.to_string();
        let database_url = format!("sqlite://{}", database.path().join("bench.db").display());
        let mut server =
            command(paths::server(Mode::Release.server_profile()), &["serve", "--demo"]);
        let process = server
            .args(flags)
            .args(["--listen", &listen, "--database-url", &database_url])
            .args(["--public-url", &format!("http://{listen}")])
            .stdout(Stdio::null())
            .spawn()?;
        Ok(Self { process, address, _database: database })
    }

    pub(super) const fn address(&self) -> SocketAddr {
        self.address
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Where it has ended by itself there is nothing to do.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// An address where nobody listens.
fn free_address() -> Result<SocketAddr> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?)
}
