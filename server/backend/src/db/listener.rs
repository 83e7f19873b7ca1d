//! Hears on PostgreSQL what other servers have announced.

use super::DbError;
use super::announce::CHANNEL;
use crate::changes::{Announcement, Changes};
use sqlx::postgres::PgListener;
use std::time::Duration;
use tokio_util::sync::CancellationToken;

/// First and longest pause before a lost connection is opened again.
const FIRST_PAUSE: Duration = Duration::from_millis(100);
const LONGEST_PAUSE: Duration = Duration::from_secs(5);

/// A connection of its own, opened again whenever it is lost.
#[derive(Clone, Debug)]
pub(crate) struct DbListener {
    pub(super) url: String,
    pub(super) changes: Changes,
}

impl DbListener {
    /// Listens until `stopped`. Announcements that were missed are made up for by publishing that
    /// anything may have changed.
    pub(crate) async fn run(self, stopped: CancellationToken) {
        let mut pause = FIRST_PAUSE;
        loop {
            let listened = tokio::select! {
                () = stopped.cancelled() => return,
                listened = self.listen(&mut pause) => listened,
            };
            if let Err(error) = listened {
                tracing::warn!(%error, "changes of other servers are not heard; trying again");
            }
            tokio::select! {
                () = stopped.cancelled() => return,
                () = tokio::time::sleep(pause) => {}
            }
            pause = (pause * 2).min(LONGEST_PAUSE);
        }
    }

    /// Listens on one connection, which is opened again as long as that works.
    async fn listen(&self, pause: &mut Duration) -> Result<(), DbError> {
        let mut listener = PgListener::connect(&self.url).await?;
        listener.listen(CHANNEL).await?;
        *pause = FIRST_PAUSE;
        self.changes.publish(Announcement::Anything);
        loop {
            match listener.try_recv().await? {
                Some(notification) => self.changes.hear(notification.payload()),
                // The connection was lost and is there again.
                None => self.changes.publish(Announcement::Anything),
            }
        }
    }
}
