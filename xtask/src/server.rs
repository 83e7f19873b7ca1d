//! A server to measure or to test, with example data.

use crate::mode::Mode;
use crate::paths;
use crate::process::{command, run_and_capture};
use anyhow::{Result, ensure};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::process::{Child, Stdio};
use std::time::Duration;
use tempfile::TempDir;

/// Stopped when dropped, so after an error too.
pub(crate) struct Server {
    process: Child,
    address: SocketAddr,
    mode: Mode,
    database_url: String,
    /// The database or the secret; dropped last, when nothing writes to it any more.
    _folder: TempDir,
}

/// Which server to start, and on what.
struct Setup {
    mode: Mode,
    database_url: String,
    folder: TempDir,
}

impl Server {
    /// Starts a release server on a database of its own; does not wait until it is ready.
    pub(crate) fn start(flags: &[&str]) -> Result<Self> {
        Self::start_alone(Mode::Release, flags)
    }

    /// The same with the developers' server.
    pub(crate) fn start_dev() -> Result<Self> {
        Self::start_alone(Mode::Dev, &[])
    }

    fn start_alone(mode: Mode, flags: &[&str]) -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let database_url = format!("sqlite://{}", folder.path().join("test.db").display());
        Self::start_with(flags, Setup { mode, database_url, folder })
    }

    /// A release server on a database that other servers share.
    pub(crate) fn start_on(database_url: &str) -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let secret = folder.path().join("secret").display().to_string();
        let setup = Setup { mode: Mode::Release, database_url: database_url.to_owned(), folder };
        Self::start_with(&["--secret-file", &secret], setup)
    }

    fn start_with(flags: &[&str], setup: Setup) -> Result<Self> {
        let Setup { mode, database_url, folder } = setup;
        let address = free_address()?;
        let listen = address.to_string();
        let mut server = command(paths::server(mode.server_profile()), &["serve", "--demo"]);
        let process = server
            .args(flags)
            .args(["--listen", &listen, "--database-url", &database_url])
            .args(["--public-url", &format!("http://{listen}")])
            .stdout(Stdio::null())
            .spawn()?;
        Ok(Self { process, address, mode, database_url, _folder: folder })
    }

    /// Runs a command of the same program on the same database; what it prints.
    pub(crate) fn command(&self, words: &[&str]) -> Result<String> {
        let mut command = command(paths::server(self.mode.server_profile()), words);
        run_and_capture(command.args(["--database-url", &self.database_url]))
    }

    pub(crate) fn process_id(&self) -> u32 {
        self.process.id()
    }

    /// Waits up to 30 s until it listens, so that a second server finds the database set up.
    pub(crate) fn wait_until_ready(&self) -> Result<()> {
        let is_ready = || TcpStream::connect(self.address).is_ok();
        let is_in_time = (0..600).any(|_| {
            std::thread::sleep(Duration::from_millis(50));
            is_ready()
        });
        ensure!(is_in_time, "the server does not listen");
        Ok(())
    }

    pub(crate) const fn address(&self) -> SocketAddr {
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
