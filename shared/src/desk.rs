//! What the desk shows and is sent: accounts, roles, the audit log.
//!
//! Used by the server only: nothing of it may be named by code of the public pages.

pub mod account;
pub mod audit;
mod error;

pub use error::{AccountError, DeskError};
