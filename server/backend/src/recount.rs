//! The log of ballots and the public recount file: what makes a count checkable.
//!
//! Pure: rows and text in, rows and text out. Owns the hashes that tie entries and lines
//! together. Who may see a file is decided in `voting`, where the rows come from is `db`.

mod chain;
mod check;
mod file;
mod hash;

pub use chain::{BrokenLog, Log, LogEntry, LogRow, replay};
pub use check::{Recount, RecountError, recount};
pub use file::{ChallengeLine, Contents, RecountFile, write};
