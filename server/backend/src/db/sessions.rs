//! Signed-in browsers.
#![expect(clippy::missing_errors_doc, reason = "every query fails as `DbError` says")]

use super::accounts::{AccountRow, account_columns};
use super::{DbError, Tx, on_db};
use crate::secret::AccessHash;
use shared::desk::account::Account;
use shared::id::AccountId;
use shared::time::Millis;

/// A session without its account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StoredSession {
    /// When somebody signed in.
    pub created_at: Millis,
    /// When it was used last, to the hour.
    pub seen_at: Millis,
    /// When it ends in any case.
    pub expires_at: Millis,
    /// Whether it still waits for the code of the second factor.
    pub awaits_code: bool,
}

#[derive(sqlx::FromRow)]
struct SessionRow {
    session_created_at: i64,
    seen_at: i64,
    expires_at: i64,
    awaits_code: bool,
    #[sqlx(flatten)]
    account: AccountRow,
}

/// Stores a new session.
pub async fn insert_session(
    tx: &mut Tx,
    hash: &AccessHash,
    account: &AccountId,
    session: &StoredSession,
) -> Result<(), DbError> {
    let sql = "insert into session (hash, account_id, created_at, seen_at, expires_at, awaits_code) \
               values ($1, $2, $3, $4, $5, $6)";
    on_db!(tx, db => {
        sqlx::query(sql)
            .bind(hash.as_str())
            .bind(account.as_str())
            .bind(session.created_at.0)
            .bind(session.seen_at.0)
            .bind(session.expires_at.0)
            .bind(session.awaits_code)
            .execute(db)
            .await
            .map(drop)
    })?;
    Ok(())
}

/// A session with its account, whether it has ended or not.
pub async fn find_session(
    tx: &mut Tx,
    hash: &AccessHash,
) -> Result<Option<(StoredSession, Account)>, DbError> {
    let sql = concat!(
        "select s.created_at as session_created_at, s.seen_at, s.expires_at, s.awaits_code, ",
        account_columns!(),
        " from session s join account a on a.id = s.account_id where s.hash = $1"
    );
    let row: Option<SessionRow> =
        on_db!(tx, db => sqlx::query_as(sql).bind(hash.as_str()).fetch_optional(db).await)?;
    row.map(|row| {
        let session = StoredSession {
            created_at: Millis(row.session_created_at),
            seen_at: Millis(row.seen_at),
            expires_at: Millis(row.expires_at),
            awaits_code: row.awaits_code,
        };
        Ok((session, row.account.into_account()?))
    })
    .transpose()
}

/// Stores when a session was used last.
pub async fn save_seen(tx: &mut Tx, hash: &AccessHash, at: Millis) -> Result<(), DbError> {
    let sql = "update session set seen_at = $2 where hash = $1";
    on_db!(tx, db => sqlx::query(sql).bind(hash.as_str()).bind(at.0).execute(db).await.map(drop))?;
    Ok(())
}

/// Ends a session.
pub async fn delete_session(tx: &mut Tx, hash: &AccessHash) -> Result<(), DbError> {
    let sql = "delete from session where hash = $1";
    on_db!(tx, db => sqlx::query(sql).bind(hash.as_str()).execute(db).await.map(drop))?;
    Ok(())
}

/// Ends all sessions of an account; returns how many.
pub async fn delete_sessions_of(tx: &mut Tx, account: &AccountId) -> Result<u64, DbError> {
    let sql = "delete from session where account_id = $1";
    let deleted = on_db!(tx, db => {
        sqlx::query(sql).bind(account.as_str()).execute(db).await.map(|done| done.rows_affected())
    })?;
    Ok(deleted)
}

/// Deletes sessions that have expired; returns how many.
pub async fn delete_expired(tx: &mut Tx, now: Millis) -> Result<u64, DbError> {
    let sql = "delete from session where expires_at <= $1";
    let deleted = on_db!(tx, db => {
        sqlx::query(sql).bind(now.0).execute(db).await.map(|done| done.rows_affected())
    })?;
    Ok(deleted)
}
