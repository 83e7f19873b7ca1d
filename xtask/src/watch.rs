//! `cargo xtask serve --dev`: rebuilds what a change affects and restarts the server.
//!
//! After a compile error the last server keeps running until the next change.

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

/// Folders to watch, where they exist.
const WATCHED: [&str; 6] = ["app", "server", "shared", "style", "locales", "demo"];

/// Editors write several files at once: a build waits until there were no changes for this long.
const DEBOUNCE: Duration = Duration::from_millis(150);

/// What has to be rebuilt.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Rebuild {
    site: bool,
    server: bool,
}

/// Builds, serves and watches; does not return unless watching itself fails.
pub(crate) fn serve(command: impl Fn() -> Command) -> Result<()> {
    let (sender, changes) = channel();
    let mut watcher = notify::recommended_watcher(move |event| {
        // Fails only where the receiver is gone, when the process ends.
        let _ = sender.send(event);
    })?;
    for folder in WATCHED.map(|folder| paths::root().join(folder)) {
        if folder.exists() {
            watcher.watch(&folder, RecursiveMode::Recursive)?;
        }
    }
    let mut running = None;
    let mut pending = Rebuild { site: true, server: true };
    loop {
        match rebuild(pending) {
            Ok(()) => running = Some(restart(running.take(), &command)?),
            Err(error) => eprintln!("error: {error:#}"),
        }
        println!("==> watching {}", WATCHED.join(", "));
        pending = wait_for_changes(&changes)?;
    }
}

fn rebuild(targets: Rebuild) -> Result<()> {
    if targets.site {
        build::build_site(&Plan::of(Mode::Dev))?;
    }
    if targets.server { build::build_server(Mode::Dev) } else { Ok(()) }
}

fn restart(running: Option<Child>, command: &impl Fn() -> Command) -> Result<Child> {
    if let Some(mut running) = running {
        // It may have ended by itself.
        let _ = running.kill();
        running.wait()?;
    }
    command().spawn().context("cannot start the server")
}

/// Waits for a relevant change, then until there are no more.
fn wait_for_changes(changes: &Receiver<notify::Result<Event>>) -> Result<Rebuild> {
    let mut pending = Rebuild::default();
    while pending == Rebuild::default() {
        pending = pending.union(affected_by(&changes.recv()??));
    }
    while let Ok(event) = changes.recv_timeout(DEBOUNCE) {
        pending = pending.union(affected_by(&event?));
    }
    Ok(pending)
}

fn affected_by(event: &Event) -> Rebuild {
    if !matches!(event.kind, EventKind::Create(_) | EventKind::Modify(_) | EventKind::Remove(_)) {
        return Rebuild::default();
    }
    event.paths.iter().map(|path| affected_by_path(path)).fold(Rebuild::default(), Rebuild::union)
}

fn affected_by_path(path: &Path) -> Rebuild {
    let Ok(path) = path.strip_prefix(paths::root()) else {
        return Rebuild::default();
    };
    if is_editor_file(path) {
        return Rebuild::default();
    }
    let folder = path.iter().next().map(PathBuf::from).unwrap_or_default();
    match folder.to_str() {
        Some("app" | "shared" | "locales") => Rebuild { site: true, server: true },
        Some("style") => Rebuild { site: true, server: false },
        Some("server" | "demo") => Rebuild { site: false, server: true },
        _ => Rebuild::default(),
    }
}

/// Swap and backup files of editors.
fn is_editor_file(path: &Path) -> bool {
    let name = path.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
    name.starts_with('.') || name.ends_with('~') || name.ends_with(".swp") || name == "4913"
}

impl Rebuild {
    fn union(self, other: Self) -> Self {
        Self { site: self.site || other.site, server: self.server || other.server }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn affected(path: &str) -> Rebuild {
        affected_by_path(&paths::root().join(path))
    }

    #[test]
    fn a_change_rebuilds_what_it_affects() {
        assert_eq!(affected("app/src/pages.rs"), Rebuild { site: true, server: true });
        assert_eq!(affected("style/base.css"), Rebuild { site: true, server: false });
        assert_eq!(affected("server/src/main.rs"), Rebuild { site: false, server: true });
        assert_eq!(affected("app/src/.pages.rs.swp"), Rebuild::default());
        assert_eq!(affected("README.md"), Rebuild::default());
    }
}
