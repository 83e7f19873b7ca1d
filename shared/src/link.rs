//! The connection of a page to the live states, as a pure state machine with back-off.
//!
//! A page first opens a stream and reopens it with growing back-off when it is lost. After two
//! consecutive failures it falls back to polling, and regularly tries a stream again, polling on
//! meanwhile. Only a state or heartbeat received on a stream is a success: a proxy may open streams
//! and hold back what is sent on them. Sockets and timers live in `app::live`. It never reads a
//! clock: delays have jitter from a random number that is passed in, so that the phones in a hall do not reconnect all at once.

use crate::backoff::{Backoff, with_jitter};

/// Consecutive failures after which a page polls.
const FAILURES_BEFORE_POLLING: u32 = 2;
/// A hall whose network returns is fully connected within the longest delay.
const BACKOFF: Backoff = Backoff { min: 1_000, max: 15_000 };
/// Milliseconds between successful polls.
const POLL_EVERY: u32 = 4_000;
/// Polls between two attempts to open a stream. They take longer than the interval of heartbeats, so
/// a stream that works delivers one before it is replaced.
const POLLS_PER_TRY: u32 = 8;

/// The next action.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Attempt {
    /// Open a stream; a page that polls also polls once.
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
    /// A stream delivered a state or heartbeat, or a poll succeeded.
    pub fn succeed(&mut self, attempt: Attempt) {
        self.failures = 0;
        match attempt {
            Attempt::Stream => *self = Self::default(),
            // A stream tried after enough polls is left open during the next ones.
            Attempt::Poll => self.polls = self.polls % POLLS_PER_TRY + 1,
        }
    }

    /// A stream was lost, stayed silent or could not be opened, or a poll failed. Whether the page
    /// has lost its connection: one that polls does not depend on the stream it tries.
    pub fn fail(&mut self, attempt: Attempt) -> bool {
        let is_lost = attempt == Attempt::Poll || !self.is_polling;
        self.polls = 0;
        if is_lost {
            self.failures = self.failures.saturating_add(1);
            self.is_polling |= self.failures >= FAILURES_BEFORE_POLLING;
        }
        is_lost
    }

    /// Whether the page polls, also while it tries a stream.
    pub const fn is_polling(&self) -> bool {
        self.is_polling
    }

    /// The next action, and milliseconds until then.
    pub fn next(&self, random: u8) -> (Attempt, u32) {
        let attempt = if !self.is_polling || self.polls >= POLLS_PER_TRY {
            Attempt::Stream
        } else {
            Attempt::Poll
        };
        let wait = if self.failures == 0 {
            with_jitter(POLL_EVERY, random)
        } else {
            BACKOFF.delay(self.failures, random)
        };
        (attempt, wait)
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
        assert_eq!(link.next(u8::MAX), (Attempt::Stream, BACKOFF.min));
        link.fail(Attempt::Stream);
        assert_eq!(link.next(u8::MAX), (Attempt::Poll, BACKOFF.min * 2));
        for _ in 0..POLLS_PER_TRY {
            assert_eq!(link.next(0).0, Attempt::Poll);
            link.succeed(Attempt::Poll);
        }
        assert_eq!(link.next(u8::MAX), (Attempt::Stream, POLL_EVERY));
        link.fail(Attempt::Stream);
        assert_eq!(link.next(u8::MAX), (Attempt::Poll, POLL_EVERY), "it goes on asking");
        link.succeed(Attempt::Stream);
        assert_eq!(link, Link::default());
    }

    /// A page that polls, about to try a stream.
    fn trying() -> Link {
        let mut link = Link::default();
        link.fail(Attempt::Stream);
        link.fail(Attempt::Stream);
        for _ in 0..POLLS_PER_TRY {
            link.succeed(Attempt::Poll);
        }
        assert_eq!(link.next(0).0, Attempt::Stream);
        link
    }

    #[test]
    fn a_stream_that_opens_and_says_nothing_again_and_again_ends_in_polling() {
        let mut link = Link::default();
        // Opened, silent, given up.
        assert!(link.fail(Attempt::Stream));
        assert_eq!(link.next(u8::MAX).0, Attempt::Stream);
        assert!(link.fail(Attempt::Stream));
        for _ in 0..3 {
            for _ in 0..POLLS_PER_TRY {
                assert!(link.is_polling());
                assert_eq!(link.next(u8::MAX).0, Attempt::Poll);
                link.succeed(Attempt::Poll);
            }
            assert_eq!(link.next(u8::MAX), (Attempt::Stream, POLL_EVERY));
            link.succeed(Attempt::Poll);
            link.fail(Attempt::Stream);
        }
    }

    #[test]
    fn a_page_polls_on_while_it_tries_a_stream() {
        let mut link = trying();
        for _ in 0..3 {
            assert!(link.is_polling());
            link.succeed(Attempt::Poll);
            assert_eq!(link.next(u8::MAX), (Attempt::Poll, POLL_EVERY));
        }
        assert!(!link.fail(Attempt::Stream), "the page is still connected");
        assert_eq!(link.next(u8::MAX), (Attempt::Poll, POLL_EVERY));
        assert!(link.fail(Attempt::Poll), "nothing reaches the server");
    }

    #[test]
    fn a_page_that_tries_a_stream_stops_polling_once_it_delivers() {
        let mut link = trying();
        link.succeed(Attempt::Poll);
        assert!(link.is_polling());
        link.succeed(Attempt::Stream);
        assert!(!link.is_polling());
    }

    #[test]
    fn polls_between_two_streams_last_longer_than_a_heartbeat() {
        let shortest = POLLS_PER_TRY * with_jitter(POLL_EVERY, 0);
        assert!(shortest > u32::from(crate::live::HEARTBEAT_SECONDS) * 1_000);
    }

    proptest! {
        #[test]
        fn whatever_happens_the_next_try_is_near(
            steps in proptest::collection::vec((any::<bool>(), any::<bool>()), 0..60),
            random in any::<u8>(),
        ) {
            let mut link = Link::default();
            for (is_stream, holds) in steps {
                let attempt = if is_stream { Attempt::Stream } else { Attempt::Poll };
                if holds {
                    link.succeed(attempt);
                } else {
                    link.fail(attempt);
                }
                let (_, wait) = link.next(random);
                prop_assert!((BACKOFF.min / 2..=BACKOFF.max).contains(&wait));
            }
        }
    }
}
