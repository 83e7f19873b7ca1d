//! Default lists that every county starts with, from files of this repository.

use crate::db::{CorruptValue, Db, DbError, taxonomy};
use serde::de::DeserializeOwned;
use shared::taxonomy::Taxonomy;

/// Cities, categories and languages.
pub(crate) const TAXONOMY: &str = include_str!("../../data/taxonomy.json");
/// The search vocabulary, in all languages.
pub(crate) const VOCABULARY: &str = include_str!("../../data/vocabulary.json");
/// School-free days of North Rhine-Westphalia.
pub(crate) const SCHOOL_FREE: &str = include_str!("../../data/school_free.json");

/// Seeds the taxonomy with the default terms and returns all of it.
///
/// # Errors
/// The database's only.
pub(crate) async fn seed_taxonomy(db: &Db) -> Result<Taxonomy, DbError> {
    let mut tx = db.write().await?;
    taxonomy::add_terms(&mut tx, &parse_default("taxonomy.json", TAXONOMY)?).await?;
    let taxonomy = taxonomy::load_taxonomy(&mut tx).await?;
    tx.commit().await?;
    Ok(taxonomy)
}

/// Parses a default list.
///
/// # Errors
/// [`DbError::Corrupt`] for an invalid file, which a test would have found.
pub(crate) fn parse_default<T: DeserializeOwned>(
    name: &'static str,
    json: &str,
) -> Result<T, DbError> {
    serde_json::from_str(json)
        .map_err(|error| DbError::Corrupt(CorruptValue { column: name, reason: error.to_string() }))
}
