//! The matrix of a conference: exports, the form to import one again, files that wait, past imports.

use super::ENDINGS;
use crate::components::{
    Column, FileField, data_table, done_note, error_summary, file_field, hidden_field,
};
use crate::pages::conferences::back_link;
use crate::visit::Visit;
use leptos::prelude::*;

/// A file that waits to be imported.
#[derive(Clone, Debug)]
pub struct WaitingMatrix {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Who uploaded it.
    pub by: String,
    /// When.
    pub on: String,
}

/// An import over the conference.
#[derive(Clone, Debug)]
pub struct PastMatrix {
    /// Its id.
    pub id: String,
    /// Name of the file.
    pub name: String,
    /// Who imported it.
    pub by: String,
    /// When.
    pub on: String,
    /// Challenges created, changed, removed.
    pub counts: [u64; 3],
    /// When it was undone.
    pub undone_on: Option<String>,
    /// Whether it is the one that can be undone.
    pub is_last: bool,
}

/// What the page shows.
#[derive(Clone, Debug, Default)]
pub struct MatrixPage {
    /// The conference's id.
    pub id: String,
    /// Files that wait.
    pub waiting: Vec<WaitingMatrix>,
    /// Imports, the latest first.
    pub imports: Vec<PastMatrix>,
    /// Largest file, in words.
    pub limit: String,
    /// What is wrong.
    pub error: Option<String>,
    /// What was done.
    pub done: Option<String>,
}

/// Shows the page.
pub fn matrix_page(visit: &Visit, page: &MatrixPage) -> AnyView {
    let i18n = visit.i18n;
    let hint = i18n.desk_matrix_file_hint(&page.limit);
    let file =
        FileField { label: i18n.desk_matrix_file(), hint: &hint, accept: ENDINGS, error: None };
    view! {
        <h1>{i18n.desk_matrix_title()}</h1>
        {back_link(visit, &page.id)}
        {done_note(page.done.clone())}
        {error_summary(page.error.clone(), "file")}
        {exports(visit, &page.id)}
        <section>
            <h2>{i18n.desk_matrix_again()}</h2>
            <form
                class="card desk-form"
                method="post"
                action=visit.path(&format!("conferences/{}/matrix", page.id))
                enctype="multipart/form-data"
            >
                <p>{i18n.desk_matrix_again_lead()}</p>
                {file_field(file)}
                <button class="button">{i18n.desk_matrix_upload()}</button>
            </form>
        </section>
        {waiting(visit, &page.waiting)}
        {past(visit, page)}
    }
    .into_any()
}

fn exports(visit: &Visit, id: &str) -> AnyView {
    let i18n = visit.i18n;
    let links: Vec<_> = ["xlsx", "csv", "json"]
        .into_iter()
        .map(|kind| {
            let href = visit.path(&format!("conferences/{id}/export/{kind}"));
            let name = i18n.desk_imports_download(&kind.to_uppercase());
            view! { <a class="button-quiet" href=href download="">{name}</a> }
        })
        .collect();
    view! {
        <section>
            <h2>{i18n.desk_matrix_export()}</h2>
            <p>{i18n.desk_matrix_export_lead()}</p>
            <div class="desk-actions">{links}</div>
        </section>
    }
    .into_any()
}

/// Files that wait; nothing where there are none.
pub(super) fn waiting(visit: &Visit, files: &[WaitingMatrix]) -> Option<AnyView> {
    if files.is_empty() {
        return None;
    }
    let i18n = visit.i18n;
    let columns = [
        Column::text(i18n.desk_imports_file()),
        Column::text(i18n.desk_imports_by()),
        Column::text(i18n.desk_imports_on()),
    ];
    let row = |file: &WaitingMatrix| {
        let href = visit.path(&format!("conferences/matrices/{}", file.id));
        let name = view! {
            <a href=href>
                <bdi>{file.name.clone()}</bdi>
            </a>
        };
        let by = view! { <bdi>{file.by.clone()}</bdi> };
        vec![name.into_any(), by.into_any(), file.on.clone().into_any()]
    };
    let rows = files.iter().map(row).collect();
    Some(
        view! {
            <section>
                <h2>{i18n.desk_imports_waiting()}</h2>
                {data_table(i18n.desk_imports_waiting(), &columns, rows)}
            </section>
        }
        .into_any(),
    )
}

fn past(visit: &Visit, page: &MatrixPage) -> AnyView {
    let i18n = visit.i18n;
    if page.imports.is_empty() {
        return ().into_any();
    }
    let columns = [
        Column::text(i18n.desk_imports_file()),
        Column::text(i18n.desk_imports_by()),
        Column::text(i18n.desk_imports_on()),
        Column::number(i18n.desk_imports_created()),
        Column::number(i18n.desk_imports_changed()),
        Column::number(i18n.desk_matrix_removed()),
        Column::text(i18n.desk_imports_undo()),
    ];
    let rows = page.imports.iter().map(|import| past_row(visit, page, import)).collect();
    view! {
        <section>
            <h2>{i18n.desk_imports_past()}</h2>
            {data_table(i18n.desk_imports_past(), &columns, rows)}
        </section>
    }
    .into_any()
}

fn past_row(visit: &Visit, page: &MatrixPage, import: &PastMatrix) -> Vec<AnyView> {
    let i18n = visit.i18n;
    let undo = match &import.undone_on {
        Some(day) => i18n.desk_imports_undone_on(day).into_any(),
        None if !import.is_last => ().into_any(),
        None => {
            let action = visit.path(&format!("conferences/{}/matrix/undo", page.id));
            let label = i18n.desk_imports_undo_label(&import.on, &import.name);
            view! {
                <form method="post" action=action>
                    {hidden_field("import", &import.id)}
                    <button class="button-quiet" aria-label=label>
                        {i18n.desk_imports_undo()}
                    </button>
                </form>
            }
            .into_any()
        }
    };
    let [created, changed, removed] = import.counts.map(|count| i18n.number(count).into_any());
    let name = view! { <bdi>{import.name.clone()}</bdi> }.into_any();
    let by = view! { <bdi>{import.by.clone()}</bdi> }.into_any();
    vec![name, by, import.on.clone().into_any(), created, changed, removed, undo]
}
