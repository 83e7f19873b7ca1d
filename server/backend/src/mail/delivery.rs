//! Sending what is due: claim, attempt, record.

use super::backoff::next_attempt;
use super::server::{MailServer, Outgoing, SendError};
use crate::db::mails::{self, Claim, StoredMail};
use crate::db::{DbError, Tx, failing_addresses};
use crate::service::Service;
use shared::time::Millis;
use std::time::Duration;

/// How long a claimed mail is left to its server; longer than the longest attempt.
const LEASE: Duration = Duration::from_mins(5);
/// How often the queue is looked at, and the longest time a mail waits there for no reason.
const INTERVAL: Duration = Duration::from_secs(5);
/// How long mails are kept that were sent (without their text, so that none is queued again) or
/// given up.
const RETENTION: Duration = Duration::from_hours(400 * 24);
/// Mails of one look at the queue.
const BATCH: i64 = 50;

/// What came of one look at the queue.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DeliveryReport {
    /// Mails that the mail server has taken.
    pub sent: usize,
    /// Mails that are tried again later.
    pub postponed: usize,
    /// Mails that were given up: rejected, or too old.
    pub given_up: usize,
}

impl Service {
    /// Starts to send mails until the server ends; without a mail server nothing is started.
    pub fn start_mail(&self) {
        if self.0.settings.mail_server.is_none() {
            return;
        }
        let (service, shutdown) = (self.clone(), self.0.hub.shutdown_token());
        self.0.metrics.supervisor.spawn("mail", move || {
            let (service, shutdown) = (service.clone(), shutdown.clone());
            async move {
                loop {
                    if let Err(error) = service.deliver_mails().await {
                        tracing::warn!(%error, "the mail queue cannot be read; trying again");
                    }
                    tokio::select! {
                        () = shutdown.cancelled() => return,
                        () = tokio::time::sleep(INTERVAL) => {}
                    }
                }
            }
        });
    }

    /// Sends the mails that are due. After a failure of the mail server itself the others wait for
    /// the next look.
    ///
    /// # Errors
    /// The database's only.
    pub async fn deliver_mails(&self) -> Result<DeliveryReport, DbError> {
        let mut report = DeliveryReport::default();
        let Some(server) = &self.0.settings.mail_server else { return Ok(report) };
        let now = self.0.clock.now();
        let mut tx = self.0.db.read().await?;
        let due = mails::load_due(&mut tx, now, BATCH).await?;
        drop(tx);
        for mail in due {
            if !self.claim_mail(&mail).await? {
                continue;
            }
            let outcome = server.attempt(&mail).await;
            let is_over = matches!(outcome, Err(SendError::Later { is_server: true, .. }));
            self.record_attempt(&mail, outcome, &mut report).await?;
            if is_over {
                break;
            }
        }
        Ok(report)
    }

    /// Deletes mails that were sent or given up longer ago than they are kept; returns how many.
    ///
    /// # Errors
    /// The database's only.
    pub(crate) async fn expire_mails(&self, tx: &mut Tx) -> Result<u64, DbError> {
        mails::delete_finished_before(tx, self.0.clock.now().before(RETENTION)).await
    }

    async fn claim_mail(&self, mail: &StoredMail) -> Result<bool, DbError> {
        let until = self.0.clock.now().after(LEASE);
        let mut tx = self.0.db.write().await?;
        let is_claimed = mails::claim(&mut tx, &claim(mail), until).await?;
        tx.commit().await?;
        Ok(is_claimed)
    }

    async fn record_attempt(
        &self,
        mail: &StoredMail,
        outcome: Result<(), SendError>,
        report: &mut DeliveryReport,
    ) -> Result<(), DbError> {
        let now = self.0.clock.now();
        let claimed = Claim { attempts: mail.attempts + 1, ..claim(mail) };
        let mut tx = self.0.db.write().await?;
        match outcome {
            Ok(()) => {
                mails::mark_sent(&mut tx, &claimed, now).await?;
                failing_addresses::clear(&mut tx, &mail.message.to).await?;
                report.sent += 1;
            }
            Err(SendError::Later { reason, .. }) => {
                match next_attempt(mail.created_at, claimed.attempts, now) {
                    Some(next) => {
                        mails::postpone(&mut tx, &claimed, next, &reason).await?;
                        report.postponed += 1;
                    }
                    None => give_up(&mut tx, &claimed, now, &reason, report).await?,
                }
            }
            Err(SendError::Rejected(reason)) => {
                failing_addresses::save(&mut tx, &mail.message.to, now, &reason).await?;
                give_up(&mut tx, &claimed, now, &reason, report).await?;
            }
        }
        tx.commit().await
    }
}

impl MailServer {
    async fn attempt(&self, mail: &StoredMail) -> Result<(), SendError> {
        let StoredMail { id, message, created_at, .. } = mail;
        self.send(Outgoing { id, message, created_at: *created_at }).await
    }
}

fn claim(mail: &StoredMail) -> Claim<'_> {
    Claim { id: &mail.id, attempts: mail.attempts }
}

async fn give_up(
    tx: &mut Tx,
    claimed: &Claim<'_>,
    now: Millis,
    reason: &str,
    report: &mut DeliveryReport,
) -> Result<(), DbError> {
    tracing::warn!(mail = %claimed.id, reason, "a mail was given up");
    report.given_up += 1;
    mails::give_up(tx, claimed, now, reason).await
}
