//! What cannot be one SQL text for both engines, one function each, with the reason.

use super::rounds::RoundRow;
use super::{DbError, Tx};
use shared::id::RoundId;

/// A round's row, locked against a change of state until the transaction ends.
///
/// PostgreSQL needs `for share`, since several servers may close and vote at once.
/// SQLite has no such clause and no need of it: a write transaction is alone.
pub(super) async fn round_row_locked(
    tx: &mut Tx,
    id: &RoundId,
) -> Result<Option<RoundRow>, DbError> {
    let row = match tx {
        Tx::Sqlite(tx) => {
            let sql = "select id, conference_id, number, state, closing_until, budget_per, \
                       budget_dots, max_per_challenge, results, access from round where id = $1";
            sqlx::query_as(sql).bind(id.as_str()).fetch_optional(&mut **tx).await?
        }
        Tx::Postgres(tx) => {
            let sql = "select id, conference_id, number, state, closing_until, budget_per, \
                       budget_dots, max_per_challenge, results, access from round where id = $1 \
                       for share";
            sqlx::query_as(sql).bind(id.as_str()).fetch_optional(&mut **tx).await?
        }
    };
    Ok(row)
}
