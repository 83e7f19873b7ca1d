//! Announcing changes to other servers over the same PostgreSQL database.

use super::error::DbError;
use sqlx::{Postgres, Transaction};

/// The `LISTEN`/`NOTIFY` channel.
pub(super) const CHANNEL: &str = "miteinander_changes";

/// Queues a notification per payload; PostgreSQL delivers them once the transaction is committed,
/// and only then.
pub(super) async fn notify_others(
    tx: &mut Transaction<'static, Postgres>,
    payloads: impl Iterator<Item = String>,
) -> Result<(), DbError> {
    for payload in payloads {
        sqlx::query("select pg_notify($1, $2)")
            .bind(CHANNEL)
            .bind(payload)
            .execute(&mut **tx)
            .await?;
    }
    Ok(())
}
