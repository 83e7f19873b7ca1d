//! Bodies of the HTTP interface under `/api/v1`, for clients and the server.
//!
//! Multilingual texts are resolved to the reader's language ([`crate::text::Picked`]), so that a
//! phone downloads one language only.

mod about;
mod conferences;
mod documentation;
mod maps;
mod offers;
mod organising;
mod providers;
mod reports;
mod voting;

pub use about::About;
pub use conferences::{
    ChallengeView, ConferenceView, FieldView, PartView, ProgrammeView, RoundView,
};
pub use documentation::{
    ChallengeDocument, Compared, Comparison, DispositionDocument, Documentation, ExclusionDocument,
    FieldDocument, GoalDocument, LateEntry, MeasureDocument, PartDocument, RoundDocument,
    SheetDocument, SheetTextDocument,
};
pub use maps::{MAX_SPOT_OFFERS, MapView, Spot, SpotOffer, Town};
pub use offers::{
    Choice, FacetView, GermanText, GoodPracticeView, LoosenView, Named, NextTime, OfferCard,
    OfferDetail, OfferPage, Pairs, Why,
};
pub use organising::{
    Card, CardCount, CardSheet, ExclusionReason, JoinBurst, JoinTime, MAX_CARDS, MAX_PAPER,
    MAX_REASON, OrganiserRound, OrganiserView, StandingExclusion,
};
pub use providers::{FoundPerson, PersonCard, ProviderCard, ProviderDetail, ProviderPage};
pub use reports::{MAX_REPORT, Report, ReportError, ReportRequest, Reported};
pub use voting::{
    BallotAnswer, BallotFormError, BallotRequest, BoardGreeting, BoardView, CountedBallot,
    CountedDots, Joined, MAX_BALLOT_ENTRIES, PhoneView, ReceiptView, RoundResult,
};

/// The preference (RFC 7240, header `Prefer`) of a client that shows an answer: soft hyphens in the
/// long words of names and texts.
pub const SOFT_HYPHENS: &str = "hyphens=soft";
