//! Carrying announcements to other servers.

use super::{DbError, Engine, Tx};

/// The channel on PostgreSQL.
pub(super) const CHANNEL: &str = "miteinander_changes";

/// Tells the other servers over the same database, once the transaction is committed.
///
/// SQLite has no such thing, and one server only; the command line's changes are found by looking
/// once a second.
pub(super) async fn notify_others(tx: &mut Tx) -> Result<(), DbError> {
    let texts: Vec<String> = tx.announced.iter().map(|change| tx.changes.encode(change)).collect();
    match &mut tx.engine {
        Engine::Sqlite(_) => {}
        Engine::Postgres(transaction) => {
            for text in texts {
                sqlx::query("select pg_notify($1, $2)")
                    .bind(CHANNEL)
                    .bind(text)
                    .execute(&mut **transaction)
                    .await?;
            }
        }
    }
    Ok(())
}
