//! Which column of a file is which.

use super::steps::{FileHead, Step, discard, head};
use crate::components::{error_summary, hidden_field};
use crate::visit::Visit;
use leptos::prelude::*;

/// A column of a file.
#[derive(Clone, Debug, Default)]
pub struct ColumnRow {
    /// Its heading.
    pub heading: String,
    /// Its first cells.
    pub samples: Vec<String>,
    /// Heading of the column that is chosen; empty where it is left out.
    pub chosen: String,
    /// What to look at, such as that the choice is only a proposal.
    pub note: Option<String>,
}

/// The page with the columns of a file.
#[derive(Clone, Debug, Default)]
pub struct ColumnsPage {
    /// The file.
    pub file: FileHead,
    /// Its columns.
    pub rows: Vec<ColumnRow>,
    /// Headings of all our columns.
    pub known: Vec<String>,
    /// Those that a file must have, in words.
    pub needed: String,
    /// Whether decisions about an earlier file were applied.
    pub is_remembered: bool,
    /// What is wrong.
    pub error: Option<String>,
}

/// Shows the columns of a file.
pub fn columns(visit: &Visit, page: &ColumnsPage) -> AnyView {
    let i18n = visit.i18n;
    let remembered = page.is_remembered.then(|| view! { <p>{i18n.desk_imports_remembered()}</p> });
    let rows: Vec<_> = page
        .rows
        .iter()
        .enumerate()
        .map(|(place, row)| column_row(visit, page, &Placed { place, row }))
        .collect();
    view! {
        {head(visit, &page.file, Step::Columns)}
        {error_summary(page.error.clone(), "column-0")}
        <p>{i18n.desk_imports_columns_lead(&page.needed)}</p>
        {remembered}
        <form method="post" action=page.file.path(visit, "columns")>
            <ul class="desk-matches">{rows}</ul>
            <button class="button">{i18n.desk_imports_next()}</button>
        </form>
        {discard(visit, &page.file)}
    }
    .into_any()
}

/// A column at its place in the list.
struct Placed<'a> {
    place: usize,
    row: &'a ColumnRow,
}

fn column_row(visit: &Visit, page: &ColumnsPage, placed: &Placed<'_>) -> AnyView {
    let i18n = visit.i18n;
    let Placed { place, row } = *placed;
    let id = format!("column-{place}");
    let note_id = format!("{id}-note");
    let options: Vec<_> = page
        .known
        .iter()
        // A translation has no entry of its own in the list.
        .chain(
            std::iter::once(&row.chosen)
                .filter(|chosen| !chosen.is_empty() && !page.known.contains(chosen)),
        )
        .map(|known| {
            let is_chosen = *known == row.chosen;
            view! {
                <option value=known.clone() selected=is_chosen>
                    {known.clone()}
                </option>
            }
        })
        .collect();
    let samples: Vec<_> =
        row.samples.iter().map(|sample| view! { <li>{sample.clone()}</li> }).collect();
    let described = row.note.is_some().then(|| note_id.clone());
    let note = row
        .note
        .clone()
        .map(|note| view! { <p class="field-hint desk-look" id=note_id>{note}</p> });
    view! {
        <li class="card desk-match">
            <div>
                <label for=id.clone()>
                    <bdi>{row.heading.clone()}</bdi>
                </label>
                <ul class="desk-samples">{samples}</ul>
            </div>
            <div>
                {hidden_field("heading", &row.heading)}
                <select id=id name="column" aria-describedby=described>
                    <option value="" selected=row.chosen.is_empty()>
                        {i18n.desk_imports_leave_out()}
                    </option>
                    {options}
                </select>
                {note}
            </div>
        </li>
    }
    .into_any()
}
