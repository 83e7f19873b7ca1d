//! How a page stays connected to the live states, as a pure state machine.
//!
//! First a stream. When it is lost, again, after waits that grow; after two failures in a row
//! the page asks now and then instead, and looks every few times whether a stream holds again.
//! The edges (sockets, timers) live in `app::live`. It never reads a clock: waits come with
//! jitter from a random number that is passed in, so that a hall does not knock all at once.

use std::time::Duration;

/// Failures in a row after which a page polls.
const BEFORE_POLLING: u32 = 2;
/// First wait after a failure; doubles with each further one.
const FIRST_WAIT: Duration = Duration::from_secs(1);
/// Longest wait after failures: a hall whose network returns is complete within it.
const LONGEST_WAIT: Duration = Duration::from_secs(15);
/// Time between two polls that succeed.
const POLL_EVERY: Duration = Duration::from_secs(4);
/// Polls between two tries whether a stream holds.
const POLLS_PER_TRY: u32 = 8;

/// What to do next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Attempt {
    /// Open a stream.
    Stream,
    /// Ask once.
    Poll,
}

/// How it went so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Link {
    failures: u32,
    polls: u32,
    is_polling: bool,
}

impl Link {
    /// The stream, or a poll, brought something.
    pub fn succeed(&mut self, attempt: Attempt) {
        self.failures = 0;
        match attempt {
            Attempt::Stream => *self = Self::default(),
            Attempt::Poll => self.polls += 1,
        }
    }

    /// The stream was lost or could not be opened, or a poll failed.
    pub fn fail(&mut self, attempt: Attempt) {
        self.failures = self.failures.saturating_add(1);
        self.is_polling |= self.failures >= BEFORE_POLLING;
        if attempt == Attempt::Stream {
            self.polls = 0;
        }
    }

    /// What to do next, and how long to wait before. `random` from 0 to 1.
    pub fn next(&self, random: f64) -> (Attempt, Duration) {
        let attempt = if !self.is_polling || self.polls >= POLLS_PER_TRY {
            Attempt::Stream
        } else {
            Attempt::Poll
        };
        let wait = if self.failures == 0 {
            POLL_EVERY
        } else {
            FIRST_WAIT.saturating_mul(1 << (self.failures - 1).min(8)).min(LONGEST_WAIT)
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
        assert_eq!(link.next(1.0), (Attempt::Stream, FIRST_WAIT));
        link.fail(Attempt::Stream);
        assert_eq!(link.next(1.0), (Attempt::Poll, FIRST_WAIT * 2));
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
                prop_assert!(wait >= FIRST_WAIT / 2 && wait <= LONGEST_WAIT);
            }
        }
    }
}
