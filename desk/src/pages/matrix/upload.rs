//! A new conference from a workbook: its details, and the file.

use super::ENDINGS;
use super::files::{WaitingMatrix, waiting};
use crate::components::{
    ChecksField, Choice, FieldKind, FileField, TextField, TextPair, checks_field, file_field,
    text_field, text_pair,
};
use crate::pages::conferences::{FormError, errors};
use crate::visit::Visit;
use leptos::prelude::*;

/// What the page shows.
#[derive(Clone, Debug, Default)]
pub struct NewMatrixPage {
    /// Title and place.
    pub texts: Vec<TextPair>,
    /// The day as it stands in its field.
    pub date: String,
    /// What is wrong with the day.
    pub date_error: Option<String>,
    /// Languages to choose from; German is always one.
    pub languages: Vec<Choice>,
    /// Largest file, in words.
    pub limit: String,
    /// Files that wait.
    pub waiting: Vec<WaitingMatrix>,
    /// What is wrong with the file, or that it must be chosen again.
    pub file_error: Option<String>,
    /// What is wrong.
    pub error: Option<String>,
    /// Fields that are wrong.
    pub fields: Vec<FormError>,
}

/// Shows the form.
pub fn new_matrix_page(visit: &Visit, page: &NewMatrixPage) -> AnyView {
    let i18n = visit.i18n;
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
    let hint = i18n.desk_matrix_file_hint(&page.limit);
    let file = FileField {
        label: i18n.desk_matrix_file(),
        hint: &hint,
        accept: ENDINGS,
        error: page.file_error.as_deref(),
    };
    view! {
        <h1>{i18n.desk_matrix_new()}</h1>
        {errors(page.error.as_ref(), &page.fields)}
        <p>{i18n.desk_matrix_new_lead()}</p>
        <form
            class="card desk-form desk-form-wide"
            method="post"
            action=visit.path("conferences/import")
            enctype="multipart/form-data"
            novalidate=true
        >
            {file_field(file)}
            {texts}
            {text_field(&date)}
            {checks_field(languages)}
            <button class="button">{i18n.desk_matrix_upload()}</button>
        </form>
        {waiting(visit, &page.waiting)}
    }
    .into_any()
}
