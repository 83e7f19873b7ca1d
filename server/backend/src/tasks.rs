//! Tasks that must not end.

use std::time::Duration;

/// How long to wait before a task that has panicked begins again.
const PAUSE: Duration = Duration::from_millis(100);

/// Runs a task in the background until it ends by itself. Where it panics, that is logged, and it
/// begins again; whatever it had in hand then is lost, so callers must hear of that otherwise.
pub(crate) fn keep_running<F, T>(name: &'static str, task: F)
where
    F: Fn() -> T + Send + 'static,
    T: Future<Output = ()> + Send + 'static,
{
    tokio::spawn(async move {
        while let Err(error) = tokio::spawn(task()).await {
            tracing::error!(task = name, %error, "a task has ended and begins again");
            tokio::time::sleep(PAUSE).await;
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;
    use std::sync::atomic::{AtomicU32, Ordering};
    use tokio::sync::mpsc;

    #[tokio::test]
    async fn a_task_that_panics_begins_again_until_it_ends_by_itself() {
        let (sender, mut received) = mpsc::unbounded_channel();
        let begun = Arc::new(AtomicU32::new(0));
        keep_running("test", move || {
            let (begun, sender) = (begun.clone(), sender.clone());
            async move {
                let time = begun.fetch_add(1, Ordering::SeqCst);
                sender.send(time).unwrap();
                assert!(time == 2, "not yet");
            }
        });
        let mut times = Vec::new();
        while let Some(time) = received.recv().await {
            times.push(time);
        }
        assert_eq!(times, [0, 1, 2]);
    }
}
