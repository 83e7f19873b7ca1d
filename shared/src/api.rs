//! Bodies of the HTTP interface under `/api/v1`, for whoever calls it and whoever answers.
//!
//! Texts that exist in several languages come picked for the reader's language
//! ([`crate::text::Picked`]), so that a phone downloads one language only.

mod conferences;
mod maps;
mod offers;
mod providers;
mod reports;
mod voting;

pub use conferences::{ChallengeView, ConferenceView, FieldView, RoundView};
pub use maps::{MAX_SPOT_OFFERS, MapView, Spot, SpotOffer, Town};
pub use offers::{
    Choice, FacetView, GermanText, LoosenView, Named, NextTime, OfferCard, OfferDetail, OfferPage,
    Pairs, Why,
};
pub use providers::{ProviderCard, ProviderDetail, ProviderPage};
pub use reports::{Report, ReportError, ReportRequest, Reported};
pub use voting::{
    BallotAnswer, BallotFormError, BallotRequest, BoardView, Joined, MAX_BALLOT_ENTRIES, PhoneView,
    RoundResult,
};
