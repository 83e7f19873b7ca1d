//! `cargo xtask bench search`: first natively, which writes the indexes and texts for the browser,
//! then in the browser, then a report on both.

use super::{bench_command, build_bench, machine, output_folder};
use crate::mode::Mode;
use crate::process::{cargo, command, run, step};
use crate::program::optimize;
use crate::{install, paths};
use anyhow::Result;
use std::fs;
use std::path::Path;
use wasm_bindgen_cli_support::Bindgen;

/// Builds what it needs, measures and prints.
pub(super) fn search() -> Result<()> {
    install::wasm_target()?;
    install::npm_packages()?;
    let chromium = install::chromium()?;
    let folder = output_folder()?;
    let path = folder.display().to_string();
    build_bench()?;
    let built = step("the search for the browser", || build_wasm(&folder))?;
    machine::record(&folder, &format!("native: profile release; {built}"))?;
    step("natively", || run(&mut bench_command(&["measure", &path])))?;
    step("in the browser", || {
        let mut node = command("node", &["tests/bench/search.mjs", &path]);
        run(node.env("CHROMIUM", &chromium))
    })?;
    run(&mut bench_command(&["report", &path]))
}

/// Builds it like the app, but as one module. Returns a description of the build.
fn build_wasm(folder: &Path) -> Result<String> {
    let profile = Mode::Release.program_profile();
    run(cargo(&["rustc", "--package", "bench", "--lib", "--crate-type", "cdylib"]).args([
        "--target",
        "wasm32-unknown-unknown",
        "--profile",
        profile,
    ]))?;
    let compiled = paths::target().join("wasm32-unknown-unknown").join(profile).join("bench.wasm");
    let folder = folder.join("wasm");
    fs::create_dir_all(&folder)?;
    Bindgen::new()
        .input_path(compiled)
        .out_name("bench")
        .web(true)?
        .typescript(false)
        .remove_name_section(true)
        .remove_producers_section(true)
        .omit_default_module_path(true)
        .generate(&folder)?;
    let Some(optimizer) = install::binaryen() else {
        return Ok(format!("WebAssembly: profile {profile}, without binaryen"));
    };
    optimize::optimize(&optimizer, &[&folder.join("bench_bg.wasm")])?;
    Ok(format!("WebAssembly: profile {profile}, binaryen -Oz"))
}
