//! A published offer as its provider's account changes it: a proposal for editors, as by a care link.

use super::proposals::change_item;
use super::{DeskFailure, DeskResult, Guest};
use crate::http::care::{care_error, field_label};
use crate::http::extract::Pairs;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect};
use backend::Service;
use backend::accounts::Author;
use backend::clock::local_moment;
use backend::db::proposals::ProposalKind;
use backend::finder::care::{CareError, ChangeForm, OwnChange, OwnOffer, WaitingProposal};
use desk::pages::offer_form::FormError;
use desk::pages::own_offer::{OwnField, OwnOfferForm, Waiting, own_offer_form};
use exchange::public_fields::{PublicField, Words};
use i18n::I18n;
use shared::desk::DeskError;
use shared::id::{OfferId, ProposalId};
use shared::language::UiLanguage;

/// Name of the field for what a provider says besides.
const REMARK: &str = "remark";
/// Name of the hidden field that only this form has: the proposal that its words are of.
const PROPOSAL: &str = "proposal";

/// Who asks for which offer, and what the request says.
pub(super) struct OwnRequest {
    pub(super) right: Author,
    pub(super) id: OfferId,
    pub(super) pairs: Pairs,
}

/// Whether a form that was sent is this one.
pub(super) fn is_own_form(fields: &Pairs) -> bool {
    fields.value(PROPOSAL).is_some()
}

pub(super) async fn show_own_offer(
    service: &Service,
    guest: &Guest,
    request: OwnRequest,
) -> DeskResult {
    let OwnRequest { right, id, pairs } = request;
    let i18n = guest.i18n();
    let own = service.open_own_offer(&right, &id).await.map_err(into_failure)?;
    let is_sent = pairs.value("sent").is_some();
    let remark = own.waiting.as_ref().and_then(|waiting| waiting.proposal.remark.clone());
    let page = OwnOfferForm {
        fields: fields(i18n, &own.words, &remark.map(String::from).unwrap_or_default()),
        done: is_sent.then(|| i18n.desk_own_sent().to_owned()),
        is_sent,
        ..form_page(i18n, &id, Some(own))
    };
    Ok(guest.page(&page.name, own_offer_form(guest.visit(), &page)))
}

pub(super) async fn answer_own_offer(
    service: &Service,
    guest: &Guest,
    request: OwnRequest,
) -> DeskResult {
    let OwnRequest { right, id, pairs } = request;
    let change = parse_change(&pairs, guest.i18n().language());
    let outcome = if pairs.value("step") == Some("check") {
        service.preview_own_change(&right, &id, &change).await.map(Some)
    } else {
        service.propose_own_change(&right, &id, &change).await.map(|()| None)
    };
    let i18n = guest.i18n();
    let (preview, error) = match outcome {
        Ok(None) => {
            let address = guest.visit().path(&format!("offers/{id}?sent"));
            return Ok(Redirect::to(&address).into_response());
        }
        Ok(Some(preview)) => (Some(preview), None),
        Err(CareError::Service(error)) => return Err(error.into()),
        Err(error) => (None, Some(error)),
    };
    // Missing where the offer is no longer published; what was typed is shown all the same.
    let own = match service.open_own_offer(&right, &id).await {
        Ok(own) => Some(own),
        Err(CareError::Service(error)) => return Err(error.into()),
        Err(_) => None,
    };
    let mut page = form_page(i18n, &id, own);
    page.fields = fields(i18n, &change.form.words, &change.form.remark);
    page.basis = change.basis;
    page.proposal = change.proposal.map(String::from).unwrap_or_default();
    if let Some(preview) = preview {
        page.done = Some(i18n.desk_own_checked().to_owned());
        page.checked = preview.changes.into_iter().map(|one| change_item(i18n, one)).collect();
    }
    let status = match &error {
        None => StatusCode::OK,
        Some(CareError::Offer) => StatusCode::CONFLICT,
        Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
    };
    if let Some(error) = error {
        set_errors(i18n, &mut page, &error);
    }
    let title = page.name.clone();
    Ok(guest.refused(status.as_u16(), &title, own_offer_form(guest.visit(), &page)))
}

fn into_failure(error: CareError) -> DeskFailure {
    match error {
        CareError::Service(error) => error.into(),
        _ => DeskError::Missing.into(),
    }
}

fn parse_change(pairs: &Pairs, language: UiLanguage) -> OwnChange {
    let words = PublicField::ALL
        .into_iter()
        .filter_map(|field| Some((field, pairs.value(field.name())?.replace("\r\n", "\n"))));
    OwnChange {
        form: ChangeForm {
            words: words.collect(),
            remark: pairs.value_or_empty(REMARK).replace("\r\n", "\n"),
            language,
        },
        basis: pairs.value_or_empty("basis").to_owned(),
        proposal: ProposalId::parse(pairs.value_or_empty(PROPOSAL)).ok(),
    }
}

/// The page without its fields; without the offer where it is no longer published.
fn form_page(i18n: I18n, id: &OfferId, own: Option<OwnOffer>) -> OwnOfferForm {
    let path = format!("offers/{id}");
    let Some(own) = own else {
        let name = i18n.desk_nav_offers().to_owned();
        return OwnOfferForm { path, name, ..OwnOfferForm::default() };
    };
    let proposed = own.waiting.as_ref().map(|waiting| waiting.proposal.id.clone());
    OwnOfferForm {
        name: own.offer.name.pick(UiLanguage::De).text,
        path,
        basis: own.basis,
        proposal: proposed.map(String::from).unwrap_or_default(),
        waiting: own.waiting.map(|waiting| shown_waiting(i18n, waiting)),
        declined: own.declined,
        ..OwnOfferForm::default()
    }
}

fn shown_waiting(i18n: I18n, waiting: WaitingProposal) -> Waiting {
    Waiting {
        at: local_moment(waiting.proposal.created_at),
        is_end: waiting.proposal.kind == ProposalKind::Ended,
        changes: waiting.changes.into_iter().map(|change| change_item(i18n, change)).collect(),
    }
}

fn fields(i18n: I18n, words: &Words, remark: &str) -> Vec<OwnField> {
    let field = |field: PublicField| OwnField {
        name: field.name(),
        label: field_label(i18n, field),
        value: words.get(&field).cloned().unwrap_or_default(),
        hint: match field {
            PublicField::Times => i18n.care_times_hint(),
            PublicField::Languages => i18n.care_languages_hint(),
            _ => "",
        },
        error: None,
        has_lines: matches!(field, PublicField::Description | PublicField::Times),
    };
    let remark = OwnField {
        name: REMARK,
        label: i18n.care_remark(),
        value: remark.to_owned(),
        hint: "",
        error: None,
        has_lines: true,
    };
    PublicField::ALL.into_iter().map(field).chain([remark]).collect()
}

/// Says what is wrong above the form and at its fields.
fn set_errors(i18n: I18n, page: &mut OwnOfferForm, error: &CareError) {
    let message = |key: &str, message: String| FormError { key: key.to_owned(), message };
    page.errors = match error {
        CareError::Fields(problems) => problems
            .iter()
            .map(|problem| {
                let one = CareError::Fields(vec![problem.clone()]);
                message(problem.field.name(), care_error(i18n, &one))
            })
            .collect(),
        CareError::Unchanged => vec![message("name", i18n.desk_own_unchanged().to_owned())],
        CareError::Offer => vec![message("name", i18n.desk_own_not_published().to_owned())],
        error => vec![message(REMARK, care_error(i18n, error))],
    };
    if matches!(error, CareError::Fields(_) | CareError::Remark(_)) {
        for field in &mut page.fields {
            let found = page.errors.iter().find(|error| error.key == field.name);
            field.error = found.map(|error| error.message.clone());
        }
    }
}
