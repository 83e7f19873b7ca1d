//! Exponential back-off with jitter, for the phones of a hall that all lost the same network.
//!
//! In milliseconds: on a phone the arithmetic of `Duration` would be more code than what calls it.
//! Randomness is an argument; a random byte is enough to spread a hall.

/// A delay that doubles with each failure.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Backoff {
    /// Delay after the first failure, in milliseconds.
    pub(crate) min: u32,
    /// Maximum delay, in milliseconds.
    pub(crate) max: u32,
}

impl Backoff {
    /// The delay after that many failures in a row, at least one.
    pub(crate) fn delay(self, failures: u32, random: u8) -> u32 {
        let doubled = self.min << failures.saturating_sub(1).min(8);
        with_jitter(doubled.min(self.max), random)
    }
}

/// Half of the delay up to all of it.
pub(crate) fn with_jitter(delay: u32, random: u8) -> u32 {
    delay / 2 + delay / 2 * u32::from(random) / u32::from(u8::MAX)
}
