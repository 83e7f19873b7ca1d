//! Use cases of voting: joining, ballots, rounds, boards, the organiser's actions, documentation.

pub(crate) mod ballot_writer;
mod ballots;
mod batch;
mod boards;
mod callers;
pub(crate) mod card_rate_limiter;
mod cards;
mod casting;
mod conferences;
mod documentations;
mod exclusions;
mod failure_counter;
mod imports;
mod messages;
mod organiser;
mod organisers;
mod preparing;
pub(crate) mod receipt_rate_limiter;
pub(crate) mod recount_cache;
mod recounts;
mod results;
pub(crate) mod round_ends;
mod round_settings;
mod rounds;
mod views;
mod worksheets;

pub use callers::Caller;
pub use exclusions::BurstExclusion;
pub use imports::{ConferenceSettings, ImportedConference};
pub use organiser::Organiser;
pub use organisers::PaperEntry;
pub use preparing::{
    Beginnings, Checklist, ConferenceFile, ConferenceFormat, ConferenceSummary, ContentStep,
    Direction, GoneRecord, Invitation, MatrixError, MatrixReview, MatrixTarget, MissingTexts,
    OpenConference, OpenDetails, OpenText, OrganiserAccount, ReviewTarget, TextForm,
    WaitingMatrices,
};
pub use round_settings::RoundSettings;
pub use worksheets::{
    ChallengeSheet, FieldSheets, SheetList, TableLink, TableRight, WorksheetError,
};
