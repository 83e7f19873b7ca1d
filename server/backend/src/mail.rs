//! The mail queue: use cases queue mails within their own transactions, a supervised task sends
//! them over SMTP.
//!
//! A mail is a row of the database until the mail server has taken it, so a server that is down loses
//! nothing. Before an attempt a server claims the row for a limited time, so two servers over one
//! database do not both send it. Only where the connection is lost between the end of a mail and the
//! mail server's answer, or the process dies there, is it sent again: under the same message id, by
//! which mail programs recognise a copy.

mod backoff;
mod delivery;
mod message;
mod overview;
mod server;

pub use delivery::DeliveryReport;
pub use message::{MailBody, Message, Subject};
pub use overview::{MailOverview, MailView};
pub use server::{MailServer, MailServerError};

use crate::db::mails::{self, StoredMail};
use crate::db::{DbError, Tx};
use crate::secret::random_u128;
use shared::id::MailId;
use shared::time::Millis;

/// Queues a mail, to be sent after the transaction commits; `false` where one with the same purpose
/// was queued before, which then stays as it is.
///
/// # Errors
/// The database's only.
pub async fn queue(tx: &mut Tx, message: Message, now: Millis) -> Result<bool, DbError> {
    let mail = StoredMail {
        id: MailId::from_random(random_u128()),
        message,
        created_at: now,
        next_attempt_at: now,
        attempts: 0,
        sent_at: None,
        given_up_at: None,
        reason: None,
    };
    mails::insert_mail(tx, &mail).await
}
