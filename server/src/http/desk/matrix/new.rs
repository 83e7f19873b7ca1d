//! A new conference from a workbook: its details with the file.

use super::{Refusal, limit, refusal, waiting_matrix};
use crate::http::desk::conferences::TypedDetails;
use crate::http::desk::upload::UploadForm;
use crate::http::desk::{DeskResult, Guest, Right};
use crate::http::state::AppState;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use backend::Service;
use backend::accounts::ConferenceOrganiser;
use backend::voting::MatrixTarget;
use desk::pages::conferences::DetailsPage;
use desk::pages::matrix::{NewMatrixPage, new_matrix_page};

pub(in crate::http::desk) async fn show_new_matrix(
    State(state): State<AppState>,
    Right { right, guest }: Right<ConferenceOrganiser>,
) -> DeskResult {
    let page = load_page(&state.service, &right, &guest, &TypedDetails::default()).await?;
    Ok(show(&guest, 200, &page))
}

pub(in crate::http::desk) async fn upload_new_matrix(
    State(state): State<AppState>,
    Right { right, guest }: Right<ConferenceOrganiser>,
    UploadForm { file, fields }: UploadForm,
) -> DeskResult {
    let i18n = guest.i18n();
    let mut typed = TypedDetails::parse(&fields);
    let Some(file) = file else {
        let page = load_page(&state.service, &right, &guest, &typed).await?;
        let file_error = Some(i18n.desk_imports_no_file().to_owned());
        return Ok(show(
            &guest,
            422,
            &NewMatrixPage { error: file_error.clone(), file_error, ..page },
        ));
    };
    let target = MatrixTarget::New(typed.form.clone());
    match state.service.stage_matrix(&right, file, target).await {
        Ok(id) => {
            let address = guest.visit().path(&format!("conferences/matrices/{id}"));
            Ok(Redirect::to(&address).into_response())
        }
        Err(error) => {
            let Refusal { status, message, failure } = refusal(error, i18n)?;
            let file_error = match failure {
                Some(failure) => {
                    typed.refuse(failure);
                    i18n.desk_matrix_file_again().to_owned()
                }
                None => message.clone(),
            };
            let page = load_page(&state.service, &right, &guest, &typed).await?;
            let file_error = Some(file_error);
            Ok(show(&guest, status, &NewMatrixPage { error: Some(message), file_error, ..page }))
        }
    }
}

fn show(guest: &Guest, status: u16, page: &NewMatrixPage) -> Response {
    guest.refused(status, guest.i18n().desk_matrix_new(), new_matrix_page(guest.visit(), page))
}

async fn load_page(
    service: &Service,
    right: &ConferenceOrganiser,
    guest: &Guest,
    typed: &TypedDetails,
) -> DeskResult<NewMatrixPage> {
    let i18n = guest.i18n();
    let waiting = service.list_new_matrices(right).await?;
    let DetailsPage { texts, date, date_error, languages, fields, .. } = typed.blank_page(i18n);
    Ok(NewMatrixPage {
        texts,
        date,
        date_error,
        languages,
        limit: limit(i18n),
        waiting: waiting.iter().map(|file| waiting_matrix(file, i18n)).collect(),
        fields,
        ..NewMatrixPage::default()
    })
}
