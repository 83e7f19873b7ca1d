//! A published offer as its provider's account changes it: what is sent waits for an editor.

use super::offer_form::{FormError, offer_links};
use super::proposals::{ChangeItem, change_cells};
use crate::components::{
    Column, FieldKind, TextField, data_table, done_note, hidden_field, icon, text_field,
};
use crate::visit::Visit;
use jiff::civil::DateTime;
use leptos::prelude::*;

/// A field.
#[derive(Clone, Debug)]
pub struct OwnField {
    /// Its name.
    pub name: &'static str,
    /// Its label.
    pub label: &'static str,
    /// What stands in it.
    pub value: String,
    /// What helps to fill it in; may be empty.
    pub hint: &'static str,
    /// What is wrong with it.
    pub error: Option<String>,
    /// Whether it has several lines.
    pub has_lines: bool,
}

/// A proposal that waits for an editor.
#[derive(Clone, Debug)]
pub struct Waiting {
    /// When it was sent.
    pub at: DateTime,
    /// Whether it says that the offer has ended.
    pub is_end: bool,
    /// What it would change.
    pub changes: Vec<ChangeItem>,
}

/// What the page shows.
#[derive(Clone, Debug, Default)]
pub struct OwnOfferForm {
    /// The offer's name.
    pub name: String,
    /// Where the form goes, behind `edit/`.
    pub path: String,
    /// What the fields were made from.
    pub basis: String,
    /// The proposal whose words stand in the fields; may be empty.
    pub proposal: String,
    /// The fields.
    pub fields: Vec<OwnField>,
    /// The proposal that waits.
    pub waiting: Option<Waiting>,
    /// What an editor answered when the latest proposal was declined; may be empty.
    pub declined: Option<String>,
    /// What was understood of a form that is only checked.
    pub checked: Vec<ChangeItem>,
    /// What is wrong.
    pub errors: Vec<FormError>,
    /// What was done.
    pub done: Option<String>,
    /// Whether the form was sent, so that nothing of it has to be kept on the device.
    pub is_sent: bool,
}

/// Shows the form.
pub fn own_offer_form(visit: &Visit, page: &OwnOfferForm) -> AnyView {
    let i18n = visit.i18n;
    let fields: Vec<_> = page.fields.iter().map(own_field).collect();
    view! {
        <div class="desk-head">
            <h1>
                <bdi lang="de">{page.name.clone()}</bdi>
            </h1>
            {offer_links(visit, &page.path)}
        </div>
        {done_note(page.done.clone())}
        {errors(visit, &page.errors)}
        <p>{i18n.desk_own_lead()}</p>
        {page.declined.as_deref().map(|answer| declined(visit, answer))}
        {page.waiting.as_ref().map(|proposal| waiting(visit, proposal))}
        {checked(visit, &page.checked)}
        <form
            class="desk-offer"
            method="post"
            action=visit.path(&page.path)
            novalidate=true
            data-draft=page.basis.clone()
            data-draft-found=i18n.desk_draft_found()
            data-draft-restore=i18n.desk_draft_restore()
            data-draft-drop=i18n.desk_draft_drop()
            data-saved=page.is_sent.then_some("")
        >
            {hidden_field("basis", &page.basis)}
            {hidden_field("proposal", &page.proposal)}
            // What Enter in a field does.
            <button class="visually-hidden" name="step" value="check" tabindex="-1">
                {i18n.desk_offer_check()}
            </button>
            <section class="card">
                <p class="field-hint">{i18n.desk_own_others()}</p>
                <div class="desk-fields">{fields}</div>
            </section>
            <div class="desk-closing card">
                <div class="desk-actions">
                    <button class="button" name="step" value="send">{i18n.desk_own_send()}</button>
                    <button class="button-quiet" name="step" value="check">
                        {i18n.desk_offer_check()}
                    </button>
                </div>
            </div>
        </form>
    }
    .into_any()
}

fn own_field(field: &OwnField) -> AnyView {
    text_field(&TextField {
        name: field.name,
        label: field.label,
        value: &field.value,
        hint: field.hint,
        error: field.error.as_deref(),
        kind: if field.has_lines { FieldKind::Lines } else { FieldKind::Text },
        ..TextField::default()
    })
}

fn errors(visit: &Visit, errors: &[FormError]) -> Option<AnyView> {
    let items: Vec<_> = errors
        .iter()
        .map(|error| {
            view! {
                <li>
                    <a href=format!("#{}", error.key)>{error.message.clone()}</a>
                </li>
            }
        })
        .collect();
    (!errors.is_empty()).then(|| {
        view! {
            <div class="error-summary" role="alert" tabindex="-1" autofocus="">
                {icon("alert")}
                <div>
                    <p>{visit.i18n.desk_own_refused()}</p>
                    <ul>{items}</ul>
                </div>
            </div>
        }
        .into_any()
    })
}

fn declined(visit: &Visit, answer: &str) -> AnyView {
    let answer = (!answer.is_empty())
        .then(|| view! { <blockquote dir="auto">{answer.to_owned()}</blockquote> });
    view! {
        <section class="notice">
            <p>{visit.i18n.desk_own_declined()}</p>
            {answer}
        </section>
    }
    .into_any()
}

fn waiting(visit: &Visit, waiting: &Waiting) -> AnyView {
    let i18n = visit.i18n;
    let moment = format!("{}, {}", i18n.date(waiting.at.date()), i18n.time(waiting.at.time()));
    let lead = if waiting.is_end { i18n.desk_own_ended() } else { i18n.desk_own_waiting_lead() };
    view! {
        <section class="card">
            <h2>{i18n.desk_own_waiting()}</h2>
            <p>{i18n.desk_own_sent_at(&moment)} " " {lead}</p>
            {table(visit, &waiting.changes)}
        </section>
    }
    .into_any()
}

fn checked(visit: &Visit, changes: &[ChangeItem]) -> Option<AnyView> {
    (!changes.is_empty()).then(|| {
        view! {
            <section class="card">
                <h2>{visit.i18n.care_preview_title()}</h2>
                {table(visit, changes)}
            </section>
        }
        .into_any()
    })
}

fn table(visit: &Visit, changes: &[ChangeItem]) -> Option<AnyView> {
    let i18n = visit.i18n;
    let columns = [
        Column::text(i18n.desk_proposals_field()),
        Column::text(i18n.desk_proposals_before()),
        Column::text(i18n.desk_proposals_after()),
    ];
    let row = |change: &ChangeItem| {
        let mut row = vec![change.label.into_any()];
        row.extend(change_cells(visit, change));
        row
    };
    let rows = changes.iter().map(row).collect();
    (!changes.is_empty()).then(|| data_table(i18n.desk_proposals_changes(), &columns, rows))
}
