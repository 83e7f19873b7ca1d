//! Changing an offer by a care link: the form, what was understood of it, and the question whether an
//! offer has really ended.

use crate::components::{ErrorSummary, ScheduleList, raw_text};
use crate::i18n::use_i18n;
use leptos::prelude::*;
use shared::offer::schedule::Schedule;

/// The form with the public fields of an offer.
#[derive(Clone, Debug)]
pub struct ChangeForm {
    /// Where it is posted to.
    pub action: String,
    /// The page with all offers.
    pub back: String,
    /// What is wrong.
    pub error: Option<FieldError>,
    /// The fields.
    pub fields: Vec<FormField>,
}

/// What is wrong with a field.
#[derive(Clone, Debug)]
pub struct FieldError {
    /// In words.
    pub message: String,
    /// The field's name.
    pub field: String,
}

/// A field of a form.
#[derive(Clone, Debug)]
pub struct FormField {
    /// Its name and id.
    pub name: String,
    /// Its label.
    pub label: &'static str,
    /// What stands in it.
    pub value: String,
    /// What helps to fill it in.
    pub hint: Option<&'static str>,
    /// How many lines it shows.
    pub rows: u8,
}

/// A value that is sent along.
#[derive(Clone, Debug)]
pub struct HiddenField {
    /// Its name.
    pub name: String,
    /// Its value.
    pub value: String,
}

/// What was understood of a change.
#[derive(Clone, Debug)]
pub struct ChangePreview {
    /// Where it is posted to.
    pub action: String,
    /// The changed fields.
    pub fields: Vec<PreviewField>,
    /// The words as typed, to be sent along.
    pub hidden: Vec<HiddenField>,
}

/// A changed field.
#[derive(Clone, Debug)]
pub struct PreviewField {
    /// Its label.
    pub label: &'static str,
    /// The words before.
    pub before: String,
    /// What was typed, where that is not what was understood.
    pub typed: Option<String>,
    /// What was understood.
    pub after: String,
    /// Instead of the words after: times, which are shown in the reader's language.
    pub schedule: Option<Schedule>,
    /// What was not understood, in words.
    pub doubts: Vec<String>,
}

/// The question whether an offer has ended.
#[derive(Clone, Debug)]
pub struct EndForm {
    /// Where it is posted to.
    pub action: String,
    /// The page with all offers.
    pub back: String,
    /// What is wrong with the remark.
    pub error: Option<String>,
    /// The remark that was typed.
    pub remark: String,
}

pub(super) fn change_form(form: ChangeForm) -> AnyView {
    let i18n = use_i18n();
    let error = form.error.map(|FieldError { message, field }| {
        view! { <ErrorSummary message=message field=field/> }
    });
    let fields = form.fields.into_iter().map(form_field).collect_view();
    view! {
        {error}
        <p class="lead">{i18n.care_change_lead()}</p>
        <form method="post" action=form.action>
            {fields}
            <button class="button" name="step" value="check">{i18n.care_check()}</button>
        </form>
        <p>
            <a href=form.back>{i18n.care_back()}</a>
        </p>
    }
    .into_any()
}

fn form_field(field: FormField) -> AnyView {
    let FormField { name, label, value, hint, rows } = field;
    let hint_id = format!("{name}-hint");
    let described = hint.map(|_| hint_id.clone());
    let hint = hint.map(|hint| view! { <p id=hint_id class="hint">{hint}</p> });
    let input = if rows > 1 {
        // The first line break behind the tag is no part of the text.
        let text = format!("\n{}", raw_text(&value));
        view! {
            <textarea
                id=name.clone()
                name=name.clone()
                rows=rows.to_string()
                lang="de"
                dir="auto"
                aria-describedby=described
            >
                {text}
            </textarea>
        }
        .into_any()
    } else {
        view! {
            <input
                id=name.clone()
                name=name.clone()
                value=value
                lang="de"
                dir="auto"
                autocomplete="off"
                aria-describedby=described
            />
        }
        .into_any()
    };
    view! {
        <label for=name>{label}</label>
        {input}
        {hint}
    }
    .into_any()
}

pub(super) fn change_preview(preview: ChangePreview) -> AnyView {
    let i18n = use_i18n();
    let fields = preview.fields.into_iter().map(preview_field).collect_view();
    let hidden = preview
        .hidden
        .into_iter()
        .map(|field| view! { <input type="hidden" name=field.name value=field.value/> })
        .collect_view();
    view! {
        {fields}
        <form method="post" action=preview.action>
            {hidden}
            <button class="button" name="step" value="send">{i18n.care_send()}</button>
            <button class="button-quiet" name="step" value="edit">{i18n.care_edit()}</button>
        </form>
    }
    .into_any()
}

fn preview_field(field: PreviewField) -> AnyView {
    let i18n = use_i18n();
    let words = |words: String| {
        if words.is_empty() {
            view! { <em>{i18n.care_nothing()}</em> }.into_any()
        } else {
            view! { <span class="description" lang="de" dir="auto">{words}</span> }.into_any()
        }
    };
    let after = match field.schedule {
        Some(schedule) if schedule != Schedule::default() => {
            let note = schedule
                .note
                .as_ref()
                .map(|note| view! { <p dir="auto">{note.as_str().to_owned()}</p> });
            view! {
                <ScheduleList schedule=schedule/>
                {note}
            }
            .into_any()
        }
        _ => words(field.after),
    };
    let typed = field.typed.map(|typed| {
        view! {
            <dt>{i18n.care_typed()}</dt>
            <dd>{words(typed)}</dd>
        }
    });
    let doubts = field
        .doubts
        .into_iter()
        .map(|doubt| view! { <p class="notice">{doubt}</p> })
        .collect_view();
    view! {
        <section class="card">
            <h2>{field.label}</h2>
            <dl class="offer-facts">
                <dt>{i18n.care_before()}</dt>
                <dd>{words(field.before)}</dd>
                {typed}
                <dt>{i18n.care_after()}</dt>
                <dd>{after}</dd>
            </dl>
            {doubts}
        </section>
    }
    .into_any()
}

pub(super) fn end_form(form: EndForm) -> AnyView {
    let i18n = use_i18n();
    let error = form.error.map(|message| view! { <ErrorSummary message=message field="remark"/> });
    let remark = FormField {
        name: "remark".to_owned(),
        label: i18n.care_remark(),
        value: form.remark,
        hint: None,
        rows: 3,
    };
    view! {
        {error}
        <p class="lead">{i18n.care_ended_lead()}</p>
        <form method="post" action=form.action>
            {form_field(remark)}
            <button class="button" name="step" value="end">{i18n.care_ended_confirm()}</button>
        </form>
        <p>
            <a href=form.back>{i18n.care_back()}</a>
        </p>
    }
    .into_any()
}
