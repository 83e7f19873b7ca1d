//! The form to change an offer: what was typed, what was understood of it, the proposal.

use super::page::{Answer, Visit};
use super::words::{care_error, field_label};
use crate::http::extract::Pairs;
use crate::http::state::AppState;
use app::care::{
    CareContent, ChangeForm as FormPage, ChangePreview as PreviewPage, FieldError, FormField,
    HiddenField, PreviewField,
};
use axum::extract::{Path, Request, State};
use axum::response::Response;
use backend::finder::care::{CareError, CareRight, ChangeForm, ChangePreview, OfferView};
use exchange::public_fields::{PublicField, Words};
use i18n::I18n;
use shared::id::OfferId;

/// Name of the field for what a provider says besides.
pub(super) const REMARK: &str = "remark";

/// An offer that the link asks about, and what was typed.
pub(super) struct Target {
    pub(super) right: CareRight,
    pub(super) view: OfferView,
    id: OfferId,
}

pub(super) async fn show_form(
    State(state): State<AppState>,
    Path((token, offer)): Path<(String, String)>,
    request: Request,
) -> Response {
    let (visit, _) = match Visit::read(state, token, request).await {
        Ok(read) => read,
        Err(response) => return response,
    };
    match find_target(&visit, &offer).await {
        Ok(target) => {
            let words = target.view.words.clone();
            let title = visit.i18n().care_change_title(&target.view.name);
            let page = form_page(&visit, &target, &words, "");
            visit.render(Answer::ok(title, CareContent::Change(page))).await
        }
        Err(error) => visit.fail(error).await,
    }
}

pub(super) async fn answer(
    State(state): State<AppState>,
    Path((token, offer)): Path<(String, String)>,
    request: Request,
) -> Response {
    let (visit, fields) = match Visit::read(state, token, request).await {
        Ok(read) => read,
        Err(response) => return response,
    };
    let target = match find_target(&visit, &offer).await {
        Ok(target) => target,
        Err(error) => return visit.fail(error).await,
    };
    let form = read_form(&visit, &fields);
    let title = visit.i18n().care_change_title(&target.view.name);
    let service = &visit.state.service;
    let outcome = match fields.value_or_empty("step") {
        "edit" => {
            let page = form_page(&visit, &target, &form.words, &form.remark);
            return visit.render(Answer::ok(title, CareContent::Change(page))).await;
        }
        "send" => service.propose_change(&target.right, &target.id, &form).await.map(|()| None),
        _ => service.preview_change(&target.right, &target.id, &form).await.map(Some),
    };
    match outcome {
        Ok(None) => visit.to_offers(),
        Ok(Some(preview)) => {
            let page = preview_page(&visit, &target, preview, &form);
            let title = visit.i18n().care_preview_title();
            visit.render(Answer::ok(title, CareContent::Preview(page))).await
        }
        Err(error) if is_about_form(&error) => {
            let mut page = form_page(&visit, &target, &form.words, &form.remark);
            page.error = Some(form_error(visit.i18n(), &error));
            visit.render(Answer::refused(title, CareContent::Change(page))).await
        }
        Err(error) => visit.fail(error).await,
    }
}

/// The offer at an address.
pub(super) async fn find_target(visit: &Visit, offer: &str) -> Result<Target, CareError> {
    let service = &visit.state.service;
    let right = service.authorise_care_link(&visit.token).await?;
    let id = OfferId::parse(offer).map_err(|_| CareError::Offer)?;
    let offers = service.show_care(&right).await?.offers;
    let view = offers.into_iter().find(|view| view.id == id && view.offer.is_some());
    Ok(Target { right, view: view.ok_or(CareError::Offer)?, id })
}

fn read_form(visit: &Visit, fields: &Pairs) -> ChangeForm {
    let words = PublicField::ALL
        .into_iter()
        .filter_map(|field| Some((field, fields.value(field.name())?.replace("\r\n", "\n"))));
    ChangeForm {
        words: words.collect(),
        remark: fields.value_or_empty(REMARK).to_owned(),
        language: visit.language,
    }
}

const fn is_about_form(error: &CareError) -> bool {
    matches!(error, CareError::Unchanged | CareError::Fields(_) | CareError::Remark(_))
}

fn form_error(i18n: I18n, error: &CareError) -> FieldError {
    let field = match error {
        CareError::Fields(problems) => problems.first().map(|problem| problem.field.name()),
        CareError::Remark(_) => Some(REMARK),
        _ => None,
    };
    let field = field.unwrap_or(PublicField::Name.name()).to_owned();
    FieldError { message: care_error(i18n, error), field }
}

fn form_page(visit: &Visit, target: &Target, words: &Words, remark: &str) -> FormPage {
    let i18n = visit.i18n();
    let back = visit.path();
    let held = &target.view.words;
    let value = |field| words.get(&field).or_else(|| held.get(&field)).cloned();
    let fields = PublicField::ALL.into_iter().map(|field| FormField {
        name: field.name().to_owned(),
        label: field_label(i18n, field),
        value: value(field).unwrap_or_default(),
        hint: match field {
            PublicField::Times => Some(i18n.care_times_hint()),
            PublicField::Languages => Some(i18n.care_languages_hint()),
            _ => None,
        },
        rows: match field {
            PublicField::Description => 8,
            PublicField::Times => 6,
            _ => 1,
        },
    });
    let remark = FormField {
        name: REMARK.to_owned(),
        label: i18n.care_remark(),
        value: remark.to_owned(),
        hint: None,
        rows: 3,
    };
    FormPage {
        action: format!("{back}/{}", target.id),
        back,
        error: None,
        fields: fields.chain([remark]).collect(),
    }
}

fn preview_page(
    visit: &Visit,
    target: &Target,
    preview: ChangePreview,
    form: &ChangeForm,
) -> PreviewPage {
    let i18n = visit.i18n();
    let schedule = preview.offer.schedule;
    let hidden = preview.changes.iter().map(|change| HiddenField {
        name: change.field.name().to_owned(),
        value: change.typed.clone(),
    });
    let remark = HiddenField { name: REMARK.to_owned(), value: form.remark.clone() };
    let hidden = hidden.chain([remark]).collect();
    let fields = preview.changes.into_iter().map(|change| PreviewField {
        label: field_label(i18n, change.field),
        before: change.before,
        typed: Some(change.typed).filter(|typed| *typed != change.after),
        after: change.after,
        schedule: (change.field == PublicField::Times).then(|| schedule.clone()),
        doubts: change.doubts.iter().map(|doubt| i18n.care_doubt(&doubt.words)).collect(),
    });
    PreviewPage {
        action: format!("{}/{}", visit.path(), target.id),
        fields: fields.collect(),
        hidden,
    }
}
