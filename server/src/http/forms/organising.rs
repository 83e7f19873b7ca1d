//! The forms of the organiser's pages.

mod form;

use crate::http::Site;
use crate::http::extract::{FormFields, PageLang, Pairs};
use crate::http::refused::{Refused, show_page};
use app::forms::Typed;
use axum::extract::{Path, State};
use axum::http::header::CACHE_CONTROL;
use axum::http::request::Parts;
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse, Redirect, Response};
use backend::Service;
use backend::error::ServiceError;
use form::{OrganiserForm, read_count};
use leptos::prelude::provide_context;
use shared::api::{CardSheet, MAX_CARDS};
use shared::language::UiLanguage;

/// The forms of the organiser's page; each leads back to its place on it.
pub(super) async fn steer(
    State(site): State<Site>,
    Path(key): Path<String>,
    page: Uri,
    FormFields(fields): FormFields,
) -> Result<Redirect, Refused> {
    match steer_conference(&site.service, &key, &fields).await {
        Ok(place) => Ok(Redirect::to(&format!("{}#{place}", page.path()))),
        Err(error) => Err(Refused::new(error, Typed::Fields(fields.into_inner()))),
    }
}

async fn steer_conference(
    service: &Service,
    key: &str,
    fields: &Pairs,
) -> Result<&'static str, ServiceError> {
    let organiser = service.authorise_organiser(key).await?;
    let form = OrganiserForm::read(fields)?;
    let place = form.step().place();
    match form {
        OrganiserForm::Open { round } => {
            service.open_round(&organiser, Some(&round)).await?;
        }
        OrganiserForm::Close { round, grace } => {
            service.close_round(&organiser, Some(&round), grace).await?;
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
        OrganiserForm::Paper { round, dots } => {
            service.enter_paper(&organiser, &round, dots).await?;
        }
    }
    Ok(place)
}

/// The form of the page with the cards. The answer is the page itself, since codes are shown
/// once: nobody could ask for them again after a redirect. What cannot be read is no number.
pub(super) async fn make_cards(
    State(site): State<Site>,
    Path(key): Path<String>,
    PageLang(language): PageLang,
    head: Parts,
    fields: Result<FormFields, Refused>,
) -> Result<Response, Refused> {
    let FormFields(fields) = fields.unwrap_or_default();
    match make_sheet(&site.service, &key, &fields, language).await {
        Ok(sheet) => {
            let context = move || provide_context(sheet.clone());
            let page = show_page(site, head, StatusCode::OK, context).await;
            // Codes belong on paper, not into a browser's memory.
            Ok(([(CACHE_CONTROL, "no-store")], page).into_response())
        }
        Err(error) => Err(Refused::new(error, Typed::Fields(fields.into_inner()))),
    }
}

async fn make_sheet(
    service: &Service,
    key: &str,
    fields: &Pairs,
    language: UiLanguage,
) -> Result<CardSheet, ServiceError> {
    let organiser = service.authorise_organiser(key).await?;
    let count = read_count(fields, shared::forms::organising::COUNT).unwrap_or(MAX_CARDS + 1);
    service.make_cards(&organiser, count, language).await
}
