//! Documents that are replaced as a whole: the search vocabulary, the school-free days.
#![expect(clippy::missing_errors_doc, reason = "every query fails as `DbError` says")]

use super::column::{from_json, to_json};
use super::{DbError, Tx, on_db};
use serde::Serialize;
use serde::de::DeserializeOwned;
use shared::time::Millis;

/// Name of the search vocabulary.
pub const VOCABULARY: &str = "vocabulary";
/// Name of the words of care mails.
pub const CARE_MAIL: &str = "care_mail";
/// Name of the school-free days.
pub const SCHOOL_FREE: &str = "school_free";

/// Loads a document; `None` where none is stored.
pub async fn load_document<T: DeserializeOwned>(
    tx: &mut Tx,
    name: &str,
) -> Result<Option<T>, DbError> {
    let sql = "select body from document where name = $1";
    let body: Option<String> =
        on_db!(tx, db => sqlx::query_scalar(sql).bind(name).fetch_optional(db).await)?;
    body.map(|body| from_json("document.body", &body)).transpose()
}

/// Stores a document, replacing the previous one.
pub async fn save_document<T: Serialize>(
    tx: &mut Tx,
    name: &str,
    document: &T,
    now: Millis,
) -> Result<(), DbError> {
    let sql = "insert into document (name, body, updated_at) values ($1, $2, $3) \
               on conflict (name) do update set body = excluded.body, \
               updated_at = excluded.updated_at";
    let body = to_json("document.body", document)?;
    on_db!(tx, db => {
        sqlx::query(sql).bind(name).bind(body).bind(now.0).execute(db).await.map(drop)
    })?;
    Ok(())
}
