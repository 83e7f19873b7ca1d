//! The list of imports, undoing one, throwing a file away.

use super::parse_id;
use crate::cli::messages::Messages;
use crate::http::desk::{DeskFailure, DeskForm, DeskResult, Right};
use crate::http::extract::Pairs;
use crate::http::state::AppState;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect};
use backend::Service;
use backend::accounts::Editor;
use backend::clock::local_time;
use backend::db::imports::StoredImport;
use backend::db::staged_files::StagedFile;
use backend::finder::STAGED_DAYS;
use backend::import::{LaterChanges, UndoError};
use desk::pages::imports::{ImportList, PastImport, UndoConflict, WaitingFile, import_list};
use exchange::limits::MAX_FILE;
use i18n::I18n;
use i18n::words::desk::actor_name;
use shared::desk::DeskError;
use shared::id::ImportId;

pub(in crate::http::desk) async fn show_imports(
    State(state): State<AppState>,
    Right { right, guest }: Right<Editor>,
    pairs: Pairs,
) -> DeskResult {
    let i18n = guest.i18n();
    let is_discarded = pairs.value("discarded").is_some();
    let page = ImportList {
        done: is_discarded.then(|| i18n.desk_imports_discarded().to_owned()),
        ..load_list(&state.service, &right, i18n).await?
    };
    Ok(guest.page(i18n.desk_nav_imports(), import_list(guest.visit(), &page)))
}

pub(in crate::http::desk) async fn discard_file(
    State(state): State<AppState>,
    Right { right, guest }: Right<Editor>,
    Path(id): Path<String>,
) -> DeskResult {
    state.service.discard_staged_file(&right, &parse_id(&id)?).await?;
    Ok(Redirect::to(&guest.visit().path("imports?discarded")).into_response())
}

/// The answer to the post says what was undone: the list alone would not.
pub(in crate::http::desk) async fn undo_import(
    State(state): State<AppState>,
    Right { right, guest }: Right<Editor>,
    DeskForm(fields): DeskForm,
) -> DeskResult {
    let (i18n, title) = (guest.i18n(), guest.i18n().desk_nav_imports());
    let id = ImportId::parse(fields.value_or_empty("import")).map_err(|_| DeskError::Missing)?;
    let is_confirmed = fields.value("later") == Some("discard");
    let later = if is_confirmed { LaterChanges::Discard } else { LaterChanges::Refuse };
    let undone = state.service.undo_import(&right, &id, later).await;
    let page = load_list(&state.service, &right, i18n).await?;
    let messages = Messages { i18n };
    let (error, conflict) = match undone {
        Ok(report) => {
            let done = Some(messages.undone(&report).join(" "));
            let page = ImportList { done, ..page };
            return Ok(guest.page(title, import_list(guest.visit(), &page)));
        }
        Err(UndoError::Db(error)) => return Err(error.into()),
        Err(UndoError::Unknown) => return Err(DeskError::Missing.into()),
        Err(UndoError::Changed(records)) => {
            (None, Some(UndoConflict { id: id.as_str().to_owned(), records }))
        }
        Err(UndoError::ForeignTown) => (Some(i18n.desk_imports_undo_foreign().to_owned()), None),
        Err(error @ UndoError::Undone) => (Some(messages.undo_failed(&id, &error)), None),
    };
    let page = ImportList { error, conflict, ..page };
    Ok(guest.refused(409, title, import_list(guest.visit(), &page)))
}

pub(super) async fn load_list(
    service: &Service,
    editor: &Editor,
    i18n: I18n,
) -> Result<ImportList, DeskFailure> {
    let files = service.list_staged_files(editor).await?;
    let imports = service.list_imports(editor).await?;
    let past = imports.iter().map(|import| past_import(import, &files, i18n)).collect();
    let waiting = files.iter().filter(|file| file.import.is_none());
    Ok(ImportList {
        imports: past,
        files: waiting.map(|file| waiting_file(file, i18n)).collect(),
        limit: size(MAX_FILE, i18n),
        days: STAGED_DAYS,
        ..ImportList::default()
    })
}

fn waiting_file(file: &StagedFile, i18n: I18n) -> WaitingFile {
    WaitingFile {
        id: file.id.as_str().to_owned(),
        name: file.name.clone(),
        size: size(file.bytes, i18n),
        by: actor_name(i18n, &file.uploaded_by),
        on: i18n.date(local_time(file.created_at).day),
    }
}

fn past_import(import: &StoredImport, files: &[StagedFile], i18n: I18n) -> PastImport {
    let file = files.iter().find(|file| file.import.as_ref() == Some(&import.id));
    PastImport {
        id: import.id.as_str().to_owned(),
        name: import.source.clone(),
        on: i18n.date(local_time(import.created_at).day),
        counts: [import.created, import.updated, import.rejected],
        undone_on: import.undone_at.map(|moment| i18n.date(local_time(moment).day)),
        file: file.map(|file| file.id.as_str().to_owned()),
    }
}

/// A size in words.
fn size(bytes: u64, i18n: I18n) -> String {
    let kilobytes = bytes.div_ceil(1024);
    if kilobytes < 1024 {
        return i18n.desk_imports_kilobytes(&i18n.number(kilobytes));
    }
    i18n.desk_imports_megabytes(&i18n.number(kilobytes.div_ceil(1024)))
}
