//! A release server to measure.

use crate::mode::Mode;
use crate::paths;
use crate::process::command;
use anyhow::{Result, ensure};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::process::{Child, Stdio};
use std::time::Duration;
use tempfile::TempDir;

/// Stopped when dropped, so after an error too.
pub(super) struct Server {
    process: Child,
    address: SocketAddr,
    /// The database or the secret; dropped last, when nothing writes to it any more.
    _folder: TempDir,
}

impl Server {
    /// Starts it with example data on a database of its own; does not wait until it is ready.
    pub(super) fn start(flags: &[&str]) -> Result<Self> {
        let database = tempfile::tempdir()?;
        let database_url = format!("sqlite://{}", database.path().join("bench.db").display());
        Self::start_with(flags, &database_url, database)
    }

    /// The same on a database that other servers share.
    pub(super) fn start_on(database_url: &str) -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let secret = folder.path().join("secret").display().to_string();
        Self::start_with(&["--secret-file", &secret], database_url, folder)
    }

    fn start_with(flags: &[&str], database_url: &str, folder: TempDir) -> Result<Self> {
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
        Ok(Self { process, address, _folder: folder })
    }

    /// Waits up to 30 s until it listens, so that a second server finds the database set up.
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
        // Fails where it has already exited.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// An unused address.
fn free_address() -> Result<SocketAddr> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?)
}
