//! The shared state of all phones in a hall.

use crate::http::{Connection, Target};
use crate::pool::Pool;
use anyhow::Result;
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::{Semaphore, SemaphorePermit};

/// What had to be retried, why, and how often.
pub(crate) type Failures = BTreeMap<(Retry, String), u64>;

/// Number of retries of one kind.
pub(crate) fn count_failures(failures: &Failures, wanted: Retry) -> u64 {
    failures.iter().filter(|((again, _), _)| *again == wanted).map(|(_, count)| count).sum()
}

/// What is retried after a failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Retry {
    /// A request is repeated.
    Request,
    /// A stream is reopened.
    Stream,
}

/// The server and conference of the phones.
#[derive(Debug)]
pub(crate) struct Hall {
    pub(crate) target: Target,
    pub(crate) code: String,
    /// Uncompressed responses, and acknowledgements are checked.
    pub(crate) is_plain: bool,
    /// Shared connections for all requests, where phones do not have their own.
    pub(crate) pool: Option<Pool>,
    connecting: Semaphore,
    opened: AtomicUsize,
    failures: Mutex<Failures>,
}

/// How the phones connect to the server.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Access {
    /// Uncompressed responses, and acknowledgements are checked.
    pub(crate) is_plain: bool,
    /// Maximum number of connections being opened at the same time.
    pub(crate) connecting: usize,
    /// Number of connections shared by all phones; otherwise each phone has its own.
    pub(crate) shared: Option<usize>,
}

/// How many dots the phones place, and when.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Pace {
    /// Maximum dots of a phone; `None` for all it has.
    pub(crate) dots: Option<usize>,
    /// From an acknowledgement to the next tap.
    pub(crate) pause: Duration,
    /// First taps are evenly spread over this time.
    pub(crate) spread: Duration,
}

impl Hall {
    pub(crate) fn new(target: Target, code: String, access: Access) -> Self {
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

    /// A new connection, in turn. The permit must be kept until the first response: the system
    /// reports a connection as established before the server has accepted it.
    pub(crate) async fn connect(&self) -> Result<(Connection, SemaphorePermit<'_>)> {
        let turn = self.connecting.acquire().await?;
        let number = self.opened.fetch_add(1, Ordering::Relaxed);
        Ok((Connection::open(&self.target, number).await?, turn))
    }

    /// Counts a retry.
    pub(crate) fn note_failure(&self, again: Retry, reason: String) {
        let mut failures = self.failures.lock().unwrap_or_else(PoisonError::into_inner);
        *failures.entry((again, reason)).or_default() += 1;
    }

    /// All retries so far.
    pub(crate) fn failures(&self) -> Failures {
        self.failures.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Pace {
    /// The time of a phone's first tap, relative to the start of the burst.
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
        let pace =
            |ms| Pace { dots: None, pause: Duration::ZERO, spread: Duration::from_millis(ms) };
        let taps: Vec<_> = (0..4).map(|phone| pace(800).first_tap(phone, 4).as_millis()).collect();
        assert_eq!(taps, [0, 200, 400, 600]);
        assert_eq!(pace(0).first_tap(3, 4), Duration::ZERO);
    }
}
