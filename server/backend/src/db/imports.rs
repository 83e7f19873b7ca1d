//! Imports of offers with the records they changed, and mappings of columns by source.
#![expect(clippy::missing_errors_doc, reason = "every query fails as `DbError` says")]

use super::column::{
    from_bigint, from_json, from_optional_json, from_text, to_bigint, to_json, to_optional_json,
};
use super::doubts::StoredDoubt;
use super::{DbError, Tx, on_db};
use exchange::mapping::{Fingerprint, Mapping};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use shared::id::ImportId;
use shared::offer::Offer;
use shared::provider::Provider;
use shared::time::Millis;

/// An import of offers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredImport {
    /// Its id.
    pub id: ImportId,
    /// When it was stored.
    pub created_at: Millis,
    /// Name of the file.
    pub source: String,
    /// Rows or records read.
    pub records: u64,
    /// Offers created.
    pub created: u64,
    /// Offers that were there before.
    pub updated: u64,
    /// Rows that could not be taken.
    pub rejected: u64,
    /// When it was undone.
    pub undone_at: Option<Millis>,
}

/// An offer with the doubts about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfferState {
    /// The offer.
    pub offer: Offer,
    /// The doubts.
    pub doubts: Vec<StoredDoubt>,
}

/// A record that an import changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangedRecord<T> {
    /// Its id.
    pub id: String,
    /// Before the import; `None` where it was not there.
    pub before: Option<T>,
    /// After the import.
    pub after: T,
}

/// A kind of record that imports change.
pub trait ImportedRecord: Serialize + DeserializeOwned + Send + Sync {
    /// Its name in the table.
    const KIND: &'static str;
}

impl ImportedRecord for OfferState {
    const KIND: &'static str = "offer";
}

impl ImportedRecord for Provider {
    const KIND: &'static str = "provider";
}

#[derive(sqlx::FromRow)]
struct ImportRow {
    id: String,
    created_at: i64,
    source: String,
    records: i64,
    created: i64,
    updated: i64,
    rejected: i64,
    undone_at: Option<i64>,
}

impl ImportRow {
    fn into_import(self) -> Result<StoredImport, DbError> {
        Ok(StoredImport {
            id: from_text("import.id", self.id)?,
            created_at: Millis(self.created_at),
            source: self.source,
            records: from_bigint("import.records", self.records)?,
            created: from_bigint("import.created", self.created)?,
            updated: from_bigint("import.updated", self.updated)?,
            rejected: from_bigint("import.rejected", self.rejected)?,
            undone_at: self.undone_at.map(Millis),
        })
    }
}

/// Stores a new import.
pub async fn insert_import(tx: &mut Tx, import: &StoredImport) -> Result<(), DbError> {
    let sql = "insert into import (id, created_at, source, records, created, updated, rejected) \
               values ($1, $2, $3, $4, $5, $6, $7)";
    let records: i64 = to_bigint("import.records", import.records)?;
    let created: i64 = to_bigint("import.created", import.created)?;
    let updated: i64 = to_bigint("import.updated", import.updated)?;
    let rejected: i64 = to_bigint("import.rejected", import.rejected)?;
    on_db!(tx, db => {
        sqlx::query(sql)
            .bind(import.id.as_str())
            .bind(import.created_at.0)
            .bind(import.source.as_str())
            .bind(records)
            .bind(created)
            .bind(updated)
            .bind(rejected)
            .execute(db)
            .await
            .map(drop)
    })?;
    Ok(())
}

/// Loads every import, the latest first.
pub async fn load_imports(tx: &mut Tx) -> Result<Vec<StoredImport>, DbError> {
    let sql = "select id, created_at, source, records, created, updated, rejected, undone_at \
               from import order by created_at desc, id";
    let rows: Vec<ImportRow> = on_db!(tx, db => sqlx::query_as(sql).fetch_all(db).await)?;
    rows.into_iter().map(ImportRow::into_import).collect()
}

/// Marks an import as undone.
pub async fn mark_undone(tx: &mut Tx, id: &ImportId, now: Millis) -> Result<(), DbError> {
    let sql = "update import set undone_at = $2 where id = $1";
    on_db!(tx, db => sqlx::query(sql).bind(id.as_str()).bind(now.0).execute(db).await.map(drop))?;
    Ok(())
}

/// Stores a record that an import changed.
pub async fn insert_record<T: ImportedRecord>(
    tx: &mut Tx,
    import: &ImportId,
    record: &ChangedRecord<T>,
) -> Result<(), DbError> {
    let sql = "insert into import_record (import_id, kind, record_id, before, after) \
               values ($1, $2, $3, $4, $5)";
    let before = to_optional_json("import_record.before", record.before.as_ref())?;
    let after = to_json("import_record.after", &record.after)?;
    on_db!(tx, db => {
        sqlx::query(sql)
            .bind(import.as_str())
            .bind(T::KIND)
            .bind(record.id.as_str())
            .bind(before)
            .bind(after)
            .execute(db)
            .await
            .map(drop)
    })?;
    Ok(())
}

/// Loads the records of a kind that an import changed.
pub async fn load_records<T: ImportedRecord>(
    tx: &mut Tx,
    import: &ImportId,
) -> Result<Vec<ChangedRecord<T>>, DbError> {
    let sql = "select record_id, before, after from import_record \
               where import_id = $1 and kind = $2 order by record_id";
    let rows: Vec<(String, Option<String>, String)> = on_db!(tx, db => {
        sqlx::query_as(sql).bind(import.as_str()).bind(T::KIND).fetch_all(db).await
    })?;
    let record = |(id, before, after): (String, Option<String>, String)| {
        Ok(ChangedRecord {
            id,
            before: from_optional_json("import_record.before", before.as_deref())?,
            after: from_json("import_record.after", &after)?,
        })
    };
    rows.into_iter().map(record).collect()
}

/// Loads the mapping of a source.
pub async fn find_mapping(
    tx: &mut Tx,
    fingerprint: &Fingerprint,
) -> Result<Option<Mapping>, DbError> {
    let sql = "select mapping from import_mapping where fingerprint = $1";
    let mapping: Option<String> = on_db!(tx, db => {
        sqlx::query_scalar(sql).bind(fingerprint.as_str()).fetch_optional(db).await
    })?;
    from_optional_json("import_mapping.mapping", mapping.as_deref())
}

/// Stores the mapping of a source, replacing the previous one.
pub async fn save_mapping(
    tx: &mut Tx,
    fingerprint: &Fingerprint,
    mapping: &Mapping,
    now: Millis,
) -> Result<(), DbError> {
    let sql = "insert into import_mapping (fingerprint, mapping, updated_at) values ($1, $2, $3) \
               on conflict (fingerprint) do update set mapping = excluded.mapping, \
               updated_at = excluded.updated_at";
    let mapping = to_json("import_mapping.mapping", mapping)?;
    on_db!(tx, db => {
        sqlx::query(sql)
            .bind(fingerprint.as_str())
            .bind(mapping)
            .bind(now.0)
            .execute(db)
            .await
            .map(drop)
    })?;
    Ok(())
}
