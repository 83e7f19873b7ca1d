//! Mails with links of accounts: invitations, and passwords that were forgotten.

use super::audit::Deed;
use super::links::{IssuedLink, LinkPurpose, parse_mail};
use super::rights::Administrator;
use crate::clock::local_time;
use crate::db::{Tx, accounts, mails};
use crate::error::ServiceError;
use crate::mail::{self, MailBody, Message, Subject};
use crate::service::Service;
use i18n::I18n;
use shared::desk::audit::{Action, Actor, SubjectKind};
use shared::time::Millis;
use std::time::Duration;

/// An account gets at most one mail in each, however often somebody asks.
const FORGOTTEN_EVERY: Duration = Duration::from_hours(1);

impl Service {
    /// Whether links can be mailed.
    pub fn has_mail_server(&self) -> bool {
        self.0.settings.mail_server.is_some()
    }

    /// Mails a link that was just made to the person it is for.
    ///
    /// # Errors
    /// The database's only.
    pub async fn mail_link(
        &self,
        _: &Administrator,
        link: &IssuedLink,
        i18n: I18n,
    ) -> Result<(), ServiceError> {
        let mut tx = self.0.db.write().await?;
        let purpose = format!("link/{}", link.token.hash().as_str());
        self.queue_link(&mut tx, &LinkMail { link, purpose, i18n }).await?;
        Ok(tx.commit().await?)
    }

    /// Mails a link that sets a new password, where there is an account with this address. Who asks
    /// is not told whether there is.
    ///
    /// # Errors
    /// [`AccountError::Mail`](shared::desk::AccountError::Mail).
    pub async fn mail_forgotten_password(
        &self,
        mail: &str,
        i18n: I18n,
    ) -> Result<(), ServiceError> {
        let address = parse_mail(mail)?;
        // Anybody can ask: only a mail that will be queued may make ballots wait for a write.
        let mut tx = self.0.db.read().await?;
        let account = accounts::find_by_mail(&mut tx, &address).await?;
        let Some(account) = account.filter(|account| account.disabled_at.is_none()) else {
            return Ok(());
        };
        let purpose = forgotten_purpose(account.id.as_str(), self.0.clock.now());
        if mails::has_purpose(&mut tx, &purpose).await? {
            return Ok(());
        }
        drop(tx);
        let mut tx = self.0.db.write().await?;
        let deed = Deed {
            action: Action::IssueLink,
            kind: SubjectKind::Account,
            subject: account.id.as_str(),
            detail: account.mail.as_str(),
        };
        self.record_deed(&mut tx, &Actor::Server, deed).await?;
        let link = self.insert_password_link(&mut tx, account).await?;
        // The link of a mail that is not queued is not stored either.
        if self.queue_link(&mut tx, &LinkMail { link: &link, purpose, i18n }).await? {
            tx.commit().await?;
        }
        Ok(())
    }

    /// Whether it was queued: `false` where there is one for the same purpose, or no address.
    async fn queue_link(&self, tx: &mut Tx, mail: &LinkMail<'_>) -> Result<bool, ServiceError> {
        let Some(to) = mail.link.mail().cloned() else { return Ok(false) };
        let LinkMail { link, i18n, .. } = mail;
        let until = i18n.date(local_time(link.expires_at).day);
        let path = format!("{}/edit/link/{}", i18n.language().tag(), link.token.as_str());
        let url = format!("{}/{path}", self.public_url());
        let (subject, body) = match &link.purpose {
            LinkPurpose::Create { .. } => {
                (i18n.desk_link_mail_invite_subject(), i18n.desk_link_mail_invite(&url, &until))
            }
            LinkPurpose::Password { name, .. } => (
                i18n.desk_link_mail_password_subject(),
                i18n.desk_link_mail_password(&url, name.as_str(), &until),
            ),
        };
        let body = MailBody::parse(&body).map_err(|_| ServiceError::Stopped("a mail's text"))?;
        let purpose = mail.purpose.clone();
        let message = Message { purpose, to, subject: Subject::new(subject), body };
        Ok(mail::queue(tx, message, self.0.clock.now()).await?)
    }
}

/// A link with how it is mailed.
struct LinkMail<'a> {
    link: &'a IssuedLink,
    /// See [`Message::purpose`].
    purpose: String,
    i18n: I18n,
}

/// The same for all who ask within the same period.
fn forgotten_purpose(account: &str, now: Millis) -> String {
    let period = i64::try_from(FORGOTTEN_EVERY.as_millis()).unwrap_or(i64::MAX);
    format!("password/{account}/{}", now.0.div_euclid(period))
}
