//! The audit log.
#![expect(clippy::missing_errors_doc, reason = "every query fails as `DbError` says")]

use super::column::{from_json, from_text, to_bigint, to_json, to_text};
use super::{DbError, Tx, on_db};
use shared::desk::audit::AuditEntry;
use shared::time::Millis;

#[derive(sqlx::FromRow)]
struct EntryRow {
    id: String,
    at: i64,
    actor: String,
    action: String,
    kind: String,
    subject: String,
    detail: String,
}

impl EntryRow {
    fn into_entry(self) -> Result<AuditEntry, DbError> {
        Ok(AuditEntry {
            id: from_text("audit_entry.id", self.id)?,
            at: Millis(self.at),
            actor: from_json("audit_entry.actor", &self.actor)?,
            action: from_text("audit_entry.action", self.action)?,
            kind: from_text("audit_entry.kind", self.kind)?,
            subject: self.subject,
            detail: self.detail,
        })
    }
}

/// Adds an entry.
pub async fn insert_entry(tx: &mut Tx, entry: &AuditEntry) -> Result<(), DbError> {
    let sql = "insert into audit_entry (id, at, actor, action, kind, subject, detail) \
               values ($1, $2, $3, $4, $5, $6, $7)";
    let actor = to_json("audit_entry.actor", &entry.actor)?;
    let action = to_text("audit_entry.action", &entry.action)?;
    let kind = to_text("audit_entry.kind", &entry.kind)?;
    on_db!(tx, db => {
        sqlx::query(sql)
            .bind(entry.id.as_str())
            .bind(entry.at.0)
            .bind(actor)
            .bind(action)
            .bind(kind)
            .bind(entry.subject.as_str())
            .bind(entry.detail.as_str())
            .execute(db)
            .await
            .map(drop)
    })?;
    Ok(())
}

/// A page of entries, the latest first.
pub async fn load_entries(tx: &mut Tx, skip: u64, most: u64) -> Result<Vec<AuditEntry>, DbError> {
    let sql = "select id, at, actor, action, kind, subject, detail from audit_entry \
               order by at desc, id desc limit $1 offset $2";
    let (most, skip): (i64, i64) =
        (to_bigint("audit_entry", most)?, to_bigint("audit_entry", skip)?);
    let rows: Vec<EntryRow> =
        on_db!(tx, db => sqlx::query_as(sql).bind(most).bind(skip).fetch_all(db).await)?;
    rows.into_iter().map(EntryRow::into_entry).collect()
}

/// Deletes entries older than a moment; returns how many.
pub async fn delete_entries_before(tx: &mut Tx, moment: Millis) -> Result<u64, DbError> {
    let sql = "delete from audit_entry where at < $1";
    let deleted = on_db!(tx, db => {
        sqlx::query(sql).bind(moment.0).execute(db).await.map(|done| done.rows_affected())
    })?;
    Ok(deleted)
}
