//! One field of an offer's form.

use super::german::{GermanText, german_text};
use crate::components::{Choice, FieldKind, TextField, text_field};
use crate::visit::Visit;
use leptos::prelude::*;

/// How a field is filled in.
#[derive(Clone, Debug)]
pub enum FieldInput {
    /// One line.
    Line,
    /// Several lines.
    Lines,
    /// A day, typed as people write it.
    Day,
    /// One of these.
    One(Vec<Choice>),
    /// Any of these.
    Some(Vec<Choice>),
}

/// A field.
#[derive(Clone, Debug)]
pub struct FormField {
    /// Its key: name and id.
    pub key: String,
    /// Its label.
    pub label: String,
    /// How it is filled in.
    pub input: FieldInput,
    /// What stands in it.
    pub value: String,
    /// What helps to fill it in; may be empty.
    pub hint: String,
    /// What is wrong or doubtful.
    pub error: Option<String>,
    /// The language of a text, where that is not the page's.
    pub lang: Option<String>,
    /// What has changed in the German text, of an outdated translation.
    pub german: Option<GermanText>,
}

/// Shows a field.
pub(super) fn form_field(visit: &Visit, field: &FormField) -> AnyView {
    let input = shown_input(field);
    match &field.german {
        None => input,
        Some(german) => view! {
            {german_text(visit, field, german)}
            {input}
        }
        .into_any(),
    }
}

fn shown_input(field: &FormField) -> AnyView {
    match &field.input {
        FieldInput::Line | FieldInput::Day => typed(field, FieldKind::Text),
        FieldInput::Lines => typed(field, FieldKind::Lines),
        FieldInput::One(choices) => one_of(field, choices),
        FieldInput::Some(choices) => some_of(field, choices),
    }
}

fn typed(field: &FormField, kind: FieldKind) -> AnyView {
    text_field(&TextField {
        name: &field.key,
        label: &field.label,
        value: &field.value,
        hint: &field.hint,
        error: field.error.as_deref(),
        kind,
        is_required: false,
        lang: field.lang.as_deref(),
    })
}

fn one_of(field: &FormField, choices: &[Choice]) -> AnyView {
    let options: Vec<_> = choices
        .iter()
        .map(|choice| {
            view! {
                <option value=choice.value.clone() selected=choice.is_chosen>
                    {choice.label.clone()}
                </option>
            }
        })
        .collect();
    let (key, error_id) = (field.key.clone(), format!("{}-error", field.key));
    let invalid = field.error.as_ref().map(|_| "true");
    let described = field.error.as_ref().map(|_| error_id.clone());
    let error =
        field.error.clone().map(|error| view! { <p class="field-error" id=error_id>{error}</p> });
    view! {
        <div class="desk-field">
            <label for=key.clone()>{field.label.clone()}</label>
            {error}
            <select id=key.clone() name=key aria-invalid=invalid aria-describedby=described>
                {options}
            </select>
        </div>
    }
    .into_any()
}

fn some_of(field: &FormField, choices: &[Choice]) -> AnyView {
    let boxes: Vec<_> = choices
        .iter()
        .map(|choice| {
            view! {
                <label class="desk-check">
                    <input
                        type="checkbox"
                        name=field.key.clone()
                        value=choice.value.clone()
                        checked=choice.is_chosen
                    />
                    <span>{choice.label.clone()}</span>
                </label>
            }
        })
        .collect();
    let error = field.error.clone().map(|error| view! { <p class="field-error">{error}</p> });
    let hint =
        (!field.hint.is_empty()).then(|| view! { <p class="field-hint">{field.hint.clone()}</p> });
    view! {
        <fieldset class="desk-field desk-field-wide" id=field.key.clone() tabindex="-1">
            <legend>{field.label.clone()}</legend>
            {hint}
            {error}
            // Without a chosen box the field would not be sent, and keep its value.
            <input type="hidden" name=field.key.clone() value=""/>
            <div class="desk-checks">{boxes}</div>
        </fieldset>
    }
    .into_any()
}
