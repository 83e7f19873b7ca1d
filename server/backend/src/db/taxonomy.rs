//! The taxonomy (cities, categories, languages), and the revisions that count changes by topic.
#![expect(clippy::missing_errors_doc, reason = "every query fails as `DbError` says")]

use super::column::{from_bigint, from_text, to_bigint};
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

/// Loads all lists in their stored order.
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
    let label: Line = from_text("term.label", row.label)?;
    let millionths =
        |column, value: Option<i64>| value.map(|value| from_bigint(column, value)).transpose();
    let position = millionths("term.latitude", row.latitude)?
        .zip(millionths("term.longitude", row.longitude)?)
        .map(|(latitude, longitude)| Position { latitude, longitude });
    Ok(Term { id: from_text("term.id", row.id)?, label, position })
}

/// Adds missing terms; existing ones keep their label and place in the list, and get coordinates
/// where they have none.
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
        let place: i64 = to_bigint("term.position", place)?;
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
