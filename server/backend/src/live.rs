//! Live states: read once per tick, encoded once per audience, sent to everybody.
//!
//! One task for each conference that is followed. It reads when a change is announced, at most
//! every [`BOARD_TICK`], and once a second in any case: that finds the end of a grace period, and
//! what was written without an announcement. A slow receiver skips states, since a `watch` holds
//! the latest only.

mod frame;
mod state;
mod stream;

use crate::changes::{Announcement, Change, Listener};
use crate::clock::Clock;
use crate::db::Db;
use crate::db::contents::Contents;
use crate::tasks::keep_running;
use frame::Frame;
use shared::id::ConferenceId;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::time::Duration;
use tokio::sync::{Notify, watch};
use tokio_util::sync::CancellationToken;

pub use state::board_state;
pub use stream::Subscription;

/// Shortest time between two states of a board.
const BOARD_TICK: Duration = Duration::from_millis(200);

/// Who follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    /// Participants.
    Phone,
    /// The hall.
    Board,
}

/// The conferences that are followed.
#[derive(Clone, Debug)]
pub struct Hub(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    db: Db,
    clock: Clock,
    contents: Arc<Contents>,
    /// Longest time between two readings while somebody follows.
    recheck: Duration,
    channels: Mutex<HashMap<ConferenceId, Arc<Channel>>>,
    stopped: CancellationToken,
}

#[derive(Debug)]
struct Channel {
    phone: watch::Sender<Frame>,
    board: watch::Sender<Frame>,
    changed: Notify,
}

impl Hub {
    /// A hub that nobody follows yet.
    pub fn new(db: Db, clock: Clock, contents: Arc<Contents>, recheck: Duration) -> Self {
        let (channels, stopped) = (Mutex::default(), CancellationToken::new());
        let listener = Arc::new(tokio::sync::Mutex::new(db.changes().listen()));
        let hub = Arc::new(Inner { db, clock, contents, recheck, channels, stopped });
        let weak = Arc::downgrade(&hub);
        keep_running("the live hub", move || hear(weak.clone(), listener.clone()));
        Self(hub)
    }

    /// Done when the server stops.
    pub(crate) fn stopped(&self) -> CancellationToken {
        self.0.stopped.clone()
    }

    /// Takes note that a conference has changed; its followers get the new state with the next
    /// tick.
    fn touch(&self, conference: &ConferenceId) {
        let channels = self.0.channels.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(channel) = channels.get(conference) {
            channel.changed.notify_one();
        }
    }

    fn touch_all(&self) {
        let channels = self.0.channels.lock().unwrap_or_else(PoisonError::into_inner);
        channels.values().for_each(|channel| channel.changed.notify_one());
    }

    /// Follows a conference; the first follower starts its task.
    pub fn follow(&self, conference: ConferenceId, audience: Audience) -> Subscription {
        let mut channels = self.0.channels.lock().unwrap_or_else(PoisonError::into_inner);
        let channel = channels.entry(conference).or_insert_with_key(|conference| {
            let channel = Arc::new(Channel {
                phone: watch::Sender::default(),
                board: watch::Sender::default(),
                changed: Notify::new(),
            });
            let (hub, id, kept) = (self.clone(), conference.clone(), channel.clone());
            keep_running("live states", move || run(hub.clone(), id.clone(), kept.clone()));
            channel
        });
        let frames = match audience {
            Audience::Phone => channel.phone.subscribe(),
            Audience::Board => channel.board.subscribe(),
        };
        Subscription::new(frames, self.0.stopped.clone())
    }

    /// Ends all streams and tasks, so that the server can stop.
    pub fn stop(&self) {
        self.0.stopped.cancel();
    }

    /// Takes a channel away that nobody follows; `false` where somebody came meanwhile.
    fn retire(&self, conference: &ConferenceId, channel: &Channel) -> bool {
        let mut channels = self.0.channels.lock().unwrap_or_else(PoisonError::into_inner);
        let is_followed = channel.is_followed();
        if !is_followed {
            channels.remove(conference);
        }
        !is_followed
    }
}

impl Channel {
    fn is_followed(&self) -> bool {
        self.phone.receiver_count() + self.board.receiver_count() > 0
    }
}

/// Hears what has changed as long as there is a hub.
async fn hear(hub: Weak<Inner>, listener: Arc<tokio::sync::Mutex<Listener>>) {
    let mut listener = listener.lock().await;
    while let Some(announcement) = listener.next().await {
        let Some(hub) = hub.upgrade().map(Hub) else { return };
        match announcement {
            Announcement::Of(Change::Content(id) | Change::Votes(id)) => hub.touch(&id),
            Announcement::Of(Change::Finder) => {}
            Announcement::Anything => hub.touch_all(),
        }
    }
}

/// Keeps one conference's followers up to date until nobody is left.
async fn run(hub: Hub, conference: ConferenceId, channel: Arc<Channel>) {
    loop {
        let Inner { db, contents, clock, .. } = &*hub.0;
        match state::encode(db, contents, &conference, clock.now()).await {
            Ok(Some(frames)) => {
                publish(&channel.phone, frames.phone);
                publish(&channel.board, frames.board);
            }
            Ok(None) => {}
            // The next tick tries again; followers keep the last state and still hear beats.
            Err(error) => tracing::error!(%error, "live state was not read"),
        }
        tokio::select! {
            () = hub.0.stopped.cancelled() => return,
            () = tokio::time::sleep(BOARD_TICK) => {}
        }
        if !channel.is_followed() && hub.retire(&conference, &channel) {
            return;
        }
        tokio::select! {
            () = hub.0.stopped.cancelled() => return,
            () = channel.changed.notified() => {}
            () = tokio::time::sleep(hub.0.recheck) => {}
        }
    }
}

/// Sends a frame unless it says what the last one said.
fn publish(sender: &watch::Sender<Frame>, frame: Frame) {
    sender.send_if_modified(|held| {
        let is_new = held.version != frame.version;
        if is_new {
            *held = frame;
        }
        is_new
    });
}
