//! Tools other than Rust's: finds them, and installs them where possible.

use crate::paths;
use crate::process::{command, run, step, succeeds};
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The compiler's target for WebAssembly; rustup installs it where it is missing.
pub(crate) fn wasm_target() -> Result<()> {
    let target = "wasm32-unknown-unknown";
    let sysroot = stdout_of(Command::new("rustc").args(["--print", "sysroot"]))?;
    if Path::new(sysroot.trim()).join("lib/rustlib").join(target).exists() {
        return Ok(());
    }
    step("Rust's target for the browser", || {
        run(&mut command("rustup", &["target", "add", target]))
            .with_context(|| format!("please install the Rust target {target}"))
    })
}

/// The library of the npm package `binaryen` in `tests/`.
pub(crate) fn binaryen() -> Option<PathBuf> {
    let library = paths::root().join("tests/node_modules/binaryen/index.js");
    Some(library).filter(|library| library.exists() && on_path("node").is_some())
}

/// The folder of the npm package with the board's font in `tests/`.
pub(crate) fn font() -> Option<PathBuf> {
    let package = paths::root().join("tests/node_modules/@fontsource-variable/rubik");
    Some(package).filter(|package| package.exists())
}

/// The packages of `tests/package.json`, as locked.
pub(crate) fn npm_packages() -> Result<()> {
    let tests = paths::root().join("tests");
    let lock = tests.join("package-lock.json");
    let installed = tests.join("node_modules/.package-lock.json");
    if is_newer(&installed, &lock) {
        return Ok(());
    }
    step("npm packages of tests/", || {
        run(command("npm", &["ci", "--no-audit", "--no-fund"]).current_dir(&tests))
            .context("please install Node.js 20 or newer")
    })
}

/// Chromium, for the browser journeys.
pub(crate) fn chromium() -> Result<PathBuf> {
    let names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
    let find = || names.into_iter().find_map(on_path);
    find_or_install(find, "chromium", "Chromium")
}

/// Firefox, for the journeys that run in every browser.
pub(crate) fn firefox() -> Result<PathBuf> {
    let find = || ["firefox-esr", "firefox"].into_iter().find_map(on_path);
    find_or_install(find, "firefox-esr", "Firefox")
}

/// The programs of `WebKit`.
#[derive(Debug)]
pub(crate) struct WebKit {
    pub(crate) driver: PathBuf,
    pub(crate) browser: PathBuf,
    /// The virtual screen, which the browser needs.
    pub(crate) xvfb: PathBuf,
}

/// `WebKit`, for the journeys that run in every browser.
pub(crate) fn webkit() -> Result<WebKit> {
    let driver = || on_path("WebKitWebDriver");
    Ok(WebKit {
        driver: find_or_install(driver, "webkit2gtk-driver", "WebKit's WebDriver")?,
        // It comes with the library that the driver needs.
        browser: mini_browser().context("please install WebKit's MiniBrowser")?,
        xvfb: find_or_install(|| on_path("Xvfb"), "xvfb", "Xvfb")?,
    })
}

/// In a folder named by the machine's architecture, with GTK 3 or 4.
fn mini_browser() -> Option<PathBuf> {
    let folders = fs::read_dir("/usr/lib").ok()?.flatten();
    let mut paths = folders.flat_map(|folder| {
        ["webkit2gtk-4.1", "webkitgtk-6.0"].map(|name| folder.path().join(name).join("MiniBrowser"))
    });
    paths.find(|path| path.exists())
}

/// The folder with `PostgreSQL`'s `initdb` and `pg_ctl`.
pub(crate) fn postgres() -> Result<PathBuf> {
    find_or_install(postgres_folder, "postgresql", "PostgreSQL (initdb and pg_ctl)")
}

fn find_or_install(
    find: impl Fn() -> Option<PathBuf>,
    package: &str,
    name: &str,
) -> Result<PathBuf> {
    if let Some(found) = find() {
        return Ok(found);
    }
    step(&format!("installing {name}"), || apt_install(package))
        .with_context(|| format!("please install {name}"))?;
    find().with_context(|| format!("{name} is installed, but was not found"))
}

fn apt_install(package: &str) -> Result<()> {
    let sudo: &[&str] = if is_root() {
        &[]
    } else if succeeds(Command::new("sudo").args(["-n", "true"])) {
        &["sudo", "-n"]
    } else {
        bail!("neither root nor sudo without password");
    };
    let apt = |args: &[&str]| {
        let prefix = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"];
        let line = [sudo, &prefix, args].concat();
        run(&mut command(line[0], &line[1..]))
    };
    apt(&["update"])?;
    apt(&["install", "--yes", "--no-install-recommends", package])
}

/// Whether this process runs as root, which `PostgreSQL` refuses.
pub(crate) fn is_root() -> bool {
    stdout_of(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0")
}

fn postgres_folder() -> Option<PathBuf> {
    let is_complete =
        |folder: &PathBuf| ["initdb", "pg_ctl"].iter().all(|tool| folder.join(tool).exists());
    let beside_initdb = on_path("initdb").and_then(|tool| Some(tool.parent()?.to_owned()));
    beside_initdb.into_iter().chain(debian_postgres_folders()).find(is_complete)
}

/// Debian has one folder for each version; newest first.
fn debian_postgres_folders() -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir("/usr/lib/postgresql") else {
        return Vec::new();
    };
    let mut folders: Vec<_> = entries.flatten().map(|entry| entry.path().join("bin")).collect();
    folders.sort();
    folders.reverse();
    folders
}

fn on_path(tool: &str) -> Option<PathBuf> {
    let found = stdout_of(Command::new("sh").args(["-c", &format!("command -v {tool}")])).ok()?;
    fs::canonicalize(found.trim()).ok()
}

fn stdout_of(command: &mut Command) -> Result<String> {
    let Output { status, stdout, .. } = command.output()?;
    if !status.success() {
        bail!("{} failed", command.get_program().to_string_lossy());
    }
    Ok(String::from_utf8(stdout)?)
}

fn is_newer(file: &Path, than: &Path) -> bool {
    let changed = |path: &Path| fs::metadata(path).and_then(|data| data.modified()).ok();
    changed(file) >= changed(than) && changed(file).is_some()
}
