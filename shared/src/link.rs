//! The connection of a page to the live states, as a pure state machine with back-off.
//!
//! A page first opens a stream and reopens it with growing back-off when it is lost. After two
//! consecutive failures it falls back to polling, and regularly tries a stream again. Sockets and
//! timers live in `app::live`. It never reads a clock: delays have jitter from a random number
//! that is passed in, so that the phones in a hall do not reconnect all at once.

use std::time::Duration;

/// Consecutive failures after which a page polls.
const FAILURES_BEFORE_POLLING: u32 = 2;
/// Delay after the first failure; doubles with each further one.
const MIN_BACKOFF: Duration = Duration::from_secs(1);
/// Maximum delay: a hall whose network returns is fully connected within it.
const MAX_BACKOFF: Duration = Duration::from_secs(15);
/// Interval between successful polls.
const POLL_EVERY: Duration = Duration::from_secs(4);
/// Polls between two attempts to open a stream.
const POLLS_PER_TRY: u32 = 8;

/// The next action.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Attempt {
    /// Open a stream.
    Stream,
    /// Poll once.
    Poll,
}

/// The state of the connection.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Link {
    failures: u32,
    polls: u32,
    is_polling: bool,
}

impl Link {
    /// A stream or poll succeeded.
    pub fn succeed(&mut self, attempt: Attempt) {
        self.failures = 0;
        match attempt {
            Attempt::Stream => *self = Self::default(),
            Attempt::Poll => self.polls += 1,
        }
    }

    /// A stream was lost or could not be opened, or a poll failed.
    pub fn fail(&mut self, attempt: Attempt) {
        self.failures = self.failures.saturating_add(1);
        self.is_polling |= self.failures >= FAILURES_BEFORE_POLLING;
        if attempt == Attempt::Stream {
            self.polls = 0;
        }
    }

    /// The next action and the delay before it. `random` is between 0 and 1.
    pub fn next(&self, random: f64) -> (Attempt, Duration) {
        let attempt = if !self.is_polling || self.polls >= POLLS_PER_TRY {
            Attempt::Stream
        } else {
            Attempt::Poll
        };
        let wait = if self.failures == 0 {
            POLL_EVERY
        } else {
            MIN_BACKOFF.saturating_mul(1 << (self.failures - 1).min(8)).min(MAX_BACKOFF)
        };
        (attempt, wait.mul_f64(0.5 + random.clamp(0.0, 1.0) / 2.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn two_failures_make_it_poll_and_a_stream_that_holds_ends_that() {
        let mut link = Link::default();
        link.fail(Attempt::Stream);
        assert_eq!(link.next(1.0), (Attempt::Stream, MIN_BACKOFF));
        link.fail(Attempt::Stream);
        assert_eq!(link.next(1.0), (Attempt::Poll, MIN_BACKOFF * 2));
        for _ in 0..POLLS_PER_TRY {
            assert_eq!(link.next(0.0).0, Attempt::Poll);
            link.succeed(Attempt::Poll);
        }
        assert_eq!(link.next(1.0), (Attempt::Stream, POLL_EVERY));
        link.fail(Attempt::Stream);
        assert_eq!(link.next(1.0).0, Attempt::Poll, "it goes on asking");
        link.succeed(Attempt::Stream);
        assert_eq!(link, Link::default());
    }

    proptest! {
        #[test]
        fn whatever_happens_the_next_try_is_near(
            steps in proptest::collection::vec((any::<bool>(), any::<bool>()), 0..60),
            random in 0.0..1.0,
        ) {
            let mut link = Link::default();
            for (is_stream, holds) in steps {
                let attempt = if is_stream { Attempt::Stream } else { Attempt::Poll };
                if holds { link.succeed(attempt) } else { link.fail(attempt) }
                let (_, wait) = link.next(random);
                prop_assert!(wait >= MIN_BACKOFF / 2 && wait <= MAX_BACKOFF);
            }
        }
    }
}
