//! The name of a field, in several languages.

use super::pairs::{Wording, beside_choice, beside_language, errors_of};
use super::typed::{TypedText, confirm, parse_cells};
use super::{parse_field, parse_id};
use crate::http::desk::{DeskForm, DeskResult, Guest, Right};
use crate::http::extract::Pairs;
use crate::http::state::AppState;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use backend::accounts::ConferenceOrganiser;
use backend::error::ServiceError;
use backend::voting::{ContentStep, TextForm};
use desk::pages::conferences::{FieldPage, FormFrame, field_page};
use serde::Deserialize;
use shared::id::{ConferenceId, FieldId};

/// A field in an address.
#[derive(Deserialize)]
pub(in crate::http::desk) struct FieldPath {
    id: String,
    field: String,
}

pub(in crate::http::desk) async fn show_field(
    State(state): State<AppState>,
    Right { right, guest }: Right<ConferenceOrganiser>,
    Path(path): Path<FieldPath>,
    pairs: Pairs,
) -> DeskResult {
    let (id, field) = (parse_id(&path.id)?, parse_field(&path.field)?);
    let open = state.service.open_field(&right, &id, &field).await?;
    Ok(show(&guest, &path, &pairs, &TypedText::stored(open)))
}

pub(in crate::http::desk) async fn change_field(
    State(state): State<AppState>,
    Right { right, guest }: Right<ConferenceOrganiser>,
    Path(path): Path<FieldPath>,
    DeskForm(fields): DeskForm,
) -> DeskResult {
    let (id, field) = (parse_id(&path.id)?, parse_field(&path.field)?);
    let change = FieldChange { id: &id, field: &field, fields: &fields };
    match change.carry_out(&state, &right).await {
        Ok(path) => Ok(Redirect::to(&guest.visit().path(&path)).into_response()),
        Err(error) => {
            let open = state.service.open_field(&right, &id, &field).await?;
            Ok(show(&guest, &path, &fields, &TypedText::refused(open, &fields, error)?))
        }
    }
}

/// A form that was sent.
struct FieldChange<'a> {
    id: &'a ConferenceId,
    field: &'a FieldId,
    fields: &'a Pairs,
}

impl FieldChange<'_> {
    /// Saves or removes the field; returns the page to go on with.
    async fn carry_out(
        &self,
        state: &AppState,
        right: &ConferenceOrganiser,
    ) -> Result<String, ServiceError> {
        let Self { id, field, fields } = self;
        if fields.value("step") == Some("remove") {
            confirm(fields)?;
            let step = ContentStep::RemoveField { field: (*field).clone() };
            state.service.change_content(right, id, &step).await?;
            return Ok(format!("conferences/{id}?saved"));
        }
        let cells = parse_cells(fields);
        let form = TextForm { cells: &cells, basis: fields.value_or_empty("basis") };
        state.service.save_field(right, id, field, form).await?;
        let beside = fields.value_or_empty("beside");
        Ok(format!("conferences/{id}/fields/{field}?saved&beside={beside}"))
    }
}

fn show(guest: &Guest, path: &FieldPath, pairs: &Pairs, typed: &TypedText) -> Response {
    let i18n = guest.i18n();
    let beside = beside_language(pairs, &typed.conference);
    let address = format!("conferences/{}/fields/{}", path.id, path.field);
    let wording = Wording { label: i18n.desk_conference_field(), ..Wording::default() };
    let name = typed.builder(i18n, beside.clone()).pair("name", wording);
    let errors = errors_of(std::iter::once(&name));
    let page = FieldPage {
        conference: path.id.clone(),
        id: path.field.clone(),
        name,
        frame: FormFrame {
            basis: typed.basis.clone(),
            beside: beside_choice(&typed.conference, beside.as_ref(), address),
            error: typed.error(i18n),
            fields: errors,
            done: pairs.value("saved").map(|_| i18n.desk_saved().to_owned()),
        },
    };
    let content = field_page(guest.visit(), &page);
    guest.refused(typed.status(), i18n.desk_conference_field(), content)
}
