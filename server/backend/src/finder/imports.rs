//! Importing documents that are replaced as a whole, and the default terms.

use super::defaults::seed_taxonomy;
use crate::changes::Change;
use crate::db::{DbError, documents, offers, taxonomy};
use crate::import::{ImportError, ImportReport, Mode};
use crate::service::Service;
use exchange::error::ReadError;
use exchange::file::{Kind, SourceFile, json};
use serde::Serialize;
use serde::de::DeserializeOwned;
use shared::finder::SchoolFreeRange;
use shared::search::vocabulary::Vocabulary;

/// A document that is imported as a whole, in the format of the files in `server/backend/data`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Document {
    /// The search vocabulary, in all languages.
    Vocabulary,
    /// Public holidays and school holidays.
    SchoolFree,
}

impl Service {
    /// Adds the default terms that the taxonomy does not have yet.
    ///
    /// # Errors
    /// The database's only.
    pub async fn seed_taxonomy(&self) -> Result<(), DbError> {
        seed_taxonomy(&self.0.db).await.map(drop)
    }

    /// Whether any offer exists, whatever its status.
    ///
    /// # Errors
    /// The database's only.
    pub async fn has_offers(&self) -> Result<bool, DbError> {
        let mut tx = self.0.db.read().await?;
        Ok(offers::count_offers(&mut tx).await? > 0)
    }

    /// Replaces a document.
    ///
    /// # Errors
    /// [`ImportError`]; nothing is stored then, nor in [`Mode::DryRun`].
    pub async fn import_document(
        &self,
        file: &SourceFile,
        document: Document,
        mode: Mode,
    ) -> Result<ImportReport, ImportError> {
        let rows = match document {
            Document::Vocabulary => {
                let vocabulary: Vocabulary = parse_json(file)?;
                vocabulary.check()?;
                self.save_document(documents::VOCABULARY, &vocabulary, mode).await?;
                vocabulary.concepts.len() + vocabulary.values.len()
            }
            Document::SchoolFree => {
                let ranges: Vec<SchoolFreeRange> = parse_json(file)?;
                self.save_document(documents::SCHOOL_FREE, &ranges, mode).await?;
                ranges.len()
            }
        };
        Ok(ImportReport { rows, updated: rows, ..ImportReport::default() })
    }

    async fn save_document<T: Serialize + Sync>(
        &self,
        name: &str,
        document: &T,
        mode: Mode,
    ) -> Result<(), ImportError> {
        let mut tx = self.0.db.write().await?;
        documents::save_document(&mut tx, name, document, self.0.clock.now()).await?;
        taxonomy::bump_revision(&mut tx, offers::REVISION_TOPIC).await?;
        tx.announce(Change::Finder);
        if mode == Mode::Store {
            tx.commit().await?;
        }
        Ok(())
    }
}

fn parse_json<T: DeserializeOwned>(file: &SourceFile) -> Result<T, ReadError> {
    if file.kind()? == Kind::Json { json(&file.content) } else { Err(ReadError::Kind) }
}
