//! The log of ballots and the public recount file, which make a count verifiable.
//!
//! Pure: rows and text in, rows and text out. Owns the hash chains over entries and lines. Access
//! to a file is decided in `voting`; rows are loaded in `db`.

mod chain;
mod check;
mod exclusion;
mod file;
mod hash;

pub use chain::{BrokenLog, HashChain, LogEntry, LogHead, LogRow, replay};
pub use check::{Recount, RecountError, recount};
pub use exclusion::{Exclusion, ExclusionEntry, Restoration, RestorationEntry};
pub use file::{
    ChallengeLine, ExclusionSummary, RecountContents, RecountFile, Wording, write_file,
};
