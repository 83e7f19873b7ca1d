//! A file that was imported, and its rows that were left, as files.

use super::{file_head, parse_id};
use crate::cli::messages::Messages;
use crate::http::desk::{DeskResult, Right};
use crate::http::state::AppState;
use axum::extract::{Path, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Redirect};
use backend::accounts::Editor;
use backend::clock::local_time;
use backend::error::ServiceError;
use desk::pages::imports::{ResultPage, result};
use exchange::file::Kind;
use exchange::rejected::RejectedFormat;
use shared::desk::DeskError;

/// A file where it stands: its columns, what it would change, or what was made of it.
pub(in crate::http::desk) async fn show_file(
    State(state): State<AppState>,
    Right { right, guest }: Right<Editor>,
    Path(id): Path<String>,
) -> DeskResult {
    let (service, i18n) = (&state.service, guest.i18n());
    let file = service.find_staged_file(&right, &parse_id(&id)?).await;
    let file = file.map_err(|_| DeskError::Missing)?;
    let head = file_head(&file);
    let Some(id) = &file.import else {
        let is_decided = file.decisions.has_columns || !head.is_table;
        let step = if is_decided { "preview" } else { "columns" };
        let address = guest.visit().path(&format!("imports/{}/{step}", head.id));
        return Ok(Redirect::to(&address).into_response());
    };
    let imports = service.list_imports(&right).await?;
    let import = imports.into_iter().find(|import| import.id == *id).ok_or(DeskError::Missing)?;
    let [created, updated] = [import.created, import.updated].map(|count| i18n.number(count));
    let formats = if head.is_table { vec!["xlsx", "csv"] } else { vec!["json"] };
    let page = ResultPage {
        done: i18n.desk_imports_result(&created, &updated),
        import: import.id.as_str().to_owned(),
        undone_on: import.undone_at.map(|moment| i18n.date(local_time(moment).day)),
        rejected: import.rejected,
        formats,
        file: head,
    };
    Ok(guest.page(&file.name, result(guest.visit(), page)))
}

pub(in crate::http::desk) async fn download_rejected(
    State(state): State<AppState>,
    Right { right, guest }: Right<Editor>,
    Path((id, kind)): Path<(String, String)>,
) -> DeskResult {
    let id = parse_id(&id)?;
    let rejected = state.service.load_rejected(&right, &id).await;
    let rejected = rejected.map_err(|_| DeskError::Missing)?;
    let file = state.service.find_staged_file(&right, &id).await;
    let file = file.map_err(|_| DeskError::Missing)?;
    let messages = Messages { i18n: guest.i18n() };
    let heading = guest.i18n().import_rejected_column();
    let is_table = Kind::from_name(&file.name).is_ok_and(|kind| kind != Kind::Json);
    let table = |format| rejected.encode(format, heading, |row| messages.rejected_row(row));
    let (content, media_type) = match (&*kind, is_table) {
        ("csv", true) => (table(RejectedFormat::Csv), "text/csv; charset=utf-8"),
        ("xlsx", true) => (
            table(RejectedFormat::Xlsx),
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ),
        ("json", false) => {
            (rejected.encode_json(|problem| messages.record_problem(problem)), "application/json")
        }
        _ => return Err(DeskError::Missing.into()),
    };
    let headers = [
        (CONTENT_TYPE, media_type.to_owned()),
        (CACHE_CONTROL, "private, no-store".to_owned()),
        (CONTENT_DISPOSITION, format!("attachment; filename=\"rejected.{kind}\"")),
    ];
    Ok((headers, content.map_err(ServiceError::from)?).into_response())
}
