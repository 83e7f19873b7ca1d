//! The form in which a table writes a worksheet.

use crate::components::{ErrorSummary, PickedText, raw_text};
use crate::i18n::use_i18n;
use leptos::prelude::*;
use shared::text::Picked;

/// The form of a worksheet.
#[derive(Clone, Debug)]
pub struct SheetForm {
    /// Where it is posted to.
    pub action: String,
    /// The page with all worksheets.
    pub back: String,
    /// Number of the challenge.
    pub number: String,
    /// The challenge as it was voted on.
    pub text: Picked,
    /// Its place and votes, in words.
    pub result: String,
    /// What is wrong, and the id of the field.
    pub error: Option<SheetProblem>,
    /// The texts.
    pub fields: Vec<SheetField>,
    /// Where the challenge goes.
    pub disposition: DispositionField,
}

/// What is wrong with a form.
#[derive(Clone, Debug)]
pub struct SheetProblem {
    /// In words.
    pub message: String,
    /// The field's id.
    pub field: String,
}

/// A text of the form.
#[derive(Clone, Debug)]
pub struct SheetField {
    /// Its name and id.
    pub name: String,
    /// Name of the field with what the page shows.
    pub shown_name: String,
    /// Its label.
    pub label: &'static str,
    /// What helps to fill it in.
    pub hint: Option<&'static str>,
    /// What stands in it.
    pub value: String,
    /// What is stored.
    pub shown: String,
    /// What somebody else has written here meanwhile.
    pub other: Option<String>,
}

/// The choice of where a challenge goes.
#[derive(Clone, Debug)]
pub struct DispositionField {
    /// Its name and id.
    pub name: String,
    /// Name of the field with what the page shows.
    pub shown_name: String,
    /// Words of all values and their labels; the first is "not decided".
    pub options: Vec<DispositionOption>,
    /// The word of the chosen one.
    pub value: String,
    /// The word of the stored one.
    pub shown: String,
}

/// Where a challenge may go.
#[derive(Clone, Debug)]
pub struct DispositionOption {
    /// Its word in the form; empty for "not decided".
    pub word: String,
    /// Its label.
    pub label: &'static str,
}

pub(super) fn sheet_form(form: SheetForm) -> AnyView {
    let i18n = use_i18n();
    let error = form.error.map(|SheetProblem { message, field }| {
        view! { <ErrorSummary message=message field=field/> }
    });
    let fields = form.fields.into_iter().map(sheet_field).collect_view();
    view! {
        {error}
        <div class="card">
            <h2>{form.number} " " <PickedText text=form.text/></h2>
            <p class="hint">{form.result}</p>
        </div>
        <form class="report worksheet-form" method="post" action=form.action>
            {fields}
            {disposition_field(form.disposition)}
            <p class="worksheet-save">
                <button class="button">{i18n.organise_save()}</button>
                <a class="button-quiet" href=form.back>{i18n.sheet_back()}</a>
            </p>
        </form>
    }
    .into_any()
}

fn sheet_field(field: SheetField) -> AnyView {
    let i18n = use_i18n();
    let SheetField { name, shown_name, label, hint, value, shown, other } = field;
    let hint_id = format!("{name}-hint");
    let described = (hint.is_some() || other.is_some()).then(|| hint_id.clone());
    let hint = hint.map(|hint| view! { <span>{hint}</span> });
    let other = other.map(|text| {
        view! {
            <span class="worksheet-other">
                {i18n.sheet_other()} " " <q class="description" dir="auto">{text}</q>
            </span>
        }
    });
    let hints = described.clone().map(|id| view! { <p id=id class="hint">{hint} {other}</p> });
    // The first line break behind the tag is no part of the text.
    let text = format!("\n{}", raw_text(&value));
    view! {
        <label for=name.clone()>{label}</label>
        <textarea id=name.clone() name=name.clone() rows="3" dir="auto" aria-describedby=described>
            {text}
        </textarea>
        <input type="hidden" name=shown_name value=shown/>
        {hints}
    }
    .into_any()
}

fn disposition_field(field: DispositionField) -> AnyView {
    let i18n = use_i18n();
    let DispositionField { name, shown_name, options, value, shown } = field;
    let options = options
        .into_iter()
        .map(|DispositionOption { word, label }| {
            let is_chosen = word == value;
            view! { <option value=word selected=is_chosen>{label}</option> }
        })
        .collect_view();
    view! {
        <label for=name.clone()>{i18n.sheet_disposition()}</label>
        <select id=name.clone() name=name>
            {options}
        </select>
        <input type="hidden" name=shown_name value=shown/>
    }
    .into_any()
}
