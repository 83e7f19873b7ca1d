//! `cargo xtask bench stages`: builds the program without each optional stage in turn, and measures
//! what that adds to the first load of two pages.

use crate::mode::Mode;
use crate::program::{self, OptionalStage, Plan};
use crate::{install, sizes};
use anyhow::Result;

/// The pages with a size limit, by their names in the manifest.
const PAGES: [&str; 2] = ["phone_page", "offers_page"];

struct Measurement {
    label: String,
    /// First load of each page, in bytes after brotli.
    pages: Vec<u64>,
}

/// Builds and measures everything once, then without each stage in turn.
pub(super) fn stages() -> Result<()> {
    install::wasm_target()?;
    install::npm_packages()?;
    let all = Plan::of(Mode::Release);
    let without = |stage: OptionalStage| {
        measure(format!("without {stage:?}").to_lowercase(), &all.clone().without(stage))
    };
    // Optimize and strip both drop the names, so their effect shows only without both.
    let unoptimized = all.clone().without(OptionalStage::Optimize).without(OptionalStage::Strip);
    let rows = [
        measure("all stages".to_owned(), &all)?,
        without(OptionalStage::Mangle)?,
        without(OptionalStage::Optimize)?,
        without(OptionalStage::Strip)?,
        measure("without these two".to_owned(), &unoptimized)?,
        without(OptionalStage::Bundle)?,
        measure("--plain".to_owned(), &Plan::plain(Mode::Release))?,
    ];
    print(&rows);
    Ok(())
}

fn measure(label: String, plan: &Plan) -> Result<Measurement> {
    println!("==> {label}");
    let program = program::build(plan)?;
    let sizes = |page: &&str| sizes::first_load(&plan.folder(), &program, page);
    Ok(Measurement { label, pages: PAGES.iter().map(sizes).collect::<Result<_>>()? })
}

fn print(rows: &[Measurement]) {
    println!("\nFirst load, JavaScript and WebAssembly, bytes after brotli:");
    println!("{:<20}{:>14}{:>10}{:>14}{:>10}", "", PAGES[0], "more", PAGES[1], "more");
    for row in rows {
        print!("{:<20}", row.label);
        for (bytes, all) in row.pages.iter().zip(&rows[0].pages) {
            print!("{bytes:>14}{:>10}", i128::from(*bytes) - i128::from(*all));
        }
        println!();
    }
}
