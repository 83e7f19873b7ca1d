//! Handing out what is stored: records become files that other programs read.
//!
//! Everything below this module is pure, records in and bytes out; here the records are
//! loaded and the file is written.

pub mod calendar;
pub mod documentation;
pub mod geojson;
pub mod hsds;
pub mod json_ld;
pub mod names;
mod occurrence;
#[cfg(test)]
pub(crate) mod samples;
pub mod sheet;

use crate::clock::Clock;
use crate::config::{OfferFormat, ResultsFormat};
use crate::db::{Db, DbError, offers, taxonomy};
use crate::error::ServiceError;
use crate::service::{OfferFile, Service};
use i18n::I18n;
use shared::error::AppError;
use shared::join_code::JoinCode;
use shared::taxonomy::Taxonomy;
use std::collections::BTreeSet;
use std::path::Path;

/// Why a file was not written.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The database's.
    #[error(transparent)]
    Db(#[from] DbError),
    /// The use case's.
    #[error("{0}")]
    Service(AppError),
    /// The file cannot be written.
    #[error("the file cannot be written: {0}")]
    Write(std::io::Error),
    /// This kind of file cannot hold the records, such as a cell that is too long for a workbook.
    #[error("the records do not fit into this kind of file: {reason}")]
    Encode {
        /// What the writer says.
        reason: String,
    },
}

impl ExportError {
    /// A writer's own error.
    pub(crate) fn encode(error: impl std::fmt::Display) -> Self {
        Self::Encode { reason: error.to_string() }
    }
}

impl From<ServiceError> for ExportError {
    fn from(error: ServiceError) -> Self {
        Self::Service(error.into_app_error())
    }
}

/// Writes the documentation of a conference into a file, in the place of one of the same name.
///
/// # Errors
/// [`ExportError`].
pub async fn export_results(
    db: Db,
    (code, format): (&JoinCode, ResultsFormat),
    path: &Path,
    i18n: I18n,
) -> Result<(), ExportError> {
    let clock = Clock::System;
    let service = Service::new(db, clock.clone(), "");
    let document = service.document(code, None, i18n.language()).await?;
    let file = documentation::write(&document, format, (i18n, clock.today()))?;
    service.stop().await;
    tokio::fs::write(path, file).await.map_err(ExportError::Write)
}

/// What was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Exported {
    /// Offers, whatever their status.
    pub offers: usize,
    /// Providers.
    pub providers: usize,
    /// Providers without offers, for which a table has no row and a list of services no entry.
    pub left_out: usize,
}

/// Writes every offer with its provider into a file, in the place of one of the same name.
///
/// # Errors
/// [`ExportError`].
pub async fn export_offers(
    db: &Db,
    format: OfferFormat,
    path: &Path,
) -> Result<Exported, ExportError> {
    let mut tx = db.read().await?;
    let content = OfferFile {
        providers: offers::load_providers(&mut tx).await?,
        offers: offers::load_offers(&mut tx).await?,
    };
    let taxonomy = taxonomy::load_taxonomy(&mut tx).await?;
    std::fs::write(path, encode(format, &content, &taxonomy)?).map_err(ExportError::Write)?;
    Ok(exported(format, &content))
}

fn exported(format: OfferFormat, content: &OfferFile) -> Exported {
    let busy: BTreeSet<_> = content.offers.iter().map(|offer| &offer.provider).collect();
    let all = content.providers.len();
    let providers = match format {
        OfferFormat::Csv | OfferFormat::Xlsx | OfferFormat::Hsds => busy.len(),
        OfferFormat::Json => all,
    };
    Exported { offers: content.offers.len(), providers, left_out: all.saturating_sub(providers) }
}

/// The bytes of a file.
///
/// # Errors
/// [`ExportError::Encode`].
pub fn encode(
    format: OfferFormat,
    content: &OfferFile,
    taxonomy: &Taxonomy,
) -> Result<Vec<u8>, ExportError> {
    match format {
        OfferFormat::Csv => sheet::csv(&content.offers, &content.providers, taxonomy),
        OfferFormat::Xlsx => sheet::xlsx(&content.offers, &content.providers, taxonomy),
        OfferFormat::Hsds => hsds::file(&content.offers, &content.providers, taxonomy),
        OfferFormat::Json => serde_json::to_vec_pretty(content).map_err(ExportError::encode),
    }
}
