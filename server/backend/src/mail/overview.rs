//! The queue as the desk shows it, and sending again what was given up.

use super::message::MailBody;
use crate::accounts::{Editor, Scope};
use crate::db::failing_addresses::{self, FailingAddress};
use crate::db::mails::{self, StoredMail};
use crate::error::ServiceError;
use crate::finder::care::is_care_mail;
use crate::service::Service;
use shared::contact::Mail;
use shared::id::MailId;
use shared::time::Millis;

/// The state of the mail queue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailOverview {
    /// Whether a mail server is configured; without one mails wait, and their links can be copied.
    pub has_server: bool,
    /// Mails that wait, are given up or were sent lately, the latest first.
    pub mails: Vec<MailView>,
    /// Addresses that were rejected.
    pub failing: Vec<FailingAddress>,
}

/// A mail of the queue, as an editor sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailView {
    /// Its id.
    pub id: MailId,
    /// The address.
    pub to: Mail,
    /// The subject.
    pub subject: String,
    /// The text of a mail to a provider that was not sent. Other mails may hold links that give more
    /// rights than an editor has.
    pub text: Option<MailBody>,
    /// When it was queued.
    pub created_at: Millis,
    /// When it is tried next.
    pub next_attempt_at: Millis,
    /// When the mail server took it.
    pub sent_at: Option<Millis>,
    /// When it was given up.
    pub given_up_at: Option<Millis>,
    /// What the mail server last answered.
    pub reason: Option<String>,
}

/// Most mails in an overview.
const MAX_SHOWN: i64 = 500;

impl Service {
    /// Shows the mail queue.
    ///
    /// # Errors
    /// The database's only.
    pub async fn show_mail_queue(&self, editor: &Editor) -> Result<MailOverview, ServiceError> {
        let mut tx = self.0.db.read().await?;
        let stored = mails::load_latest(&mut tx, MAX_SHOWN).await?;
        Ok(MailOverview {
            has_server: self.0.settings.mail_server.is_some(),
            mails: stored.into_iter().map(|mail| view(editor, mail)).collect(),
            failing: failing_addresses::load_all(&mut tx).await?,
        })
    }

    /// Queues a mail again that was given up, and forgets that its address was rejected; `false`
    /// where there is none.
    ///
    /// # Errors
    /// The database's only.
    pub async fn send_mail_again(&self, _: &Editor, id: &MailId) -> Result<bool, ServiceError> {
        let now = self.0.clock.now();
        let mut tx = self.0.db.write().await?;
        let Some(to) = mails::requeue(&mut tx, id, now).await? else { return Ok(false) };
        failing_addresses::clear(&mut tx, &to).await?;
        tx.commit().await?;
        Ok(true)
    }
}

fn view(editor: &Editor, mail: StoredMail) -> MailView {
    // The link of a mail is about one provider, whose offers may be in any town.
    let is_shown = *editor.scope() == Scope::All && is_care_mail(&mail.message.purpose);
    MailView {
        id: mail.id,
        to: mail.message.to,
        subject: mail.message.subject.into(),
        text: Some(mail.message.body).filter(|_| is_shown && mail.sent_at.is_none()),
        created_at: mail.created_at,
        next_attempt_at: mail.next_attempt_at,
        sent_at: mail.sent_at,
        given_up_at: mail.given_up_at,
        reason: mail.reason,
    }
}
