//! Uploaded matrices of conferences that wait to be looked at. Their bytes are parts of
//! `staged_files`.
#![expect(clippy::missing_errors_doc, reason = "every query fails as `DbError` says")]

use super::column::{from_bigint, from_json, from_optional_text, from_text, to_bigint, to_json};
use super::{DbError, Tx, on_db};
use serde::{Deserialize, Serialize};
use shared::desk::audit::Actor;
use shared::desk::conferences::Cells;
use shared::id::{ChallengeId, ConferenceId, StagedFileId};
use shared::time::Millis;
use std::collections::{BTreeMap, BTreeSet};

/// An uploaded matrix.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StagedMatrix {
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
    /// The conference it is imported over; `None` for a new one.
    pub conference: Option<ConferenceId>,
    /// What was decided about it.
    pub decisions: MatrixDecisions,
}

/// What was decided about a matrix.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct MatrixDecisions {
    /// About what is doubtful in it.
    pub doubts: exchange::matrix::Decisions,
    /// Keys of records that it no longer has and that are removed.
    pub removed: BTreeSet<String>,
    /// Challenges that are in other words what is stored, by the keys of the new ones.
    pub same: BTreeMap<String, ChallengeId>,
    /// Title, place, date and languages of a new conference.
    pub details: Option<StagedDetails>,
}

/// Details of a new conference as they were typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StagedDetails {
    /// Title, place and date by their fields.
    pub cells: Cells,
    /// Tags of languages.
    pub languages: Vec<String>,
}

#[derive(sqlx::FromRow)]
struct MatrixRow {
    id: String,
    created_at: i64,
    uploaded_by: String,
    name: String,
    bytes: i64,
    conference_id: Option<String>,
    decisions: String,
}

impl MatrixRow {
    fn into_matrix(self) -> Result<StagedMatrix, DbError> {
        Ok(StagedMatrix {
            id: from_text("staged_file.id", self.id)?,
            created_at: Millis(self.created_at),
            uploaded_by: from_json("staged_file.uploaded_by", &self.uploaded_by)?,
            name: self.name,
            bytes: from_bigint("staged_file.bytes", self.bytes)?,
            conference: from_optional_text("staged_file.conference_id", self.conference_id)?,
            decisions: from_json("staged_file.decisions", &self.decisions)?,
        })
    }
}

/// The columns of [`MatrixRow`].
macro_rules! complete {
    () => {
        "select id, created_at, uploaded_by, name, bytes, conference_id, decisions \
         from staged_file where is_complete and purpose = 'matrix' "
    };
}

/// Stores a new matrix without its parts; it is not found until it is complete.
pub async fn insert_matrix(tx: &mut Tx, matrix: &StagedMatrix) -> Result<(), DbError> {
    let sql = "insert into staged_file (id, created_at, uploaded_by, name, bytes, is_complete, \
               decisions, purpose, conference_id) \
               values ($1, $2, $3, $4, $5, false, $6, 'matrix', $7)";
    let uploaded_by = to_json("staged_file.uploaded_by", &matrix.uploaded_by)?;
    let bytes: i64 = to_bigint("staged_file.bytes", matrix.bytes)?;
    let decisions = to_json("staged_file.decisions", &matrix.decisions)?;
    on_db!(tx, db => {
        sqlx::query(sql)
            .bind(matrix.id.as_str())
            .bind(matrix.created_at.0)
            .bind(uploaded_by)
            .bind(matrix.name.as_str())
            .bind(bytes)
            .bind(decisions)
            .bind(matrix.conference.as_ref().map(ConferenceId::as_str))
            .execute(db)
            .await
            .map(drop)
    })?;
    Ok(())
}

/// The complete matrices, the latest first.
pub async fn load_matrices(tx: &mut Tx) -> Result<Vec<StagedMatrix>, DbError> {
    let sql = concat!(complete!(), "order by created_at desc, id");
    let rows: Vec<MatrixRow> = on_db!(tx, db => sqlx::query_as(sql).fetch_all(db).await)?;
    rows.into_iter().map(MatrixRow::into_matrix).collect()
}

/// A complete matrix.
pub async fn find_matrix(tx: &mut Tx, id: &StagedFileId) -> Result<Option<StagedMatrix>, DbError> {
    let sql = concat!(complete!(), "and id = $1");
    let row: Option<MatrixRow> =
        on_db!(tx, db => sqlx::query_as(sql).bind(id.as_str()).fetch_optional(db).await)?;
    row.map(MatrixRow::into_matrix).transpose()
}

/// Stores what was decided about a matrix.
pub async fn save_decisions(
    tx: &mut Tx,
    id: &StagedFileId,
    decisions: &MatrixDecisions,
) -> Result<(), DbError> {
    let sql = "update staged_file set decisions = $2 where id = $1 and purpose = 'matrix'";
    let decisions = to_json("staged_file.decisions", decisions)?;
    on_db!(tx, db => {
        sqlx::query(sql).bind(id.as_str()).bind(decisions).execute(db).await.map(drop)
    })?;
    Ok(())
}

/// Deletes a matrix with its parts; `false` where it is gone, since somebody else was faster.
pub async fn delete_matrix(tx: &mut Tx, id: &StagedFileId) -> Result<bool, DbError> {
    let sql = "delete from staged_file where id = $1 and purpose = 'matrix'";
    let deleted = on_db!(tx, db => {
        sqlx::query(sql).bind(id.as_str()).execute(db).await.map(|done| done.rows_affected())
    })?;
    Ok(deleted > 0)
}
