//! SQL that differs between the engines: one function each, with the reason.

use super::transaction::Engine;
use super::{DbError, Tx};
use shared::id::{ConferenceId, RoundId};

/// Locks a round until the transaction ends.
///
/// PostgreSQL needs `for update`, since several servers may take ballots and close the round at
/// once, and the log of a round has one order. SQLite has no such clause and does not need it: it
/// runs one write transaction at a time.
pub(super) async fn lock_round(tx: &mut Tx, id: &RoundId) -> Result<(), DbError> {
    match &mut tx.engine {
        Engine::Sqlite(_) => {}
        Engine::Postgres(tx) => {
            let sql = "select 1 from round where id = $1 for update";
            sqlx::query(sql).bind(id.as_str()).execute(&mut **tx).await?;
        }
    }
    Ok(())
}

/// Locks a conference's rounds against other organisers until the transaction ends.
///
/// On PostgreSQL two organisers could each find no round open and open one. `no key` lets people
/// join meanwhile. SQLite runs one write transaction at a time.
pub(super) async fn lock_conference(tx: &mut Tx, id: &ConferenceId) -> Result<(), DbError> {
    match &mut tx.engine {
        Engine::Sqlite(_) => {}
        Engine::Postgres(tx) => {
            let sql = "select 1 from conference where id = $1 for no key update";
            sqlx::query(sql).bind(id.as_str()).execute(&mut **tx).await?;
        }
    }
    Ok(())
}
