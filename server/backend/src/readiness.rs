//! Whether a ballot could be committed now.

use crate::service::Service;
use std::time::Duration;
use tokio::sync::Mutex;
use tokio::time::Instant;

/// How long an answer holds, so that being asked often writes no more.
const HOLDS: Duration = Duration::from_secs(1);

/// The last answer, and when it was found.
#[derive(Debug, Default)]
pub(crate) struct Readiness(Mutex<Option<(Instant, bool)>>);

impl Service {
    /// Whether a ballot could be committed now, as of at most a second ago. It goes the way of a
    /// ballot: through the writer's queue, onto the disk.
    pub async fn is_ready(&self) -> bool {
        let mut last = self.0.readiness.0.lock().await;
        if let Some((found, is_ready)) = *last
            && found.elapsed() < HOLDS
        {
            return is_ready;
        }
        let is_ready = self.0.writer.can_write().await;
        *last = Some((Instant::now(), is_ready));
        is_ready
    }
}
