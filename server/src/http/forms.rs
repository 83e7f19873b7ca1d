//! Plain forms, for whoever has no JavaScript: post, then redirect, or the page again
//! with what was typed and what is wrong.

use super::errors::{ApiError, status};
use super::{Site, api, cookies, pages, render};
use crate::error::ServiceError;
use crate::secret::Voter;
use app::data::Answer;
use app::error::{AppError, Missing};
use app::forms::{RefusedForm, Typed};
use app::i18n::I18n;
use app::routes::{language_of, question_of};
use axum::Router;
use axum::body::Body;
use axum::extract::{Path, Request, State};
use axum::http::request::Parts;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::post;
use leptos::prelude::provide_context;
use shared::api::{BallotRequest, PhoneView, ReportRequest};
use shared::ballot::{Ballot, BallotError, Revision};
use shared::id::{ChallengeId, OfferId};
use shared::join_code::JoinCode;
use shared::language::UiLanguage;
use std::collections::BTreeMap;

type Fields = Vec<(String, String)>;

pub(super) fn routes() -> Router<Site> {
    UiLanguage::ALL.into_iter().fold(Router::new(), |router, language| {
        let tag = language.tag();
        router
            .route(&format!("/{tag}/join"), post(join_conference))
            .route(&format!("/{tag}/offers/{{id}}/report"), post(report_offer))
            .route(&format!("/{tag}/c/{{code}}"), post(place_dot))
    })
}

/// The join page's form: `code`.
async fn join_conference(State(site): State<Site>, request: Request) -> Response {
    let (head, body) = request.into_parts();
    let language = language_of(head.uri.path()).unwrap_or(UiLanguage::De);
    let (voter, cookie) = cookies::voter_or_new(&site, &head.headers);
    let fields = read_fields(body).await;
    let typed = fields.as_ref().map_or("", |fields| field(fields, "code"));
    let typed = typed.chars().take(40).collect::<String>();
    let joined = match fields {
        Ok(_) => join(&site, &typed, voter.clone()).await,
        Err(error) => Err(error),
    };
    let mut answer = match joined {
        Ok(code) => Redirect::to(&format!("/{}/c/{code}", language.tag())).into_response(),
        Err(error) => {
            refuse(site, head, voter, RefusedForm { error, typed: Typed::Code(typed) }).await
        }
    };
    cookies::add(answer.headers_mut(), cookie);
    answer
}

async fn join(site: &Site, typed: &str, voter: Voter) -> Result<JoinCode, AppError> {
    let code = JoinCode::parse(typed)?;
    let joined = site.service.join_conference(&code, voter).await;
    joined.map(|()| code).map_err(ServiceError::into_app_error)
}

/// The report page's form: `text`, `reply_to`.
async fn report_offer(
    State(site): State<Site>,
    Path(id): Path<String>,
    request: Request,
) -> Response {
    let (head, body) = request.into_parts();
    let voter = cookies::voter_or_new(&site, &head.headers).0;
    let (text, reply_to) = match read_fields(body).await {
        Ok(fields) => (field(&fields, "text").to_owned(), field(&fields, "reply_to").to_owned()),
        Err(error) => {
            return refuse(site, head, voter, RefusedForm { error, typed: Typed::Nothing }).await;
        }
    };
    let request = ReportRequest { text: text.clone(), reply_to: Some(reply_to.clone()) };
    let reported = match OfferId::parse(&id) {
        Ok(id) => {
            site.service.report_offer(&id, request).await.map_err(ServiceError::into_app_error)
        }
        Err(_) => Err(AppError::NotFound(Missing::Offer)),
    };
    match reported {
        Ok(()) => Redirect::to(&format!("{}?sent=1", head.uri.path())).into_response(),
        Err(error) => {
            let typed = Typed::Report { text, reply_to };
            refuse(site, head, voter, RefusedForm { error, typed }).await
        }
    }
}

/// The phone page's form: the whole ballot as it was shown (`revision`, `dots-…`), and the
/// step to take, `add` or `remove` with the id of a challenge.
async fn place_dot(
    State(site): State<Site>,
    Path(code): Path<String>,
    request: Request,
) -> Response {
    let (head, body) = request.into_parts();
    let (voter, cookie) = cookies::voter_or_new(&site, &head.headers);
    let placed = match read_fields(body).await {
        Ok(fields) => place(&site, &code, &voter, &fields).await,
        Err(error) => Err(RefusedForm { error, typed: Typed::Nothing }),
    };
    let mut answer = match placed {
        Ok(place) => Redirect::to(&format!("{}#{place}", head.uri.path())).into_response(),
        Err(refused) => refuse(site, head, voter, refused).await,
    };
    cookies::add(answer.headers_mut(), cookie);
    answer
}

/// Casts the ballot with its step taken; answers with the place on the page to go on from.
async fn place(
    site: &Site,
    code: &str,
    voter: &Voter,
    fields: &Fields,
) -> Result<String, RefusedForm> {
    let shown =
        read_ballot(fields).map_err(|error| RefusedForm { error, typed: Typed::Nothing })?;
    let refuse = |error| RefusedForm { error, typed: Typed::Ballot(shown.clone()) };
    let (challenge, dots) = read_step(fields, &shown).map_err(refuse)?;
    let ballot =
        Ballot { revision: shown.revision.next(), dots: shown.dots.with(&challenge, dots) };
    let phone = show_phone(site, code, voter).await.map_err(refuse)?;
    let round = phone.conference.round.ok_or(refuse(AppError::NotFound(Missing::Round)))?;
    let cast = site.service.cast_ballot(round.status.id, Some(voter.clone()), ballot).await;
    cast.map_err(|error| refuse(error.into_app_error()))?;
    Ok(challenge.to_string())
}

async fn show_phone(site: &Site, code: &str, voter: &Voter) -> Result<PhoneView, AppError> {
    let code = JoinCode::parse(code)?;
    let shown = site.service.show_phone(&code, Some(voter), UiLanguage::De).await;
    shown.map_err(ServiceError::into_app_error)
}

fn field<'a>(fields: &'a Fields, wanted: &str) -> &'a str {
    fields.iter().find(|(name, _)| name == wanted).map_or("", |(_, value)| value)
}

/// The ballot as the page showed it.
fn read_ballot(fields: &Fields) -> Result<Ballot, AppError> {
    let revision = field(fields, "revision").parse().map_err(|_| AppError::Malformed)?;
    let mut dots = BTreeMap::new();
    for (name, value) in fields {
        if let Some(challenge) = name.strip_prefix("dots-") {
            let number = serde_json::from_str(value).map_err(|_| AppError::Malformed)?;
            dots.insert(challenge.to_owned(), number);
        }
    }
    Ok(BallotRequest { revision: Revision(revision), dots }.try_into()?)
}

/// The challenge a button stands for, and the dots on it afterwards.
fn read_step(fields: &Fields, shown: &Ballot) -> Result<(ChallengeId, u32), AppError> {
    let challenge = |text: &str| ChallengeId::parse(text).map_err(|_| AppError::Malformed);
    match (field(fields, "add"), field(fields, "remove")) {
        ("", "") => Err(AppError::Malformed),
        (added, "") => {
            let added = challenge(added)?;
            let dots = shown.dots.dots_on(&added).checked_add(1).ok_or(BallotError::Revision)?;
            Ok((added, dots))
        }
        (_, removed) => {
            let removed = challenge(removed)?;
            let dots = shown.dots.dots_on(&removed).saturating_sub(1);
            Ok((removed, dots))
        }
    }
}

async fn read_fields(body: Body) -> Result<Fields, AppError> {
    let body = api::read_body(body).await.map_err(|ApiError(error)| error)?;
    Ok(form_urlencoded::parse(&body).into_owned().collect())
}

/// The page again, with what was typed and what is wrong.
async fn refuse(site: Site, mut head: Parts, voter: Voter, refused: RefusedForm) -> Response {
    let path = head.uri.path();
    let language = language_of(path).unwrap_or(UiLanguage::De);
    let answer = match question_of(path, []) {
        Some(Ok(question)) => Some(pages::ask(&site, (Some(&voter), language), question).await),
        Some(Err(missing)) => {
            Some(Answer::failed(AppError::NotFound(missing), I18n::for_server(language)))
        }
        None => None,
    };
    if let Some(answer) = answer {
        head.extensions.insert(answer);
    }
    let status = status(&refused.error);
    let base = pages::contexts(site);
    let contexts = move || {
        base();
        provide_context(refused.clone());
    };
    render::render_page(head, status, contexts).await
}
