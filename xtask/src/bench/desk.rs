//! `cargo xtask bench desk`: a release server with ten thousand offers and one with a single offer,
//! each with an administrator to be, measured by the crate `bench`.

use super::{bench_command, build_bench, machine, output_folder};
use crate::build;
use crate::mode::Mode;
use crate::process::{run, step};
use crate::program::Plan;
use crate::server::Server;
use anyhow::{Context, Result};
use serde::Serialize;
use std::fs;

/// Ten times the largest catalogue we know of.
const OFFERS: &str = "10000";

/// What the crate `bench` reads.
#[derive(Serialize)]
struct DeskServer {
    address: String,
    process: u32,
    link: String,
}

#[derive(Serialize)]
struct Servers {
    full: DeskServer,
    empty: DeskServer,
}

/// Builds what it needs, measures and prints.
pub(super) fn desk() -> Result<()> {
    build::build(&Plan::of(Mode::Release))?;
    build_bench()?;
    let folder = output_folder()?;
    machine::record(&folder, &format!("profile release, SQLite, {OFFERS} example offers"))?;
    let [full, empty] = [OFFERS, "1"].map(|offers| Server::start(&["--demo-offers", offers]));
    let (full, empty) = (full?, empty?);
    let servers = Servers { full: invite(&full)?, empty: invite(&empty)? };
    fs::write(folder.join("servers.json"), serde_json::to_vec(&servers)?)?;
    let folder = folder.display().to_string();
    step("desk", || run(&mut bench_command(&["desk", &folder])))
}

/// The server with the link of an invitation.
fn invite(server: &Server) -> Result<DeskServer> {
    server.wait_until_ready()?;
    let url = format!("http://{}", server.address());
    let mail = "messung@kreis.example";
    let words = ["user", "add", mail, "--role", "admin", "--public-url", &url, "--language", "de"];
    let said = server.command(&words)?;
    let link = said.split_once(&url).and_then(|(_, rest)| rest.split_whitespace().next());
    Ok(DeskServer {
        address: server.address().to_string(),
        process: server.process_id(),
        link: link.context("the command names no link")?.to_owned(),
    })
}
