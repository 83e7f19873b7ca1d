//! Keyed hashes of the personal codes on cards. The codes themselves are never stored.
#![expect(clippy::missing_errors_doc, reason = "every query fails as `DbError` says")]

use super::column::from_bigint;
use super::participants::find_voters;
use super::{DbError, Tx, on_db};
use crate::secret::Voter;
use shared::id::ConferenceId;
use shared::time::Millis;
use std::collections::HashSet;

/// Stores a card by the hash of its code.
///
/// # Errors
/// [`DbError::Exists`] where the conference has a card with this code.
pub async fn insert_card(
    tx: &mut Tx,
    conference: &ConferenceId,
    voter: &Voter,
    now: Millis,
) -> Result<(), DbError> {
    let sql = "insert into personal_code (conference_id, hash, created_at) values ($1, $2, $3)";
    on_db!(tx, db => {
        sqlx::query(sql)
            .bind(conference.as_str())
            .bind(voter.as_str())
            .bind(now.0)
            .execute(db)
            .await
            .map(drop)
    })?;
    Ok(())
}

/// Which of these hashes belong to a conference's cards.
pub async fn find_cards(
    tx: &mut Tx,
    conference: &ConferenceId,
    voters: &[Voter],
) -> Result<HashSet<Voter>, DbError> {
    let before = "select hash from personal_code where conference_id = $1 and hash in";
    find_voters(tx, before, conference, voters).await
}

/// Counts the cards of a conference.
pub async fn count_cards(tx: &mut Tx, conference: &ConferenceId) -> Result<u64, DbError> {
    let sql = "select cast(count(*) as bigint) from personal_code where conference_id = $1";
    let count: i64 =
        on_db!(tx, db => sqlx::query_scalar(sql).bind(conference.as_str()).fetch_one(db).await)?;
    from_bigint("personal_code", count)
}
