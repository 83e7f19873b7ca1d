//! An uploaded file step by step: its columns, its values, what it would change, the import.

use super::reading::OfferImport;
use super::staging::find;
use super::staging_cache::PreviewKey;
use super::{read_mapping, unconfirmed_columns};
use crate::accounts::{Editor, Scope};
use crate::db::staged_files::{self, Decisions, StagedFile};
use crate::db::{DbError, offers, taxonomy};
use crate::import::{
    Accept, ImportError, Mode, OfferImportOptions, OfferImportReport, StagingError,
};
use crate::service::Service;
use exchange::error::ReadError;
use exchange::hsds::Fallback;
use exchange::mapping::Mapping;
use exchange::offers::Source;
use exchange::overview::{ColumnOverview, UnmatchedColumn, overview_columns};
use shared::id::{CategoryId, CityId, StagedFileId};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A file with its columns.
#[derive(Clone, Debug)]
pub struct ColumnReview {
    /// The file.
    pub file: StagedFile,
    /// Its columns; `None` where it is no table.
    pub columns: Option<ColumnOverview>,
    /// Whether decisions about an earlier file of the source were applied.
    pub is_remembered: bool,
}

/// A file with its values that stand in none of our lists.
#[derive(Clone, Debug)]
pub struct ValueReview {
    /// The file.
    pub file: StagedFile,
    /// The values by column.
    pub columns: Vec<UnmatchedColumn>,
}

/// A file with what it would change.
#[derive(Clone, Debug)]
pub struct FilePreview {
    /// The file.
    pub file: StagedFile,
    /// What it would do.
    pub report: Arc<OfferImportReport>,
}

/// What is decided for records that state no town or no category.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DefaultTerms {
    /// The town.
    pub city: Option<CityId>,
    /// The category.
    pub category: Option<CategoryId>,
}

impl Service {
    /// The columns of an uploaded file.
    ///
    /// # Errors
    /// [`StagingError`].
    pub async fn review_columns(
        &self,
        editor: &Editor,
        id: &StagedFileId,
    ) -> Result<ColumnReview, StagingError> {
        let file = self.find_staged_file(editor, id).await?;
        let source = self.load_source(&file).await?;
        let (mapping, is_remembered) = self.mapping_of(&file, &source).await?;
        let columns = match &*source {
            Source::Table(table) => Some(overview_columns(table, &mapping)),
            Source::Records(_) | Source::Hsds(_) => None,
        };
        Ok(ColumnReview { file, columns, is_remembered })
    }

    /// Decides what the columns of an uploaded file are: by heading the heading of our column, `None`
    /// to leave it out.
    ///
    /// # Errors
    /// [`StagingError::Import`] with [`ReadError::DoubleColumn`] or [`ReadError::MissingColumn`];
    /// nothing is decided then.
    pub async fn decide_columns(
        &self,
        editor: &Editor,
        id: &StagedFileId,
        columns: BTreeMap<String, Option<String>>,
    ) -> Result<(), StagingError> {
        let file = self.find_staged_file(editor, id).await?;
        let source = self.load_source(&file).await?;
        let (mapping, _) = self.mapping_of(&file, &source).await?;
        let mapping = Mapping { columns, ..mapping };
        let found = unconfirmed_columns(&source, mapping.clone())?;
        if let Some(missing) = found.and_then(|columns| columns.missing.first().copied()) {
            return Err(ImportError::from(ReadError::MissingColumn(missing)).into());
        }
        self.save_decisions(id, |decisions| {
            decisions.mapping = Some(mapping);
            decisions.has_columns = true;
        })
        .await
    }

    /// The values of an uploaded file that stand in none of our lists.
    ///
    /// # Errors
    /// [`StagingError`].
    pub async fn review_values(
        &self,
        editor: &Editor,
        id: &StagedFileId,
    ) -> Result<ValueReview, StagingError> {
        let FilePreview { file, report } = self.preview_staged_file(editor, id).await?;
        Ok(ValueReview { file, columns: report.unmatched.clone() })
    }

    /// Decides what values of an uploaded file mean, by the heading of our column.
    ///
    /// # Errors
    /// [`StagingError`].
    pub async fn decide_values(
        &self,
        editor: &Editor,
        id: &StagedFileId,
        values: BTreeMap<String, BTreeMap<String, String>>,
    ) -> Result<(), StagingError> {
        let file = self.find_staged_file(editor, id).await?;
        let source = self.load_source(&file).await?;
        let (mapping, _) = self.mapping_of(&file, &source).await?;
        let mapping = Mapping { values, ..mapping };
        self.save_decisions(id, |decisions| decisions.mapping = Some(mapping)).await
    }

    /// Decides the town and category of records that state none.
    ///
    /// # Errors
    /// [`StagingError`].
    pub async fn decide_defaults(
        &self,
        _: &Editor,
        id: &StagedFileId,
        terms: DefaultTerms,
    ) -> Result<(), StagingError> {
        self.save_decisions(id, |decisions| {
            decisions.city = terms.city;
            decisions.category = terms.category;
        })
        .await
    }

    /// What importing an uploaded file would change. Nothing is written, and nobody waits.
    ///
    /// # Errors
    /// [`StagingError`].
    pub async fn preview_staged_file(
        &self,
        editor: &Editor,
        id: &StagedFileId,
    ) -> Result<FilePreview, StagingError> {
        let file = self.find_staged_file(editor, id).await?;
        if file.import.is_some() {
            return Err(StagingError::Applied);
        }
        let _turn = self.0.staging.turn().await;
        let source = self.load_source(&file).await?;
        let (mapping, _) = self.mapping_of(&file, &source).await?;
        let key = self.preview_key(editor, &file, &mapping).await?;
        if let Some(report) = self.0.staging.preview(&key) {
            return Ok(FilePreview { file, report });
        }
        let options = options(&file, mapping, Mode::DryRun);
        let import = self.prepare_import(editor, source, options).await?;
        let report = Arc::new(self.preview_import(&Arc::new(import)).await?);
        self.0.staging.keep_preview(key, &report);
        Ok(FilePreview { file, report })
    }

    /// Imports an uploaded file. Its content is deleted, the rows that were left stay for a while.
    ///
    /// # Errors
    /// [`StagingError`]; nothing is stored then.
    pub async fn apply_staged_file(
        &self,
        editor: &Editor,
        id: &StagedFileId,
        accept: Accept,
    ) -> Result<OfferImportReport, StagingError> {
        let file = self.find_staged_file(editor, id).await?;
        if file.import.is_some() {
            return Err(StagingError::Applied);
        }
        let _turn = self.0.staging.turn().await;
        let source = self.load_source(&file).await?;
        let (mapping, _) = self.mapping_of(&file, &source).await?;
        let options = OfferImportOptions { accept, ..options(&file, mapping, Mode::Store) };
        let import = OfferImport {
            name: Some(file.name.clone()),
            staged: Some(id.clone()),
            ..self.prepare_import(editor, source, options).await?
        };
        let report = self.store_import(&Arc::new(import)).await?;
        self.0.staging.forget(id);
        Ok(report)
    }

    async fn save_decisions(
        &self,
        id: &StagedFileId,
        change: impl FnOnce(&mut Decisions),
    ) -> Result<(), StagingError> {
        let mut tx = self.0.db.write().await?;
        let mut decisions = find(&mut tx, id).await?.decisions;
        change(&mut decisions);
        staged_files::save_decisions(&mut tx, id, &decisions).await?;
        Ok(tx.commit().await?)
    }

    /// The decisions about a file, by default those about an earlier one of the source.
    async fn mapping_of(
        &self,
        file: &StagedFile,
        source: &Source,
    ) -> Result<(Mapping, bool), DbError> {
        if let Some(mapping) = &file.decisions.mapping {
            return Ok((mapping.clone(), false));
        }
        let remembered = read_mapping(&self.0.db, source).await?;
        Ok(remembered.map_or_else(Default::default, |mapping| (mapping, true)))
    }

    async fn preview_key(
        &self,
        editor: &Editor,
        file: &StagedFile,
        mapping: &Mapping,
    ) -> Result<PreviewKey, DbError> {
        let mut tx = self.0.db.read().await?;
        Ok(PreviewKey {
            file: file.id.clone(),
            mapping: mapping.clone(),
            city: file.decisions.city.clone(),
            category: file.decisions.category.clone(),
            towns: towns(editor),
            revision: taxonomy::load_revision(&mut tx, offers::REVISION_TOPIC).await?,
        })
    }
}

/// The towns whose offers an editor may change; `None` for all.
pub(super) fn towns(editor: &Editor) -> Option<BTreeSet<CityId>> {
    match editor.scope() {
        Scope::All => None,
        Scope::Cities(cities) => Some(cities.clone()),
        // No editor has this scope.
        Scope::Provider(_) => Some(BTreeSet::new()),
    }
}

fn options(file: &StagedFile, mapping: Mapping, mode: Mode) -> OfferImportOptions {
    let Decisions { city, category, .. } = file.decisions.clone();
    OfferImportOptions {
        fallback: Fallback { city, category },
        // A preview shows what is left as well.
        accept: Accept::Good { reasons: String::new() },
        mapping: Some(mapping),
        mode,
    }
}
