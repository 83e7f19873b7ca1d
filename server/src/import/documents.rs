//! Documents an editor changes as a whole: the search vocabulary and the school-free days, as
//! JSON in the form of `server/data`.

use super::{ImportError, ImportReport, file};
use crate::db::{Db, documents, offers, taxonomy};
use crate::service::SchoolFreeRange;
use serde::Serialize;
use serde::de::DeserializeOwned;
use shared::search::vocabulary::Vocabulary;
use shared::time::Millis;
use std::path::Path;

/// Which document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Document {
    /// Words of all languages for the search.
    Vocabulary,
    /// Public holidays and school holidays.
    SchoolFree,
}

/// Puts a document in the place of the one that counts now.
///
/// # Errors
/// [`ImportError`]; nothing is written then, nor with `is_dry_run`.
pub async fn import(
    db: &Db,
    path: &Path,
    document: Document,
    (is_dry_run, now): (bool, Millis),
) -> Result<ImportReport, ImportError> {
    let rows = match document {
        Document::Vocabulary => {
            let vocabulary: Vocabulary = read(path)?;
            vocabulary.check()?;
            let rows = vocabulary.concepts.len() + vocabulary.values.len();
            save(db, (documents::VOCABULARY, &vocabulary), (is_dry_run, now)).await?;
            rows
        }
        Document::SchoolFree => {
            let ranges: Vec<SchoolFreeRange> = read(path)?;
            save(db, (documents::SCHOOL_FREE, &ranges), (is_dry_run, now)).await?;
            ranges.len()
        }
    };
    Ok(ImportReport { rows, updated: rows, ..ImportReport::default() })
}

fn read<T: DeserializeOwned>(path: &Path) -> Result<T, ImportError> {
    let (kind, content) = file::read(path)?;
    if kind == file::Kind::Json { file::json(&content) } else { Err(ImportError::Kind) }
}

async fn save<T: Serialize + Sync>(
    db: &Db,
    (name, document): (&str, &T),
    (is_dry_run, now): (bool, Millis),
) -> Result<(), ImportError> {
    let mut tx = db.write().await?;
    documents::save_document(&mut tx, name, document, now).await?;
    taxonomy::bump_revision(&mut tx, offers::TOPIC).await?;
    if !is_dry_run {
        tx.commit().await?;
    }
    Ok(())
}
