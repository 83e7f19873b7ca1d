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
    /// When it was first sent.
    pub created_at: Millis,
    /// How often it was sent.
    pub copies: u64,
}

#[derive(sqlx::FromRow)]
struct ReportRow {
    offer_id: String,
    body: String,
    reply_to: Option<String>,
    created_at: i64,
    copies: i64,
}

impl ReportRow {
    fn into_report(self) -> Result<StoredReport, DbError> {
        let text: Text<2_000> = from_text("report.body", self.body)?;
        let reply_to = from_optional_text("report.reply_to", self.reply_to)?;
        Ok(StoredReport {
            offer: from_text("report.offer_id", self.offer_id)?,
            report: Report { text, reply_to },
            created_at: Millis(self.created_at),
            copies: from_bigint("report.copies", self.copies)?,
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

/// Counts the reports on all offers since a moment.
pub async fn count_all_reports(tx: &mut Tx, since: Millis) -> Result<u64, DbError> {
    let sql = "select cast(count(*) as bigint) from report where created_at >= $1";
    let count: i64 = on_db!(tx, db => sqlx::query_scalar(sql).bind(since.0).fetch_one(db).await)?;
    from_bigint("report", count)
}

/// Counts another copy where an offer has the same report, with the same reply address or none in
/// both; `false` where it has none.
pub async fn count_copy(tx: &mut Tx, offer: &OfferId, report: &Report) -> Result<bool, DbError> {
    let sql = "update report set copies = copies + 1 \
               where offer_id = $1 and body = $2 and coalesce(reply_to, '') = $3";
    let reply_to = report.reply_to.as_ref().map_or("", Mail::as_str);
    let changed = on_db!(tx, db => {
        sqlx::query(sql)
            .bind(offer.as_str())
            .bind(report.text.as_str())
            .bind(reply_to)
            .execute(db)
            .await
            .map(|done| done.rows_affected())
    })?;
    Ok(changed > 0)
}

/// Reports that were counted and not stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportOverflow {
    /// The offer they are about.
    pub offer: OfferId,
    /// The beginning of the hour.
    pub hour: Millis,
    /// How many.
    pub reports: u64,
}

/// Counts a report that is not stored.
pub async fn count_overflow(tx: &mut Tx, offer: &OfferId, hour: Millis) -> Result<(), DbError> {
    let sql = "insert into report_overflow (offer_id, hour, reports) values ($1, $2, 1) \
               on conflict (offer_id, hour) do update set reports = report_overflow.reports + 1";
    on_db!(tx, db => {
        sqlx::query(sql).bind(offer.as_str()).bind(hour.0).execute(db).await.map(drop)
    })?;
    Ok(())
}

/// Loads the counts of reports that were not stored, the latest first.
pub async fn load_overflows(tx: &mut Tx) -> Result<Vec<ReportOverflow>, DbError> {
    let sql = "select offer_id, hour, reports from report_overflow order by hour desc, offer_id";
    let rows: Vec<(String, i64, i64)> = on_db!(tx, db => sqlx::query_as(sql).fetch_all(db).await)?;
    let overflow = |(offer, hour, reports)| {
        Ok(ReportOverflow {
            offer: from_text("report_overflow.offer_id", offer)?,
            hour: Millis(hour),
            reports: from_bigint("report_overflow.reports", reports)?,
        })
    };
    rows.into_iter().map(overflow).collect()
}

/// Loads every report, the latest first.
pub async fn load_reports(tx: &mut Tx) -> Result<Vec<StoredReport>, DbError> {
    let sql = "select offer_id, body, reply_to, created_at, copies from report \
               order by created_at desc, id";
    let rows: Vec<ReportRow> = on_db!(tx, db => sqlx::query_as(sql).fetch_all(db).await)?;
    rows.into_iter().map(ReportRow::into_report).collect()
}

/// A report with what was done about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FiledReport {
    /// Its id.
    pub id: ReportId,
    /// The report.
    pub stored: StoredReport,
    /// When the reader was answered.
    pub answered_at: Option<Millis>,
    /// When it was closed.
    pub closed_at: Option<Millis>,
}

#[derive(sqlx::FromRow)]
struct FiledRow {
    id: String,
    answered_at: Option<i64>,
    closed_at: Option<i64>,
    #[sqlx(flatten)]
    report: ReportRow,
}

impl FiledRow {
    fn into_filed(self) -> Result<FiledReport, DbError> {
        Ok(FiledReport {
            id: from_text("report.id", self.id)?,
            stored: self.report.into_report()?,
            answered_at: self.answered_at.map(Millis),
            closed_at: self.closed_at.map(Millis),
        })
    }
}

/// Loads reports with what was done about them, open ones first, then the latest.
pub async fn load_filed(tx: &mut Tx, limit: i64) -> Result<Vec<FiledReport>, DbError> {
    let sql = "select id, answered_at, closed_at, offer_id, body, reply_to, created_at, copies \
               from report order by case when closed_at is null then 0 else 1 end, \
               created_at desc, id limit $1";
    let rows: Vec<FiledRow> =
        on_db!(tx, db => sqlx::query_as(sql).bind(limit).fetch_all(db).await)?;
    rows.into_iter().map(FiledRow::into_filed).collect()
}

/// Finds a report.
pub async fn find_filed(tx: &mut Tx, id: &ReportId) -> Result<Option<FiledReport>, DbError> {
    let sql = "select id, answered_at, closed_at, offer_id, body, reply_to, created_at, copies \
               from report where id = $1";
    let row: Option<FiledRow> =
        on_db!(tx, db => sqlx::query_as(sql).bind(id.as_str()).fetch_optional(db).await)?;
    row.map(FiledRow::into_filed).transpose()
}

/// Closes a report, or opens it again.
pub async fn set_closed(
    tx: &mut Tx,
    id: &ReportId,
    closed_at: Option<Millis>,
) -> Result<(), DbError> {
    let sql = "update report set closed_at = $2 where id = $1";
    let closed_at = closed_at.map(|moment| moment.0);
    on_db!(tx, db => {
        sqlx::query(sql).bind(id.as_str()).bind(closed_at).execute(db).await.map(drop)
    })?;
    Ok(())
}

/// Marks a report as answered and closed.
pub async fn set_answered(tx: &mut Tx, id: &ReportId, now: Millis) -> Result<(), DbError> {
    let sql = "update report set answered_at = $2, closed_at = $2 where id = $1";
    on_db!(tx, db => {
        sqlx::query(sql).bind(id.as_str()).bind(now.0).execute(db).await.map(drop)
    })?;
    Ok(())
}
