//! Scheduling delays of this program. Ten thousand phones share one thread here, and waiting in
//! its queue looks like a slow server.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::task::AbortHandle;
use tokio::time::{Instant, sleep_until};

const EVERY: Duration = Duration::from_millis(10);

/// Wakes up periodically and records how late it was; timers have a resolution of a millisecond.
#[derive(Debug)]
pub(crate) struct Delay {
    samples: Arc<Mutex<Vec<Duration>>>,
    task: AbortHandle,
}

impl Delay {
    /// Starts measuring.
    pub(crate) fn watch() -> Self {
        let samples = Arc::new(Mutex::default());
        let task = tokio::spawn(note(Arc::clone(&samples))).abort_handle();
        Self { samples, task }
    }

    /// Stops, and returns the measured delays.
    pub(crate) fn stop(self) -> Vec<Duration> {
        self.task.abort();
        std::mem::take(&mut *self.samples.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

async fn note(samples: Arc<Mutex<Vec<Duration>>>) {
    loop {
        let planned = Instant::now() + EVERY;
        sleep_until(planned).await;
        let late = planned.elapsed();
        samples.lock().unwrap_or_else(PoisonError::into_inner).push(late);
    }
}
