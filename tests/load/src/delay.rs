//! How late this program itself is. Ten thousand phones are one thread here, and what waits in
//! its queue looks like a slow server.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::task::AbortHandle;
use tokio::time::{Instant, sleep_until};

const EVERY: Duration = Duration::from_millis(10);

/// Wakes up again and again, and notes how late that was; timers are as fine as a millisecond.
#[derive(Debug)]
pub(crate) struct Delay {
    samples: Arc<Mutex<Vec<Duration>>>,
    task: AbortHandle,
}

impl Delay {
    /// Begins to watch.
    pub(crate) fn watch() -> Self {
        let samples = Arc::new(Mutex::default());
        let task = tokio::spawn(note(Arc::clone(&samples))).abort_handle();
        Self { samples, task }
    }

    /// Stops, and says how late it was each time.
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
