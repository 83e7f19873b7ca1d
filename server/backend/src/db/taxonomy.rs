//! The lists of cities, categories and languages, and the counters of changes.
#![expect(clippy::missing_errors_doc, reason = "every query fails as `DbError` says")]

use super::row::{big, from_word, number};
use super::{DbError, Tx, on_db};
use serde::de::DeserializeOwned;
use shared::id::{CategoryId, CityId};
use shared::language::LanguageTag;
use shared::offer::Position;
use shared::taxonomy::{Taxonomy, Term};
use shared::text::Line;

#[derive(sqlx::FromRow)]
struct TermRow {
    kind: String,
    id: String,
    label: String,
    latitude: Option<i64>,
    longitude: Option<i64>,
}

/// Loads all lists in their order.
pub async fn load_taxonomy(tx: &mut Tx) -> Result<Taxonomy, DbError> {
    let sql = "select kind, id, label, latitude, longitude from term order by kind, position";
    let rows: Vec<TermRow> = on_db!(tx, db => sqlx::query_as(sql).fetch_all(db).await)?;
    let mut taxonomy = Taxonomy::default();
    for row in rows {
        match row.kind.as_str() {
            "city" => taxonomy.cities.push(term(row)?),
            "category" => taxonomy.categories.push(term(row)?),
            "language" => taxonomy.languages.push(term(row)?),
            _ => {}
        }
    }
    Ok(taxonomy)
}

fn term<Id: DeserializeOwned>(row: TermRow) -> Result<Term<Id>, DbError> {
    let label: Line = from_word("term.label", row.label)?;
    let latitude =
        row.latitude.map(|millionths| number("term.latitude", millionths)).transpose()?;
    let longitude =
        row.longitude.map(|millionths| number("term.longitude", millionths)).transpose()?;
    let position = latitude.zip(longitude);
    let position = position.map(|(latitude, longitude)| Position { latitude, longitude });
    Ok(Term { id: from_word("term.id", row.id)?, label, position })
}

/// Adds the entries that are missing; those that are there keep their label and place, and
/// get a position where they have none.
pub async fn add_terms(tx: &mut Tx, taxonomy: &Taxonomy) -> Result<(), DbError> {
    add_list(tx, "city", &taxonomy.cities, CityId::as_str).await?;
    add_list(tx, "category", &taxonomy.categories, CategoryId::as_str).await?;
    add_list(tx, "language", &taxonomy.languages, LanguageTag::as_str).await
}

async fn add_list<Id>(
    tx: &mut Tx,
    kind: &str,
    terms: &[Term<Id>],
    id: fn(&Id) -> &str,
) -> Result<(), DbError> {
    let sql = "insert into term (kind, id, label, position, latitude, longitude) \
               values ($1, $2, $3, $4, $5, $6) on conflict (kind, id) do update set \
               latitude = coalesce(term.latitude, excluded.latitude), \
               longitude = coalesce(term.longitude, excluded.longitude)";
    for (place, term) in terms.iter().enumerate() {
        let place: i64 = big("term.position", place)?;
        let latitude = term.position.map(|position| i64::from(position.latitude));
        let longitude = term.position.map(|position| i64::from(position.longitude));
        on_db!(tx, db => {
            sqlx::query(sql)
                .bind(kind)
                .bind(id(&term.id))
                .bind(term.label.as_str())
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

/// How often a topic has changed.
pub async fn load_revision(tx: &mut Tx, topic: &str) -> Result<u64, DbError> {
    let sql = "select number from revision where topic = $1";
    let found: Option<i64> =
        on_db!(tx, db => sqlx::query_scalar(sql).bind(topic).fetch_optional(db).await)?;
    number("revision.number", found.unwrap_or(0))
}

/// Notes that a topic has changed.
pub async fn bump_revision(tx: &mut Tx, topic: &str) -> Result<(), DbError> {
    let sql = "insert into revision (topic, number) values ($1, 1) \
               on conflict (topic) do update set number = revision.number + 1";
    on_db!(tx, db => sqlx::query(sql).bind(topic).execute(db).await.map(drop))?;
    Ok(())
}
