//! Tables of residents.
#![expect(clippy::missing_errors_doc, reason = "every query fails as `DbError` says")]

use super::column::{from_json, from_optional_text, from_text, to_json};
use super::{DbError, Tx, on_db};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use shared::id::{CityId, ResidentsId};
use shared::text::Line;
use shared::time::Millis;

/// A stored table: groups in columns, places in rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResidentTable {
    /// Its id.
    pub id: ResidentsId,
    /// What it counts, such as "age groups".
    pub title: Line,
    /// Who published it.
    pub source: Line,
    /// The day the numbers are of.
    pub as_of: Date,
    /// The town whose districts are listed; `None` for a table of towns.
    pub city: Option<CityId>,
    /// Names of the groups.
    pub groups: Vec<String>,
    /// Places.
    pub places: Vec<ResidentPlace>,
}

/// A place with a number for each group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResidentPlace {
    /// Its name as published.
    pub name: String,
    /// The numbers; `None` where one is not published.
    pub counts: Vec<Option<u64>>,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    title: String,
    source: String,
    as_of: String,
    city_id: Option<String>,
    group_names: String,
    places: String,
}

impl Row {
    fn into_table(self) -> Result<ResidentTable, DbError> {
        Ok(ResidentTable {
            id: from_text("residents.id", self.id)?,
            title: from_text("residents.title", self.title)?,
            source: from_text("residents.source", self.source)?,
            as_of: from_text("residents.as_of", self.as_of)?,
            city: from_optional_text("residents.city_id", self.city_id)?,
            groups: from_json("residents.group_names", &self.group_names)?,
            places: from_json("residents.places", &self.places)?,
        })
    }
}

/// Adds a table.
pub async fn insert_residents(
    tx: &mut Tx,
    table: &ResidentTable,
    now: Millis,
) -> Result<(), DbError> {
    let sql = "insert into residents \
               (id, title, source, as_of, city_id, group_names, places, entered_at) \
               values ($1, $2, $3, $4, $5, $6, $7, $8)";
    let groups = to_json("residents.group_names", &table.groups)?;
    let places = to_json("residents.places", &table.places)?;
    on_db!(tx, db => {
        sqlx::query(sql)
            .bind(table.id.as_str())
            .bind(table.title.as_str())
            .bind(table.source.as_str())
            .bind(table.as_of.to_string())
            .bind(table.city.as_ref().map(CityId::as_str))
            .bind(groups)
            .bind(places)
            .bind(now.0)
            .execute(db)
            .await
            .map(drop)
    })?;
    Ok(())
}

/// Loads every table, the latest numbers first.
pub async fn load_residents(tx: &mut Tx) -> Result<Vec<ResidentTable>, DbError> {
    let sql = "select id, title, source, as_of, city_id, group_names, places from residents \
               order by as_of desc, entered_at desc, id";
    let rows: Vec<Row> = on_db!(tx, db => sqlx::query_as(sql).fetch_all(db).await)?;
    rows.into_iter().map(Row::into_table).collect()
}

/// Loads a table.
pub async fn find_residents(
    tx: &mut Tx,
    id: &ResidentsId,
) -> Result<Option<ResidentTable>, DbError> {
    let sql = "select id, title, source, as_of, city_id, group_names, places from residents \
               where id = $1";
    let row: Option<Row> =
        on_db!(tx, db => sqlx::query_as(sql).bind(id.as_str()).fetch_optional(db).await)?;
    row.map(Row::into_table).transpose()
}

/// Deletes a table.
pub async fn delete_residents(tx: &mut Tx, id: &ResidentsId) -> Result<(), DbError> {
    let sql = "delete from residents where id = $1";
    on_db!(tx, db => sqlx::query(sql).bind(id.as_str()).execute(db).await.map(drop))?;
    Ok(())
}
