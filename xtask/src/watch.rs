//! `cargo xtask serve --dev`: builds again what a change touches and restarts the server.
//!
//! A compile error is shown and waited out; the server that last built keeps running.

use crate::build;
use crate::mode::Mode;
use crate::paths;
use crate::program::Plan;
use anyhow::{Context, Result};
use notify::{Event, EventKind, RecursiveMode, Watcher};
use std::path::{Path, PathBuf};
use std::process::{Child, Command};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

/// Folders whose changes matter, where they exist.
const WATCHED: [&str; 6] = ["app", "server", "shared", "style", "locales", "demo"];

/// An editor writes several files at once; wait until it is quiet for this long.
const QUIET: Duration = Duration::from_millis(150);

/// What has to be built again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Work {
    site: bool,
    server: bool,
}

/// Builds, serves and watches; does not return unless watching itself fails.
pub(crate) fn serve(command: impl Fn() -> Command) -> Result<()> {
    let (sender, changes) = channel();
    let mut watcher = notify::recommended_watcher(move |event| {
        // Nobody listens any more: the process ends.
        let _ = sender.send(event);
    })?;
    for folder in WATCHED.map(|folder| paths::root().join(folder)) {
        if folder.exists() {
            watcher.watch(&folder, RecursiveMode::Recursive)?;
        }
    }
    let mut running = None;
    let mut work = Work { site: true, server: true };
    loop {
        match rebuild(work) {
            Ok(()) => running = Some(restart(running.take(), &command)?),
            Err(error) => eprintln!("error: {error:#}"),
        }
        println!("==> watching {}", WATCHED.join(", "));
        work = next_work(&changes)?;
    }
}

fn rebuild(work: Work) -> Result<()> {
    if work.site {
        build::build_site(&Plan::of(Mode::Dev))?;
    }
    if work.server { build::build_server(Mode::Dev) } else { Ok(()) }
}

fn restart(running: Option<Child>, command: &impl Fn() -> Command) -> Result<Child> {
    if let Some(mut running) = running {
        // It may have ended by itself.
        let _ = running.kill();
        running.wait()?;
    }
    command().spawn().context("cannot start the server")
}

/// Waits for changes that matter, then until they cease.
fn next_work(changes: &Receiver<notify::Result<Event>>) -> Result<Work> {
    let mut work = Work::default();
    while work == Work::default() {
        work = work.and(work_of(&changes.recv()??));
    }
    while let Ok(event) = changes.recv_timeout(QUIET) {
        work = work.and(work_of(&event?));
    }
    Ok(work)
}

fn work_of(event: &Event) -> Work {
    if !matches!(event.kind, EventKind::Create(_) | EventKind::Modify(_) | EventKind::Remove(_)) {
        return Work::default();
    }
    event.paths.iter().map(|path| work_of_path(path)).fold(Work::default(), Work::and)
}

fn work_of_path(path: &Path) -> Work {
    let Ok(path) = path.strip_prefix(paths::root()) else {
        return Work::default();
    };
    if is_scratch(path) {
        return Work::default();
    }
    let folder = path.iter().next().map(PathBuf::from).unwrap_or_default();
    match folder.to_str() {
        Some("app" | "shared" | "locales") => Work { site: true, server: true },
        Some("style") => Work { site: true, server: false },
        Some("server" | "demo") => Work { site: false, server: true },
        _ => Work::default(),
    }
}

/// Swap and backup files of editors.
fn is_scratch(path: &Path) -> bool {
    let name = path.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
    name.starts_with('.') || name.ends_with('~') || name.ends_with(".swp") || name == "4913"
}

impl Work {
    fn and(self, other: Self) -> Self {
        Self { site: self.site || other.site, server: self.server || other.server }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn work(path: &str) -> Work {
        work_of_path(&paths::root().join(path))
    }

    #[test]
    fn a_change_rebuilds_what_it_touches() {
        assert_eq!(work("app/src/pages.rs"), Work { site: true, server: true });
        assert_eq!(work("style/base.css"), Work { site: true, server: false });
        assert_eq!(work("server/src/main.rs"), Work { site: false, server: true });
        assert_eq!(work("app/src/.pages.rs.swp"), Work::default());
        assert_eq!(work("README.md"), Work::default());
    }
}
