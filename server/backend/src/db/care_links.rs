//! Care links: what providers were asked, when and where.
#![expect(clippy::missing_errors_doc, reason = "every query fails as `DbError` says")]

use super::column::{from_optional_text, from_text};
use super::{DbError, Tx, on_db};
use crate::secret::CareHash;
use jiff::civil::Date;
use shared::contact::Mail;
use shared::id::{OfferId, ProviderId};
use shared::time::Millis;
use std::collections::BTreeMap;

/// A link that was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CareLink {
    /// The hash of its token.
    pub hash: CareHash,
    /// Who was asked.
    pub provider: ProviderId,
    /// Where it was sent.
    pub recipient: Mail,
    /// When.
    pub created_at: Millis,
    /// From when on it is no longer valid.
    pub expires_at: Millis,
    /// What it asks about.
    pub offers: Vec<AskedOffer>,
}

/// An offer that a link asks about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskedOffer {
    /// The offer, which may have been deleted since.
    pub id: OfferId,
    /// Its name then.
    pub name: String,
    /// When it had last been checked; together with the offer it names the stale period.
    pub verified_on: Option<Date>,
}

#[derive(sqlx::FromRow)]
struct LinkRow {
    hash: String,
    provider_id: String,
    recipient: String,
    created_at: i64,
    expires_at: i64,
}

#[derive(sqlx::FromRow)]
struct AskedRow {
    hash: String,
    offer_id: String,
    name: String,
    verified_on: Option<String>,
}

impl LinkRow {
    fn into_link(self, offers: Vec<AskedOffer>) -> Result<CareLink, DbError> {
        Ok(CareLink {
            hash: CareHash(self.hash),
            provider: from_text("care_link.provider_id", self.provider_id)?,
            recipient: from_text("care_link.recipient", self.recipient)?,
            created_at: Millis(self.created_at),
            expires_at: Millis(self.expires_at),
            offers,
        })
    }
}

impl AskedRow {
    fn into_asked(self) -> Result<AskedOffer, DbError> {
        Ok(AskedOffer {
            id: from_text("care_link_offer.offer_id", self.offer_id)?,
            name: self.name,
            verified_on: from_optional_text("care_link_offer.verified_on", self.verified_on)?,
        })
    }
}

/// Stores a link.
pub async fn insert_link(tx: &mut Tx, link: &CareLink) -> Result<(), DbError> {
    let sql = "insert into care_link (hash, provider_id, recipient, created_at, expires_at) \
               values ($1, $2, $3, $4, $5)";
    on_db!(tx, db => {
        sqlx::query(sql)
            .bind(link.hash.as_str())
            .bind(link.provider.as_str())
            .bind(link.recipient.as_str())
            .bind(link.created_at.0)
            .bind(link.expires_at.0)
            .execute(db)
            .await
            .map(drop)
    })?;
    let sql = "insert into care_link_offer (hash, offer_id, name, verified_on) \
               values ($1, $2, $3, $4)";
    for offer in &link.offers {
        on_db!(tx, db => {
            sqlx::query(sql)
                .bind(link.hash.as_str())
                .bind(offer.id.as_str())
                .bind(offer.name.as_str())
                .bind(offer.verified_on.map(|day| day.to_string()))
                .execute(db)
                .await
                .map(drop)
        })?;
    }
    Ok(())
}

/// Finds the link with a token's hash.
pub async fn find_link(tx: &mut Tx, hash: &CareHash) -> Result<Option<CareLink>, DbError> {
    let sql = "select hash, provider_id, recipient, created_at, expires_at from care_link \
               where hash = $1";
    let row: Option<LinkRow> =
        on_db!(tx, db => sqlx::query_as(sql).bind(hash.as_str()).fetch_optional(db).await)?;
    let Some(row) = row else { return Ok(None) };
    let sql = "select hash, offer_id, name, verified_on from care_link_offer where hash = $1 \
               order by name, offer_id";
    let asked: Vec<AskedRow> =
        on_db!(tx, db => sqlx::query_as(sql).bind(hash.as_str()).fetch_all(db).await)?;
    let asked: Result<Vec<AskedOffer>, DbError> =
        asked.into_iter().map(AskedRow::into_asked).collect();
    row.into_link(asked?).map(Some)
}

/// Loads every link that was sent since a moment, the oldest first.
pub async fn load_links(tx: &mut Tx, since: Millis) -> Result<Vec<CareLink>, DbError> {
    let sql = "select hash, provider_id, recipient, created_at, expires_at from care_link \
               where created_at >= $1 order by created_at, hash";
    let rows: Vec<LinkRow> =
        on_db!(tx, db => sqlx::query_as(sql).bind(since.0).fetch_all(db).await)?;
    let sql = "select care_link_offer.hash, offer_id, name, verified_on from care_link_offer \
               join care_link on care_link.hash = care_link_offer.hash \
               where created_at >= $1 order by name, offer_id";
    let all: Vec<AskedRow> =
        on_db!(tx, db => sqlx::query_as(sql).bind(since.0).fetch_all(db).await)?;
    let mut asked: BTreeMap<String, Vec<AskedOffer>> = BTreeMap::new();
    for row in all {
        asked.entry(row.hash.clone()).or_default().push(row.into_asked()?);
    }
    rows.into_iter()
        .map(|row| {
            let offers = asked.remove(&row.hash).unwrap_or_default();
            row.into_link(offers)
        })
        .collect()
}
