//! A release server to be measured, on a database of its own.

use crate::mode::Mode;
use crate::paths;
use crate::process::command;
use anyhow::{Result, ensure};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::process::{Child, Stdio};
use std::time::Duration;
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
        let database_url = format!("sqlite://{}", database.path().join("bench.db").display());
        Self::start_with(flags, &database_url, database)
    }

    /// The same on a database that others use too.
    pub(super) fn start_on(database_url: &str) -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let secret = folder.path().join("secret").display().to_string();
        Self::start_with(&["--secret-file", &secret], database_url, folder)
    }

    fn start_with(flags: &[&str], database_url: &str, database: TempDir) -> Result<Self> {
        let address = free_address()?;
        let listen = address.to_string();
        let mut server =
            command(paths::server(Mode::Release.server_profile()), &["serve", "--demo"]);
        let process = server
            .args(flags)
            .args(["--listen", &listen, "--database-url", database_url])
            .args(["--public-url", &format!("http://{listen}")])
            .stdout(Stdio::null())
            .spawn()?;
        Ok(Self { process, address, _database: database })
    }

    /// Waits until it listens, so that a second one finds the database made.
    pub(super) fn wait_until_ready(&self) -> Result<()> {
        let is_ready = || TcpStream::connect(self.address).is_ok();
        let is_in_time = (0..600).any(|_| {
            std::thread::sleep(Duration::from_millis(50));
            is_ready()
        });
        ensure!(is_in_time, "the server does not listen");
        Ok(())
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
