//! Lists every county begins with, from files of this repository.

use crate::db::{Db, DbError, taxonomy};
use serde::de::DeserializeOwned;
use shared::taxonomy::Taxonomy;

/// Cities, categories and languages.
const TAXONOMY: &str = include_str!("../../data/taxonomy.json");
/// Words of all languages for the search.
pub(crate) const VOCABULARY: &str = include_str!("../../data/vocabulary.json");
/// School-free days of North Rhine-Westphalia.
pub(crate) const SCHOOL_FREE: &str = include_str!("../../data/school_free.json");

/// The lists, with what every county begins with.
///
/// # Errors
/// The database's only.
pub(crate) async fn prepare_taxonomy(db: &Db) -> Result<Taxonomy, DbError> {
    let mut tx = db.write().await?;
    taxonomy::add_terms(&mut tx, &standard("taxonomy.json", TAXONOMY)?).await?;
    let taxonomy = taxonomy::load_taxonomy(&mut tx).await?;
    tx.commit().await?;
    Ok(taxonomy)
}

/// A list every county begins with.
///
/// # Errors
/// Where the file is broken, which a test would have found.
pub(crate) fn standard<T: DeserializeOwned>(name: &'static str, json: &str) -> Result<T, DbError> {
    serde_json::from_str(json)
        .map_err(|error| DbError::Corrupt { column: name, reason: error.to_string() })
}
