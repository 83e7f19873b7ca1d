//! Use cases of voting: joining, ballots, rounds, boards, what an organiser does, documentation.

pub(crate) mod ballot_writer;
mod ballots;
mod batch;
mod boards;
mod callers;
mod cards;
mod casting;
mod conferences;
mod documentations;
pub(crate) mod guess_limiter;
mod imports;
mod organiser;
mod organisers;
pub(crate) mod recount_cache;
mod recounts;
mod rounds;
mod views;

pub use callers::Caller;
pub use imports::{ConferenceSettings, ImportedConference};
pub use organiser::Organiser;
pub use rounds::RoundSettings;
