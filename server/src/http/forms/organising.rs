//! The forms of the organiser's pages.

pub(crate) mod form;

use crate::http::errors::ApiError;
use crate::http::extract::{FormFields, Pairs};
use crate::http::rejection::FormRejection;
use crate::http::rerender::render_with_context;
use crate::http::state::AppState;
use app::forms::Typed;
use app::routes::language_of;
use axum::extract::State;
use axum::http::header::CACHE_CONTROL;
use axum::http::request::Parts;
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse, Redirect, Response};
use backend::Service;
use backend::error::ServiceError;
use backend::voting::Organiser;
use form::{OrganiserForm, parse_count};
use leptos::prelude::provide_context;
use shared::api::{CardSheet, MAX_CARDS};
use shared::forms::FormWord;
use shared::forms::organising::{OrganiserStep, SAVED};
use shared::language::UiLanguage;

/// The forms of the organiser's page; each redirects to its section of the page.
pub(super) async fn steer_conference(
    State(state): State<AppState>,
    organiser: Result<Organiser, ApiError>,
    page: Uri,
    FormFields(fields): FormFields,
) -> Result<Redirect, FormRejection> {
    match execute_form(&state.service, organiser, &fields).await {
        Ok(step) => {
            let (path, saved) = (page.path(), SAVED);
            Ok(Redirect::to(&format!("{path}?{saved}={}#{}", step.word(), step.place())))
        }
        Err(error) => Err(FormRejection::new(error, Typed::Fields(fields.into_inner()))),
    }
}

async fn execute_form(
    service: &Service,
    organiser: Result<Organiser, ApiError>,
    fields: &Pairs,
) -> Result<OrganiserStep, ServiceError> {
    let organiser = organiser.map_err(|ApiError(error)| error)?;
    let form = OrganiserForm::parse(fields)?;
    let step = form.step();
    match form {
        OrganiserForm::Open { round } => {
            service.open_round(&organiser, Some(&round)).await?;
        }
        OrganiserForm::Close { round, grace } => {
            service.close_round(&organiser, Some(&round), grace).await?;
        }
        OrganiserForm::TakeBack { round } => {
            service.take_back_round(&organiser, &round).await?;
        }
        OrganiserForm::Reopen { round } => {
            service.reopen_round(&organiser, &round).await?;
        }
        OrganiserForm::Delete { round } => service.delete_round(&organiser, &round).await?,
        OrganiserForm::Prepare { settings } => {
            service.prepare_round(&organiser, &settings).await?;
        }
        OrganiserForm::Change { round, settings } => {
            service.change_round(&organiser, &round, &settings).await?;
        }
        OrganiserForm::Board { setting } => service.set_board(&organiser, &setting).await?,
        OrganiserForm::Paper { round, entry } => {
            service.change_paper(&organiser, &round, &entry).await?;
        }
        OrganiserForm::Exclude { burst } => service.exclude_burst(&organiser, burst).await?,
        OrganiserForm::Restore { exclusion } => {
            service.restore_burst(&organiser, &exclusion).await?;
        }
        OrganiserForm::Message { message } => {
            service.set_message(&organiser, Some(&message)).await?;
        }
        OrganiserForm::EndMessage => service.set_message(&organiser, None).await?,
    }
    Ok(step)
}

/// The form of the page with the cards. The response is the page itself instead of a redirect:
/// codes are shown only once and cannot be loaded again. A form that cannot be read is rejected
/// like one without a number.
pub(super) async fn make_cards(
    State(state): State<AppState>,
    organiser: Result<Organiser, ApiError>,
    parts: Parts,
    fields: Result<FormFields, FormRejection>,
) -> Result<Response, FormRejection> {
    let FormFields(fields) = fields.unwrap_or_default();
    let language = language_of(parts.uri.path()).unwrap_or(UiLanguage::De);
    match make_sheet(&state.service, organiser, &fields, language).await {
        Ok(sheet) => {
            let context = move || provide_context(sheet.clone());
            let page = render_with_context(state, parts, StatusCode::OK, context).await;
            // Codes belong on paper, not in a browser's cache.
            Ok(([(CACHE_CONTROL, "no-store")], page).into_response())
        }
        Err(error) => Err(FormRejection::new(error, Typed::Fields(fields.into_inner()))),
    }
}

async fn make_sheet(
    service: &Service,
    organiser: Result<Organiser, ApiError>,
    fields: &Pairs,
    language: UiLanguage,
) -> Result<CardSheet, ServiceError> {
    let organiser = organiser.map_err(|ApiError(error)| error)?;
    let count = parse_count(fields, shared::forms::organising::COUNT).unwrap_or(MAX_CARDS + 1);
    service.make_cards(&organiser, count, language).await
}
