//! The readiness check: whether a ballot could be committed now.

use crate::voting::ballot_writer::BallotWriter;
use std::time::Duration;
use tokio::sync::Mutex;
use tokio::time::Instant;

/// How long a result is reused, so that frequent checks cause no more writes.
const CACHE_TTL: Duration = Duration::from_secs(1);

/// The last result of the check.
#[derive(Debug, Default)]
pub(crate) struct ReadinessCache(Mutex<Option<CheckResult>>);

#[derive(Clone, Copy, Debug)]
struct CheckResult {
    checked_at: Instant,
    is_ready: bool,
}

impl ReadinessCache {
    /// The result as of at most [`CACHE_TTL`] ago. The check takes the same path as a ballot:
    /// through the writer's queue, onto the disk.
    pub(crate) async fn check(&self, writer: &BallotWriter) -> bool {
        let mut last = self.0.lock().await;
        if let Some(result) = last.filter(|result| result.checked_at.elapsed() < CACHE_TTL) {
            return result.is_ready;
        }
        let is_ready = writer.can_write().await;
        *last = Some(CheckResult { checked_at: Instant::now(), is_ready });
        is_ready
    }
}
