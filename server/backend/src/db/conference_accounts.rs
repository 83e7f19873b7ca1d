//! Which accounts run which conferences.
#![expect(clippy::missing_errors_doc, reason = "every query fails as `DbError` says")]

use super::column::from_text;
use super::{DbError, Tx, on_db};
use shared::id::{AccountId, ConferenceId};

/// An account that runs a conference.
#[derive(Clone, Copy, Debug)]
pub struct Assignment<'a> {
    /// The conference.
    pub conference: &'a ConferenceId,
    /// The account.
    pub account: &'a AccountId,
}

/// Gives an account a conference to run; a second time changes nothing.
pub async fn insert_assignment(tx: &mut Tx, assignment: Assignment<'_>) -> Result<(), DbError> {
    let sql = "insert into conference_account (conference_id, account_id) values ($1, $2) \
               on conflict (conference_id, account_id) do nothing";
    on_db!(tx, db => {
        sqlx::query(sql)
            .bind(assignment.conference.as_str())
            .bind(assignment.account.as_str())
            .execute(db)
            .await
            .map(drop)
    })?;
    Ok(())
}

/// Takes a conference from an account.
pub async fn delete_assignment(tx: &mut Tx, assignment: Assignment<'_>) -> Result<(), DbError> {
    let sql = "delete from conference_account where conference_id = $1 and account_id = $2";
    on_db!(tx, db => {
        sqlx::query(sql)
            .bind(assignment.conference.as_str())
            .bind(assignment.account.as_str())
            .execute(db)
            .await
            .map(drop)
    })?;
    Ok(())
}

/// The accounts that run a conference, in no particular order.
pub async fn load_assigned(
    tx: &mut Tx,
    conference: &ConferenceId,
) -> Result<Vec<AccountId>, DbError> {
    let sql = "select account_id from conference_account where conference_id = $1";
    let ids: Vec<String> =
        on_db!(tx, db => sqlx::query_scalar(sql).bind(conference.as_str()).fetch_all(db).await)?;
    ids.into_iter().map(|id| from_text("conference_account.account_id", id)).collect()
}
