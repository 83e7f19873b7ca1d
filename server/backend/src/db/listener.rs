//! Receives what other servers announce on PostgreSQL.

use super::error::DbError;
use super::notify::CHANNEL;
use crate::changes::{Announcement, ChangeBus};
use sqlx::postgres::PgListener;
use std::time::Duration;
use tokio_util::sync::CancellationToken;

/// Back-off before a lost connection is opened again: doubled after each failure.
const MIN_BACKOFF: Duration = Duration::from_millis(100);
const MAX_BACKOFF: Duration = Duration::from_secs(5);

/// Listens on a dedicated connection, which is opened again whenever it is lost.
#[derive(Clone, Debug)]
pub(crate) struct DbListener {
    url: String,
    changes: ChangeBus,
}

impl DbListener {
    pub(super) const fn new(url: String, changes: ChangeBus) -> Self {
        Self { url, changes }
    }

    /// Listens until `shutdown`. Every new connection publishes [`Announcement::Resync`], which
    /// makes up for announcements missed in between.
    pub(crate) async fn run(self, shutdown: CancellationToken) {
        let mut backoff = MIN_BACKOFF;
        loop {
            let listened = tokio::select! {
                () = shutdown.cancelled() => return,
                listened = self.listen(&mut backoff) => listened,
            };
            if let Err(error) = listened {
                tracing::warn!(%error, "no connection for changes of other servers; trying again");
            }
            tokio::select! {
                () = shutdown.cancelled() => return,
                () = tokio::time::sleep(backoff) => {}
            }
            backoff = (backoff * 2).min(MAX_BACKOFF);
        }
    }

    /// Listens on one `PgListener`, which reconnects by itself; ends when it cannot.
    async fn listen(&self, backoff: &mut Duration) -> Result<(), DbError> {
        let mut listener = PgListener::connect(&self.url).await?;
        listener.listen(CHANNEL).await?;
        *backoff = MIN_BACKOFF;
        self.changes.publish(Announcement::Resync);
        loop {
            match listener.try_recv().await? {
                Some(notification) => self.changes.receive(notification.payload()),
                // The connection was lost and has been opened again.
                None => self.changes.publish(Announcement::Resync),
            }
        }
    }
}
