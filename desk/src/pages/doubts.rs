//! Offers with doubts from an import.

use crate::components::{done_note, hidden_field};
use crate::visit::Visit;
use leptos::prelude::*;

/// An offer with doubts.
#[derive(Clone, Debug)]
pub struct DoubtfulRow {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The doubts, in words.
    pub doubts: Vec<String>,
}

/// A page of offers with doubts.
#[derive(Clone, Debug, Default)]
pub struct DoubtList {
    /// The offers of this page.
    pub rows: Vec<DoubtfulRow>,
    /// How many there are.
    pub count: u64,
    /// The page, from 1.
    pub number: usize,
    /// Number of pages.
    pub pages: usize,
    /// What was done.
    pub done: Option<String>,
}

/// Shows offers with doubts.
pub fn doubts(visit: &Visit, page: DoubtList) -> AnyView {
    let i18n = visit.i18n;
    let rows: Vec<_> = page.rows.iter().map(|row| doubtful_row(visit, row)).collect();
    let link = |number: usize, label: &'static str| {
        let href = visit.path(&format!("doubts?page={number}"));
        view! { <a href=href>{label}</a> }
    };
    let before = (page.number > 1).then(|| link(page.number - 1, i18n.desk_imports_page_before()));
    let after =
        (page.number < page.pages).then(|| link(page.number + 1, i18n.desk_imports_page_after()));
    let pager = (page.pages > 1).then(|| {
        view! {
            <nav class="desk-pager" aria-label=i18n.desk_pages()>
                {before}
                {after}
            </nav>
        }
    });
    view! {
        <h1>{i18n.desk_doubts_title()}</h1>
        {done_note(page.done)}
        <p>{i18n.desk_doubts_lead(page.count)}</p>
        <ul class="desk-preview">{rows}</ul>
        {pager}
    }
    .into_any()
}

fn doubtful_row(visit: &Visit, row: &DoubtfulRow) -> AnyView {
    let i18n = visit.i18n;
    let doubts: Vec<_> =
        row.doubts.iter().map(|doubt| view! { <li>{doubt.clone()}</li> }).collect();
    let label = i18n.desk_doubts_settle_label(&row.name);
    view! {
        <li class="card">
            <h2>
                <a href=visit.path(&format!("offers/{}", row.id))>
                    <bdi>{row.name.clone()}</bdi>
                </a>
            </h2>
            <ul class="desk-look">{doubts}</ul>
            <form method="post" action=visit.path("doubts")>
                {hidden_field("offer", &row.id)}
                <button class="button-quiet" aria-label=label>
                    {i18n.desk_doubts_settle()}
                </button>
            </form>
        </li>
    }
    .into_any()
}
