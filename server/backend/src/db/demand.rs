//! Counters of what is looked for, by month.
#![expect(clippy::missing_errors_doc, reason = "every query fails as `DbError` says")]

use super::column::{from_bigint, to_bigint};
use super::{DbError, Tx, on_db};

/// A counter and its number.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct DemandRow {
    /// The month, such as `2026-11`.
    pub month: String,
    /// What is counted.
    pub kind: String,
    /// Tag of the interface's language.
    pub language: String,
    /// What was looked for; empty where all of the kind is counted.
    pub term: String,
    /// How often.
    pub number: i64,
}

/// Adds to counters. New terms of a month are left out once it has `most_terms` rows.
pub async fn add_demand(tx: &mut Tx, rows: &[DemandRow], most_terms: u64) -> Result<(), DbError> {
    let update = "update demand set number = number + $5 \
                  where month = $1 and kind = $2 and language = $3 and term = $4";
    let insert = "insert into demand (month, kind, language, term, number) \
                  values ($1, $2, $3, $4, $5) on conflict (month, kind, language, term) \
                  do update set number = demand.number + excluded.number";
    for row in rows {
        let updated = on_db!(tx, db => {
            sqlx::query(update)
                .bind(&row.month)
                .bind(&row.kind)
                .bind(&row.language)
                .bind(&row.term)
                .bind(row.number)
                .execute(db)
                .await
                .map(|done| done.rows_affected())
        })?;
        if updated > 0 || !row.term.is_empty() && count_rows(tx, &row.month).await? >= most_terms {
            continue;
        }
        on_db!(tx, db => {
            sqlx::query(insert)
                .bind(&row.month)
                .bind(&row.kind)
                .bind(&row.language)
                .bind(&row.term)
                .bind(row.number)
                .execute(db)
                .await
                .map(drop)
        })?;
    }
    Ok(())
}

async fn count_rows(tx: &mut Tx, month: &str) -> Result<u64, DbError> {
    let sql = "select cast(count(*) as bigint) from demand where month = $1";
    let count: i64 = on_db!(tx, db => sqlx::query_scalar(sql).bind(month).fetch_one(db).await)?;
    from_bigint("demand", count)
}

/// Loads the counters of a kind, the latest month first, the most frequent first, at most `most`.
pub async fn load_demand(tx: &mut Tx, kind: &str, most: u64) -> Result<Vec<DemandRow>, DbError> {
    let sql = "select month, kind, language, term, number from demand where kind = $1 \
               order by month desc, number desc, language, term limit $2";
    let most: i64 = to_bigint("demand", most)?;
    Ok(on_db!(tx, db => sqlx::query_as(sql).bind(kind).bind(most).fetch_all(db).await)?)
}

/// Deletes the counters of months before this one.
pub async fn delete_demand_before(tx: &mut Tx, month: &str) -> Result<(), DbError> {
    let sql = "delete from demand where month < $1";
    on_db!(tx, db => sqlx::query(sql).bind(month).execute(db).await.map(drop))?;
    Ok(())
}
