//! Backup, restore, and the lock that keeps two servers from one file.

mod files;
mod refused;
mod running;

use crate::command_line::output_text;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A folder with a database, a secret and backups.
struct Machine {
    folder: tempfile::TempDir,
}

impl Machine {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn url(&self) -> String {
        format!("sqlite://{}", self.path("site.db").display())
    }

    fn secret(&self) -> PathBuf {
        self.path("site.key")
    }

    /// Runs a command on this machine's database, with messages in English.
    fn run(&self, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_miteinander"))
            .args(arguments)
            .args(["--database-url", &self.url()])
            .env("MITEINANDER_LANGUAGE", "en")
            .output()
            .unwrap()
    }

    fn back_up(&self, file: &Path) -> Output {
        self.run(&["backup", &file.display().to_string()])
    }

    fn restore(&self, file: &Path, more: &[&str]) -> Output {
        self.run(&[&["restore", &file.display().to_string()], more].concat())
    }

    /// Names and contents of all files but the lock, which may come and means nothing.
    fn files(&self) -> Vec<(String, Vec<u8>)> {
        let entries = std::fs::read_dir(self.folder.path()).unwrap();
        let mut files: Vec<_> = entries
            .map(|entry| entry.unwrap())
            .map(|entry| (entry.file_name().into_string().unwrap(), entry.path()))
            .filter(|(name, _)| Path::new(name).extension().is_none_or(|end| end != "lock"))
            .map(|(name, path)| (name, std::fs::read(path).unwrap()))
            .collect();
        files.sort();
        files
    }
}

#[track_caller]
fn assert_done(output: &Output) {
    assert!(output.status.success(), "{}", output_text(output));
}

#[track_caller]
fn assert_refused(output: &Output, words: &str) {
    assert!(!output.status.success(), "it was not refused");
    assert!(output_text(output).contains(words), "{}", output_text(output));
}
