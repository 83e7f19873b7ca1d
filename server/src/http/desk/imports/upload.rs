//! Uploading a file of offers by a plain form.

use super::list::load_list;
use super::refusal;
use crate::http::desk::upload::UploadForm;
use crate::http::desk::{DeskResult, Right};
use crate::http::state::AppState;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect};
use backend::accounts::Editor;
use desk::pages::imports::{ImportList, import_list};

pub(in crate::http::desk) async fn upload_file(
    State(state): State<AppState>,
    Right { right, guest }: Right<Editor>,
    UploadForm { file, .. }: UploadForm,
) -> DeskResult {
    let i18n = guest.i18n();
    let error = match file {
        None => i18n.desk_imports_no_file().to_owned(),
        Some(file) => match state.service.stage_offer_file(&right, file).await {
            Ok(id) => {
                let address = guest.visit().path(&format!("imports/{id}"));
                return Ok(Redirect::to(&address).into_response());
            }
            Err(error) => refusal(error, i18n)?,
        },
    };
    let page = ImportList { error: Some(error), ..load_list(&state.service, &right, i18n).await? };
    Ok(guest.refused(422, i18n.desk_nav_imports(), import_list(guest.visit(), &page)))
}
