//! Mails that wait, were sent or were given up.
#![expect(clippy::missing_errors_doc, reason = "every query fails as `DbError` says")]

use super::column::{from_bigint, from_text};
use super::{DbError, Tx, on_db};
use crate::mail::{Message, Subject};
use shared::contact::Mail;
use shared::id::MailId;
use shared::text::Text;
use shared::time::Millis;

/// A mail of the queue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredMail {
    /// Its id.
    pub id: MailId,
    /// What is sent; of a mail that was sent the text is missing.
    pub message: Message,
    /// When it was queued.
    pub created_at: Millis,
    /// When it is tried next.
    pub next_attempt_at: Millis,
    /// Attempts so far.
    pub attempts: u32,
    /// When the mail server took it.
    pub sent_at: Option<Millis>,
    /// When it was given up.
    pub given_up_at: Option<Millis>,
    /// What the mail server last answered.
    pub reason: Option<String>,
}

/// A mail as a server last saw it; the server that counts the next attempt first sends it.
#[derive(Clone, Copy, Debug)]
pub struct Claim<'a> {
    /// The mail.
    pub id: &'a MailId,
    /// Attempts counted so far.
    pub attempts: u32,
}

/// Stands for the text of a mail that was sent.
const REMOVED: &str = "–";

#[derive(sqlx::FromRow)]
struct MailRow {
    id: String,
    purpose: String,
    recipient: String,
    subject: String,
    body: String,
    created_at: i64,
    next_attempt_at: i64,
    attempts: i64,
    sent_at: Option<i64>,
    given_up_at: Option<i64>,
    reason: Option<String>,
}

impl MailRow {
    fn into_mail(self) -> Result<StoredMail, DbError> {
        let body = if self.body.is_empty() { REMOVED.to_owned() } else { self.body };
        Ok(StoredMail {
            id: from_text("mail.id", self.id)?,
            message: Message {
                purpose: self.purpose,
                to: from_text("mail.recipient", self.recipient)?,
                subject: Subject::new(&self.subject),
                body: from_text("mail.body", body)?,
            },
            created_at: Millis(self.created_at),
            next_attempt_at: Millis(self.next_attempt_at),
            attempts: from_bigint("mail.attempts", self.attempts)?,
            sent_at: self.sent_at.map(Millis),
            given_up_at: self.given_up_at.map(Millis),
            reason: self.reason,
        })
    }
}

macro_rules! columns {
    () => {
        "id, purpose, recipient, subject, body, created_at, next_attempt_at, attempts, sent_at, \
         given_up_at, reason"
    };
}

/// Stores a new mail; `false` where one has its purpose.
pub async fn insert_mail(tx: &mut Tx, mail: &StoredMail) -> Result<bool, DbError> {
    let sql = "insert into mail (id, purpose, recipient, subject, body, created_at, \
               next_attempt_at, attempts) values ($1, $2, $3, $4, $5, $6, $7, 0) \
               on conflict (purpose) do nothing";
    let message = &mail.message;
    let inserted = on_db!(tx, db => {
        sqlx::query(sql)
            .bind(mail.id.as_str())
            .bind(message.purpose.as_str())
            .bind(message.to.as_str())
            .bind(message.subject.as_str())
            .bind(Text::as_str(&message.body))
            .bind(mail.created_at.0)
            .bind(mail.next_attempt_at.0)
            .execute(db)
            .await
            .map(|done| done.rows_affected())
    })?;
    Ok(inserted > 0)
}

/// Whether there is a mail with this purpose.
pub async fn has_purpose(tx: &mut Tx, purpose: &str) -> Result<bool, DbError> {
    let sql = "select id from mail where purpose = $1";
    let id: Option<String> =
        on_db!(tx, db => sqlx::query_scalar(sql).bind(purpose).fetch_optional(db).await)?;
    Ok(id.is_some())
}

/// Loads the mails that are due, the longest due first.
pub async fn load_due(tx: &mut Tx, now: Millis, limit: i64) -> Result<Vec<StoredMail>, DbError> {
    let sql = concat!(
        "select ",
        columns!(),
        " from mail where sent_at is null and given_up_at is null and next_attempt_at <= $1 \
         order by next_attempt_at, id limit $2"
    );
    let rows: Vec<MailRow> = on_db!(tx, db => {
        sqlx::query_as(sql).bind(now.0).bind(limit).fetch_all(db).await
    })?;
    rows.into_iter().map(MailRow::into_mail).collect()
}

/// Loads all mails, the latest first.
pub async fn load_latest(tx: &mut Tx, limit: i64) -> Result<Vec<StoredMail>, DbError> {
    let sql = concat!("select ", columns!(), " from mail order by created_at desc, id limit $1");
    let rows: Vec<MailRow> = on_db!(tx, db => sqlx::query_as(sql).bind(limit).fetch_all(db).await)?;
    rows.into_iter().map(MailRow::into_mail).collect()
}

/// Counts another attempt and leaves the mail to it until then; `false` where another server was
/// faster.
pub async fn claim(tx: &mut Tx, claim: &Claim<'_>, until: Millis) -> Result<bool, DbError> {
    let sql = "update mail set attempts = attempts + 1, next_attempt_at = $3 \
               where id = $1 and attempts = $2 and sent_at is null and given_up_at is null";
    let claimed = on_db!(tx, db => {
        sqlx::query(sql)
            .bind(claim.id.as_str())
            .bind(i64::from(claim.attempts))
            .bind(until.0)
            .execute(db)
            .await
            .map(|done| done.rows_affected())
    })?;
    Ok(claimed > 0)
}

/// Marks a claimed mail as sent and removes its text.
pub async fn mark_sent(tx: &mut Tx, claim: &Claim<'_>, now: Millis) -> Result<(), DbError> {
    // Whatever has been claimed since: it is sent.
    let sql = "update mail set sent_at = $2, body = '', reason = null where id = $1";
    on_db!(tx, db => {
        sqlx::query(sql).bind(claim.id.as_str()).bind(now.0).execute(db).await.map(drop)
    })?;
    Ok(())
}

/// Sets the next attempt of a claimed mail.
pub async fn postpone(
    tx: &mut Tx,
    claim: &Claim<'_>,
    next: Millis,
    reason: &str,
) -> Result<(), DbError> {
    let sql = "update mail set next_attempt_at = $3, reason = $4 \
               where id = $1 and attempts = $2 and sent_at is null";
    finish(tx, claim, sql, End { at: next, reason }).await
}

/// Gives a claimed mail up.
pub async fn give_up(
    tx: &mut Tx,
    claim: &Claim<'_>,
    now: Millis,
    reason: &str,
) -> Result<(), DbError> {
    let sql = "update mail set given_up_at = $3, reason = $4 \
               where id = $1 and attempts = $2 and sent_at is null";
    finish(tx, claim, sql, End { at: now, reason }).await
}

/// How an attempt ended.
struct End<'a> {
    at: Millis,
    reason: &'a str,
}

async fn finish(
    tx: &mut Tx,
    claim: &Claim<'_>,
    sql: &'static str,
    end: End<'_>,
) -> Result<(), DbError> {
    on_db!(tx, db => {
        sqlx::query(sql)
            .bind(claim.id.as_str())
            .bind(i64::from(claim.attempts))
            .bind(end.at.0)
            .bind(end.reason)
            .execute(db)
            .await
            .map(drop)
    })?;
    Ok(())
}

/// Queues a mail again that was given up; its address, or `None` where there is none.
pub async fn requeue(tx: &mut Tx, id: &MailId, now: Millis) -> Result<Option<Mail>, DbError> {
    let sql = "update mail set given_up_at = null, created_at = $2, next_attempt_at = $2 \
               where id = $1 and given_up_at is not null returning recipient";
    let to: Option<String> = on_db!(tx, db => {
        sqlx::query_scalar(sql).bind(id.as_str()).bind(now.0).fetch_optional(db).await
    })?;
    to.map(|to| from_text("mail.recipient", to)).transpose()
}

/// Deletes mails that were sent or given up before a moment; returns how many.
pub async fn delete_finished_before(tx: &mut Tx, moment: Millis) -> Result<u64, DbError> {
    let sql = "delete from mail where sent_at < $1 or given_up_at < $1";
    let deleted = on_db!(tx, db => {
        sqlx::query(sql).bind(moment.0).execute(db).await.map(|done| done.rows_affected())
    })?;
    Ok(deleted)
}
