//! The forms of a participant: joining, the ballot, the card, the next person.

use super::{Fields, field, language, read_fields, refuse};
use crate::http::{Site, cookies};
use app::forms::{RefusedForm, Typed};
use axum::extract::{Path, Request, State};
use axum::http::request::Parts;
use axum::response::{IntoResponse, Redirect, Response};
use backend::error::ServiceError;
use backend::voting::Caller;
use shared::api::{BallotRequest, PhoneView};
use shared::error::{AppError, Missing};
use shared::id::{ChallengeId, FieldId};
use shared::language::UiLanguage;
use shared::voting::ballot::{Allocation, Ballot, BallotError, Revision};
use shared::voting::join_code::JoinCode;
use shared::voting::personal_code::PersonalCode;
use shared::voting::round::Access;
use std::collections::BTreeMap;

/// Characters of a typed code that are shown again.
const SHOWN: usize = 40;

/// The join page's form: `code`.
pub(super) async fn join_conference(State(site): State<Site>, request: Request) -> Response {
    let (head, body) = request.into_parts();
    let fields = read_fields(body).await;
    let typed = fields.as_ref().map_or("", |fields| field(fields, "code"));
    let typed = typed.chars().take(SHOWN).collect::<String>();
    let joined = match fields {
        Ok(_) => join(&site, &typed, &head).await,
        Err(error) => Err(error),
    };
    match joined {
        Ok(code) => Redirect::to(&phone(&head, code.as_str())).into_response(),
        Err(error) => refuse(site, head, RefusedForm { error, typed: Typed::Code(typed) }).await,
    }
}

/// A device without a number gets one from the phone's page, and joins there.
async fn join(site: &Site, typed: &str, head: &Parts) -> Result<JoinCode, AppError> {
    let code = JoinCode::parse(typed)?;
    let token = cookies::participant(site, &head.headers);
    let joined = site.service.join_conference(&code, token.as_ref()).await;
    match joined.map_err(ServiceError::into_app_error) {
        Ok(()) | Err(AppError::NoParticipant) => Ok(code),
        Err(error) => Err(error),
    }
}

/// The address of the phone's page.
fn phone(head: &Parts, code: &str) -> String {
    format!("/{}/c/{code}", language(head).tag())
}

/// The phone page's form for whoever has a card: `code`.
pub(super) async fn show_card(
    State(site): State<Site>,
    Path(code): Path<String>,
    request: Request,
) -> Response {
    let (mut head, body) = request.into_parts();
    let fields = read_fields(body).await;
    let typed = fields.as_ref().map_or("", |fields| field(fields, "code"));
    let typed = typed.chars().take(SHOWN).collect::<String>();
    let caller = cookies::caller(&site, &head.headers);
    match check_card(&site, &code, (caller, &typed)).await {
        Ok(card) => {
            let mut answer = Redirect::to(&phone(&head, &code)).into_response();
            cookies::add(answer.headers_mut(), cookies::keep_card(&site, &card));
            answer
        }
        Err(error) => {
            // The form stands on the phone's page.
            head.uri = phone(&head, &code).parse().unwrap_or(head.uri);
            refuse(site, head, RefusedForm { error, typed: Typed::Code(typed) }).await
        }
    }
}

async fn check_card(
    site: &Site,
    code: &str,
    (caller, typed): (Caller, &str),
) -> Result<PersonalCode, AppError> {
    let (code, card) = (JoinCode::parse(code)?, PersonalCode::parse(typed)?);
    let caller = Caller { card: Some(card.clone()), ..caller };
    let checked = site.service.check_card(&code, &caller).await;
    checked.map(|()| card).map_err(ServiceError::into_app_error)
}

/// Hands the device on: whoever comes next has a ballot of their own. Where a round is not meant
/// for that, nothing changes.
pub(super) async fn hand_on(
    State(site): State<Site>,
    Path(code): Path<String>,
    request: Request,
) -> Response {
    let (head, _) = request.into_parts();
    let mut answer = Redirect::to(&phone(&head, &code)).into_response();
    let shown = show_phone(&site, &code, &cookies::caller(&site, &head.headers)).await;
    let access = shown.ok().and_then(|phone| phone.conference.round).map(|round| round.access);
    if matches!(access, Some(Access::SharedDevices | Access::PersonalCodes)) {
        for cookie in cookies::hand_on(&site) {
            cookies::add(answer.headers_mut(), cookie);
        }
    }
    answer
}

/// The phone page's form: the whole ballot as it was shown (`revision`, `field`, `dots-…`), and
/// the step to take: `add` or `remove` with the id of a challenge, or `choose` with that of a
/// field (`choose` alone to choose anew).
pub(super) async fn change_ballot(
    State(site): State<Site>,
    Path(code): Path<String>,
    request: Request,
) -> Response {
    let (head, body) = request.into_parts();
    let changed = match read_fields(body).await {
        Ok(fields) => change(&site, &code, &head, &fields).await,
        Err(error) => Err(RefusedForm { error, typed: Typed::Nothing }),
    };
    match changed {
        Ok(place) => {
            let query = head.uri.query().map(|query| format!("?{query}")).unwrap_or_default();
            Redirect::to(&format!("{}{query}#{place}", head.uri.path())).into_response()
        }
        Err(refused) => refuse(site, head, refused).await,
    }
}

/// Casts the ballot with its step taken; answers with the place on the page to go on from.
async fn change(
    site: &Site,
    code: &str,
    head: &Parts,
    fields: &Fields,
) -> Result<String, RefusedForm> {
    let caller = cookies::caller(site, &head.headers);
    let shown =
        read_ballot(fields).map_err(|error| RefusedForm { error, typed: Typed::Nothing })?;
    let refuse = |error| RefusedForm { error, typed: Typed::Ballot(shown.clone()) };
    let (ballot, place) = read_step(fields, &shown).map_err(refuse)?;
    let phone = show_phone(site, code, &caller).await.map_err(refuse)?;
    let round = phone.conference.round.ok_or(refuse(AppError::NotFound(Missing::Round)))?;
    // Whoever came by a link or a card, or was handed the device, has not joined yet. A browser
    // that keeps no cookies never can, and is told so when the ballot is not taken.
    let token = cookies::participant(site, &head.headers);
    let joined = site.service.join_conference(&phone.conference.code, token.as_ref()).await;
    match joined.map_err(ServiceError::into_app_error) {
        Ok(()) | Err(AppError::NoParticipant) => {}
        Err(error) => return Err(refuse(error)),
    }
    let cast = site.service.cast_ballot(round.status.id, caller, ballot).await;
    cast.map_err(|error| refuse(error.into_app_error()))?;
    Ok(place)
}

async fn show_phone(site: &Site, code: &str, caller: &Caller) -> Result<PhoneView, AppError> {
    let code = JoinCode::parse(code)?;
    let shown = site.service.show_phone(&code, caller, &UiLanguage::De.into()).await;
    shown.map_err(ServiceError::into_app_error)
}

/// The ballot as the page showed it.
fn read_ballot(fields: &Fields) -> Result<Ballot, AppError> {
    let revision = field(fields, "revision").parse().map_err(|_| AppError::Malformed)?;
    let dots = fields.iter().filter_map(|(name, value)| Some((name.strip_prefix("dots-")?, value)));
    let dots: Result<BTreeMap<String, serde_json::Number>, AppError> = dots
        .map(|(id, value)| {
            let number: serde_json::Number = value.parse().map_err(|_| AppError::Malformed)?;
            Ok((id.to_owned(), number))
        })
        .collect();
    let field = match field(fields, "field") {
        "" => None,
        id => Some(FieldId::parse(id).map_err(|_| AppError::Malformed)?),
    };
    let request = BallotRequest { revision: Revision(revision), dots: dots?, field, code: None };
    Ok(request.try_into()?)
}

/// The ballot after the step of the button that was pressed, and the place of that button.
fn read_step(fields: &Fields, shown: &Ballot) -> Result<(Ballot, String), AppError> {
    let challenge = |text: &str| ChallengeId::parse(text).map_err(|_| AppError::Malformed);
    let (dots, chosen, place) = match (field(fields, "add"), field(fields, "remove")) {
        ("", "") => {
            let (_, chosen) =
                fields.iter().find(|(name, _)| name == "choose").ok_or(AppError::Malformed)?;
            let chosen = match chosen.as_str() {
                "" => None,
                id => Some(FieldId::parse(id).map_err(|_| AppError::Malformed)?),
            };
            // Dots lie in the chosen field only.
            (Allocation::default(), chosen, "ballot".to_owned())
        }
        (added, "") => {
            let added = challenge(added)?;
            let dots = shown.dots.dots_on(&added).checked_add(1).ok_or(BallotError::Revision)?;
            (shown.dots.with(&added, dots), shown.field.clone(), added.to_string())
        }
        (_, removed) => {
            let removed = challenge(removed)?;
            let dots = shown.dots.dots_on(&removed).saturating_sub(1);
            (shown.dots.with(&removed, dots), shown.field.clone(), removed.to_string())
        }
    };
    Ok((Ballot { revision: shown.revision.next(), dots, field: chosen }, place))
}
