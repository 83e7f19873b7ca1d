//! What all phones of a hall have in common, and what they count together.

use crate::http::{Connection, Target};
use crate::pool::Pool;
use anyhow::Result;
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::{Semaphore, SemaphorePermit};

/// What had to be done again, why, and how often.
pub(crate) type Failures = BTreeMap<(Again, String), u64>;

/// What is done again after a failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Again {
    /// A request is repeated.
    Request,
    /// A stream is opened anew.
    Stream,
}

/// The server and the conference that the phones are at.
#[derive(Debug)]
pub(crate) struct Hall {
    pub(crate) target: Target,
    pub(crate) code: String,
    /// Ask for nothing compressed, and read what an acknowledgement holds.
    pub(crate) is_plain: bool,
    /// Connections for all requests, where phones have none of their own.
    pub(crate) pool: Option<Pool>,
    connecting: Semaphore,
    opened: AtomicUsize,
    failures: Mutex<Failures>,
}

/// How the phones reach the server.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Access {
    /// Ask for nothing compressed, and read what an acknowledgement holds.
    pub(crate) is_plain: bool,
    /// Most connections that are opened at the same time.
    pub(crate) connecting: usize,
    /// Connections that the requests of all phones share; else each phone keeps one.
    pub(crate) shared: Option<usize>,
}

/// When the phones place their dots.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Pace {
    /// From an acknowledgement to the next tap.
    pub(crate) pause: Duration,
    /// First taps lie this far apart at most, evenly spread.
    pub(crate) spread: Duration,
}

impl Hall {
    pub(crate) fn new((target, code): (Target, String), access: Access) -> Self {
        Self {
            target,
            code,
            is_plain: access.is_plain,
            pool: access.shared.map(Pool::new),
            connecting: Semaphore::new(access.connecting),
            opened: AtomicUsize::new(0),
            failures: Mutex::default(),
        }
    }

    /// A new connection, in turn. The turn is to be kept until the first answer has come: the
    /// system says that a connection stands before the server has looked at it.
    pub(crate) async fn connect(&self) -> Result<(Connection, SemaphorePermit<'_>)> {
        let turn = self.connecting.acquire().await?;
        let number = self.opened.fetch_add(1, Ordering::Relaxed);
        Ok((Connection::open(&self.target, number).await?, turn))
    }

    /// Counts something that has to be done again.
    pub(crate) fn note_failure(&self, again: Again, reason: String) {
        let mut failures = self.failures.lock().unwrap_or_else(PoisonError::into_inner);
        *failures.entry((again, reason)).or_default() += 1;
    }

    /// What had to be done again so far.
    pub(crate) fn failures(&self) -> Failures {
        self.failures.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Pace {
    /// When a phone of so many first taps, seen from the beginning of the burst.
    pub(crate) fn first_tap(&self, phone: usize, phones: usize) -> Duration {
        let part = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        self.spread * part(phone) / part(phones.max(1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn first_taps_are_evenly_spread_or_all_at_once() {
        let pace = |ms| Pace { pause: Duration::ZERO, spread: Duration::from_millis(ms) };
        let taps: Vec<_> = (0..4).map(|phone| pace(800).first_tap(phone, 4).as_millis()).collect();
        assert_eq!(taps, [0, 200, 400, 600]);
        assert_eq!(pace(0).first_tap(3, 4), Duration::ZERO);
    }
}
