//! All imports, files that wait, and the form to upload one.

use crate::components::{
    Column, FileField, data_table, done_note, error_summary, file_field, hidden_field,
};
use crate::visit::Visit;
use leptos::prelude::*;

/// A file that waits to be imported.
#[derive(Clone, Debug)]
pub struct WaitingFile {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its size in words.
    pub size: String,
    /// Who uploaded it.
    pub by: String,
    /// When.
    pub on: String,
}

/// An import.
#[derive(Clone, Debug)]
pub struct PastImport {
    /// Its id.
    pub id: String,
    /// Name of the file.
    pub name: String,
    /// When.
    pub on: String,
    /// Offers created, changed; rows that were not taken.
    pub counts: [u64; 3],
    /// When it was undone.
    pub undone_on: Option<String>,
    /// The file whose result can be shown, as long as that is kept.
    pub file: Option<String>,
}

/// An import that was not undone, since something was changed after it.
#[derive(Clone, Debug)]
pub struct UndoConflict {
    /// The import.
    pub id: String,
    /// What was changed.
    pub records: Vec<String>,
}

/// The page with all imports.
#[derive(Clone, Debug, Default)]
pub struct ImportList {
    /// Files that wait.
    pub files: Vec<WaitingFile>,
    /// Imports, the latest first.
    pub imports: Vec<PastImport>,
    /// What was done.
    pub done: Option<String>,
    /// What is wrong.
    pub error: Option<String>,
    /// An undo to confirm.
    pub conflict: Option<UndoConflict>,
    /// Largest file, in words.
    pub limit: String,
    /// Days for which an uploaded file is kept.
    pub days: u32,
}

/// Shows all imports.
pub fn import_list(visit: &Visit, page: &ImportList) -> AnyView {
    let i18n = visit.i18n;
    let days = u64::from(page.days);
    let hint = i18n.desk_imports_file_hint(&page.limit);
    let file = FileField {
        label: i18n.desk_imports_file(),
        hint: &hint,
        accept: ".csv,.tsv,.txt,.xlsx,.xlsm,.ods,.json",
        error: None,
    };
    view! {
        <h1>{i18n.desk_nav_imports()}</h1>
        {done_note(page.done.clone())}
        {error_summary(page.error.clone(), "file")}
        {page.conflict.as_ref().map(|conflict| undo_conflict(visit, conflict))}
        <section>
            <h2>{i18n.desk_imports_upload()}</h2>
            <form
                class="card desk-form"
                method="post"
                action=visit.path("imports")
                enctype="multipart/form-data"
            >
                {file_field(file)}
                <p>{i18n.desk_imports_upload_lead()}</p>
                <button class="button">{i18n.desk_imports_upload_action()}</button>
            </form>
        </section>
        {waiting(visit, &page.files, days)}
        {past(visit, &page.imports)}
    }
    .into_any()
}

fn waiting(visit: &Visit, files: &[WaitingFile], days: u64) -> Option<AnyView> {
    if files.is_empty() {
        return None;
    }
    let i18n = visit.i18n;
    let columns = [
        Column::text(i18n.desk_imports_file()),
        Column::text(i18n.desk_imports_by()),
        Column::text(i18n.desk_imports_on()),
        Column::number(i18n.desk_imports_size()),
    ];
    let rows = files
        .iter()
        .map(|file| {
            let href = visit.path(&format!("imports/{}", file.id));
            let name = file.name.clone();
            vec![
                view! {
                    <a href=href>
                        <bdi>{name}</bdi>
                    </a>
                }
                .into_any(),
                view! { <bdi>{file.by.clone()}</bdi> }.into_any(),
                file.on.clone().into_any(),
                file.size.clone().into_any(),
            ]
        })
        .collect();
    let table = data_table(i18n.desk_imports_waiting(), &columns, rows);
    let section = view! {
        <section>
            <h2>{i18n.desk_imports_waiting()}</h2>
            <p>{i18n.desk_imports_waiting_lead(days)}</p>
            {table}
        </section>
    };
    Some(section.into_any())
}

fn past(visit: &Visit, imports: &[PastImport]) -> AnyView {
    let i18n = visit.i18n;
    let columns = [
        Column::text(i18n.desk_imports_file()),
        Column::text(i18n.desk_imports_on()),
        Column::number(i18n.desk_imports_created()),
        Column::number(i18n.desk_imports_changed()),
        Column::number(i18n.desk_imports_left()),
        Column::text(i18n.desk_imports_undo()),
    ];
    let rows = imports.iter().map(|import| past_row(visit, import)).collect();
    let content = if imports.is_empty() {
        view! { <p>{i18n.desk_imports_none()}</p> }.into_any()
    } else {
        data_table(i18n.desk_imports_past(), &columns, rows)
    };
    view! {
        <section>
            <h2>{i18n.desk_imports_past()}</h2>
            {content}
        </section>
    }
    .into_any()
}

fn past_row(visit: &Visit, import: &PastImport) -> Vec<AnyView> {
    let i18n = visit.i18n;
    let name = import.name.clone();
    let name = match &import.file {
        Some(file) => {
            let href = visit.path(&format!("imports/{file}"));
            view! {
                <a href=href>
                    <bdi>{name}</bdi>
                </a>
            }
            .into_any()
        }
        None => view! { <bdi>{name}</bdi> }.into_any(),
    };
    let undo = if let Some(day) = &import.undone_on {
        i18n.desk_imports_undone_on(day).into_any()
    } else {
        // Every button is told apart by what it undoes.
        let label = i18n.desk_imports_undo_label(&import.on, &import.name);
        view! {
            <form method="post" action=visit.path("imports/undo")>
                {hidden_field("import", &import.id)}
                <button class="button-quiet" aria-label=label>
                    {i18n.desk_imports_undo()}
                </button>
            </form>
        }
        .into_any()
    };
    let [created, changed, left] = import.counts.map(|count| i18n.number(count).into_any());
    vec![name, import.on.clone().into_any(), created, changed, left, undo]
}

fn undo_conflict(visit: &Visit, conflict: &UndoConflict) -> AnyView {
    let i18n = visit.i18n;
    let records: Vec<_> =
        conflict.records.iter().map(|record| view! { <li>{record.clone()}</li> }).collect();
    view! {
        <section class="notice" role="alert">
            <h2>{i18n.desk_imports_conflict()}</h2>
            <p>{i18n.desk_imports_conflict_lead()}</p>
            <ul>{records}</ul>
            <form method="post" action=visit.path("imports/undo")>
                {hidden_field("import", &conflict.id)}
                <button class="button" name="later" value="discard">
                    {i18n.desk_imports_undo_anyway()}
                </button>
            </form>
        </section>
    }
    .into_any()
}
