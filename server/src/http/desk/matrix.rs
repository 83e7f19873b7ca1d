//! The matrix of a conference as a file: uploading, deciding, importing, undoing, exporting.

mod changes;
mod decisions;
mod export;
mod files;
mod new;
mod review;
mod words;

pub(super) use export::export_matrix;
pub(super) use files::{show_matrix, undo_import, upload_matrix};
pub(super) use new::{show_new_matrix, upload_new_matrix};
pub(super) use review::{change_review, show_review};

use super::DeskFailure;
use crate::cli::messages::Messages;
use backend::clock::local_time;
use backend::db::staged_matrices::StagedMatrix;
use backend::error::ServiceError;
use backend::import::ImportError;
use backend::voting::MatrixError;
use desk::pages::matrix::WaitingMatrix;
use exchange::limits::MAX_FILE;
use i18n::I18n;
use i18n::words::desk::actor_name;

/// What is wrong with a file, for the page that is shown again.
///
/// # Errors
/// What is no mistake of the person: the failure is shown instead of the page.
fn refusal(error: MatrixError, i18n: I18n) -> Result<Refusal, DeskFailure> {
    let of_file = |message: String| Ok(Refusal { status: 422, message, failure: None });
    match error {
        MatrixError::TooMany => of_file(i18n.desk_imports_full().to_owned()),
        MatrixError::MovedOn => {
            let message = i18n.desk_matrix_moved_on().to_owned();
            Ok(Refusal { status: 409, message, failure: None })
        }
        MatrixError::Import(ImportError::Db(error)) => Err(error.into()),
        MatrixError::Import(ImportError::Stopped(task)) => Err(ServiceError::Stopped(task).into()),
        MatrixError::Import(error) => of_file(Messages { i18n }.import_failed(&error)),
        MatrixError::Service(error) => {
            let failure = DeskFailure::from(error).into_refusal()?;
            let (status, message) = (failure.status(), failure.message(i18n));
            Ok(Refusal { status, message, failure: Some(failure) })
        }
    }
}

/// A mistake of the person, in words.
struct Refusal {
    status: u16,
    message: String,
    /// Where it is none of the file.
    failure: Option<DeskFailure>,
}

fn waiting_matrix(file: &StagedMatrix, i18n: I18n) -> WaitingMatrix {
    WaitingMatrix {
        id: file.id.as_str().to_owned(),
        name: file.name.clone(),
        by: actor_name(i18n, &file.uploaded_by),
        on: i18n.date(local_time(file.created_at).day),
    }
}

/// The largest file, in words.
fn limit(i18n: I18n) -> String {
    i18n.desk_imports_megabytes(&i18n.number(MAX_FILE.div_ceil(1024 * 1024)))
}
