//! The publish/subscribe bus for changes, by which everything kept in memory is invalidated.
//!
//! A use case announces a change within its transaction ([`crate::db::Tx::announce`]); after the
//! commit it is published to the live hub and the caches of this process, and on PostgreSQL to
//! those of every other server. An announcement says what has changed, never how: subscribers read
//! the database themselves. A lost announcement costs only time, since they also poll once a
//! second.

use shared::id::ConferenceId;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use tokio::sync::broadcast;

/// Announcements that a subscriber may lag behind; beyond that it receives
/// [`Announcement::Resync`].
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

/// What a subscriber receives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Announcement {
    /// One change.
    Changed(Change),
    /// Announcements were missed or not understood: anything may have changed.
    Resync,
}

/// The bus; cheap to clone.
#[derive(Clone, Debug)]
pub struct ChangeBus(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    sender: broadcast::Sender<Announcement>,
    finder_version: AtomicU64,
    content_version: AtomicU64,
    /// Distinguishes announcements of this process from those of others.
    origin: u64,
}

impl ChangeBus {
    /// A bus without subscribers; `origin` is a random number.
    pub fn new(origin: u64) -> Self {
        let (sender, _) = broadcast::channel(CAPACITY);
        let (finder_version, content_version) = (AtomicU64::default(), AtomicU64::default());
        Self(Arc::new(Inner { sender, finder_version, content_version, origin }))
    }

    /// Publishes to all subscribers in this process.
    pub(crate) fn publish(&self, announcement: Announcement) {
        let (changes_finder, changes_content) = match &announcement {
            Announcement::Changed(Change::Finder) => (true, false),
            Announcement::Changed(Change::Content(_)) => (false, true),
            Announcement::Changed(Change::Votes(_)) => (false, false),
            Announcement::Resync => (true, true),
        };
        self.0.finder_version.fetch_add(u64::from(changes_finder), Ordering::SeqCst);
        self.0.content_version.fetch_add(u64::from(changes_content), Ordering::SeqCst);
        // Fails only where there is no subscriber.
        let _ = self.0.sender.send(announcement);
    }

    /// Subscribes to all announcements from now on.
    pub(crate) fn subscribe(&self) -> Subscriber {
        Subscriber(self.0.sender.subscribe())
    }

    /// How often the finder has changed; a cache with another version is out of date. To be read
    /// before the database is.
    pub(crate) fn finder_version(&self) -> u64 {
        self.0.finder_version.load(Ordering::SeqCst)
    }

    /// How often the texts of any conference have changed, likewise.
    pub(crate) fn content_version(&self) -> u64 {
        self.0.content_version.load(Ordering::SeqCst)
    }

    /// Encodes a change for other servers.
    pub(crate) fn encode(&self, change: &Change) -> String {
        let origin = self.0.origin;
        match change {
            Change::Finder => format!("{origin:016x} finder"),
            Change::Content(id) => format!("{origin:016x} content {id}"),
            Change::Votes(id) => format!("{origin:016x} votes {id}"),
        }
    }

    /// Publishes an announcement of another server. One of this process is skipped, since its
    /// commit has published it already. One that cannot be decoded may come from a newer version:
    /// it is logged and published as [`Announcement::Resync`].
    pub(crate) fn receive(&self, text: &str) {
        match decode(text) {
            Some(remote) if remote.origin == self.0.origin => {}
            Some(remote) => self.publish(Announcement::Changed(remote.change)),
            None => {
                let bytes = text.len();
                tracing::warn!(bytes, "an announcement was not understood; resynchronising");
                self.publish(Announcement::Resync);
            }
        }
    }
}

/// A change with the server that announced it.
#[derive(Debug, PartialEq, Eq)]
struct RemoteChange {
    origin: u64,
    change: Change,
}

fn decode(text: &str) -> Option<RemoteChange> {
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
    words.next().is_none().then_some(RemoteChange { origin, change })
}

/// Receives announcements in order.
#[derive(Debug)]
pub(crate) struct Subscriber(broadcast::Receiver<Announcement>);

impl Subscriber {
    /// The next announcement; `None` once the bus is gone.
    pub(crate) async fn next(&mut self) -> Option<Announcement> {
        match self.0.recv().await {
            Ok(announcement) => Some(announcement),
            Err(broadcast::error::RecvError::Lagged(_)) => Some(Announcement::Resync),
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
    async fn another_server_receives_a_change_and_its_own_is_not_published_twice(
        #[case] change: Change,
    ) {
        let (here, there) = (ChangeBus::new(1), ChangeBus::new(2));
        let (mut own, mut other) = (here.subscribe(), there.subscribe());
        let text = here.encode(&change);
        here.receive(&text);
        there.receive(&text);
        assert_eq!(other.next().await, Some(Announcement::Changed(change)));
        here.publish(Announcement::Resync);
        assert_eq!(own.next().await, Some(Announcement::Resync));
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
    async fn a_text_that_cannot_be_decoded_causes_a_resync(#[case] text: &str) {
        let changes = ChangeBus::new(9);
        let mut subscriber = changes.subscribe();
        let before = (changes.finder_version(), changes.content_version());
        changes.receive(text);
        assert_eq!(subscriber.next().await, Some(Announcement::Resync));
        assert!(changes.finder_version() > before.0 && changes.content_version() > before.1);
    }

    #[tokio::test]
    async fn a_subscriber_that_lags_receives_a_resync() {
        let changes = ChangeBus::new(9);
        let mut subscriber = changes.subscribe();
        for _ in 0..=CAPACITY {
            changes.publish(Announcement::Changed(Change::Votes(conference())));
        }
        assert_eq!(subscriber.next().await, Some(Announcement::Resync));
        assert_eq!(
            subscriber.next().await,
            Some(Announcement::Changed(Change::Votes(conference())))
        );
        drop(changes);
        while subscriber.next().await.is_some() {}
    }
}
