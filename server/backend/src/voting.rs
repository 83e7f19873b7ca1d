//! Use cases of voting: joining, ballots, rounds, boards, what an organiser does, documentation.

pub(crate) mod ballot_writer;
mod ballots;
mod boards;
pub(crate) mod callers;
mod conferences;
mod documentations;
mod imports;
mod organisers;
pub(crate) mod recounts;
mod rounds;
mod views;

pub use callers::Caller;
pub use imports::{ConferenceSettings, ImportedConference};
pub use organisers::Organiser;
pub use rounds::RoundSettings;
