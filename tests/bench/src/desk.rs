//! Response times of the desk with a large catalogue, and how long a large file takes.

use crate::files;
use crate::http::{Connection, FORM, Post};
use crate::intake::{File, Import, import, print_imports};
use crate::pages::{EMPTY, Page, measure, print_machine, print_pages, wait};
use anyhow::{Result, ensure};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::Path;

/// The pages measured besides an offer's form.
const PAGES: [&str; 8] = [
    "/de/edit",
    "/de/edit/offers",
    "/de/edit/offers?q=deutschkurs",
    "/de/edit/offers?care=stale",
    "/de/edit/offers?city=marl&category=sprache&page=2",
    "/de/edit/providers",
    "/de/edit/figures/gaps",
    "/de/edit/imports",
];

/// A server with a link that creates an account.
#[derive(Debug, Deserialize)]
pub(crate) struct DeskServer {
    /// Host and port.
    pub(crate) address: String,
    /// Its process, whose memory is read.
    pub(crate) process: u32,
    /// Path of the link.
    link: String,
}

/// The servers, as xtask writes them.
#[derive(Debug, Deserialize)]
struct Servers {
    /// With many offers.
    full: DeskServer,
    /// With one.
    empty: DeskServer,
}

#[derive(Debug, Serialize)]
struct Report {
    machine: BTreeMap<String, String>,
    pages: Vec<Page>,
    imports: Vec<Import>,
}

/// Measures pages and imports, prints and stores the results.
pub(crate) fn desk(folder: &Path) -> Result<()> {
    let Servers { full, empty } = files::read(&folder.join("servers.json"))?;
    let machine = files::read(&folder.join(files::MACHINE))?;
    for server in [&full, &empty] {
        wait(&server.address)?;
    }
    let mut editor = full.sign_in()?;
    let pages = [EMPTY].into_iter().chain(PAGES);
    let pages = pages.map(|path| measure(&mut editor, path)).collect::<Result<Vec<_>>>()?;
    println!("\nThe desk, measured on:");
    print_machine(&machine);
    print_pages(&pages);
    let csv = editor.get("/api/v1/offers.csv", "identity")?.body;
    let xlsx = editor.get("/api/v1/offers.xlsx", "identity")?.body;
    let same = File { what: "the same offers again, CSV", name: "same.csv", content: &csv };
    let new = File { what: "new offers, XLSX", name: "new.xlsx", content: &xlsx };
    let imports =
        vec![import(&full, &mut editor, &same)?, import(&empty, &mut empty.sign_in()?, &new)?];
    print_imports(&imports);
    files::write(&folder.join("desk.json"), &Report { machine, pages, imports })
}

impl DeskServer {
    /// A connection of a new administrator.
    fn sign_in(&self) -> Result<Connection<'_>> {
        let mut connection = Connection::open(&self.address)?;
        let password = "drei+blaue+Stuehle+im+Hof";
        let form = format!("name=Messung&password={password}&repeated={password}");
        let post = Post { content_type: FORM, body: form.as_bytes() };
        let answer = connection.post(&self.link, &post)?;
        ensure!(answer.status == 303, "the account was not created: {}", answer.status);
        Ok(connection)
    }
}
