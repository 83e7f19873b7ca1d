//! Announcements: what use cases have changed, for everything that keeps some of it in memory.
//!
//! A use case announces a change within its transaction ([`crate::db::Tx::announce`]); after the
//! commit the live hub and the caches of this process hear of it, and on PostgreSQL those of
//! every other server. An announcement says what has changed, never how: each listener reads for
//! itself. One that is lost costs time only, since everybody looks once a second too.

use shared::id::ConferenceId;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use tokio::sync::broadcast;

/// Announcements that a listener may fall behind before it receives that anything may have
/// changed.
const CAPACITY: usize = 256;

/// What has changed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    /// Offers, providers, lists or documents of the finder.
    Finder,
    /// Texts of a conference.
    Content(ConferenceId),
    /// Ballots, turnout, rounds or the board of a conference.
    Votes(ConferenceId),
}

/// What a listener hears.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Announcement {
    /// This has changed.
    Of(Change),
    /// Announcements were missed or not understood, so anything may have changed.
    Anything,
}

/// Where changes are announced and heard; cheap to clone.
#[derive(Clone, Debug)]
pub struct Changes(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    listeners: broadcast::Sender<Announcement>,
    finder: AtomicU64,
    content: AtomicU64,
    /// Tells the announcements of this process from those of others.
    origin: u64,
}

impl Changes {
    /// Nobody listens yet; `origin` is a random number.
    pub fn new(origin: u64) -> Self {
        let (listeners, _) = broadcast::channel(CAPACITY);
        let (finder, content) = (AtomicU64::default(), AtomicU64::default());
        Self(Arc::new(Inner { listeners, finder, content, origin }))
    }

    /// Tells everybody in this process.
    pub(crate) fn publish(&self, announcement: Announcement) {
        let (finder, content) = match &announcement {
            Announcement::Of(Change::Finder) => (true, false),
            Announcement::Of(Change::Content(_)) => (false, true),
            Announcement::Of(Change::Votes(_)) => (false, false),
            Announcement::Anything => (true, true),
        };
        self.0.finder.fetch_add(u64::from(finder), Ordering::SeqCst);
        self.0.content.fetch_add(u64::from(content), Ordering::SeqCst);
        // An error says that nobody listens.
        let _ = self.0.listeners.send(announcement);
    }

    /// Hears of everything that is announced from now on.
    pub(crate) fn listen(&self) -> Listener {
        Listener(self.0.listeners.subscribe())
    }

    /// How often the finder has changed; a cache that holds another number is out of date. To be
    /// asked before the database is read.
    pub(crate) fn finder_version(&self) -> u64 {
        self.0.finder.load(Ordering::SeqCst)
    }

    /// How often the texts of any conference have changed, likewise.
    pub(crate) fn content_version(&self) -> u64 {
        self.0.content.load(Ordering::SeqCst)
    }

    /// A change as it travels to other servers.
    pub(crate) fn encode(&self, change: &Change) -> String {
        let origin = self.0.origin;
        match change {
            Change::Finder => format!("{origin:016x} finder"),
            Change::Content(id) => format!("{origin:016x} content {id}"),
            Change::Votes(id) => format!("{origin:016x} votes {id}"),
        }
    }

    /// Publishes what another server has announced. What this process has announced itself was
    /// published at its commit. What is not understood may come from a newer version: it is
    /// logged, and stands for anything.
    pub(crate) fn hear(&self, text: &str) {
        match decode(text) {
            Some(heard) if heard.origin == self.0.origin => {}
            Some(heard) => self.publish(Announcement::Of(heard.change)),
            None => {
                let bytes = text.len();
                tracing::warn!(bytes, "an announcement was not understood; everything is read");
                self.publish(Announcement::Anything);
            }
        }
    }
}

/// A change that came from a server.
#[derive(Debug, PartialEq, Eq)]
struct Heard {
    origin: u64,
    change: Change,
}

fn decode(text: &str) -> Option<Heard> {
    let mut words = text.split(' ');
    let origin = words.next().filter(|word| word.len() == 16)?;
    let origin = u64::from_str_radix(origin, 16).ok()?;
    let (topic, id) = (words.next()?, words.next());
    let conference = || ConferenceId::parse(id?).ok();
    let change = match topic {
        "finder" if id.is_none() => Change::Finder,
        "content" => Change::Content(conference()?),
        "votes" => Change::Votes(conference()?),
        _ => return None,
    };
    words.next().is_none().then_some(Heard { origin, change })
}

/// Hears announcements, one after the other.
#[derive(Debug)]
pub(crate) struct Listener(broadcast::Receiver<Announcement>);

impl Listener {
    /// The next announcement; `None` when nothing can be announced any more.
    pub(crate) async fn next(&mut self) -> Option<Announcement> {
        match self.0.recv().await {
            Ok(announcement) => Some(announcement),
            Err(broadcast::error::RecvError::Lagged(_)) => Some(Announcement::Anything),
            Err(broadcast::error::RecvError::Closed) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    fn conference() -> ConferenceId {
        ConferenceId::from_random(7)
    }

    #[rstest]
    #[case(Change::Finder)]
    #[case(Change::Content(conference()))]
    #[case(Change::Votes(conference()))]
    #[tokio::test]
    async fn another_server_hears_a_change_and_its_own_is_not_told_twice(#[case] change: Change) {
        let (here, there) = (Changes::new(1), Changes::new(2));
        let (mut own, mut other) = (here.listen(), there.listen());
        let text = here.encode(&change);
        here.hear(&text);
        there.hear(&text);
        assert_eq!(other.next().await, Some(Announcement::Of(change)));
        here.publish(Announcement::Anything);
        assert_eq!(own.next().await, Some(Announcement::Anything));
    }

    #[rstest]
    #[case("")]
    #[case("finder")]
    #[case("0000000000000001 finder x")]
    #[case("0000000000000001 votes")]
    #[case("0000000000000001 votes a b")]
    #[case("0000000000000001 votes ../../x")]
    #[case("+000000000000001 weather")]
    #[case("\u{0}\u{fffd} 💣")]
    #[tokio::test]
    async fn rubbish_stands_for_anything(#[case] text: &str) {
        let changes = Changes::new(9);
        let mut listener = changes.listen();
        let before = (changes.finder_version(), changes.content_version());
        changes.hear(text);
        assert_eq!(listener.next().await, Some(Announcement::Anything));
        assert!(changes.finder_version() > before.0 && changes.content_version() > before.1);
    }

    #[tokio::test]
    async fn who_falls_behind_is_told_that_anything_may_have_changed() {
        let changes = Changes::new(9);
        let mut listener = changes.listen();
        for _ in 0..=CAPACITY {
            changes.publish(Announcement::Of(Change::Votes(conference())));
        }
        assert_eq!(listener.next().await, Some(Announcement::Anything));
        assert_eq!(listener.next().await, Some(Announcement::Of(Change::Votes(conference()))));
        drop(changes);
        while listener.next().await.is_some() {}
    }
}
