//! The forms of a participant: joining, the ballot, the card, the next person.

mod ballot;

use crate::http::extract::{FormFields, PageLang, Participant};
use crate::http::refused::Refused;
use crate::http::{Site, cookies};
use app::forms::Typed;
use axum::extract::{Path, State};
use axum::http::Uri;
use axum::response::{IntoResponse, Redirect, Response};
use backend::Service;
use backend::error::ServiceError;
use backend::secret::ParticipantToken;
use backend::voting::Caller;
use ballot::{BallotStep, read_ballot};
use shared::api::PhoneView;
use shared::error::{AppError, Missing};
use shared::forms::voting as names;
use shared::language::UiLanguage;
use shared::voting::join_code::JoinCode;
use shared::voting::personal_code::PersonalCode;
use shared::voting::round::Access;

/// The join page's form: `code`.
pub(super) async fn join_conference(
    State(site): State<Site>,
    PageLang(language): PageLang,
    Participant(token): Participant,
    FormFields(fields): FormFields,
) -> Result<Redirect, Refused> {
    let typed = shown_again(fields.text(names::CODE));
    match join(&site.service, &typed, token.as_ref()).await {
        Ok(code) => Ok(Redirect::to(&phone_page(language, code.as_str()))),
        Err(error) => Err(Refused::new(error, Typed::Code(typed))),
    }
}

async fn join(
    service: &Service,
    typed: &str,
    token: Option<&ParticipantToken>,
) -> Result<JoinCode, ServiceError> {
    let code = JoinCode::parse(typed)?;
    join_if_known(service, &code, token).await?;
    Ok(code)
}

/// Joins, where the device has a number. One without gets it from the phone's page.
async fn join_if_known(
    service: &Service,
    code: &JoinCode,
    token: Option<&ParticipantToken>,
) -> Result<(), ServiceError> {
    match service.join_conference(code, token).await {
        Err(ServiceError::App(AppError::NoParticipant)) => Ok(()),
        joined => joined,
    }
}

/// A typed code as it is shown again; a longer text is cut.
fn shown_again(typed: &str) -> String {
    typed.chars().take(40).collect()
}

/// The path of the phone's page.
fn phone_page(language: UiLanguage, code: &str) -> String {
    format!("/{}/c/{code}", language.tag())
}

/// The phone page's form for a round with cards: `code`. What cannot be read holds no code.
pub(super) async fn show_card(
    State(site): State<Site>,
    Path(code): Path<String>,
    PageLang(language): PageLang,
    caller: Caller,
    fields: Result<FormFields, Refused>,
) -> Result<Response, Refused> {
    let FormFields(fields) = fields.unwrap_or_default();
    let (typed, page) = (shown_again(fields.text(names::CODE)), phone_page(language, &code));
    match check_card(&site.service, &code, &typed, caller).await {
        Ok(card) => {
            let cookies = cookies::set(cookies::keep_card(&site, &card));
            Ok((cookies, Redirect::to(&page)).into_response())
        }
        Err(error) => Err(Refused::new(error, Typed::Code(typed)).on_page(page)),
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

/// Hands the device on, so that the next person has a ballot of their own. Where a round is not
/// meant for that, nothing changes.
pub(super) async fn hand_on(
    State(site): State<Site>,
    Path(code): Path<String>,
    PageLang(language): PageLang,
    caller: Caller,
) -> Response {
    let shown = show_phone(&site.service, &code, &caller).await;
    let shown = shown.map_err(ServiceError::into_app_error);
    let access = shown.ok().and_then(|phone| phone.conference.round).map(|round| round.access);
    let may_hand_on = matches!(access, Some(Access::SharedDevices | Access::PersonalCodes));
    let cookies = may_hand_on.then(|| cookies::hand_on(&site));
    let cookies = cookies::set(cookies.into_iter().flatten().flatten());
    (cookies, Redirect::to(&phone_page(language, &code))).into_response()
}

async fn show_phone(
    service: &Service,
    code: &str,
    caller: &Caller,
) -> Result<PhoneView, ServiceError> {
    service.show_phone(&JoinCode::parse(code)?, caller, &UiLanguage::De.into()).await
}

/// The ballot's form on the phone page; leads to the place on the page to go on from.
pub(super) async fn change_ballot(
    State(site): State<Site>,
    Path(code): Path<String>,
    page: Uri,
    caller: Caller,
    Participant(token): Participant,
    FormFields(fields): FormFields,
) -> Result<Redirect, Refused> {
    let service = &site.service;
    let shown = read_ballot(&fields).map_err(|error| Refused::new(error, Typed::Nothing))?;
    let cast = async {
        let step = BallotStep::read(&fields)?;
        let ballot = step.after(&shown)?;
        let phone = show_phone(service, &code, &caller).await?;
        let round = phone.conference.round.ok_or(AppError::NotFound(Missing::Round))?;
        // People who came by a link or a card, or were handed the device, have not joined yet. A
        // browser that keeps no cookies never can, and is told so when the ballot is not taken.
        join_if_known(service, &phone.conference.code, token.as_ref()).await?;
        service.cast_ballot(round.status.id, caller, ballot).await?;
        Ok::<_, ServiceError>(step)
    };
    match cast.await {
        Ok(step) => {
            let query = page.query().map(|query| format!("?{query}")).unwrap_or_default();
            Ok(Redirect::to(&format!("{}{query}#{}", page.path(), step.place())))
        }
        Err(error) => Err(Refused::new(error, Typed::Ballot(shown))),
    }
}
