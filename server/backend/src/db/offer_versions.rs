//! Versions of offers.
#![expect(clippy::missing_errors_doc, reason = "every query fails as `DbError` says")]

use super::column::{from_bigint, from_json, from_text, to_bigint, to_json, to_text};
use super::{DbError, Tx, on_db};
use shared::desk::audit::{Action, Actor};
use shared::id::OfferId;
use shared::offer::Offer;
use shared::time::Millis;

/// A version of an offer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredVersion {
    /// Its number, from 1.
    pub number: u64,
    /// When it was stored.
    pub at: Millis,
    /// By whom.
    pub actor: Actor,
    /// By what.
    pub action: Action,
    /// Identifies the content.
    pub digest: String,
    /// The content.
    pub offer: Offer,
}

#[derive(sqlx::FromRow)]
struct VersionRow {
    number: i64,
    at: i64,
    actor: String,
    action: String,
    digest: String,
    body: String,
}

impl VersionRow {
    fn into_version(self) -> Result<StoredVersion, DbError> {
        Ok(StoredVersion {
            number: from_bigint("offer_version.number", self.number)?,
            at: Millis(self.at),
            actor: from_json("offer_version.actor", &self.actor)?,
            action: from_text("offer_version.action", self.action)?,
            digest: self.digest,
            offer: from_json("offer_version.body", &self.body)?,
        })
    }
}

/// Stores a version; its number must be the next one.
pub async fn insert_version(tx: &mut Tx, version: &StoredVersion) -> Result<(), DbError> {
    let sql = "insert into offer_version (offer_id, number, at, actor, action, digest, body) \
               values ($1, $2, $3, $4, $5, $6, $7)";
    let number: i64 = to_bigint("offer_version.number", version.number)?;
    let actor = to_json("offer_version.actor", &version.actor)?;
    let action = to_text("offer_version.action", &version.action)?;
    let body = to_json("offer_version.body", &version.offer)?;
    on_db!(tx, db => {
        sqlx::query(sql)
            .bind(version.offer.id.as_str())
            .bind(number)
            .bind(version.at.0)
            .bind(actor)
            .bind(action)
            .bind(version.digest.as_str())
            .bind(body)
            .execute(db)
            .await
            .map(drop)
    })?;
    Ok(())
}

/// Every version of an offer, the latest first.
pub async fn load_versions(tx: &mut Tx, offer: &OfferId) -> Result<Vec<StoredVersion>, DbError> {
    let sql = "select number, at, actor, action, digest, body from offer_version \
               where offer_id = $1 order by number desc";
    let rows: Vec<VersionRow> =
        on_db!(tx, db => sqlx::query_as(sql).bind(offer.as_str()).fetch_all(db).await)?;
    rows.into_iter().map(VersionRow::into_version).collect()
}
