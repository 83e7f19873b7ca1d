//! Files of offers: uploading, looking at one step by step, importing, undoing.

mod list;
mod preview;
mod result;
mod review;
mod upload;

pub(super) use list::{discard_file, show_imports, undo_import};
pub(super) use preview::{apply_file, show_preview};
pub(super) use result::{download_rejected, show_file};
pub(super) use review::{
    decide_columns, decide_defaults, decide_values, show_columns, show_values,
};
pub(super) use upload::upload_file;

use super::DeskFailure;
use crate::cli::messages::Messages;
use backend::db::staged_files::StagedFile;
use backend::error::ServiceError;
use backend::import::{ImportError, StagingError};
use desk::pages::imports::FileHead;
use exchange::file::Kind;
use i18n::I18n;
use shared::desk::DeskError;
use shared::id::StagedFileId;

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
