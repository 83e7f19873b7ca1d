//! Title, place, date, languages and code: of a new conference, and of one there is.

use super::parts::{Beside, FormError, back_link, beside_links, errors};
use crate::components::{
    ChecksField, Choice, FieldKind, TextField, TextPair, checks_field, choice_field, done_note,
    hidden_field, text_field, text_pair,
};
use crate::visit::Visit;
use leptos::prelude::*;
use shared::desk::conferences::PROGRAMME;

/// The programme as lines, and as it was understood.
#[derive(Clone, Debug, Default)]
pub struct ProgrammeField {
    /// What stands in the field.
    pub lines: String,
    /// What is wrong with it.
    pub error: Option<String>,
    /// The points that are stored.
    pub points: Vec<ProgrammeRow>,
}

/// A point of the programme that is stored.
#[derive(Clone, Debug)]
pub struct ProgrammeRow {
    /// When; may be empty.
    pub time: String,
    /// What.
    pub title: String,
}

/// What the page shows.
#[derive(Clone, Debug, Default)]
pub struct DetailsPage {
    /// The conference's id; `None` for a new one.
    pub id: Option<String>,
    /// Title and place.
    pub texts: Vec<TextPair>,
    /// The day as it stands in its field.
    pub date: String,
    /// What is wrong with the day.
    pub date_error: Option<String>,
    /// The programme, a point on each line; `None` for a new conference.
    pub programme: Option<ProgrammeField>,
    /// Languages to choose from; German is always one.
    pub languages: Vec<Choice>,
    /// What a new conference may begin with.
    pub beginnings: Vec<Choice>,
    /// Whether others may begin with it.
    pub is_template: bool,
    /// The join code.
    pub code: String,
    /// Whether the code can be replaced.
    pub can_renew: bool,
    /// Identifies what the form was made from.
    pub basis: String,
    /// Which language stands beside German.
    pub beside: Beside,
    /// What is wrong.
    pub error: Option<String>,
    /// Fields that are wrong.
    pub fields: Vec<FormError>,
    /// What was done.
    pub done: Option<String>,
}

/// Shows the form.
pub fn details_page(visit: &Visit, page: &DetailsPage) -> AnyView {
    let i18n = visit.i18n;
    let (title, path) = match &page.id {
        Some(id) => (i18n.desk_conference_details(), format!("conferences/{id}/details")),
        None => (i18n.desk_conference_new(), "conferences/new".to_owned()),
    };
    let texts: Vec<_> = page.texts.iter().map(|pair| text_pair(visit, pair)).collect();
    let date = TextField {
        name: "date",
        label: i18n.desk_conference_date(),
        value: &page.date,
        error: page.date_error.as_deref(),
        kind: FieldKind::Day,
        ..TextField::default()
    };
    let languages = ChecksField {
        name: "language".to_owned(),
        label: i18n.desk_conference_languages(),
        hint: i18n.desk_conference_languages_hint(),
        choices: page.languages.clone(),
        error: None,
    };
    let beginning = page
        .id
        .is_none()
        .then(|| choice_field("copy_of", i18n.desk_conference_begin(), page.beginnings.clone()));
    let save = if page.id.is_some() { i18n.desk_save() } else { i18n.desk_conference_create() };
    view! {
        <h1>{title}</h1>
        {page.id.as_ref().map(|id| back_link(visit, id))}
        {done_note(page.done.clone())}
        {errors(page.error.as_ref(), &page.fields)}
        {beside_links(visit, &page.beside)}
        <form class="card desk-form desk-form-wide" method="post" action=visit.path(&path) novalidate=true>
            {hidden_field("basis", &page.basis)}
            {hidden_field("beside", &page.beside.current)}
            {texts}
            {text_field(&date)}
            {checks_field(languages)}
            {page.programme.as_ref().map(|programme| programme_field(visit, programme))}
            {beginning}
            <label class="desk-check">
                <input type="checkbox" name="is_template" value="yes" checked=page.is_template/>
                <span>{i18n.desk_conference_template_mark()}</span>
            </label>
            <button class="button" name="step" value="save">{save}</button>
        </form>
        {page.id.as_ref().map(|id| code_form(visit, page, id))}
    }
    .into_any()
}

fn programme_field(visit: &Visit, programme: &ProgrammeField) -> AnyView {
    let i18n = visit.i18n;
    let field = TextField {
        name: PROGRAMME,
        label: i18n.vote_programme(),
        hint: i18n.desk_conference_programme_hint(),
        value: &programme.lines,
        error: programme.error.as_deref(),
        kind: FieldKind::Lines,
        lang: Some("de"),
        ..TextField::default()
    };
    let rows: Vec<_> = programme
        .points
        .iter()
        .map(|point| {
            let time = (!point.time.is_empty()).then(|| {
                view! { <strong>{point.time.clone()}</strong> " " }
            });
            view! { <li>{time} {point.title.clone()}</li> }
        })
        .collect();
    let understood = (!rows.is_empty()).then(|| {
        view! {
            <div>
                <p class="field-hint">{i18n.desk_conference_programme_read()}</p>
                <ol class="desk-programme" lang="de">{rows}</ol>
            </div>
        }
    });
    view! {
        {text_field(&field)}
        {understood}
    }
    .into_any()
}

fn code_form(visit: &Visit, page: &DetailsPage, id: &str) -> AnyView {
    let i18n = visit.i18n;
    let renew = if page.can_renew {
        view! {
            <form method="post" action=visit.path(&format!("conferences/{id}/details"))>
                <button class="button-quiet" name="step" value="code">
                    {i18n.desk_conference_code_renew()}
                </button>
            </form>
        }
        .into_any()
    } else {
        view! { <p class="field-hint">{i18n.desk_conference_error_joined()}</p> }.into_any()
    };
    view! {
        <section class="card desk-form">
            <h2>{i18n.desk_conference_code()}</h2>
            <p class="desk-code">
                <bdi>{page.code.clone()}</bdi>
            </p>
            {renew}
        </section>
    }
    .into_any()
}
