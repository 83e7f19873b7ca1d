//! The forms of the organiser's pages. Each carries what to do in `do`.

use super::{Fields, field, language, read_fields, refuse, show};
use crate::http::Site;
use app::forms::{RefusedForm, Typed};
use axum::extract::{Path, Request, State};
use axum::http::header::CACHE_CONTROL;
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use backend::error::ServiceError;
use backend::voting::{Organiser, RoundSettings};
use leptos::prelude::provide_context;
use serde::de::DeserializeOwned;
use shared::api::{MAX_CARDS, MAX_PAPER};
use shared::error::AppError;
use shared::id::{ChallengeId, FieldId, RoundId};
use shared::language::LanguageTag;
use shared::live::BoardSetting;
use shared::text::Text;
use shared::voting::round::{Budget, RulesError};
use std::collections::BTreeMap;
use std::time::Duration;

/// Characters of a round's name.
const MAX_NAME: usize = 200;
/// Longest time for phones to deliver, in seconds.
const MAX_GRACE: u64 = 600;

/// The page's forms: open, close, reopen, delete, prepare, change, board, paper.
pub(super) async fn steer(
    State(site): State<Site>,
    Path(key): Path<String>,
    request: Request,
) -> Response {
    let (head, body) = request.into_parts();
    let fields = match read_fields(body).await {
        Ok(fields) => fields,
        Err(error) => {
            return refuse(site, head, RefusedForm { error, typed: Typed::Nothing }).await;
        }
    };
    match carry_out(&site, &key, &fields).await {
        Ok(place) => Redirect::to(&format!("{}#{place}", head.uri.path())).into_response(),
        Err(error) => {
            let (error, typed) = (error.into_app_error(), Typed::Fields(fields));
            refuse(site, head, RefusedForm { error, typed }).await
        }
    }
}

/// Does what a form says; answers with the place on the page to go on from.
async fn carry_out(site: &Site, key: &str, fields: &Fields) -> Result<&'static str, ServiceError> {
    let service = &site.service;
    let organiser = service.organiser(key).await?;
    let round = || RoundId::parse(field(fields, "round")).map_err(|_| AppError::Malformed);
    match field(fields, "do") {
        "open" => service.open_round(&organiser, Some(&round()?)).await.map(|_| "rounds"),
        "close" => {
            let grace = Duration::from_secs(number(fields, "grace")?.min(MAX_GRACE));
            service.close_round(&organiser, Some(&round()?), grace).await.map(|_| "rounds")
        }
        "reopen" => service.reopen_round(&organiser, &round()?).await.map(|_| "rounds"),
        "delete" => service.delete_round(&organiser, &round()?).await.map(|()| "rounds"),
        "prepare" => service.prepare_round(&organiser, &settings(fields)?).await.map(|_| "rounds"),
        "change" => {
            let (round, settings) = (round()?, settings(fields)?);
            service.change_round(&organiser, &round, &settings).await.map(|_| "rounds")
        }
        "board" => service.set_board(&organiser, &board(fields)?).await.map(|()| "board"),
        "paper" => enter_paper(site, &organiser, &round()?, fields).await,
        _ => Err(AppError::Malformed.into()),
    }
}

fn number(fields: &Fields, name: &str) -> Result<u64, AppError> {
    field(fields, name).trim().parse().map_err(|_| AppError::Malformed)
}

/// A choice by its word on the wire.
fn word<T: DeserializeOwned>(fields: &Fields, name: &str) -> Result<T, AppError> {
    let word = serde_json::Value::String(field(fields, name).to_owned());
    serde_json::from_value(word).map_err(|_| AppError::Malformed)
}

fn settings(fields: &Fields) -> Result<RoundSettings, AppError> {
    // A number that is none is as far out of bounds as one that is too large.
    let count = |name| number(fields, name).ok().and_then(|n| u32::try_from(n).ok());
    let dots = count("dots").ok_or(RulesError::Budget)?;
    // As the field on the page: what is longer is cut there too.
    let name: String = field(fields, "name").trim().chars().take(MAX_NAME).collect();
    let wanted = fields.iter().filter(|(name, _)| name == "field");
    let wanted: Result<Vec<FieldId>, _> = wanted.map(|(_, id)| FieldId::parse(id)).collect();
    Ok(RoundSettings {
        name: Text::parse(&name).ok(),
        fields: Some(wanted.map_err(|_| AppError::Malformed)?),
        budget: match field(fields, "budget") {
            "field" => Budget::Field(dots),
            "round" => Budget::Round(dots),
            _ => return Err(AppError::Malformed),
        },
        max_per_challenge: count("max").ok_or(RulesError::MaxPerChallenge)?,
        choice: word(fields, "choice")?,
        results: word(fields, "results")?,
        access: word(fields, "access")?,
        shortlist: count("shortlist").ok_or(RulesError::Shortlist)?,
    })
}

fn board(fields: &Fields) -> Result<BoardSetting, AppError> {
    let shown = match field(fields, "field") {
        "" => None,
        id => Some(FieldId::parse(id).map_err(|_| AppError::Malformed)?),
    };
    let second = match field(fields, "second") {
        "" => None,
        tag => Some(LanguageTag::parse(tag).map_err(|_| AppError::Malformed)?),
    };
    let (scene, is_dark) = (word(fields, "scene")?, !field(fields, "dark").is_empty());
    Ok(BoardSetting { scene, field: shown, second, is_dark })
}

/// `paper-…` with the id of a challenge; an empty one is none.
async fn enter_paper(
    site: &Site,
    organiser: &Organiser,
    round: &RoundId,
    fields: &Fields,
) -> Result<&'static str, ServiceError> {
    let typed = fields.iter().filter_map(|(name, text)| Some((name.strip_prefix("paper-")?, text)));
    let mut dots = BTreeMap::new();
    for (id, text) in typed.filter(|(_, text)| !text.trim().is_empty()) {
        let challenge = ChallengeId::parse(id).map_err(|_| AppError::Malformed)?;
        let count = text.trim().parse().map_err(|_| AppError::Paper { max: MAX_PAPER })?;
        dots.insert(challenge, count);
    }
    site.service.enter_paper(organiser, round, dots).await.map(|()| "paper")
}

/// The form of the page with the cards: `count`. The answer is the page itself, since codes are
/// shown once: nobody could ask for them again after a redirect.
pub(super) async fn make_cards(
    State(site): State<Site>,
    Path(key): Path<String>,
    request: Request,
) -> Response {
    let (head, body) = request.into_parts();
    let fields = read_fields(body).await.unwrap_or_default();
    let made = match site.service.organiser(&key).await {
        Ok(organiser) => {
            let count = number(&fields, "count").ok().and_then(|n| u32::try_from(n).ok());
            let count = count.unwrap_or(MAX_CARDS + 1);
            site.service.make_cards(&organiser, count, language(&head)).await
        }
        Err(error) => Err(error),
    };
    match made {
        Ok(sheet) => {
            let context = move || provide_context(sheet.clone());
            let mut answer = show(site, head, StatusCode::OK, context).await;
            // Codes belong on paper, not into a browser's memory.
            answer.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
            answer
        }
        Err(error) => {
            let (error, typed) = (error.into_app_error(), Typed::Fields(fields));
            refuse(site, head, RefusedForm { error, typed }).await
        }
    }
}
