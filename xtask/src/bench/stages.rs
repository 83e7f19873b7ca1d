//! `cargo xtask bench stages`: the program built without each stage that only saves bytes, and
//! what that adds to the first load of two pages.

use crate::mode::Mode;
use crate::program::{self, Plan, Saving};
use crate::{install, sizes};
use anyhow::Result;

/// The pages that are held to a size, by their names in the manifest.
const PAGES: [&str; 2] = ["phone_page", "offers_page"];

/// Bytes after brotli.
struct Measured {
    what: String,
    pages: Vec<u64>,
}

/// Builds and measures everything once, then without each stage in turn.
pub(super) fn stages() -> Result<()> {
    install::wasm_target()?;
    install::npm_packages()?;
    let all = Plan::of(Mode::Release);
    let without = |saving: Saving| {
        measure(format!("without {saving:?}").to_lowercase(), &all.clone().without(saving))
    };
    // Either of optimize and strip drops the names, so their worth shows only without both.
    let unoptimized = all.clone().without(Saving::Optimize).without(Saving::Strip);
    let rows = [
        measure("all stages".to_owned(), &all)?,
        without(Saving::Mangle)?,
        without(Saving::Optimize)?,
        without(Saving::Strip)?,
        measure("without these two".to_owned(), &unoptimized)?,
        without(Saving::Bundle)?,
        measure("--plain".to_owned(), &Plan::plain(Mode::Release))?,
    ];
    print(&rows);
    Ok(())
}

fn measure(what: String, plan: &Plan) -> Result<Measured> {
    println!("==> {what}");
    let program = program::build(plan)?;
    let sizes = |page: &&str| sizes::first_load(&plan.folder(), &program, page);
    Ok(Measured { what, pages: PAGES.iter().map(sizes).collect::<Result<_>>()? })
}

fn print(rows: &[Measured]) {
    println!("\nFirst load, JavaScript and WebAssembly, bytes after brotli:");
    println!("{:<20}{:>14}{:>10}{:>14}{:>10}", "", PAGES[0], "more", PAGES[1], "more");
    for row in rows {
        print!("{:<20}", row.what);
        for (bytes, all) in row.pages.iter().zip(&rows[0].pages) {
            print!("{bytes:>14}{:>10}", i128::from(*bytes) - i128::from(*all));
        }
        println!();
    }
}
