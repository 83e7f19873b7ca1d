//! An offer's form: shown, checked, saved, and previewed as the public sees it.

mod page;
mod translations;

use super::own_offer::{self, OwnRequest};
use super::{DeskFailure, DeskForm, DeskResult, Guest, Right};
use crate::http::extract::Pairs;
use crate::http::pages::context_provider;
use crate::http::render::render_page;
use crate::http::state::AppState;
use app::data::Answer;
use app::shell::PlainPage;
use axum::extract::{Path, Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect};
use backend::Service;
use backend::accounts::Author;
use backend::error::ServiceError;
use backend::finder::editing::{OfferForm, Refusal, SaveError, Step};
use desk::pages::offer_form::offer_form;
use exchange::offer_form::{Cells, joined};
use leptos::prelude::provide_context;
use page::{FormPage, build_page};
use shared::desk::DeskError;
use shared::id::OfferId;
use shared::language::UiLanguage;

/// Names of the form that are no fields of the offer.
const OTHERS: [&str; 5] = ["basis", "step", "verified", "accept", "settle"];
/// The step that saves nothing.
const CHECK: &str = "check";

pub(super) async fn show_new_offer(
    State(state): State<AppState>,
    Right { right, guest }: Right<Author>,
) -> DeskResult {
    let page = FormPage { path: "offers/new".to_owned(), ..FormPage::new(&right) };
    show(&state.service, &guest, page, StatusCode::OK).await
}

pub(super) async fn show_offer(
    State(state): State<AppState>,
    Right { right, guest }: Right<Author>,
    Path(id): Path<String>,
    pairs: Pairs,
) -> DeskResult {
    let id = parse_id(&id)?;
    let open = state.service.open_offer(&right, &id).await?;
    if right.only_proposes(&open.offer) {
        return own_offer::show_own_offer(&state.service, &guest, OwnRequest { right, id, pairs })
            .await;
    }
    let mut page = FormPage::of_offer(&right, open);
    page.done = pairs.value("saved").map(|_| guest.i18n().desk_saved().to_owned());
    show(&state.service, &guest, page, StatusCode::OK).await
}

pub(super) async fn create_offer(
    State(state): State<AppState>,
    Right { right, guest }: Right<Author>,
    DeskForm(fields): DeskForm,
) -> DeskResult {
    let page = FormPage { path: "offers/new".to_owned(), ..FormPage::new(&right) };
    let posted = Posted { author: &right, id: None, fields: &fields };
    Box::pin(save(&state.service, &guest, page, posted)).await
}

pub(super) async fn save_offer(
    State(state): State<AppState>,
    Right { right, guest }: Right<Author>,
    Path(id): Path<String>,
    DeskForm(fields): DeskForm,
) -> DeskResult {
    let id = parse_id(&id)?;
    if own_offer::is_own_form(&fields) {
        let request = OwnRequest { right, id, pairs: fields };
        return own_offer::answer_own_offer(&state.service, &guest, request).await;
    }
    let page = FormPage::of_offer(&right, state.service.open_offer(&right, &id).await?);
    let posted = Posted { author: &right, id: Some(id), fields: &fields };
    Box::pin(save(&state.service, &guest, page, posted)).await
}

/// A form that was sent.
struct Posted<'a> {
    author: &'a Author,
    id: Option<OfferId>,
    fields: &'a Pairs,
}

async fn save(service: &Service, guest: &Guest, page: FormPage, posted: Posted<'_>) -> DeskResult {
    let Posted { author, id, fields } = posted;
    let form = parse_form(id, fields, &page.cells);
    if fields.value("step") == Some(CHECK) {
        let checked = service.check_form(author, form.id.as_ref(), &form.cells).await?;
        let page = FormPage {
            cells: form.cells,
            basis: form.basis,
            next: checked.next,
            reading: Some(checked.reading),
            done: Some(guest.i18n().desk_offer_checked().to_owned()),
            ..page
        };
        return show(service, guest, page, StatusCode::OK).await;
    }
    match service.save_offer(author, &form).await {
        Ok(id) => {
            let address = guest.visit().path(&format!("offers/{id}?saved"));
            Ok(Redirect::to(&address).into_response())
        }
        Err(SaveError::Service(error)) => refused_by_right(service, guest, page, form, error).await,
        Err(SaveError::Refused(refusal)) => {
            let status = if refusal.conflicts.is_empty() {
                StatusCode::UNPROCESSABLE_ENTITY
            } else {
                StatusCode::CONFLICT
            };
            let Refusal { cells, basis, reading, conflicts, other } = *refusal;
            let page = FormPage { cells, basis, conflicts, other, reading: Some(reading), ..page };
            show(service, guest, page, status).await
        }
    }
}

/// A provider cannot publish, nor change what has been published since the form was opened: the form
/// stays as it was typed.
async fn refused_by_right(
    service: &Service,
    guest: &Guest,
    page: FormPage,
    form: OfferForm,
    error: ServiceError,
) -> DeskResult {
    match DeskFailure::from(error) {
        DeskFailure::Desk(DeskError::NotAllowed) => {
            let i18n = guest.i18n();
            let is_public = page.offer.as_ref().is_some_and(|one| page.author.only_proposes(one));
            let note = if is_public {
                i18n.desk_own_published()
            } else {
                i18n.desk_offer_provider_review()
            };
            let note = Some(note.to_owned());
            let page = FormPage { cells: form.cells, basis: form.basis, note, ..page };
            show(service, guest, page, StatusCode::FORBIDDEN).await
        }
        failure => Err(failure),
    }
}

async fn show(service: &Service, guest: &Guest, page: FormPage, status: StatusCode) -> DeskResult {
    let lists = service.load_form_lists(&page.author).await?;
    let form = build_page(guest.i18n(), &page, &lists);
    let title = form.name.clone().unwrap_or_else(|| guest.i18n().desk_offer_new().to_owned());
    let content = offer_form(guest.visit(), &form);
    Ok(guest.refused(status.as_u16(), &title, content))
}

/// The offer as the public would see it, in any language, whatever its status.
pub(super) async fn preview_offer(
    State(state): State<AppState>,
    Right { right, guest }: Right<Author>,
    Path(id): Path<String>,
    pairs: Pairs,
    request: Request,
) -> DeskResult {
    let language = pairs.value("in").and_then(UiLanguage::from_tag);
    let language = language.unwrap_or(guest.i18n().language());
    let id = parse_id(&id)?;
    let detail = state.service.preview_offer(&right, &id, language).await?;
    let answer = Answer::new(200, serde_json::to_string(&detail).map_err(ServiceError::from)?);
    let (mut parts, _) = request.into_parts();
    let path = format!("/{}/offers/{id}", language.tag());
    parts.uri = path.parse().map_err(|_| DeskError::Missing)?;
    parts.extensions.insert(answer);
    let provide_contexts = context_provider(state);
    let provide_all = move || {
        provide_context(PlainPage);
        provide_contexts();
    };
    Ok(render_page(parts, StatusCode::OK, provide_all).await)
}

pub(super) fn parse_id(id: &str) -> Result<OfferId, DeskError> {
    OfferId::parse(id).map_err(|_| DeskError::Missing)
}

fn parse_form(id: Option<OfferId>, fields: &Pairs, stored: &Cells) -> OfferForm {
    let name = fields.value_or_empty("step");
    let has = |name| fields.value(name).is_some_and(|value| !value.is_empty());
    OfferForm {
        id,
        basis: fields.value_or_empty("basis").to_owned(),
        cells: parse_cells(fields, stored),
        step: Step::ALL.into_iter().find(|step| step.name() == name).unwrap_or(Step::Save),
        is_verified: has("verified"),
        accepts_doubts: has("accept"),
        settles_doubts: has("settle"),
    }
}

/// The fields; several values of one name are one list.
fn parse_cells(fields: &Pairs, stored: &Cells) -> Cells {
    let mut cells = Cells::new();
    for (key, _) in fields.iter().filter(|(key, _)| !OTHERS.contains(key)) {
        if !cells.contains_key(key) {
            let values = fields.values(key).filter(|value| !value.is_empty());
            let held = stored.get(key).map(String::as_str).unwrap_or_default();
            cells.insert(key.to_owned(), joined(values, held));
        }
    }
    cells
}
