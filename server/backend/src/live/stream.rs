//! A subscriber's stream: each new state, and heartbeats in between.

use super::frame::Frame;
use crate::metrics::OpenStreams;
use bytes::Bytes;
use futures_util::Stream;
use futures_util::stream::unfold;
use shared::live::{HEARTBEAT_EVENT, HEARTBEAT_SECONDS};
use std::convert::Infallible;
use std::time::Duration;
use tokio::sync::watch;
use tokio_util::sync::CancellationToken;

const HEARTBEAT_INTERVAL: Duration = Duration::from_secs(HEARTBEAT_SECONDS as u64);

/// How long a poll waits for the first state of a conference without other subscribers.
const FIRST_STATE_TIMEOUT: Duration = Duration::from_secs(2);

/// A subscription to the states of a conference.
#[derive(Debug)]
pub struct Subscription {
    frames: watch::Receiver<Frame>,
    shutdown: CancellationToken,
    open_streams: OpenStreams,
}

impl Subscription {
    pub(super) fn new(
        mut frames: watch::Receiver<Frame>,
        shutdown: CancellationToken,
        open_streams: OpenStreams,
    ) -> Self {
        // The current state is new to this subscriber.
        frames.mark_changed();
        Self { frames, shutdown, open_streams }
    }

    /// The encoded events; a state of version `seen` is left out, and a heartbeat sent instead, so
    /// that the subscriber learns at once that the stream works. Ends when the server shuts down.
    pub fn into_events(
        self,
        seen: Option<String>,
    ) -> impl Stream<Item = Result<Bytes, Infallible>> + Send + 'static {
        let open = self.open_streams.enter();
        unfold((self, seen.unwrap_or_default(), open), |(mut subscription, seen, open)| async {
            let (bytes, seen) = subscription.next(seen).await?;
            Some((Ok(bytes), (subscription, seen, open)))
        })
    }

    /// The current state as JSON; `None` where its version is `seen`, or where there is none within
    /// [`FIRST_STATE_TIMEOUT`].
    pub async fn into_state(mut self, seen: &str) -> Option<Bytes> {
        let ready = self.frames.wait_for(|frame| !frame.event.is_empty());
        let frame = tokio::time::timeout(FIRST_STATE_TIMEOUT, ready).await.ok()?.ok()?.clone();
        (frame.version != seen).then_some(frame.state)
    }

    async fn next(&mut self, seen: String) -> Option<(Bytes, String)> {
        loop {
            tokio::select! {
                () = self.shutdown.cancelled() => return None,
                changed = self.frames.changed() => {
                    changed.ok()?;
                    let frame = self.frames.borrow_and_update().clone();
                    if frame.event.is_empty() {
                        continue;
                    }
                    if frame.version == seen {
                        return Some((heartbeat(), seen));
                    }
                    return Some((frame.event, frame.version));
                }
                () = tokio::time::sleep(HEARTBEAT_INTERVAL) => {
                    return Some((heartbeat(), seen));
                }
            }
        }
    }
}

fn heartbeat() -> Bytes {
    Bytes::from(format!("event: {HEARTBEAT_EVENT}\ndata:\n\n"))
}
