//! The daily task that deletes what is kept for a limited time only.

use crate::db::{account_links, audit, mails, sessions, staged_files};
use crate::error::ServiceError;
use crate::finder::STAGED_DAYS;
use crate::mail;
use crate::service::Service;
use std::time::Duration;

const DAY: Duration = Duration::from_hours(24);

impl Service {
    /// Starts to delete daily what has expired, at once for the first time.
    pub fn start_upkeep(&self) {
        let (service, shutdown) = (self.clone(), self.0.hub.shutdown_token());
        self.0.metrics.supervisor.spawn("upkeep", move || {
            let (service, shutdown) = (service.clone(), shutdown.clone());
            async move {
                loop {
                    if let Err(error) = service.delete_expired().await {
                        tracing::warn!(%error, "what has expired cannot be deleted; trying again tomorrow");
                    }
                    tokio::select! {
                        () = shutdown.cancelled() => return,
                        () = tokio::time::sleep(DAY) => {}
                    }
                }
            }
        });
    }

    /// Deletes what is older than it is kept: entries of the audit log, sessions and links that have
    /// ended, mails that were sent, uploaded files.
    ///
    /// # Errors
    /// The database's only.
    pub async fn delete_expired(&self) -> Result<(), ServiceError> {
        let now = self.0.clock.now();
        let days_ago = |days: u32| now.before(DAY.saturating_mul(days));
        let mut tx = self.0.db.write().await?;
        audit::delete_entries_before(&mut tx, days_ago(self.0.settings.audit_days)).await?;
        sessions::delete_expired(&mut tx, now).await?;
        account_links::delete_expired(&mut tx, now).await?;
        mails::delete_sent_before(&mut tx, now.before(mail::RETENTION)).await?;
        tx.commit().await?;
        // On its own, since files are large.
        let mut tx = self.0.db.write().await?;
        staged_files::delete_files_before(&mut tx, days_ago(STAGED_DAYS)).await?;
        Ok(tx.commit().await?)
    }
}
