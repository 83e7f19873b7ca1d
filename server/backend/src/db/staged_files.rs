//! Uploaded files that wait to be looked at, in parts; those of offers with what was decided about
//! them. Those of conferences are in `staged_matrices`, which shares the tables.
#![expect(clippy::missing_errors_doc, reason = "every query fails as `DbError` says")]

use super::column::{
    from_bigint, from_json, from_optional_text, from_text, to_bigint, to_json, to_text,
};
use super::{DbError, Tx, on_db};
use exchange::mapping::Mapping;
use serde::{Deserialize, Serialize};
use shared::desk::audit::Actor;
use shared::id::{CategoryId, CityId, ImportId, StagedFileId};
use shared::time::Millis;

/// An uploaded file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StagedFile {
    /// Its id.
    pub id: StagedFileId,
    /// When it was uploaded.
    pub created_at: Millis,
    /// Who uploaded it.
    pub uploaded_by: Actor,
    /// File name without folders.
    pub name: String,
    /// Its size.
    pub bytes: u64,
    /// What was decided about it.
    pub decisions: Decisions,
    /// The import that was made of it.
    pub import: Option<ImportId>,
}

/// What was decided about a file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Decisions {
    /// About columns and values; by default what is remembered for the source.
    pub mapping: Option<Mapping>,
    /// Whether the columns were confirmed.
    pub has_columns: bool,
    /// Town of records that state none.
    pub city: Option<CityId>,
    /// Category of records that state none.
    pub category: Option<CategoryId>,
}

/// What the parts of a file are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PartKind {
    /// The file as uploaded.
    File,
    /// Its rows that could not be taken, as JSON.
    Rejected,
}

/// A part of a file.
#[derive(Clone, Copy, Debug)]
pub struct Part<'a> {
    /// What it is a part of.
    pub kind: PartKind,
    /// Its position, from 0.
    pub position: usize,
    /// Its bytes.
    pub content: &'a [u8],
}

#[derive(sqlx::FromRow)]
struct FileRow {
    id: String,
    created_at: i64,
    uploaded_by: String,
    name: String,
    bytes: i64,
    decisions: String,
    import_id: Option<String>,
}

impl FileRow {
    fn into_file(self) -> Result<StagedFile, DbError> {
        Ok(StagedFile {
            id: from_text("staged_file.id", self.id)?,
            created_at: Millis(self.created_at),
            uploaded_by: from_json("staged_file.uploaded_by", &self.uploaded_by)?,
            name: self.name,
            bytes: from_bigint("staged_file.bytes", self.bytes)?,
            decisions: from_json("staged_file.decisions", &self.decisions)?,
            import: from_optional_text("staged_file.import_id", self.import_id)?,
        })
    }
}

/// Stores a new file without its parts; it is not found until [`complete_file`].
pub async fn insert_file(tx: &mut Tx, file: &StagedFile) -> Result<(), DbError> {
    let sql = "insert into staged_file (id, created_at, uploaded_by, name, bytes, is_complete, \
               decisions) values ($1, $2, $3, $4, $5, false, $6)";
    let uploaded_by = to_json("staged_file.uploaded_by", &file.uploaded_by)?;
    let bytes: i64 = to_bigint("staged_file.bytes", file.bytes)?;
    let decisions = to_json("staged_file.decisions", &file.decisions)?;
    on_db!(tx, db => {
        sqlx::query(sql)
            .bind(file.id.as_str())
            .bind(file.created_at.0)
            .bind(uploaded_by)
            .bind(file.name.as_str())
            .bind(bytes)
            .bind(decisions)
            .execute(db)
            .await
            .map(drop)
    })?;
    Ok(())
}

/// Stores a part.
pub async fn insert_part(tx: &mut Tx, id: &StagedFileId, part: Part<'_>) -> Result<(), DbError> {
    let sql = "insert into staged_part (file_id, kind, position, content) values ($1, $2, $3, $4)";
    let kind = to_text("staged_part.kind", &part.kind)?;
    let position: i64 = to_bigint("staged_part.position", part.position)?;
    on_db!(tx, db => {
        sqlx::query(sql)
            .bind(id.as_str())
            .bind(kind)
            .bind(position)
            .bind(part.content)
            .execute(db)
            .await
            .map(drop)
    })?;
    Ok(())
}

/// Marks a file as complete.
pub async fn complete_file(tx: &mut Tx, id: &StagedFileId) -> Result<(), DbError> {
    let sql = "update staged_file set is_complete = true where id = $1";
    on_db!(tx, db => sqlx::query(sql).bind(id.as_str()).execute(db).await.map(drop))?;
    Ok(())
}

/// The complete files, the latest first.
pub async fn load_files(tx: &mut Tx) -> Result<Vec<StagedFile>, DbError> {
    let sql = "select id, created_at, uploaded_by, name, bytes, decisions, import_id \
               from staged_file where is_complete and purpose = 'offers' \
               order by created_at desc, id";
    let rows: Vec<FileRow> = on_db!(tx, db => sqlx::query_as(sql).fetch_all(db).await)?;
    rows.into_iter().map(FileRow::into_file).collect()
}

/// A complete file.
pub async fn find_file(tx: &mut Tx, id: &StagedFileId) -> Result<Option<StagedFile>, DbError> {
    let sql = "select id, created_at, uploaded_by, name, bytes, decisions, import_id \
               from staged_file where id = $1 and is_complete and purpose = 'offers'";
    let row: Option<FileRow> =
        on_db!(tx, db => sqlx::query_as(sql).bind(id.as_str()).fetch_optional(db).await)?;
    row.map(FileRow::into_file).transpose()
}

/// The parts of a file together; empty where there are none.
pub async fn load_content(
    tx: &mut Tx,
    id: &StagedFileId,
    kind: PartKind,
) -> Result<Vec<u8>, DbError> {
    let sql = "select content from staged_part where file_id = $1 and kind = $2 order by position";
    let kind = to_text("staged_part.kind", &kind)?;
    let parts: Vec<Vec<u8>> = on_db!(tx, db => {
        sqlx::query_scalar(sql).bind(id.as_str()).bind(kind).fetch_all(db).await
    })?;
    Ok(parts.concat())
}

/// Stores what was decided about a file.
pub async fn save_decisions(
    tx: &mut Tx,
    id: &StagedFileId,
    decisions: &Decisions,
) -> Result<(), DbError> {
    let sql = "update staged_file set decisions = $2 where id = $1";
    let decisions = to_json("staged_file.decisions", decisions)?;
    on_db!(tx, db => {
        sqlx::query(sql).bind(id.as_str()).bind(decisions).execute(db).await.map(drop)
    })?;
    Ok(())
}

/// Records the import that was made of a file, whose content is of no more use; `false` where it was
/// imported before, or is gone.
pub async fn save_import(
    tx: &mut Tx,
    id: &StagedFileId,
    import: &ImportId,
) -> Result<bool, DbError> {
    let sql = "update staged_file set import_id = $2 where id = $1 and import_id is null";
    let changed = on_db!(tx, db => {
        sqlx::query(sql)
            .bind(id.as_str())
            .bind(import.as_str())
            .execute(db)
            .await
            .map(|done| done.rows_affected())
    })?;
    let sql = "delete from staged_part where file_id = $1 and kind = $2";
    let kind = to_text("staged_part.kind", &PartKind::File)?;
    on_db!(tx, db => sqlx::query(sql).bind(id.as_str()).bind(kind).execute(db).await.map(drop))?;
    Ok(changed > 0)
}

/// Deletes a file of offers with its parts.
pub async fn delete_file(tx: &mut Tx, id: &StagedFileId) -> Result<(), DbError> {
    let sql = "delete from staged_file where id = $1 and purpose = 'offers'";
    on_db!(tx, db => sqlx::query(sql).bind(id.as_str()).execute(db).await.map(drop))?;
    Ok(())
}

/// Deletes files of any purpose older than a moment, complete or not; returns how many.
pub async fn delete_files_before(tx: &mut Tx, moment: Millis) -> Result<u64, DbError> {
    let sql = "delete from staged_file where created_at < $1";
    let deleted = on_db!(tx, db => {
        sqlx::query(sql).bind(moment.0).execute(db).await.map(|done| done.rows_affected())
    })?;
    Ok(deleted)
}
