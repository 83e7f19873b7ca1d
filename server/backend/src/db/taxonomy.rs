//! The taxonomy (cities, categories, languages), and the revisions that count changes by topic.
#![expect(clippy::missing_errors_doc, reason = "every query fails as `DbError` says")]

use super::column::{from_bigint, from_json, from_text, to_bigint, to_json};
use super::{DbError, Tx, on_db};
use serde::de::DeserializeOwned;
use shared::id::{CategoryId, CityId};
use shared::offer::Position;
use shared::taxonomy::{Taxonomy, Term};
use shared::text::Line;
use std::collections::BTreeMap;
use std::fmt::Display;

/// Kinds of terms.
const CITY: &str = "city";
const CATEGORY: &str = "category";

#[derive(sqlx::FromRow)]
struct TermRow {
    kind: String,
    id: String,
    label: String,
    names: Option<String>,
    latitude: Option<i64>,
    longitude: Option<i64>,
}

/// Loads all lists in their stored order.
pub async fn load_taxonomy(tx: &mut Tx) -> Result<Taxonomy, DbError> {
    let sql = "select kind, id, label, names, latitude, longitude from term \
               order by kind, position, id";
    let rows: Vec<TermRow> = on_db!(tx, db => sqlx::query_as(sql).fetch_all(db).await)?;
    let mut taxonomy = Taxonomy::default();
    for row in rows {
        match row.kind.as_str() {
            CITY => taxonomy.cities.push(term(row)?),
            CATEGORY => taxonomy.categories.push(term(row)?),
            "language" => taxonomy.languages.push(term(row)?),
            _ => {}
        }
    }
    Ok(taxonomy)
}

fn term<Id: DeserializeOwned>(row: TermRow) -> Result<Term<Id>, DbError> {
    let label: Line = from_text("term.label", row.label)?;
    let millionths =
        |column, value: Option<i64>| value.map(|value| from_bigint(column, value)).transpose();
    let position = millionths("term.latitude", row.latitude)?
        .zip(millionths("term.longitude", row.longitude)?)
        .map(|(latitude, longitude)| Position { latitude, longitude });
    let names = row.names.as_deref().map(|names| from_json("term.names", names)).transpose()?;
    let names = names.unwrap_or_default();
    Ok(Term { id: from_text("term.id", row.id)?, label, names, position })
}

/// Adds the terms that a county starts with: cities only where none is stored, since editors may
/// have removed some; missing categories and languages in any case. Existing terms stay as they
/// are.
pub async fn add_terms(tx: &mut Tx, taxonomy: &Taxonomy) -> Result<(), DbError> {
    if count_terms(tx, CITY).await? == 0 {
        insert_terms(tx, CITY, &taxonomy.cities).await?;
    }
    insert_terms(tx, CATEGORY, &taxonomy.categories).await?;
    insert_terms(tx, "language", &taxonomy.languages).await
}

/// Replaces the cities.
pub async fn replace_cities(tx: &mut Tx, cities: &[Term<CityId>]) -> Result<(), DbError> {
    replace_terms(tx, CITY, cities).await
}

/// Replaces the categories.
pub async fn replace_categories(
    tx: &mut Tx,
    categories: &[Term<CategoryId>],
) -> Result<(), DbError> {
    replace_terms(tx, CATEGORY, categories).await
}

/// How many offers and providers name each city.
pub async fn count_city_uses(tx: &mut Tx) -> Result<BTreeMap<String, u64>, DbError> {
    let sql = "select city_id, count(*) from (select city_id from offer union all \
               select city_id from provider where city_id is not null) named group by city_id";
    count_uses(tx, sql).await
}

/// How many offers name each category.
pub async fn count_category_uses(tx: &mut Tx) -> Result<BTreeMap<String, u64>, DbError> {
    count_uses(tx, "select category_id, count(*) from offer_category group by category_id").await
}

async fn count_uses(tx: &mut Tx, sql: &'static str) -> Result<BTreeMap<String, u64>, DbError> {
    let rows: Vec<(String, i64)> = on_db!(tx, db => sqlx::query_as(sql).fetch_all(db).await)?;
    let uses = rows.into_iter().map(|(id, uses)| Ok((id, from_bigint("count", uses)?)));
    uses.collect()
}

async fn count_terms(tx: &mut Tx, kind: &str) -> Result<i64, DbError> {
    let sql = "select count(*) from term where kind = $1";
    Ok(on_db!(tx, db => sqlx::query_scalar(sql).bind(kind).fetch_one(db).await)?)
}

async fn replace_terms<Id: Display>(
    tx: &mut Tx,
    kind: &str,
    terms: &[Term<Id>],
) -> Result<(), DbError> {
    let sql = "delete from term where kind = $1";
    on_db!(tx, db => sqlx::query(sql).bind(kind).execute(db).await.map(drop))?;
    insert_terms(tx, kind, terms).await
}

async fn insert_terms<Id: Display>(
    tx: &mut Tx,
    kind: &str,
    terms: &[Term<Id>],
) -> Result<(), DbError> {
    let sql = "insert into term (kind, id, label, names, position, latitude, longitude) \
               values ($1, $2, $3, $4, $5, $6, $7) on conflict (kind, id) do nothing";
    for (place, term) in terms.iter().enumerate() {
        let place: i64 = to_bigint("term.position", place)?;
        let names = (!term.names.is_empty()).then(|| to_json("term.names", &term.names));
        let names = names.transpose()?;
        let latitude = term.position.map(|position| i64::from(position.latitude));
        let longitude = term.position.map(|position| i64::from(position.longitude));
        on_db!(tx, db => {
            sqlx::query(sql)
                .bind(kind)
                .bind(term.id.to_string())
                .bind(term.label.as_str())
                .bind(names)
                .bind(place)
                .bind(latitude)
                .bind(longitude)
                .execute(db)
                .await
                .map(drop)
        })?;
    }
    Ok(())
}

/// Loads the revision of a topic: how often it has changed.
pub async fn load_revision(tx: &mut Tx, topic: &str) -> Result<u64, DbError> {
    let sql = "select number from revision where topic = $1";
    let found: Option<i64> =
        on_db!(tx, db => sqlx::query_scalar(sql).bind(topic).fetch_optional(db).await)?;
    from_bigint("revision.number", found.unwrap_or(0))
}

/// Increments the revision of a topic.
pub async fn bump_revision(tx: &mut Tx, topic: &str) -> Result<(), DbError> {
    let sql = "insert into revision (topic, number) values ($1, 1) \
               on conflict (topic) do update set number = revision.number + 1";
    on_db!(tx, db => sqlx::query(sql).bind(topic).execute(db).await.map(drop))?;
    Ok(())
}
