//! Matrices that were imported over a conference, with what it takes to undo them.
#![expect(clippy::missing_errors_doc, reason = "every query fails as `DbError` says")]

use super::column::{from_bigint, from_json, from_text, to_bigint, to_json};
use super::{DbError, Tx, on_db};
use shared::desk::audit::Actor;
use shared::id::{ConferenceId, ImportId};
use shared::time::Millis;
use shared::voting::conference::Field;

/// An import over a conference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MatrixImport {
    /// Its id.
    pub id: ImportId,
    /// The conference.
    pub conference: ConferenceId,
    /// When it was stored.
    pub created_at: Millis,
    /// Who stored it.
    pub imported_by: Actor,
    /// Name of the file.
    pub source: String,
    /// How many challenges it has created, changed, removed.
    pub counts: MatrixCounts,
    /// Identifies the fields as it left them.
    pub after: String,
    /// When it was undone.
    pub undone_at: Option<Millis>,
}

/// Challenges, without sub-challenges, by what happens to them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MatrixCounts {
    /// New ones.
    pub created: u64,
    /// Changed ones.
    pub changed: u64,
    /// Removed ones.
    pub removed: u64,
}

#[derive(sqlx::FromRow)]
struct ImportRow {
    id: String,
    conference_id: String,
    created_at: i64,
    imported_by: String,
    source: String,
    created: i64,
    changed: i64,
    removed: i64,
    after: String,
    undone_at: Option<i64>,
}

impl ImportRow {
    fn into_import(self) -> Result<MatrixImport, DbError> {
        Ok(MatrixImport {
            id: from_text("matrix_import.id", self.id)?,
            conference: from_text("matrix_import.conference_id", self.conference_id)?,
            created_at: Millis(self.created_at),
            imported_by: from_json("matrix_import.imported_by", &self.imported_by)?,
            source: self.source,
            counts: MatrixCounts {
                created: from_bigint("matrix_import.created", self.created)?,
                changed: from_bigint("matrix_import.changed", self.changed)?,
                removed: from_bigint("matrix_import.removed", self.removed)?,
            },
            after: self.after,
            undone_at: self.undone_at.map(Millis),
        })
    }
}

/// Stores an import with the fields as they were before it.
pub async fn insert_import(
    tx: &mut Tx,
    import: &MatrixImport,
    before: &[Field],
) -> Result<(), DbError> {
    let sql = "insert into matrix_import (id, conference_id, created_at, imported_by, source, \
               created, changed, removed, before, after) \
               values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    let imported_by = to_json("matrix_import.imported_by", &import.imported_by)?;
    let created: i64 = to_bigint("matrix_import.created", import.counts.created)?;
    let changed: i64 = to_bigint("matrix_import.changed", import.counts.changed)?;
    let removed: i64 = to_bigint("matrix_import.removed", import.counts.removed)?;
    let before = to_json("matrix_import.before", &before)?;
    on_db!(tx, db => {
        sqlx::query(sql)
            .bind(import.id.as_str())
            .bind(import.conference.as_str())
            .bind(import.created_at.0)
            .bind(imported_by)
            .bind(import.source.as_str())
            .bind(created)
            .bind(changed)
            .bind(removed)
            .bind(before)
            .bind(import.after.as_str())
            .execute(db)
            .await
            .map(drop)
    })?;
    Ok(())
}

/// The imports over a conference, the latest first.
pub async fn load_imports(
    tx: &mut Tx,
    conference: &ConferenceId,
) -> Result<Vec<MatrixImport>, DbError> {
    let sql = "select id, conference_id, created_at, imported_by, source, created, changed, \
               removed, after, undone_at from matrix_import where conference_id = $1 \
               order by created_at desc, id desc";
    let rows: Vec<ImportRow> =
        on_db!(tx, db => sqlx::query_as(sql).bind(conference.as_str()).fetch_all(db).await)?;
    rows.into_iter().map(ImportRow::into_import).collect()
}

/// The fields as they were before an import.
pub async fn load_before(tx: &mut Tx, id: &ImportId) -> Result<Option<Vec<Field>>, DbError> {
    let sql = "select before from matrix_import where id = $1";
    let found: Option<String> =
        on_db!(tx, db => sqlx::query_scalar(sql).bind(id.as_str()).fetch_optional(db).await)?;
    found.map(|before| from_json("matrix_import.before", &before)).transpose()
}

/// Marks an import as undone.
pub async fn mark_undone(tx: &mut Tx, id: &ImportId, now: Millis) -> Result<(), DbError> {
    let sql = "update matrix_import set undone_at = $2 where id = $1";
    on_db!(tx, db => sqlx::query(sql).bind(id.as_str()).bind(now.0).execute(db).await.map(drop))?;
    Ok(())
}
