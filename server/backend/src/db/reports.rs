//! Readers' reports of mistakes in offers.
#![expect(clippy::missing_errors_doc, reason = "every query fails as `DbError` says")]

use super::column::{from_bigint, from_optional_text, from_text};
use super::{DbError, Tx, on_db};
use shared::api::Report;
use shared::contact::Mail;
use shared::id::{OfferId, ReportId};
use shared::text::Text;
use shared::time::Millis;

/// A report as it was stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredReport {
    /// The offer it is about.
    pub offer: OfferId,
    /// Its content.
    pub report: Report,
    /// When it was stored.
    pub created_at: Millis,
}

#[derive(sqlx::FromRow)]
struct ReportRow {
    offer_id: String,
    body: String,
    reply_to: Option<String>,
    created_at: i64,
}

impl ReportRow {
    fn into_report(self) -> Result<StoredReport, DbError> {
        let text: Text<2_000> = from_text("report.body", self.body)?;
        let reply_to = from_optional_text("report.reply_to", self.reply_to)?;
        Ok(StoredReport {
            offer: from_text("report.offer_id", self.offer_id)?,
            report: Report { text, reply_to },
            created_at: Millis(self.created_at),
        })
    }
}

/// Stores a report.
pub async fn insert_report(
    tx: &mut Tx,
    id: &ReportId,
    stored: &StoredReport,
) -> Result<(), DbError> {
    let sql = "insert into report (id, offer_id, body, reply_to, created_at) \
               values ($1, $2, $3, $4, $5)";
    on_db!(tx, db => {
        sqlx::query(sql)
            .bind(id.as_str())
            .bind(stored.offer.as_str())
            .bind(stored.report.text.as_str())
            .bind(stored.report.reply_to.as_ref().map(Mail::as_str))
            .bind(stored.created_at.0)
            .execute(db)
            .await
            .map(drop)
    })?;
    Ok(())
}

/// Counts the reports on an offer since a moment.
pub async fn count_reports(tx: &mut Tx, offer: &OfferId, since: Millis) -> Result<u64, DbError> {
    let sql = "select cast(count(*) as bigint) from report \
               where offer_id = $1 and created_at >= $2";
    let count: i64 = on_db!(tx, db => {
        sqlx::query_scalar(sql).bind(offer.as_str()).bind(since.0).fetch_one(db).await
    })?;
    from_bigint("report", count)
}

/// Whether an offer has the same report already, with the same reply address or none in both.
pub async fn has_report(tx: &mut Tx, offer: &OfferId, report: &Report) -> Result<bool, DbError> {
    let sql = "select cast(count(*) as bigint) from report \
               where offer_id = $1 and body = $2 and coalesce(reply_to, '') = $3";
    let reply_to = report.reply_to.as_ref().map_or("", Mail::as_str);
    let count: i64 = on_db!(tx, db => {
        sqlx::query_scalar(sql)
            .bind(offer.as_str())
            .bind(report.text.as_str())
            .bind(reply_to)
            .fetch_one(db)
            .await
    })?;
    Ok(count > 0)
}

/// Loads every report, the latest first.
pub async fn load_reports(tx: &mut Tx) -> Result<Vec<StoredReport>, DbError> {
    let sql = "select offer_id, body, reply_to, created_at from report \
               order by created_at desc, id";
    let rows: Vec<ReportRow> = on_db!(tx, db => sqlx::query_as(sql).fetch_all(db).await)?;
    rows.into_iter().map(ReportRow::into_report).collect()
}
