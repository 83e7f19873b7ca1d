//! The lists of cities, categories and languages, and the counters of changes.
#![expect(clippy::missing_errors_doc, reason = "every query fails as `DbError` says")]

use super::row::{big, from_word, number};
use super::{DbError, Tx, on_db};
use serde::de::DeserializeOwned;
use shared::taxonomy::{Taxonomy, Term};
use shared::text::Line;

#[derive(sqlx::FromRow)]
struct TermRow {
    kind: String,
    id: String,
    label: String,
}

/// Loads all lists in their order.
pub async fn load_taxonomy(tx: &mut Tx) -> Result<Taxonomy, DbError> {
    let sql = "select kind, id, label from term order by kind, position";
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
    Ok(Term { id: from_word("term.id", row.id)?, label })
}

/// Adds the entries that are missing; those that are there keep their label and place.
pub async fn add_terms(tx: &mut Tx, taxonomy: &Taxonomy) -> Result<(), DbError> {
    for (position, city) in taxonomy.cities.iter().enumerate() {
        add_term(tx, "city", (city.id.as_str(), city.label.as_str()), position).await?;
    }
    for (position, category) in taxonomy.categories.iter().enumerate() {
        add_term(tx, "category", (category.id.as_str(), category.label.as_str()), position).await?;
    }
    for (position, language) in taxonomy.languages.iter().enumerate() {
        add_term(tx, "language", (language.id.as_str(), language.label.as_str()), position).await?;
    }
    Ok(())
}

async fn add_term(
    tx: &mut Tx,
    kind: &str,
    (id, label): (&str, &str),
    position: usize,
) -> Result<(), DbError> {
    let sql = "insert into term (kind, id, label, position) values ($1, $2, $3, $4) \
               on conflict (kind, id) do nothing";
    let position: i64 = big("term.position", position)?;
    on_db!(tx, db => {
        sqlx::query(sql).bind(kind).bind(id).bind(label).bind(position).execute(db).await.map(drop)
    })?;
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
