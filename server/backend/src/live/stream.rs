//! One follower's stream: the latest state whenever it is new, and a beat in between.

use super::frame::Frame;
use bytes::Bytes;
use futures_util::Stream;
use futures_util::stream::unfold;
use shared::live::HEARTBEAT_EVENT;
use std::convert::Infallible;
use std::time::Duration;
use tokio::sync::watch;
use tokio_util::sync::CancellationToken;

/// Time without a state after which a beat is sent: a page that hears nothing for
/// three of them opens its stream anew.
const BEAT: Duration = Duration::from_secs(10);

/// How long a poll waits for the first reading of a conference nobody followed before.
const PATIENCE: Duration = Duration::from_secs(2);

/// A follower of a conference.
#[derive(Debug)]
pub struct Subscription {
    frames: watch::Receiver<Frame>,
    stopped: CancellationToken,
}

impl Subscription {
    pub(super) fn new(mut frames: watch::Receiver<Frame>, stopped: CancellationToken) -> Self {
        // What is there already is new to this follower.
        frames.mark_changed();
        Self { frames, stopped }
    }

    /// The events for this follower, encoded; those of version `seen` are left out.
    /// Ends when the server stops.
    pub fn into_events(
        self,
        seen: Option<String>,
    ) -> impl Stream<Item = Result<Bytes, Infallible>> + Send + 'static {
        unfold((self, seen.unwrap_or_default()), |(mut subscription, seen)| async move {
            let (bytes, seen) = subscription.next(seen).await?;
            Some((Ok(bytes), (subscription, seen)))
        })
    }

    /// The state as it is now, as JSON; `None` where it is the one of version `seen`, or where
    /// there is none to be had within [`PATIENCE`].
    pub async fn into_state(mut self, seen: &str) -> Option<Bytes> {
        let ready = self.frames.wait_for(|frame| !frame.event.is_empty());
        let frame = tokio::time::timeout(PATIENCE, ready).await.ok()?.ok()?.clone();
        (frame.version != seen).then_some(frame.state)
    }

    async fn next(&mut self, seen: String) -> Option<(Bytes, String)> {
        loop {
            tokio::select! {
                () = self.stopped.cancelled() => return None,
                changed = self.frames.changed() => {
                    changed.ok()?;
                    let frame = self.frames.borrow_and_update().clone();
                    if !frame.event.is_empty() && frame.version != seen {
                        return Some((frame.event, frame.version));
                    }
                }
                () = tokio::time::sleep(BEAT) => {
                    let beat = format!("event: {HEARTBEAT_EVENT}\ndata:\n\n");
                    return Some((Bytes::from(beat), seen));
                }
            }
        }
    }
}
