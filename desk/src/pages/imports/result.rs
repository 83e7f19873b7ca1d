//! What an import has done, with the file of what was left.

use super::steps::FileHead;
use crate::components::{done_note, hidden_field};
use crate::visit::Visit;
use leptos::prelude::*;

/// The page of an imported file.
#[derive(Clone, Debug, Default)]
pub struct ResultPage {
    /// The file.
    pub file: FileHead,
    /// What was done.
    pub done: String,
    /// The import's id.
    pub import: String,
    /// When it was undone.
    pub undone_on: Option<String>,
    /// Rows that were left.
    pub rejected: u64,
    /// Kinds of file that they can be downloaded as; none where they are no longer kept.
    pub formats: Vec<&'static str>,
}

/// Shows what an import has done.
pub fn result(visit: &Visit, page: ResultPage) -> AnyView {
    let i18n = visit.i18n;
    let links: Vec<_> = page
        .formats
        .iter()
        .map(|format| {
            let href = page.file.path(visit, &format!("rejected/{format}"));
            view! {
                <li>
                    <a href=href download="">{i18n.desk_imports_download(&format.to_uppercase())}</a>
                </li>
            }
        })
        .collect();
    let left = (page.rejected > 0).then(|| {
        view! {
            <section class="notice">
                <h2>{i18n.desk_imports_left_title(page.rejected)}</h2>
                <p>{i18n.desk_imports_left_lead()}</p>
                <ul>{links}</ul>
            </section>
        }
    });
    let undo = match page.undone_on {
        Some(day) => view! { <p>{i18n.desk_imports_undone_on(&day)}</p> }.into_any(),
        None => view! {
            <form method="post" action=visit.path("imports/undo")>
                {hidden_field("import", &page.import)}
                <button class="button-quiet">{i18n.desk_imports_undo_all()}</button>
            </form>
        }
        .into_any(),
    };
    view! {
        <h1>
            <bdi>{page.file.name.clone()}</bdi>
        </h1>
        {done_note(Some(page.done))}
        <p>{i18n.desk_imports_number(&page.import)}</p>
        {left}
        {undo}
        <p>
            <a href=visit.path("imports")>{i18n.desk_imports_back()}</a>
        </p>
    }
    .into_any()
}
