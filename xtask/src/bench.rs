//! `cargo xtask bench`: figures, printed with what they were measured on.

use crate::manifest::Manifest;
use crate::sizes;
use anyhow::Result;

/// Prints what a first visit downloads.
pub(crate) fn bench() -> Result<()> {
    sizes::report(&Manifest::read()?)
}
