//! Keeping offers true: asking providers by mail whether their stale offers are still right, and what
//! they answer by the link in it.
//!
//! A provider's account proposes changes to its published offers in the same way, without a link.
//!
//! Nothing that a provider proposes is public before an editor accepts it; confirming an offer only
//! sets the day of its check.

mod answers;
mod asking;
mod case;
mod error;
mod links;
mod mailing;
mod own_offers;
mod plan;
mod proposals;
mod proposing;
mod reading;
mod view;
mod words;

pub use asking::Asked;
pub use case::{Address, AskedTimes, CareCase, CareStep};
pub use error::CareError;
pub use links::CareRight;
pub(crate) use mailing::is_care_mail;
pub use mailing::{CareReport, CareSelection};
pub use own_offers::{OwnChange, OwnOffer, WaitingProposal};
pub use proposals::{Acceptance, ProposalView};
pub use proposing::ChangeForm;
pub use reading::{ChangePreview, FieldChange};
pub use view::{CareState, CareView, OfferView};
pub use words::{CareWords, CareWordsError};
