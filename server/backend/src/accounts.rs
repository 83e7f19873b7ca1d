//! Accounts, sessions and rights of the people who work on the desk, and the audit log.
//!
//! Rights are values that only this room can make: a use case that needs one takes it as an
//! argument, so that none can be called without. They carry who it is, for the audit log.

pub(crate) mod audit;
mod link_mails;
mod links;
mod management;
mod openid;
mod passwords;
mod rights;
mod second_factor;
mod session;
mod sign_in;
pub(crate) mod sign_in_limiter;

pub(crate) use audit::Deed;
pub use audit::{AUDIT_PAGE, PersonalData};
pub use links::{IssuedLink, LinkPurpose, OpenLink, PasswordForm};
pub use management::AccountForm;
pub use openid::{
    OpenIdAttempt, OpenIdProvider, OpenIdReturn, OpenIdSettings, OpenIdSettingsError, OpenIdStart,
};
pub use rights::{
    Administrator, Author, ConferenceOrganiser, ConferenceScope, Editor, Planner, Right, Scope,
};
pub use second_factor::SecondFactorSetup;
pub use session::{Session, SignedIn};
pub use sign_in::StartedSession;
