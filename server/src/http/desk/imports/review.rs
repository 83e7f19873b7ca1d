//! Matching the columns and values of a file.

use super::{file_head, parse_id, refusal};
use crate::http::desk::terms::Chosen;
use crate::http::desk::{DeskFailure, DeskForm, DeskResult, Guest, Right};
use crate::http::extract::Pairs;
use crate::http::state::AppState;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use backend::Service;
use backend::accounts::Editor;
use backend::finder::{ColumnReview, DefaultTerms, ValueReview};
use desk::pages::imports::{
    ColumnRow, ColumnsPage, KEEP, MEANS, NOTHING, ValueColumn, ValueRow, ValuesPage, columns,
    values,
};
use exchange::overview::{ColumnOrigin, SourceColumn, UnmatchedColumn, UnmatchedValue};
use i18n::I18n;
use shared::id::StagedFileId;
use std::collections::BTreeMap;

pub(in crate::http::desk) async fn show_columns(
    State(state): State<AppState>,
    Right { right, guest }: Right<Editor>,
    Path(id): Path<String>,
) -> DeskResult {
    let page = load_columns(&state.service, &right, &parse_id(&id)?, guest.i18n()).await?;
    let title = page.file.name.clone();
    Ok(guest.page(&title, columns(guest.visit(), &page)))
}

pub(in crate::http::desk) async fn decide_columns(
    State(state): State<AppState>,
    Right { right, guest }: Right<Editor>,
    Path(id): Path<String>,
    DeskForm(fields): DeskForm,
) -> DeskResult {
    let (service, i18n, id) = (&state.service, guest.i18n(), parse_id(&id)?);
    let chosen: BTreeMap<String, Option<String>> = fields
        .values("heading")
        .zip(fields.values("column"))
        .map(|(heading, column)| {
            (heading.to_owned(), Some(column.to_owned()).filter(|column| !column.is_empty()))
        })
        .collect();
    match service.decide_columns(&right, &id, chosen).await {
        Ok(()) => {
            // Values are only asked about where there are some that nobody knows.
            let review = service.review_values(&right, &id).await;
            let columns = review.map_err(|error| shown(error, i18n))?.columns;
            let step = if columns.is_empty() { "preview" } else { "values" };
            Ok(to_step(&guest, &id, step))
        }
        Err(error) => {
            let error = Some(refusal(error, i18n)?);
            let page = load_columns(service, &right, &id, i18n).await?;
            let page = ColumnsPage { rows: with_choices(page.rows, &fields), error, ..page };
            let title = page.file.name.clone();
            Ok(guest.refused(422, &title, columns(guest.visit(), &page)))
        }
    }
}

/// The rows with what was chosen.
fn with_choices(rows: Vec<ColumnRow>, fields: &Pairs) -> Vec<ColumnRow> {
    let chosen = fields.values("column").map(Some).chain(std::iter::repeat(None));
    let row = |(row, chosen): (ColumnRow, Option<&str>)| match chosen {
        Some(chosen) => ColumnRow { chosen: chosen.to_owned(), ..row },
        None => row,
    };
    rows.into_iter().zip(chosen).map(row).collect()
}

async fn load_columns(
    service: &Service,
    editor: &Editor,
    id: &StagedFileId,
    i18n: I18n,
) -> Result<ColumnsPage, DeskFailure> {
    let review = service.review_columns(editor, id).await;
    let ColumnReview { file, columns, is_remembered } =
        review.map_err(|error| shown(error, i18n))?;
    let overview = columns.unwrap_or_default();
    Ok(ColumnsPage {
        file: file_head(&file),
        rows: overview.columns.into_iter().map(|column| column_row(column, i18n)).collect(),
        known: overview.known,
        needed: overview.needed.join(i18n.list_separator()),
        is_remembered,
        error: None,
    })
}

/// A page cannot be shown at all; an imported or unreadable file is no longer there.
fn shown(error: backend::import::StagingError, i18n: I18n) -> DeskFailure {
    match refusal(error, i18n) {
        Ok(_) => shared::desk::DeskError::Missing.into(),
        Err(failure) => failure,
    }
}

fn column_row(column: SourceColumn, i18n: I18n) -> ColumnRow {
    let note = match column.origin {
        ColumnOrigin::Heading | ColumnOrigin::Decided => None,
        ColumnOrigin::Proposed => Some(i18n.desk_imports_proposed()),
        ColumnOrigin::Double => Some(i18n.desk_imports_double()),
        ColumnOrigin::Unknown => Some(i18n.desk_imports_unknown()),
    };
    ColumnRow {
        heading: column.heading,
        samples: column.samples,
        chosen: column.column.unwrap_or_default(),
        note: note.map(str::to_owned),
    }
}

pub(in crate::http::desk) async fn show_values(
    State(state): State<AppState>,
    Right { right, guest }: Right<Editor>,
    Path(id): Path<String>,
) -> DeskResult {
    let review = state.service.review_values(&right, &parse_id(&id)?).await;
    let ValueReview { file, columns } = review.map_err(|error| shown(error, guest.i18n()))?;
    let page = ValuesPage {
        file: file_head(&file),
        columns: columns.into_iter().map(value_column).collect(),
    };
    Ok(guest.page(&file.name, values(guest.visit(), &page)))
}

pub(in crate::http::desk) async fn decide_values(
    State(state): State<AppState>,
    Right { right, guest }: Right<Editor>,
    Path(id): Path<String>,
    DeskForm(fields): DeskForm,
) -> DeskResult {
    let id = parse_id(&id)?;
    let mut decided: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
    let choices = fields.values("value").zip(fields.values("choice"));
    for (column, (value, choice)) in fields.values("column").zip(choices) {
        let means = match choice.strip_prefix(MEANS) {
            Some(means) => means,
            None if choice == NOTHING => "",
            None => continue,
        };
        let values = decided.entry(column.to_owned()).or_default();
        values.insert(value.to_owned(), means.to_owned());
    }
    let decided = state.service.decide_values(&right, &id, decided).await;
    decided.map_err(|error| shown(error, guest.i18n()))?;
    Ok(to_step(&guest, &id, "preview"))
}

/// Takes a town and a category for the records that state none.
pub(in crate::http::desk) async fn decide_defaults(
    State(state): State<AppState>,
    Right { right, guest }: Right<Editor>,
    Path(id): Path<String>,
    DeskForm(fields): DeskForm,
) -> DeskResult {
    let id = parse_id(&id)?;
    let taxonomy = state.service.show_taxonomy().await?;
    let chosen =
        Chosen { city: fields.value_or_empty("city"), category: fields.value_or_empty("category") };
    let terms =
        DefaultTerms { city: chosen.city_of(&taxonomy), category: chosen.category_of(&taxonomy) };
    let decided = state.service.decide_defaults(&right, &id, terms).await;
    decided.map_err(|error| shown(error, guest.i18n()))?;
    Ok(to_step(&guest, &id, "preview"))
}

fn to_step(guest: &Guest, id: &StagedFileId, step: &str) -> Response {
    Redirect::to(&guest.visit().path(&format!("imports/{id}/{step}"))).into_response()
}

fn value_column(unmatched: UnmatchedColumn) -> ValueColumn {
    ValueColumn {
        column: unmatched.column,
        choices: unmatched.choices,
        values: unmatched.values.into_iter().map(value_row).collect(),
    }
}

fn value_row(value: UnmatchedValue) -> ValueRow {
    let is_proposed = value.choice.is_some() && !value.is_decided;
    let chosen = match value.choice {
        None => KEEP.to_owned(),
        Some(choice) if choice.is_empty() => NOTHING.to_owned(),
        Some(choice) => format!("{MEANS}{choice}"),
    };
    ValueRow { value: value.value, rows: value.rows as u64, chosen, is_proposed }
}
