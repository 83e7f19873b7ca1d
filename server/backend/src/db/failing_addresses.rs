//! Mail addresses that a mail server has rejected.
#![expect(clippy::missing_errors_doc, reason = "every query fails as `DbError` says")]

use super::column::from_text;
use super::{DbError, Tx, on_db};
use shared::contact::Mail;
use shared::time::Millis;

/// A rejected address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FailingAddress {
    /// The address.
    pub address: Mail,
    /// When it was rejected.
    pub failed_at: Millis,
    /// What the mail server answered.
    pub reason: String,
}

/// Stores a rejection, replacing an earlier one.
pub async fn save(
    tx: &mut Tx,
    address: &Mail,
    failed_at: Millis,
    reason: &str,
) -> Result<(), DbError> {
    let sql = "insert into failing_address (address, failed_at, reason) values ($1, $2, $3) \
               on conflict (address) do update set failed_at = excluded.failed_at, \
               reason = excluded.reason";
    on_db!(tx, db => {
        sqlx::query(sql)
            .bind(address.as_str())
            .bind(failed_at.0)
            .bind(reason)
            .execute(db)
            .await
            .map(drop)
    })?;
    Ok(())
}

/// Forgets a rejection.
pub async fn clear(tx: &mut Tx, address: &Mail) -> Result<(), DbError> {
    let sql = "delete from failing_address where address = $1";
    on_db!(tx, db => sqlx::query(sql).bind(address.as_str()).execute(db).await.map(drop))?;
    Ok(())
}

/// Loads every rejected address.
pub async fn load_all(tx: &mut Tx) -> Result<Vec<FailingAddress>, DbError> {
    let sql = "select address, failed_at, reason from failing_address order by address";
    let rows: Vec<(String, i64, String)> =
        on_db!(tx, db => sqlx::query_as(sql).fetch_all(db).await)?;
    let failing = |(address, failed_at, reason)| {
        let address = from_text("failing_address.address", address)?;
        Ok(FailingAddress { address, failed_at: Millis(failed_at), reason })
    };
    rows.into_iter().map(failing).collect()
}
