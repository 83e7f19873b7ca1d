//! Doubts about imported cells, kept with their offers.
#![expect(clippy::missing_errors_doc, reason = "every query fails as `DbError` says")]

use super::column::{from_json, from_text, to_bigint, to_json};
use super::{DbError, Tx, on_db};
use serde::{Deserialize, Serialize};
use shared::doubt::Doubt;
use shared::id::{ImportId, OfferId};
use std::collections::BTreeMap;

/// A doubt about a cell of an offer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredDoubt {
    /// Heading of the column.
    pub heading: String,
    /// The words and the reason.
    pub doubt: Doubt,
    /// The import that brought it.
    pub import: ImportId,
}

#[derive(sqlx::FromRow)]
struct DoubtRow {
    offer_id: String,
    heading: String,
    words: String,
    reason: String,
    import_id: String,
}

impl DoubtRow {
    fn into_doubt(self) -> Result<(OfferId, StoredDoubt), DbError> {
        let reason = from_json("offer_doubt.reason", &self.reason)?;
        let doubt = StoredDoubt {
            heading: self.heading,
            doubt: Doubt { words: self.words, reason },
            import: from_text("offer_doubt.import_id", self.import_id)?,
        };
        Ok((from_text("offer_doubt.offer_id", self.offer_id)?, doubt))
    }
}

/// Loads every doubt by offer, in the order of the columns.
pub async fn load_doubts(tx: &mut Tx) -> Result<BTreeMap<OfferId, Vec<StoredDoubt>>, DbError> {
    let sql = "select offer_id, heading, words, reason, import_id from offer_doubt \
               order by offer_id, position";
    let rows: Vec<DoubtRow> = on_db!(tx, db => sqlx::query_as(sql).fetch_all(db).await)?;
    let mut doubts: BTreeMap<OfferId, Vec<StoredDoubt>> = BTreeMap::new();
    for row in rows {
        let (offer, doubt) = row.into_doubt()?;
        doubts.entry(offer).or_default().push(doubt);
    }
    Ok(doubts)
}

/// The doubts about an offer, in the order of the columns.
pub async fn load_doubts_of(tx: &mut Tx, offer: &OfferId) -> Result<Vec<StoredDoubt>, DbError> {
    let sql = "select offer_id, heading, words, reason, import_id from offer_doubt \
               where offer_id = $1 order by position";
    let rows: Vec<DoubtRow> =
        on_db!(tx, db => sqlx::query_as(sql).bind(offer.as_str()).fetch_all(db).await)?;
    rows.into_iter().map(|row| row.into_doubt().map(|(_, doubt)| doubt)).collect()
}

/// Replaces the doubts about an offer.
pub async fn save_doubts(
    tx: &mut Tx,
    offer: &OfferId,
    doubts: &[StoredDoubt],
) -> Result<(), DbError> {
    let sql = "delete from offer_doubt where offer_id = $1";
    on_db!(tx, db => sqlx::query(sql).bind(offer.as_str()).execute(db).await.map(drop))?;
    let sql = "insert into offer_doubt (offer_id, position, heading, words, reason, import_id) \
               values ($1, $2, $3, $4, $5, $6)";
    for (position, StoredDoubt { heading, doubt, import }) in doubts.iter().enumerate() {
        let position: i64 = to_bigint("offer_doubt.position", position)?;
        let reason = to_json("offer_doubt.reason", &doubt.reason)?;
        on_db!(tx, db => {
            sqlx::query(sql)
                .bind(offer.as_str())
                .bind(position)
                .bind(heading.as_str())
                .bind(doubt.words.as_str())
                .bind(reason)
                .bind(import.as_str())
                .execute(db)
                .await
                .map(drop)
        })?;
    }
    Ok(())
}
