//! Whether a ballot could be committed now.

use crate::voting::ballot_writer::BallotWriter;
use std::time::Duration;
use tokio::sync::Mutex;
use tokio::time::Instant;

/// How long an answer holds, so that being asked often writes no more.
const HOLDS: Duration = Duration::from_secs(1);

/// The last answer, and when it was found.
#[derive(Debug, Default)]
pub(crate) struct Readiness(Mutex<Option<Answer>>);

#[derive(Clone, Copy, Debug)]
struct Answer {
    found: Instant,
    is_ready: bool,
}

impl Readiness {
    /// As of at most a second ago. It goes the way of a ballot: through the writer's queue, onto
    /// the disk.
    pub(crate) async fn check(&self, writer: &BallotWriter) -> bool {
        let mut last = self.0.lock().await;
        if let Some(answer) = last.filter(|answer| answer.found.elapsed() < HOLDS) {
            return answer.is_ready;
        }
        let is_ready = writer.can_write().await;
        *last = Some(Answer { found: Instant::now(), is_ready });
        is_ready
    }
}
