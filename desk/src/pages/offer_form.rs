//! An offer's form: every field, texts side by side, times that are said back.

mod field;
mod german;
mod place;

pub use field::{FieldInput, FormField};
pub use german::{GermanText, WordRun};
pub use place::Place;

use crate::components::{done_note, hidden_field, icon};
use crate::visit::Visit;
use field::form_field;
use i18n::words::desk::status_name;
use leptos::prelude::*;
use place::place_map;
use shared::offer::OfferStatus;

/// Fields that belong together.
#[derive(Clone, Debug)]
pub struct FieldGroup {
    /// Its title.
    pub title: &'static str,
    /// Its fields.
    pub fields: Vec<FormField>,
    /// Whether the dates that follow from the fields stand below them.
    pub has_dates: bool,
    /// The map below them, where they give a place.
    pub place: Option<Place>,
}

/// Texts in another language.
#[derive(Clone, Debug)]
pub struct Translation {
    /// The language's own name.
    pub language: String,
    /// The texts.
    pub fields: Vec<FormField>,
    /// Whether it is unfolded.
    pub is_open: bool,
    /// What there is of it, in words.
    pub state: String,
}

/// Something that is wrong, with the field it is about.
#[derive(Clone, Debug)]
pub struct FormError {
    /// The field's key.
    pub key: String,
    /// What is wrong.
    pub message: String,
}

/// What the page shows.
#[derive(Clone, Debug)]
pub struct OfferForm {
    /// The offer's name; `None` for a new one.
    pub name: Option<String>,
    /// Where the form goes, behind `edit/`.
    pub path: String,
    /// What the fields were made from.
    pub basis: String,
    /// The status, of one that is stored.
    pub status: Option<OfferStatus>,
    /// The fields.
    pub groups: Vec<FieldGroup>,
    /// Texts in other languages.
    pub translations: Vec<Translation>,
    /// The next dates, in words.
    pub next: Vec<String>,
    /// What is wrong.
    pub errors: Vec<FormError>,
    /// A sentence above the errors, such as who else has changed the offer.
    pub note: Option<String>,
    /// Whether something was only partly understood and waits for a yes.
    pub asks_acceptance: bool,
    /// Doubts from an import.
    pub doubts: Vec<String>,
    /// When it was checked last, and by whom.
    pub verified: Option<String>,
    /// Whether the person may publish it.
    pub can_publish: bool,
    /// What was done.
    pub done: Option<String>,
}

/// Shows the form.
pub fn offer_form(visit: &Visit, page: &OfferForm) -> AnyView {
    let i18n = visit.i18n;
    let title = page.name.clone().unwrap_or_else(|| i18n.desk_offer_new().to_owned());
    let status = page.status.map(|status| {
        view! { <p class="desk-status">{status_name(i18n, status)}</p> }
    });
    let translations: Vec<_> =
        page.translations.iter().map(|one| shown_translation(visit, one)).collect();
    let groups: Vec<_> =
        page.groups.iter().map(|group| shown_group(visit, group, &page.next)).collect();
    view! {
        <div class="desk-head">
            <div>
                <h1>
                    <bdi lang="de">{title}</bdi>
                </h1>
                {status}
            </div>
            {page.status.map(|_| offer_links(visit, &page.path))}
        </div>
        {done_note(page.done.clone())}
        {errors(visit, page)}
        <form
            class="desk-offer"
            method="post"
            action=visit.path(&page.path)
            novalidate=true
            data-draft=page.basis.clone()
            data-draft-found=i18n.desk_draft_found()
            data-draft-restore=i18n.desk_draft_restore()
            data-draft-drop=i18n.desk_draft_drop()
            data-saved=page.done.is_some().then_some("")
        >
            {hidden_field("basis", &page.basis)}
            // What Enter in a field does.
            <button class="visually-hidden" name="step" value="save" tabindex="-1">
                {i18n.desk_save()}
            </button>
            {doubts(visit, &page.doubts)}
            {groups}
            <section class="card">
                <h2>{i18n.desk_group_translations()}</h2>
                <p class="field-hint">{i18n.desk_group_translations_hint()}</p>
                {translations}
            </section>
            {closing(visit, page)}
        </form>
    }
    .into_any()
}

/// The links from an offer's form to its other pages.
pub(super) fn offer_links(visit: &Visit, path: &str) -> impl IntoView + use<> {
    let i18n = visit.i18n;
    view! {
        <div class="desk-actions">
            <a class="button-quiet" href=visit.path(&format!("{path}/preview"))>
                {i18n.desk_offer_preview()}
            </a>
            <a class="button-quiet" href=visit.path(&format!("{path}/versions"))>
                {i18n.desk_offer_versions()}
            </a>
        </div>
    }
}

fn errors(visit: &Visit, page: &OfferForm) -> Option<AnyView> {
    if page.errors.is_empty() && page.note.is_none() {
        return None;
    }
    let items: Vec<_> = page
        .errors
        .iter()
        .map(|error| {
            view! {
                <li>
                    <a href=format!("#{}", error.key)>{error.message.clone()}</a>
                </li>
            }
        })
        .collect();
    let title = page.note.clone().unwrap_or_else(|| visit.i18n.desk_offer_refused().to_owned());
    Some(
        view! {
            <div class="error-summary" role="alert" tabindex="-1" autofocus="">
                {icon("alert")}
                <div>
                    <p>{title}</p>
                    <ul>{items}</ul>
                </div>
            </div>
        }
        .into_any(),
    )
}

/// Doubts from an import, to be settled.
fn doubts(visit: &Visit, doubts: &[String]) -> Option<AnyView> {
    if doubts.is_empty() {
        return None;
    }
    let items: Vec<_> = doubts.iter().map(|doubt| view! { <li>{doubt.clone()}</li> }).collect();
    let label = visit.i18n.desk_offer_settle();
    Some(
        view! {
            <section class="notice">
                <h2>{visit.i18n.desk_offer_doubts()}</h2>
                <ul>{items}</ul>
                <label class="desk-check">
                    <input type="checkbox" name="settle" value="yes"/>
                    <span>{label}</span>
                </label>
            </section>
        }
        .into_any(),
    )
}

fn shown_group(visit: &Visit, group: &FieldGroup, next: &[String]) -> AnyView {
    let i18n = visit.i18n;
    let fields: Vec<_> = group.fields.iter().map(|field| form_field(visit, field)).collect();
    let dates = group.has_dates.then(|| {
        let items: Vec<_> = next.iter().map(|date| view! { <li>{date.clone()}</li> }).collect();
        let none = next.is_empty().then(|| view! { <p>{i18n.desk_offer_no_dates()}</p> });
        view! {
            <div class="desk-dates" id="next-dates" aria-live="polite">
                <h3>{i18n.desk_offer_next_dates()}</h3>
                {none}
                <ol>{items}</ol>
                <button class="button-quiet" name="step" value="check">
                    {i18n.desk_offer_check()}
                </button>
            </div>
        }
    });
    view! {
        <section class="card">
            <h2>{group.title}</h2>
            <div class="desk-fields">{fields}</div>
            {dates}
            {group.place.as_ref().map(|place| place_map(visit, place))}
        </section>
    }
    .into_any()
}

fn shown_translation(visit: &Visit, translation: &Translation) -> AnyView {
    let fields: Vec<_> = translation.fields.iter().map(|field| form_field(visit, field)).collect();
    view! {
        <details open=translation.is_open>
            <summary>
                <bdi>{translation.language.clone()}</bdi>
                " "
                <span class="field-hint">{translation.state.clone()}</span>
            </summary>
            <div class="desk-fields">{fields}</div>
        </details>
    }
    .into_any()
}

/// The buttons, and what is said with them.
fn closing(visit: &Visit, page: &OfferForm) -> AnyView {
    let i18n = visit.i18n;
    let is_published = page.status == Some(OfferStatus::Published);
    let acceptance = page.asks_acceptance.then(|| {
        view! {
            <label class="desk-check desk-ask">
                <input type="checkbox" name="accept" value="yes"/>
                <span>{i18n.desk_offer_accept()}</span>
            </label>
        }
    });
    let verified = page.verified.clone().map(|text| view! { <p class="field-hint">{text}</p> });
    let review = (!page.can_publish || !is_published).then(|| {
        view! {
            <button class="button-quiet" name="step" value="review">
                {i18n.desk_step_review()}
            </button>
        }
    });
    let publish = (page.can_publish && !is_published).then(|| {
        view! {
            <button class="button" name="step" value="publish">{i18n.desk_step_publish()}</button>
        }
    });
    let archive = (page.can_publish && page.status.is_some()).then(|| {
        view! {
            <button class="button-quiet" name="step" value="archive">
                {i18n.desk_step_archive()}
            </button>
        }
    });
    let verify = page.can_publish.then(|| {
        view! {
            <label class="desk-check">
                <input type="checkbox" name="verified" value="yes"/>
                <span>{i18n.desk_offer_verify()}</span>
            </label>
        }
    });
    let save_class = if is_published || !page.can_publish { "button" } else { "button-quiet" };
    view! {
        <div class="desk-closing card">
            {acceptance}
            {verify}
            {verified}
            <div class="desk-actions">
                <button class=save_class name="step" value="save">{i18n.desk_save()}</button>
                {publish}
                {review}
                {archive}
            </div>
        </div>
    }
    .into_any()
}
