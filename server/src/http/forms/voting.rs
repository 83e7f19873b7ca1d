//! The forms of a participant: joining, the ballot, the card, the next person.

mod ballot;
mod requests;

use crate::http::cookies;
use crate::http::extract::{FormFields, PageLang, Participant};
use crate::http::rejection::FormRejection;
use crate::http::state::AppState;
use app::forms::Typed;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use backend::Service;
use backend::error::ServiceError;
use backend::secret::ParticipantToken;
use backend::voting::Caller;
use ballot::{BallotStep, parse_ballot};
use requests::{BallotForm, CardForm};
use shared::api::PhoneView;
use shared::error::{AppError, Missing};
use shared::forms::voting as names;
use shared::language::UiLanguage;
use shared::voting::ballot::{Ballot, BallotError};
use shared::voting::join_code::JoinCode;
use shared::voting::personal_code::PersonalCode;
use shared::voting::round::Access;

/// Characters of a typed code that are shown again if it is rejected.
const MAX_TYPED_CODE: usize = 40;

/// The join page's form.
pub(super) async fn join_conference(
    State(state): State<AppState>,
    PageLang(language): PageLang,
    Participant(token): Participant,
    FormFields(fields): FormFields,
) -> Result<Redirect, FormRejection> {
    let typed = truncate_code(fields.value_or_empty(names::CODE));
    match parse_code_and_join(&state.service, &typed, token.as_ref()).await {
        Ok(code) => Ok(Redirect::to(&phone_path(language, code.as_str()))),
        Err(error) => Err(FormRejection::new(error, Typed::Code(typed))),
    }
}

async fn parse_code_and_join(
    service: &Service,
    typed: &str,
    token: Option<&ParticipantToken>,
) -> Result<JoinCode, ServiceError> {
    let code = JoinCode::parse(typed)?;
    join_if_identified(service, &code, token).await?;
    Ok(code)
}

/// Joins if the device has an id. A device without one gets it from the phone page.
async fn join_if_identified(
    service: &Service,
    code: &JoinCode,
    token: Option<&ParticipantToken>,
) -> Result<(), ServiceError> {
    match service.join_conference(code, token).await {
        Err(ServiceError::App(AppError::NoParticipant)) => Ok(()),
        result => result,
    }
}

fn truncate_code(typed: &str) -> String {
    typed.chars().take(MAX_TYPED_CODE).collect()
}

fn phone_path(language: UiLanguage, code: &str) -> String {
    format!("/{}/c/{code}", language.tag())
}

/// The phone page's form for a card's code, in rounds that require one.
pub(super) async fn submit_card(
    State(state): State<AppState>,
    Path(code): Path<String>,
    form: CardForm,
) -> Result<Response, FormRejection> {
    let typed = truncate_code(&form.code);
    let page = phone_path(form.language, &code);
    match check_card(&state.service, &code, &typed, form.caller).await {
        Ok(card) => {
            let cookies = cookies::set_cookie_headers(cookies::card_cookie(&state, &card));
            Ok((cookies, Redirect::to(&page)).into_response())
        }
        Err(error) => Err(FormRejection::new(error, Typed::Code(typed)).on_page(page)),
    }
}

async fn check_card(
    service: &Service,
    code: &str,
    typed: &str,
    caller: Caller,
) -> Result<PersonalCode, ServiceError> {
    let (code, card) = (JoinCode::parse(code)?, PersonalCode::parse(typed)?);
    let caller = Caller { card: Some(card.clone()), ..caller };
    service.check_card(&code, &caller).await?;
    Ok(card)
}

/// Prepares a shared device for the next person, who gets a ballot of their own. Does nothing in
/// rounds where devices are not shared.
pub(super) async fn hand_device_on(
    State(state): State<AppState>,
    Path(code): Path<String>,
    PageLang(language): PageLang,
    caller: Caller,
) -> Response {
    let access = show_phone(&state.service, &code, &caller)
        .await
        .map_err(ServiceError::into_app_error)
        .ok()
        .and_then(|phone| phone.conference.round)
        .map(|round| round.access);
    let is_shared = matches!(access, Some(Access::SharedDevices | Access::PersonalCodes));
    let cookies = is_shared.then(|| cookies::next_person_cookies(&state));
    let headers = cookies::set_cookie_headers(cookies.into_iter().flatten().flatten());
    (headers, Redirect::to(&phone_path(language, &code))).into_response()
}

async fn show_phone(
    service: &Service,
    code: &str,
    caller: &Caller,
) -> Result<PhoneView, ServiceError> {
    service.show_phone(&JoinCode::parse(code)?, caller, &UiLanguage::De.into()).await
}

/// The ballot's form on the phone page; redirects to the element to continue from.
pub(super) async fn change_ballot(
    State(state): State<AppState>,
    Path(code): Path<String>,
    form: BallotForm,
) -> Result<Redirect, FormRejection> {
    let shown =
        parse_ballot(&form.fields).map_err(|error| FormRejection::new(error, Typed::Nothing))?;
    let page = form.page.clone();
    let challenge = BallotStep::parse(&form.fields).ok().and_then(BallotStep::into_challenge);
    match cast_changed_ballot(&state.service, &code, &shown, form).await {
        Ok(step) => {
            let query = page.query().map(|query| format!("?{query}")).unwrap_or_default();
            Ok(Redirect::to(&format!("{}{query}#{}", page.path(), step.place())))
        }
        // What the page showed is out of date, so the new page shows what is held.
        Err(error @ ServiceError::App(AppError::Ballot(BallotError::ChangedElsewhere))) => {
            Err(FormRejection::new(error, Typed::BallotStep { ballot: None, challenge }))
        }
        Err(error) => {
            let typed = Typed::BallotStep { ballot: Some(shown), challenge };
            Err(FormRejection::new(error, typed))
        }
    }
}

async fn cast_changed_ballot(
    service: &Service,
    code: &str,
    shown: &Ballot,
    form: BallotForm,
) -> Result<BallotStep, ServiceError> {
    let step = BallotStep::parse(&form.fields)?;
    let ballot = step.apply_to(shown)?;
    let phone = show_phone(service, code, &form.caller).await?;
    let round = phone.conference.round.ok_or(AppError::NotFound(Missing::Round))?;
    // People who followed a link, scanned a card or were handed the device have not joined yet. A
    // browser without cookies never can; casting the ballot fails with an error that says so.
    join_if_identified(service, &phone.conference.code, form.token.as_ref()).await?;
    let answer = service.cast_ballot(round.status.id, form.caller, ballot.clone()).await?;
    // The second post of a double click is the ballot that is held.
    if !answer.ballot.has_same_content(&ballot) {
        return Err(AppError::from(BallotError::ChangedElsewhere).into());
    }
    Ok(step)
}
