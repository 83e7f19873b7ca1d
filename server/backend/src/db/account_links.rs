//! Links that can be used once: to create an account, or to set a password.
#![expect(clippy::missing_errors_doc, reason = "every query fails as `DbError` says")]

use super::column::{from_optional_json, from_optional_text, to_optional_json};
use super::{DbError, Tx, on_db};
use crate::secret::AccessHash;
use shared::contact::Mail;
use shared::desk::account::Grant;
use shared::id::AccountId;
use shared::time::Millis;

/// A link that has not been used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredLink {
    /// Whose password it sets.
    pub account: Option<AccountId>,
    /// What the account that it creates may do.
    pub grant: Option<Grant>,
    /// Where it was sent.
    pub mail: Option<Mail>,
    /// When it was made.
    pub created_at: Millis,
    /// When it ends.
    pub expires_at: Millis,
}

#[derive(sqlx::FromRow)]
struct LinkRow {
    account_id: Option<String>,
    access: Option<String>,
    mail: Option<String>,
    created_at: i64,
    expires_at: i64,
}

/// Stores a new link.
pub async fn insert_link(tx: &mut Tx, hash: &AccessHash, link: &StoredLink) -> Result<(), DbError> {
    let sql = "insert into account_link (hash, account_id, access, mail, created_at, expires_at) \
               values ($1, $2, $3, $4, $5, $6)";
    let access = to_optional_json("account_link.access", link.grant.as_ref())?;
    on_db!(tx, db => {
        sqlx::query(sql)
            .bind(hash.as_str())
            .bind(link.account.as_ref().map(AccountId::as_str))
            .bind(access)
            .bind(link.mail.as_ref().map(Mail::as_str))
            .bind(link.created_at.0)
            .bind(link.expires_at.0)
            .execute(db)
            .await
            .map(drop)
    })?;
    Ok(())
}

/// The link with this hash.
pub async fn find_link(tx: &mut Tx, hash: &AccessHash) -> Result<Option<StoredLink>, DbError> {
    let sql = "select account_id, access, mail, created_at, expires_at from account_link \
               where hash = $1";
    let row: Option<LinkRow> =
        on_db!(tx, db => sqlx::query_as(sql).bind(hash.as_str()).fetch_optional(db).await)?;
    row.map(|row| {
        Ok(StoredLink {
            account: from_optional_text("account_link.account_id", row.account_id)?,
            grant: from_optional_json("account_link.access", row.access.as_deref())?,
            mail: from_optional_text("account_link.mail", row.mail)?,
            created_at: Millis(row.created_at),
            expires_at: Millis(row.expires_at),
        })
    })
    .transpose()
}

/// Takes a link away, since it was used; `false` where somebody else was faster.
pub async fn delete_link(tx: &mut Tx, hash: &AccessHash) -> Result<bool, DbError> {
    let sql = "delete from account_link where hash = $1";
    let deleted = on_db!(tx, db => {
        sqlx::query(sql).bind(hash.as_str()).execute(db).await.map(|done| done.rows_affected())
    })?;
    Ok(deleted > 0)
}

/// Takes away all links that set this account's password.
pub async fn delete_links_of(tx: &mut Tx, account: &AccountId) -> Result<(), DbError> {
    let sql = "delete from account_link where account_id = $1";
    on_db!(tx, db => sqlx::query(sql).bind(account.as_str()).execute(db).await.map(drop))?;
    Ok(())
}

/// Takes away links that have expired; returns how many.
pub async fn delete_expired(tx: &mut Tx, now: Millis) -> Result<u64, DbError> {
    let sql = "delete from account_link where expires_at <= $1";
    let deleted = on_db!(tx, db => {
        sqlx::query(sql).bind(now.0).execute(db).await.map(|done| done.rows_affected())
    })?;
    Ok(deleted)
}

/// Takes away all links that create the first account.
pub async fn delete_set_up_links(tx: &mut Tx) -> Result<(), DbError> {
    let sql = "delete from account_link where account_id is null and mail is null";
    on_db!(tx, db => sqlx::query(sql).execute(db).await.map(drop))?;
    Ok(())
}
