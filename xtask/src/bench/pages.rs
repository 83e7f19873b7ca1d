//! `cargo xtask bench pages`: a release server with ten thousand offers on a database of its
//! own, asked by the measuring program.

use super::{build_program, folder, machine, program};
use crate::build::{self, Mode};
use crate::paths;
use crate::process::{command, run, step};
use anyhow::Result;
use std::net::{SocketAddr, TcpListener};
use std::process::{Child, Stdio};

/// Ten times the largest catalogue we know of.
const OFFERS: &str = "10000";

/// Builds what it takes, measures and prints.
pub(super) fn pages() -> Result<()> {
    build::build(Mode::Release)?;
    build_program()?;
    let folder = folder()?;
    machine::note(&folder, &format!("profile release, SQLite, {OFFERS} example offers"))?;
    // The database goes last, when nobody writes to it any more.
    let database = tempfile::tempdir()?;
    let address = free_address()?;
    let listen = address.to_string();
    let database_url = format!("sqlite://{}", database.path().join("bench.db").display());
    let mut server = command(paths::server(Mode::Release.server_profile()), &["serve", "--demo"]);
    server
        .args(["--demo-offers", OFFERS, "--listen", &listen, "--database-url", &database_url])
        .args(["--public-url", &format!("http://{listen}")])
        .stdout(Stdio::null());
    let _server = Server(server.spawn()?);
    step("pages", || run(&mut program(&["pages", &listen, &folder.display().to_string()])))
}

/// Ends when it is no longer needed, also after an error.
struct Server(Child);

impl Drop for Server {
    fn drop(&mut self) {
        // Where it has ended by itself there is nothing to do.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// An address where nobody listens.
fn free_address() -> Result<SocketAddr> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?)
}
