//! The queue as the desk shows it, and sending again what was given up.

use crate::db::failing_addresses::{self, FailingAddress};
use crate::db::mails::{self, StoredMail};
use crate::error::ServiceError;
use crate::service::Service;
use shared::id::MailId;

/// The state of the mail queue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailOverview {
    /// Whether a mail server is configured; without one mails wait, and their links can be copied.
    pub has_server: bool,
    /// Mails that wait, are given up or were sent lately, the latest first.
    pub mails: Vec<StoredMail>,
    /// Addresses that were rejected.
    pub failing: Vec<FailingAddress>,
}

/// Most mails in an overview.
const MAX_SHOWN: i64 = 500;

impl Service {
    /// Shows the mail queue. The texts of mails that wait hold secret links.
    ///
    /// # Errors
    /// The database's only.
    pub async fn show_mail_queue(&self) -> Result<MailOverview, ServiceError> {
        let mut tx = self.0.db.read().await?;
        Ok(MailOverview {
            has_server: self.0.settings.mail_server.is_some(),
            mails: mails::load_latest(&mut tx, MAX_SHOWN).await?,
            failing: failing_addresses::load_all(&mut tx).await?,
        })
    }

    /// Queues a mail again that was given up, and forgets that its address was rejected; `false`
    /// where there is none.
    ///
    /// # Errors
    /// The database's only.
    pub async fn send_mail_again(&self, id: &MailId) -> Result<bool, ServiceError> {
        let now = self.0.clock.now();
        let mut tx = self.0.db.write().await?;
        let Some(to) = mails::requeue(&mut tx, id, now).await? else { return Ok(false) };
        failing_addresses::clear(&mut tx, &to).await?;
        tx.commit().await?;
        Ok(true)
    }
}
