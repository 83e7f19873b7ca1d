//! Fields of forms: label, hint, error and input belong together.

use crate::visit::Visit;
use leptos::prelude::*;

/// How a text is typed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FieldKind {
    /// One line.
    #[default]
    Text,
    /// A mail address.
    Mail,
    /// A password that is known already.
    Password,
    /// A new password.
    NewPassword,
    /// Several lines.
    Lines,
    /// A day.
    Day,
    /// A code of an authenticator app.
    Code,
}

/// A field for a text.
#[derive(Clone, Debug, Default)]
pub struct TextField<'a> {
    /// Name in the form, and id.
    pub name: &'a str,
    /// Its label.
    pub label: &'a str,
    /// What stands in it.
    pub value: &'a str,
    /// What helps to fill it in; may be empty.
    pub hint: &'a str,
    /// What is wrong with it.
    pub error: Option<&'a str>,
    /// How it is typed.
    pub kind: FieldKind,
    /// Whether it must be filled in.
    pub is_required: bool,
    /// The language of what stands in it, where that is not the page's.
    pub lang: Option<&'a str>,
}

/// Shows a field for a text.
pub fn text_field(field: &TextField<'_>) -> AnyView {
    let id = field.name.to_owned();
    let (hint_id, error_id) = (format!("{id}-hint"), format!("{id}-error"));
    let described =
        [(!field.hint.is_empty()).then(|| hint_id.clone()), field.error.map(|_| error_id.clone())];
    let described: Vec<String> = described.into_iter().flatten().collect();
    let described = (!described.is_empty()).then(|| described.join(" "));
    let hint = (!field.hint.is_empty())
        .then(|| view! { <p class="field-hint" id=hint_id>{field.hint.to_owned()}</p> });
    let error = field
        .error
        .map(|error| view! { <p class="field-error" id=error_id>{error.to_owned()}</p> });
    let invalid = field.error.map(|_| "true");
    let (name, value) = (field.name.to_owned(), field.value.to_owned());
    let (lang, required) = (field.lang.map(str::to_owned), field.is_required);
    let input = match field.kind {
        FieldKind::Lines => {
            // The first line break behind the tag is no part of the text.
            let text = format!("\n{}", escaped(&value));
            view! {
                <textarea
                    id=id.clone()
                    name=name
                    rows="5"
                    lang=lang
                    required=required
                    aria-invalid=invalid
                    aria-describedby=described
                    inner_html=text
                ></textarea>
            }
            .into_any()
        }
        kind => {
            let (input_type, autocomplete) = input_type(kind);
            let inputmode = (kind == FieldKind::Code).then_some("numeric");
            view! {
                <input
                    id=id.clone()
                    name=name
                    type=input_type
                    value=value
                    lang=lang
                    autocomplete=autocomplete
                    inputmode=inputmode
                    required=required
                    aria-invalid=invalid
                    aria-describedby=described
                />
            }
            .into_any()
        }
    };
    view! {
        <div class="desk-field">
            <label for=id>{field.label.to_owned()}</label>
            {hint}
            {error}
            {input}
        </div>
    }
    .into_any()
}

/// The field for the mail address of an account.
pub fn mail_field(visit: &Visit, value: &str) -> AnyView {
    text_field(&TextField {
        name: "mail",
        label: visit.i18n.desk_account_mail(),
        value,
        kind: FieldKind::Mail,
        is_required: true,
        ..TextField::default()
    })
}

const fn input_type(kind: FieldKind) -> (&'static str, Option<&'static str>) {
    match kind {
        FieldKind::Text | FieldKind::Lines => ("text", Some("off")),
        FieldKind::Mail => ("email", Some("username")),
        FieldKind::Password => ("password", Some("current-password")),
        FieldKind::NewPassword => ("password", Some("new-password")),
        FieldKind::Day => ("date", None),
        FieldKind::Code => ("text", Some("one-time-code")),
    }
}

/// A choice of a list.
#[derive(Clone, Debug)]
pub struct Choice {
    /// Its value in the form.
    pub value: String,
    /// Its label.
    pub label: String,
    /// Whether it is chosen.
    pub is_chosen: bool,
}

impl Choice {
    /// A choice that is chosen where its value is the current one.
    pub fn new(value: impl Into<String>, label: impl Into<String>, current: &str) -> Self {
        let value = value.into();
        Self { is_chosen: value == current, value, label: label.into() }
    }
}

/// Shows a list of which one can be chosen.
pub fn choice_field(name: &str, label: &str, choices: Vec<Choice>) -> AnyView {
    checked_choice_field(name, label, choices, None)
}

/// The same with what is wrong with the choice.
pub fn checked_choice_field(
    name: &str,
    label: &str,
    choices: Vec<Choice>,
    error: Option<String>,
) -> AnyView {
    let options: Vec<_> = choices
        .into_iter()
        .map(|choice| {
            view! {
                <option value=choice.value selected=choice.is_chosen>
                    {choice.label}
                </option>
            }
        })
        .collect();
    let error_id = format!("{name}-error");
    let invalid = error.as_ref().map(|_| "true");
    let described = error.as_ref().map(|_| error_id.clone());
    let error = error.map(|error| view! { <p class="field-error" id=error_id>{error}</p> });
    view! {
        <div class="desk-field">
            <label for=name.to_owned()>{label.to_owned()}</label>
            {error}
            <select
                id=name.to_owned()
                name=name.to_owned()
                aria-invalid=invalid
                aria-describedby=described
            >
                {options}
            </select>
        </div>
    }
    .into_any()
}

/// A list of which several can be chosen.
#[derive(Clone, Debug, Default)]
pub struct ChecksField {
    /// Name in the form, and id.
    pub name: String,
    /// Its label.
    pub label: &'static str,
    /// What no choice means.
    pub hint: &'static str,
    /// What can be chosen.
    pub choices: Vec<Choice>,
    /// What is wrong with it.
    pub error: Option<String>,
}

/// Shows a list of which several can be chosen.
pub fn checks_field(field: ChecksField) -> AnyView {
    let ChecksField { name, label, hint, choices, error } = field;
    let boxes: Vec<_> = choices
        .into_iter()
        .map(|choice| {
            view! {
                <label class="desk-check">
                    <input
                        type="checkbox"
                        name=name.clone()
                        value=choice.value
                        checked=choice.is_chosen
                    />
                    <span>{choice.label}</span>
                </label>
            }
        })
        .collect();
    let error = error.map(|error| view! { <p class="field-error">{error}</p> });
    view! {
        <fieldset class="desk-field desk-field-wide" id=name.clone() tabindex="-1">
            <legend>{label}</legend>
            <p class="field-hint">{hint}</p>
            {error}
            <div class="desk-checks">{boxes}</div>
        </fieldset>
    }
    .into_any()
}

/// A value that is sent along.
pub fn hidden_field(name: &str, value: &str) -> AnyView {
    view! { <input type="hidden" name=name.to_owned() value=value.to_owned()/> }.into_any()
}

/// Text that Leptos would write as it is, inside a title or a text area.
pub(crate) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
