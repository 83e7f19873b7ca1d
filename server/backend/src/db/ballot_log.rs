//! The log of ballots: append-only.
#![expect(clippy::missing_errors_doc, reason = "every query fails as `DbError` says")]

use super::column::{from_bigint, to_bigint};
use super::{DbError, Tx, on_db};
use crate::recount::{LogHead, LogRow};
use shared::id::RoundId;

/// Loads the head of a round's log; `None` for an empty one.
pub async fn load_head(tx: &mut Tx, round: &RoundId) -> Result<Option<LogHead>, DbError> {
    let sql = "select position, hash from ballot_log where round_id = $1 \
               order by position desc limit 1";
    let found: Option<(i64, String)> =
        on_db!(tx, db => sqlx::query_as(sql).bind(round.as_str()).fetch_optional(db).await)?;
    let head = |(position, hash)| {
        Ok(LogHead { position: from_bigint("ballot_log.position", position)?, hash })
    };
    found.map(head).transpose()
}

/// Appends an entry.
///
/// # Errors
/// [`DbError::Exists`] where the position is taken.
pub async fn append(tx: &mut Tx, round: &RoundId, row: &LogRow) -> Result<(), DbError> {
    let sql = "insert into ballot_log (round_id, position, entry, hash) values ($1, $2, $3, $4)";
    let position: i64 = to_bigint("ballot_log.position", row.position)?;
    on_db!(tx, db => {
        sqlx::query(sql)
            .bind(round.as_str())
            .bind(position)
            .bind(&row.entry)
            .bind(&row.hash)
            .execute(db)
            .await
            .map(drop)
    })?;
    Ok(())
}

/// Loads the whole log of a round, from its first entry.
pub async fn load_log(tx: &mut Tx, round: &RoundId) -> Result<Vec<LogRow>, DbError> {
    let sql = "select position, entry, hash from ballot_log where round_id = $1 order by position";
    let rows: Vec<(i64, String, String)> =
        on_db!(tx, db => sqlx::query_as(sql).bind(round.as_str()).fetch_all(db).await)?;
    let row = |(position, entry, hash)| {
        Ok(LogRow { position: from_bigint("ballot_log.position", position)?, entry, hash })
    };
    rows.into_iter().map(row).collect()
}
