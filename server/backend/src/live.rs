//! Live states: read once per tick, encoded once per audience, sent to all subscribers.
//!
//! One task per conference with subscribers. It reads the state when a change is announced, at most
//! every [`MIN_INTERVAL`], and once a second in any case, which notices the end of a grace period
//! and changes that were not announced. A slow subscriber skips states, since a `watch` channel
//! keeps only the latest.

mod frame;
mod state;
mod stream;

use crate::changes::{Announcement, Change, Subscriber};
use crate::clock::Clock;
use crate::db::Db;
use crate::db::conference_cache::ConferenceCache;
use crate::metrics::Metrics;
use frame::Frame;
use shared::id::ConferenceId;
use state::load_frames;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::time::Duration;
use tokio::sync::{Notify, watch};
use tokio_util::sync::CancellationToken;

pub use state::board_state;
pub use stream::Subscription;

/// Shortest time between two states of a conference.
const MIN_INTERVAL: Duration = Duration::from_millis(200);

/// Which state a subscriber receives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    /// The state for participants, without results.
    Phone,
    /// The state for the board in the hall.
    Board,
}

/// The channels of all conferences with subscribers.
#[derive(Clone, Debug)]
pub struct Hub(Arc<Inner>);

/// The hub's dependencies.
#[derive(Debug)]
pub(crate) struct HubContext {
    pub(crate) db: Db,
    pub(crate) clock: Clock,
    pub(crate) conference_cache: Arc<ConferenceCache>,
    /// Longest time between two reads while there are subscribers.
    pub(crate) poll_interval: Duration,
    pub(crate) metrics: Metrics,
}

#[derive(Debug)]
struct Inner {
    context: HubContext,
    channels: Mutex<HashMap<ConferenceId, Arc<Channel>>>,
    shutdown: CancellationToken,
}

#[derive(Debug)]
struct Channel {
    phone: watch::Sender<Frame>,
    board: watch::Sender<Frame>,
    changed: Notify,
}

impl Hub {
    /// A hub without subscribers.
    pub(crate) fn new(context: HubContext) -> Self {
        let (channels, shutdown) = (Mutex::default(), CancellationToken::new());
        let changes = Arc::new(tokio::sync::Mutex::new(context.db.changes().subscribe()));
        let supervisor = context.metrics.supervisor.clone();
        let hub = Arc::new(Inner { context, channels, shutdown });
        let weak = Arc::downgrade(&hub);
        supervisor.spawn("the live hub", move || forward_changes(weak.clone(), changes.clone()));
        Self(hub)
    }

    /// Cancelled when the server shuts down.
    pub(crate) fn shutdown_token(&self) -> CancellationToken {
        self.0.shutdown.clone()
    }

    /// Marks a conference as changed; its subscribers receive the new state with the next tick.
    fn mark_changed(&self, conference: &ConferenceId) {
        let channels = self.0.channels.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(channel) = channels.get(conference) {
            channel.changed.notify_one();
        }
    }

    fn mark_all_changed(&self) {
        let channels = self.0.channels.lock().unwrap_or_else(PoisonError::into_inner);
        channels.values().for_each(|channel| channel.changed.notify_one());
    }

    /// Subscribes to a conference; the first subscriber starts its task.
    pub fn subscribe(&self, conference: ConferenceId, audience: Audience) -> Subscription {
        let mut channels = self.0.channels.lock().unwrap_or_else(PoisonError::into_inner);
        let channel = channels.entry(conference).or_insert_with_key(|conference| {
            let channel = Arc::new(Channel {
                phone: watch::Sender::default(),
                board: watch::Sender::default(),
                changed: Notify::new(),
            });
            let task = ChannelTask {
                hub: self.clone(),
                conference: conference.clone(),
                channel: channel.clone(),
            };
            let supervisor = &self.0.context.metrics.supervisor;
            supervisor.spawn("live states", move || task.clone().run());
            channel
        });
        let frames = match audience {
            Audience::Phone => channel.phone.subscribe(),
            Audience::Board => channel.board.subscribe(),
        };
        let open_streams = self.0.context.metrics.open_streams.clone();
        Subscription::new(frames, self.0.shutdown.clone(), open_streams)
    }

    /// How many boards of a conference have a stream of this server open.
    pub(crate) fn count_boards(&self, conference: &ConferenceId) -> u64 {
        let channels = self.0.channels.lock().unwrap_or_else(PoisonError::into_inner);
        channels.get(conference).map_or(0, |channel| channel.board.receiver_count() as u64)
    }

    /// Ends all streams and tasks, so that the server can shut down.
    pub fn shut_down(&self) {
        self.0.shutdown.cancel();
    }

    /// Removes a channel without subscribers; `false` where somebody has subscribed meanwhile.
    fn remove_if_idle(&self, conference: &ConferenceId, channel: &Channel) -> bool {
        let mut channels = self.0.channels.lock().unwrap_or_else(PoisonError::into_inner);
        let is_idle = !channel.has_subscribers();
        if is_idle {
            channels.remove(conference);
        }
        is_idle
    }
}

impl Channel {
    fn has_subscribers(&self) -> bool {
        self.phone.receiver_count() + self.board.receiver_count() > 0
    }
}

/// Forwards announced changes to the hub's channels while the hub exists.
async fn forward_changes(hub: Weak<Inner>, changes: Arc<tokio::sync::Mutex<Subscriber>>) {
    let mut changes = changes.lock().await;
    while let Some(announcement) = changes.next().await {
        let Some(hub) = hub.upgrade().map(Hub) else { return };
        match announcement {
            Announcement::Changed(Change::Content(id) | Change::Votes(id)) => hub.mark_changed(&id),
            Announcement::Changed(Change::Finder) => {}
            Announcement::Resync => hub.mark_all_changed(),
        }
    }
}

/// The task that keeps a conference's subscribers up to date.
#[derive(Clone)]
struct ChannelTask {
    hub: Hub,
    conference: ConferenceId,
    channel: Arc<Channel>,
}

impl ChannelTask {
    /// Publishes states until the last subscriber is gone or the server shuts down.
    async fn run(self) {
        let Inner { shutdown, context: HubContext { poll_interval, .. }, .. } = &*self.hub.0;
        loop {
            self.publish_state().await;
            tokio::select! {
                () = shutdown.cancelled() => return,
                () = tokio::time::sleep(MIN_INTERVAL) => {}
            }
            if !self.channel.has_subscribers()
                && self.hub.remove_if_idle(&self.conference, &self.channel)
            {
                return;
            }
            tokio::select! {
                () = shutdown.cancelled() => return,
                () = self.channel.changed.notified() => {}
                () = tokio::time::sleep(*poll_interval) => {}
            }
        }
    }

    async fn publish_state(&self) {
        let HubContext { db, conference_cache, clock, .. } = &self.hub.0.context;
        match load_frames(db, conference_cache, &self.conference, clock.now()).await {
            Ok(Some(frames)) => {
                publish(&self.channel.phone, frames.phone);
                publish(&self.channel.board, frames.board);
            }
            Ok(None) => {}
            // The next tick tries again; subscribers keep the last state and receive heartbeats.
            Err(error) => tracing::error!(%error, "live state was not read"),
        }
    }
}

/// Sends a frame unless its version is that of the last one: then it is kept for those who connect
/// later, since the time in it is the server's present one.
fn publish(sender: &watch::Sender<Frame>, frame: Frame) {
    sender.send_if_modified(|current| {
        let is_new = current.version != frame.version;
        *current = frame;
        is_new
    });
}
