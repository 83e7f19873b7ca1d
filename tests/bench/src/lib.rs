//! The search as a browser runs it, and the moment of all measurements.
//!
//! Owns what the program (`main.rs`) and the browser share. The browser loads a prebuilt index, as
//! a phone would.

pub mod answers;
mod handle;
pub mod moment;

pub use handle::{AnswerHandle, Handle, load, load_catalogue};
