//! Keeping offers true: asking providers by mail whether their stale offers are still right, and what
//! they answer by the link in it.
//!
//! Nothing that a provider proposes is public before an editor accepts it; confirming an offer only
//! sets the day of its check.

mod answers;
mod asking;
mod case;
mod error;
mod links;
mod mailing;
mod plan;
mod proposals;
mod reading;
mod view;
mod words;

pub use answers::ChangeForm;
pub use asking::Asked;
pub use case::{Address, AskedTimes, CareCase, CareStep};
pub use error::CareError;
pub use links::CareRight;
pub(crate) use mailing::is_care_mail;
pub use mailing::{CareReport, CareSelection};
pub use proposals::{Acceptance, ProposalView};
pub use reading::{ChangePreview, FieldChange};
pub use view::{CareState, CareView, OfferView};
pub use words::{CareWords, CareWordsError};
