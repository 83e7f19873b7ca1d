//! The words in which closed rounds were voted on.
#![expect(clippy::missing_errors_doc, reason = "every query fails as `DbError` says")]

use super::column::{from_optional_json, to_json};
use super::{DbError, Tx, on_db};
use crate::recount::Wording;
use shared::id::RoundId;

/// The words of a round; `None` where they are the conference's own.
pub async fn load_wording(tx: &mut Tx, round: &RoundId) -> Result<Option<Wording>, DbError> {
    let sql = "select wording from round where id = $1";
    let found: Option<Option<String>> =
        on_db!(tx, db => sqlx::query_scalar(sql).bind(round.as_str()).fetch_optional(db).await)?;
    from_optional_json("round.wording", found.flatten().as_deref())
}

/// Keeps the words of a round; those that are kept already stay.
pub async fn keep_wording(tx: &mut Tx, round: &RoundId, wording: &Wording) -> Result<(), DbError> {
    let sql = "update round set wording = $2 where id = $1 and wording is null";
    let wording = to_json("round.wording", wording)?;
    on_db!(tx, db => {
        sqlx::query(sql).bind(round.as_str()).bind(wording).execute(db).await.map(drop)
    })?;
    Ok(())
}
