//! The matrix of a conference: importing one over it, files that wait, undoing the last import.

use super::{Refusal, limit, refusal, waiting_matrix};
use crate::http::desk::conferences::parse_id;
use crate::http::desk::upload::UploadForm;
use crate::http::desk::{DeskFailure, DeskForm, DeskResult, Guest, Right};
use crate::http::extract::Pairs;
use crate::http::state::AppState;
use axum::extract::{FromRequest, Path, Request, State};
use axum::response::{IntoResponse, Redirect, Response};
use backend::Service;
use backend::accounts::ConferenceOrganiser;
use backend::clock::local_time;
use backend::db::matrix_imports::MatrixImport;
use backend::voting::{MatrixTarget, WaitingMatrices};
use desk::pages::matrix::{MatrixPage, PastMatrix, matrix_page};
use i18n::I18n;
use i18n::words::desk::actor_name;
use shared::desk::DeskError;
use shared::desk::conferences::ConferenceError;
use shared::id::{ConferenceId, ImportId};

pub(in crate::http::desk) async fn show_matrix(
    State(state): State<AppState>,
    Right { right, guest }: Right<ConferenceOrganiser>,
    Path(id): Path<String>,
    pairs: Pairs,
) -> DeskResult {
    let page = load_page(&state.service, &right, &parse_id(&id)?, guest.i18n()).await?;
    let i18n = guest.i18n();
    let done = match pairs.value("done") {
        Some("undone") => Some(i18n.desk_matrix_undone().to_owned()),
        Some("discarded") => Some(i18n.desk_imports_discarded().to_owned()),
        Some("imported") => page.imports.first().map(|last| {
            let [created, changed, removed] = last.counts.map(|count| i18n.number(count));
            i18n.desk_matrix_done(&changed, &created, &removed)
        }),
        _ => None,
    };
    Ok(show(&guest, 200, &MatrixPage { done, ..page }))
}

pub(in crate::http::desk) async fn upload_matrix(
    State(state): State<AppState>,
    Right { right, guest }: Right<ConferenceOrganiser>,
    Path(id): Path<String>,
    request: Request,
) -> DeskResult {
    let (service, i18n, id) = (&state.service, guest.i18n(), parse_id(&id)?);
    // Who may not change it hears that before a large file was sent.
    service.organise(&right, &id).await?;
    let UploadForm { file, .. } = UploadForm::from_request(request, &state).await?;
    let (status, error) = match file {
        None => (422, i18n.desk_imports_no_file().to_owned()),
        Some(file) => {
            let target = MatrixTarget::Conference(id.clone());
            match service.stage_matrix(&right, file, target).await {
                Ok(file) => {
                    let address = guest.visit().path(&format!("conferences/matrices/{file}"));
                    return Ok(Redirect::to(&address).into_response());
                }
                Err(error) => {
                    let Refusal { status, message, .. } = refusal(error, i18n)?;
                    (status, message)
                }
            }
        }
    };
    let page = load_page(service, &right, &id, i18n).await?;
    Ok(show(&guest, status, &MatrixPage { error: Some(error), ..page }))
}

pub(in crate::http::desk) async fn undo_import(
    State(state): State<AppState>,
    Right { right, guest }: Right<ConferenceOrganiser>,
    Path(id): Path<String>,
    DeskForm(fields): DeskForm,
) -> DeskResult {
    let (service, i18n, id) = (&state.service, guest.i18n(), parse_id(&id)?);
    service.organise(&right, &id).await?;
    let import =
        ImportId::parse(fields.value_or_empty("import")).map_err(|_| DeskError::Missing)?;
    match service.undo_matrix_import(&right, &id, &import).await {
        Ok(()) => {
            let address = guest.visit().path(&format!("conferences/{id}/matrix?done=undone"));
            Ok(Redirect::to(&address).into_response())
        }
        Err(error) => {
            let failure = DeskFailure::from(error).into_refusal()?;
            let page = load_page(service, &right, &id, i18n).await?;
            let page = MatrixPage { error: Some(undo_refusal(&failure, i18n)), ..page };
            Ok(show(&guest, failure.status(), &page))
        }
    }
}

fn undo_refusal(failure: &DeskFailure, i18n: I18n) -> String {
    match failure {
        DeskFailure::Desk(DeskError::Conference(ConferenceError::Changed)) => {
            i18n.desk_matrix_undo_changed().to_owned()
        }
        DeskFailure::Desk(DeskError::Conference(ConferenceError::RoundOpen { round })) => {
            i18n.desk_matrix_undo_open(&round.to_string())
        }
        failure => failure.message(i18n),
    }
}

fn show(guest: &Guest, status: u16, page: &MatrixPage) -> Response {
    guest.refused(status, guest.i18n().desk_matrix_title(), matrix_page(guest.visit(), page))
}

async fn load_page(
    service: &Service,
    right: &ConferenceOrganiser,
    id: &ConferenceId,
    i18n: I18n,
) -> DeskResult<MatrixPage> {
    let WaitingMatrices { files, imports } = service.list_matrices(right, id).await?;
    let last = imports.iter().find(|import| import.undone_at.is_none());
    let last = last.map(|import| import.id.clone());
    let past = |import: &MatrixImport| PastMatrix {
        id: import.id.as_str().to_owned(),
        name: import.source.clone(),
        by: actor_name(i18n, &import.imported_by),
        on: i18n.date(local_time(import.created_at).day),
        counts: [import.counts.created, import.counts.changed, import.counts.removed],
        undone_on: import.undone_at.map(|moment| i18n.date(local_time(moment).day)),
        is_last: last.as_ref() == Some(&import.id),
    };
    Ok(MatrixPage {
        id: id.to_string(),
        waiting: files.iter().map(|file| waiting_matrix(file, i18n)).collect(),
        imports: imports.iter().map(past).collect(),
        limit: limit(i18n),
        ..MatrixPage::default()
    })
}
