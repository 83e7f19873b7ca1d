//! The daily task that deletes what is kept for a limited time.
//!
//! Each room decides how long its own things are kept; nothing here does.

use crate::db::{DbError, account_links, sessions};
use crate::service::Service;
use std::time::Duration;

/// How often the task runs, beginning with the start of the server.
const INTERVAL: Duration = Duration::from_hours(24);

/// How many rows one run has deleted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ExpiryReport {
    /// Entries of the audit log that are older than its setting.
    pub audit_entries: u64,
    /// Uploaded files that were left.
    pub staged_files: u64,
    /// Sessions that have expired.
    pub sessions: u64,
    /// Links of invitations and passwords that have expired.
    pub account_links: u64,
    /// Mails that were sent or given up long ago, with their recipients.
    pub mails: u64,
}

impl Service {
    /// Starts to delete daily what has expired, until the server ends.
    pub fn start_expiry(&self) {
        let (service, shutdown) = (self.clone(), self.0.hub.shutdown_token());
        self.0.metrics.supervisor.spawn("expiry", move || {
            let (service, shutdown) = (service.clone(), shutdown.clone());
            async move {
                loop {
                    match service.delete_expired().await {
                        Ok(report) => log(&report),
                        Err(error) => {
                            tracing::warn!(%error, "what has expired cannot be deleted; trying again tomorrow");
                        }
                    }
                    tokio::select! {
                        () = shutdown.cancelled() => return,
                        () = tokio::time::sleep(INTERVAL) => {}
                    }
                }
            }
        });
    }

    /// Deletes what has expired by now.
    ///
    /// # Errors
    /// The database's only; nothing but uploaded files has been deleted then.
    pub async fn delete_expired(&self) -> Result<ExpiryReport, DbError> {
        let staged_files = self.expire_staged_files().await?;
        let now = self.0.clock.now();
        let mut tx = self.0.db.write().await?;
        let report = ExpiryReport {
            audit_entries: self.expire_audit(&mut tx).await?,
            staged_files,
            sessions: sessions::delete_expired(&mut tx, now).await?,
            account_links: account_links::delete_expired(&mut tx, now).await?,
            mails: self.expire_mails(&mut tx).await?,
        };
        tx.commit().await?;
        Ok(report)
    }
}

fn log(report: &ExpiryReport) {
    tracing::info!(
        audit_entries = report.audit_entries,
        staged_files = report.staged_files,
        sessions = report.sessions,
        account_links = report.account_links,
        mails = report.mails,
        "deleted what has expired"
    );
}
