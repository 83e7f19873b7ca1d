//! What the desk shows and is sent: accounts, roles, offers, the audit log.
//!
//! Used by the server only: nothing of it may be named by code of the public pages.

pub mod account;
pub mod audit;
pub mod conferences;
mod error;
pub mod figure;
pub mod offers;
mod position;
pub mod providers;
pub mod school_free;
pub mod terms;
pub mod words;

pub use error::{AccountError, DeskError, FigureError, OpenIdError};
