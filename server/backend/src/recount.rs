//! The log of ballots and the public recount file: what makes a count checkable.
//!
//! Pure: rows and text in, rows and text out. Owns the hashes that tie entries and lines
//! together. Who may see a file is decided in `voting`, where the rows come from is `db`.

mod chain;
mod check;
mod file;

pub use chain::{BrokenLog, Log, LogEntry, LogRow, replay};
pub use check::{Recount, RecountError, recount};
pub use file::{ChallengeLine, Contents, RecountFile, write};

use shared::digest::sha256;

/// The hash of a text that follows a text with the hash `previous`.
fn link(previous: &str, text: &str) -> String {
    sha256(&format!("{previous}\n{text}"))
}
