//! What values of a file mean that stand in none of our lists.

use super::steps::{FileHead, Step, discard, head};
use super::{KEEP, MEANS, NOTHING};
use crate::components::hidden_field;
use crate::visit::Visit;
use leptos::prelude::*;

/// A value of a file.
#[derive(Clone, Debug)]
pub struct ValueRow {
    /// As written.
    pub value: String,
    /// Number of rows with it; 0 where it was decided before.
    pub rows: u64,
    /// What is chosen, as the form has it.
    pub chosen: String,
    /// Whether the choice is only a proposal.
    pub is_proposed: bool,
}

/// The values of a column.
#[derive(Clone, Debug)]
pub struct ValueColumn {
    /// Heading of the column.
    pub column: String,
    /// What can be chosen.
    pub choices: Vec<String>,
    /// The values.
    pub values: Vec<ValueRow>,
}

/// The page with the values of a file.
#[derive(Clone, Debug, Default)]
pub struct ValuesPage {
    /// The file.
    pub file: FileHead,
    /// Values by column.
    pub columns: Vec<ValueColumn>,
}

/// Shows the values of a file.
pub fn values(visit: &Visit, page: &ValuesPage) -> AnyView {
    let i18n = visit.i18n;
    let sections: Vec<_> = page
        .columns
        .iter()
        .enumerate()
        .map(|(place, column)| column_section(visit, place, column))
        .collect();
    let lead = if page.columns.is_empty() {
        i18n.desk_imports_values_none()
    } else {
        i18n.desk_imports_values_lead()
    };
    view! {
        {head(visit, &page.file, Step::Values)}
        <p>{lead}</p>
        <form method="post" action=page.file.path(visit, "values")>
            {sections} <button class="button">{i18n.desk_imports_next()}</button>
        </form>
        {discard(visit, &page.file)}
    }
    .into_any()
}

fn column_section(visit: &Visit, place: usize, column: &ValueColumn) -> AnyView {
    let rows: Vec<_> = column
        .values
        .iter()
        .enumerate()
        .map(|(number, row)| {
            let id = format!("value-{place}-{number}");
            value_row(visit, column, &Field { id, row })
        })
        .collect();
    view! {
        <section>
            <h2>{column.column.clone()}</h2>
            <ul class="desk-matches">{rows}</ul>
        </section>
    }
    .into_any()
}

/// A value with the id of its field.
struct Field<'a> {
    id: String,
    row: &'a ValueRow,
}

fn value_row(visit: &Visit, column: &ValueColumn, field: &Field<'_>) -> AnyView {
    let i18n = visit.i18n;
    let row = field.row;
    let option = |value: String, label: String| {
        let is_chosen = value == row.chosen;
        view! { <option value=value selected=is_chosen>{label}</option> }
    };
    let keep = option(KEEP.to_owned(), i18n.desk_imports_value_keep().to_owned());
    let nothing = option(NOTHING.to_owned(), i18n.desk_imports_value_nothing().to_owned());
    let choices: Vec<_> = column
        .choices
        .iter()
        .map(|choice| option(format!("{MEANS}{choice}"), choice.clone()))
        .collect();
    let rows = (row.rows > 0)
        .then(|| view! { <p class="field-hint">{i18n.desk_imports_value_rows(row.rows)}</p> });
    let proposed = row
        .is_proposed
        .then(|| view! { <p class="field-hint desk-look">{i18n.desk_imports_proposed()}</p> });
    view! {
        <li class="card desk-match">
            <div>
                <label for=field.id.clone()>
                    <bdi>{row.value.clone()}</bdi>
                </label>
                {rows}
            </div>
            <div>
                {hidden_field("column", &column.column)} {hidden_field("value", &row.value)}
                <select id=field.id.clone() name="choice">
                    {keep}
                    {nothing}
                    {choices}
                </select>
                {proposed}
            </div>
        </li>
    }
    .into_any()
}
