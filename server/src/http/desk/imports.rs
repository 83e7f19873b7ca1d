//! Files of offers: uploading, looking at one step by step, importing, undoing.

mod list;
mod preview;
mod result;
mod review;
mod upload;

use super::DeskFailure;
use crate::cli::messages::Messages;
use crate::http::state::AppState;
use axum::Router;
use axum::routing::{get, post};
use backend::db::staged_files::StagedFile;
use backend::error::ServiceError;
use backend::import::{ImportError, StagingError};
use desk::pages::imports::FileHead;
use exchange::file::Kind;
use i18n::I18n;
use shared::desk::DeskError;
use shared::id::StagedFileId;

pub(super) fn routes() -> Router<AppState> {
    Router::new()
        .route("/", get(list::show_imports).post(upload::upload_file))
        .route("/undo", post(list::undo_import))
        .route("/{id}", get(result::show_file))
        .route("/{id}/columns", get(review::show_columns).post(review::decide_columns))
        .route("/{id}/values", get(review::show_values).post(review::decide_values))
        .route("/{id}/preview", get(preview::show_preview))
        .route("/{id}/apply", post(preview::apply_file))
        .route("/{id}/discard", post(list::discard_file))
        .route("/{id}/{rejected}", get(result::download_rejected))
}

/// The id of a path; a malformed one names nothing.
fn parse_id(id: &str) -> Result<StagedFileId, DeskFailure> {
    StagedFileId::parse(id).map_err(|_| DeskError::Missing.into())
}

fn file_head(file: &StagedFile) -> FileHead {
    let is_table = Kind::from_name(&file.name).is_ok_and(|kind| kind != Kind::Json);
    FileHead { id: file.id.as_str().to_owned(), name: file.name.clone(), is_table }
}

/// What is wrong with a file, for the page that is shown again.
///
/// # Errors
/// What is no mistake of the person: the failure is shown instead of the page.
fn refusal(error: StagingError, i18n: I18n) -> Result<String, DeskFailure> {
    match error {
        StagingError::Missing => Err(DeskError::Missing.into()),
        StagingError::Applied => Ok(i18n.desk_imports_applied().to_owned()),
        StagingError::TooMany => Ok(i18n.desk_imports_full().to_owned()),
        StagingError::Import(ImportError::Db(error)) => Err(error.into()),
        StagingError::Import(ImportError::Stopped(task)) => Err(ServiceError::Stopped(task).into()),
        StagingError::Import(error) => Ok(Messages { i18n }.import_failed(&error)),
    }
}
