//! Supervised background tasks.

use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use std::time::Duration;

/// Delay before a task that has panicked is restarted.
const RESTART_DELAY: Duration = Duration::from_millis(100);

/// Starts tasks and restarts those that panic; clones count together.
#[derive(Clone, Debug, Default)]
pub(crate) struct Supervisor {
    /// Restarts by the name of the task.
    pub(crate) restarts: Family<[(&'static str, &'static str); 1], Counter>,
}

impl Supervisor {
    /// Spawns a task and restarts it whenever it panics, which is logged and counted, until it
    /// returns. What it was working on is lost then, so its callers must find that out in another
    /// way.
    pub(crate) fn spawn<F, T>(&self, name: &'static str, task: F)
    where
        F: Fn() -> T + Send + 'static,
        T: Future<Output = ()> + Send + 'static,
    {
        let restarts = self.restarts.get_or_create_owned(&[("task", name)]);
        tokio::spawn(async move {
            while let Err(error) = tokio::spawn(task()).await {
                restarts.inc();
                tracing::error!(task = name, %error, "a task has panicked and is restarted");
                tokio::time::sleep(RESTART_DELAY).await;
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;
    use std::sync::atomic::{AtomicU32, Ordering};
    use tokio::sync::mpsc;

    #[tokio::test]
    async fn a_task_that_panics_is_restarted_until_it_returns_and_each_restart_counts() {
        let (sender, mut received) = mpsc::unbounded_channel();
        let starts = Arc::new(AtomicU32::new(0));
        let supervisor = Supervisor::default();
        supervisor.spawn("test", move || {
            let (starts, sender) = (starts.clone(), sender.clone());
            async move {
                let start = starts.fetch_add(1, Ordering::SeqCst);
                sender.send(start).unwrap();
                assert!(start == 2, "not yet");
            }
        });
        let mut received_starts = Vec::new();
        while let Some(start) = received.recv().await {
            received_starts.push(start);
        }
        assert_eq!(received_starts, [0, 1, 2]);
        assert_eq!(supervisor.restarts.get_or_create(&[("task", "test")]).get(), 2);
    }
}
