//! The log of ballots: append-only.
#![expect(clippy::missing_errors_doc, reason = "every query fails as `DbError` says")]

use super::column::{from_bigint, to_bigint};
use super::{DbError, Tx, bulk, on_db};
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

/// Appends entries, in their order.
///
/// # Errors
/// [`DbError::Exists`] where a position is taken.
pub async fn append(tx: &mut Tx, round: &RoundId, rows: &[LogRow]) -> Result<(), DbError> {
    let before = "insert into ballot_log (round_id, position, entry, hash) values";
    for group in bulk::groups(rows) {
        let positions: Vec<i64> = group
            .iter()
            .map(|row| to_bigint("ballot_log.position", row.position))
            .collect::<Result<_, _>>()?;
        on_db!(tx, db => {
            let mut query = sqlx::query(bulk::with_rows(before, group, 4, ""));
            for (row, position) in group.iter().zip(positions) {
                query = query.bind(round.as_str()).bind(position).bind(&row.entry).bind(&row.hash);
            }
            query.execute(db).await.map(drop)
        })?;
    }
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
