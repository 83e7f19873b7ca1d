//! The search as a browser runs it, and the moment at which everything is measured.
//!
//! Owns what the program (`main.rs`) and the browser must have in common. The browser gets an
//! index that was made before, as a phone would.

mod handle;
pub mod moment;

pub use handle::{Handle, load};
