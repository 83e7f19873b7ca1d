//! The page with all offers of a link: confirming them, and asking for a new link.

use super::page::{Answer, Visit};
use super::words::field_label;
use crate::http::state::AppState;
use app::care::{CareContent, CareFact, CareOffer, CareOffers, ExpiredLink, RenewedLink};
use axum::extract::{Path, Request, State};
use axum::response::Response;
use backend::db::proposals::ProposalKind;
use backend::finder::care::{CareError, CareState, CareView, OfferView};
use exchange::public_fields::PublicField;
use i18n::I18n;
use shared::id::OfferId;

pub(super) async fn show_offers(
    State(state): State<AppState>,
    Path(token): Path<String>,
    request: Request,
) -> Response {
    let (visit, _) = match Visit::read(state, token, request).await {
        Ok(read) => read,
        Err(response) => return response,
    };
    match load(&visit).await {
        Ok(view) => {
            let page = offers_page(&visit, view);
            let title = visit.i18n().care_title();
            visit.render(Answer::ok(title, CareContent::Offers(page))).await
        }
        Err(error) => visit.fail(error).await,
    }
}

async fn load(visit: &Visit) -> Result<CareView, CareError> {
    let right = visit.state.service.authorise_care_link(&visit.token).await?;
    visit.state.service.show_care(&right).await
}

pub(super) async fn answer(
    State(state): State<AppState>,
    Path(token): Path<String>,
    request: Request,
) -> Response {
    let (visit, fields) = match Visit::read(state, token, request).await {
        Ok(read) => read,
        Err(response) => return response,
    };
    if fields.value_or_empty("step") == "renew" {
        return renew(visit).await;
    }
    let ids: Vec<OfferId> =
        fields.values("offer").filter_map(|id| OfferId::parse(id).ok()).collect();
    match confirm(&visit, &ids).await {
        Ok(()) => visit.to_offers(),
        Err(error) => visit.fail(error).await,
    }
}

async fn confirm(visit: &Visit, ids: &[OfferId]) -> Result<(), CareError> {
    let service = &visit.state.service;
    let right = service.authorise_care_link(&visit.token).await?;
    service.confirm_offers(&right, ids).await.map(drop)
}

async fn renew(visit: Visit) -> Response {
    match visit.state.service.renew_care_link(&visit.token).await {
        Ok(is_new) => {
            let renewed = if is_new { RenewedLink::Sent } else { RenewedLink::SentBefore };
            let link = ExpiredLink { path: visit.path(), renewed: Some(renewed) };
            let title = visit.i18n().care_expired_title();
            visit.render(Answer::ok(title, CareContent::Expired(link))).await
        }
        Err(error) => visit.fail(error).await,
    }
}

fn offers_page(visit: &Visit, view: CareView) -> CareOffers {
    let i18n = visit.i18n();
    CareOffers {
        path: visit.path(),
        provider: view.provider,
        until: i18n.date(view.until),
        offers: view.offers.iter().map(|offer| care_offer(i18n, offer)).collect(),
    }
}

fn care_offer(i18n: I18n, view: &OfferView) -> CareOffer {
    let is_open = matches!(view.state, CareState::Open | CareState::Declined(_));
    CareOffer {
        id: view.id.as_str().to_owned(),
        name: view.name.clone(),
        facts: PublicField::ALL
            .into_iter()
            .filter_map(|field| care_fact(i18n, view, field))
            .collect(),
        answer: answer_words(i18n, &view.state),
        is_open,
        can_answer: view.state != CareState::Gone,
    }
}

fn answer_words(i18n: I18n, state: &CareState) -> Option<String> {
    Some(match state {
        CareState::Open => return None,
        CareState::Confirmed(on) => i18n.care_confirmed(&i18n.date(*on)),
        CareState::InReview(ProposalKind::Change) => i18n.care_in_review().to_owned(),
        CareState::InReview(ProposalKind::Ended) => i18n.care_end_in_review().to_owned(),
        CareState::Accepted => i18n.care_accepted().to_owned(),
        CareState::Declined(answer) => format!("{} {answer}", i18n.care_declined()),
        CareState::Gone => i18n.care_gone().to_owned(),
    })
}

/// A field with words; the name stands above all.
fn care_fact(i18n: I18n, view: &OfferView, field: PublicField) -> Option<CareFact> {
    let text = view.words.get(&field).filter(|text| !text.is_empty())?;
    if field == PublicField::Name {
        return None;
    }
    let offer = view.offer.as_ref()?;
    let checked_on = view.checks.get(&field).copied();
    let checked_on = checked_on.or(offer.verified.as_ref().map(|check| check.on));
    let checked = checked_on.map(|on| i18n.care_checked_on(&i18n.date(on)));
    Some(CareFact {
        label: field_label(i18n, field),
        text: text.clone(),
        schedule: (field == PublicField::Times).then(|| offer.schedule.clone()),
        checked: checked.unwrap_or_else(|| i18n.care_never_checked().to_owned()),
    })
}
