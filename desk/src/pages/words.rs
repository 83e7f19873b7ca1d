//! Words of the search: the list, and the form of an entry.

use crate::components::{
    Column, FieldKind, TextField, Trial, data_table, done_note, error_summary, hidden_field, icon,
    text_field, trial_field, trial_result,
};
use crate::visit::Visit;
use i18n::I18n;
use i18n::words::{facet_name, facet_value};
use leptos::prelude::*;
use shared::desk::words::{WORD_LANGUAGES, WordsForm, WordsId};
use shared::language::UiLanguage;

/// An entry on the list.
#[derive(Clone, Debug)]
pub struct WordsRow {
    /// Which one.
    pub id: WordsId,
    /// Its label in the desk's language, or that of the record.
    pub label: String,
    /// Number of its words in all languages.
    pub words: usize,
}

/// The name of an entry: a concept's label, or filter and value.
pub fn entry_name(i18n: I18n, id: &WordsId, label: &str) -> String {
    match id {
        WordsId::Concept(_) => label.to_owned(),
        WordsId::Value(facet, value) => {
            let (facet, value) =
                (facet_name(i18n, facet.name()), facet_value(i18n, facet.name(), value, label));
            format!("{facet}: {value}")
        }
    }
}

/// Shows the list.
pub fn words_list(visit: &Visit, rows: Vec<WordsRow>, done: Option<String>) -> AnyView {
    let i18n = visit.i18n;
    let is_concept = |row: &WordsRow| matches!(row.id, WordsId::Concept(_));
    let (concepts, values): (Vec<_>, Vec<_>) = rows.into_iter().partition(is_concept);
    view! {
        <div class="desk-head">
            <h1>{i18n.desk_words_title()}</h1>
            <a class="button" href=visit.path("lists/words/new")>
                {icon("plus")}
                {i18n.desk_words_new()}
            </a>
        </div>
        {done_note(done)}
        <p class="lead">{i18n.desk_words_lead()}</p>
        <h2>{i18n.desk_words_concepts()}</h2>
        {table(visit, i18n.desk_words_concepts(), concepts)}
        <h2>{i18n.desk_words_values()}</h2>
        {table(visit, i18n.desk_words_values(), values)}
    }
    .into_any()
}

fn table(visit: &Visit, caption: &'static str, rows: Vec<WordsRow>) -> AnyView {
    let i18n = visit.i18n;
    let columns = [Column::text(caption), Column::number(i18n.desk_words_number())];
    let rows = rows.into_iter().map(|row| {
        let href = visit.path(&format!("lists/words/{}", row.id));
        let name = entry_name(i18n, &row.id, &row.label);
        vec![
            view! {
                <a href=href data-row="">
                    <bdi>{name}</bdi>
                </a>
            }
            .into_any(),
            i18n.desk_words_count(row.words as u64).into_any(),
        ]
    });
    data_table(caption, &columns, rows.collect())
}

/// The form of an entry.
#[derive(Clone, Debug, Default)]
pub struct WordsPage {
    /// Which one; `None` for a new concept.
    pub id: Option<WordsId>,
    /// Its name.
    pub title: String,
    /// What stands in the fields.
    pub form: WordsForm,
    /// Queries that are tried.
    pub trial: Trial,
    /// What is wrong.
    pub error: Option<String>,
    /// What was done.
    pub done: Option<String>,
}

/// Shows the form.
pub fn words_page(visit: &Visit, page: &WordsPage) -> AnyView {
    let i18n = visit.i18n;
    let id = page.id.as_ref().map_or_else(|| "new".to_owned(), ToString::to_string);
    let path = visit.path(&format!("lists/words/{id}"));
    let is_concept = matches!(page.id, None | Some(WordsId::Concept(_)));
    let labels = is_concept.then(|| labels(i18n, &page.form));
    let can_delete = matches!(page.id, Some(WordsId::Concept(_)));
    let delete = can_delete.then(|| {
        view! {
            <form class="desk-actions" method="post" action=path.clone()>
                <button
                    class="button-quiet"
                    name="step"
                    value="delete"
                    data-ask=i18n.desk_words_delete_ask()
                >
                    {i18n.desk_words_delete()}
                </button>
            </form>
        }
    });
    let title =
        if page.id.is_some() { page.title.clone() } else { i18n.desk_words_new().to_owned() };
    view! {
        <h1>
            <bdi>{title}</bdi>
        </h1>
        {done_note(page.done.clone())}
        {error_summary(page.error.clone(), "words-de")}
        {trial_result(visit, &page.trial)}
        <form class="card desk-form" method="post" action=path.clone()>
            {hidden_field("basis", &page.form.basis)}
            {labels}
            <p class="field-hint">{i18n.desk_words_hint()}</p>
            <div class="desk-words">{words(i18n, &page.form)}</div>
            {trial_field(visit, &page.trial)}
        </form>
        {delete}
    }
    .into_any()
}

fn labels(i18n: I18n, form: &WordsForm) -> Vec<AnyView> {
    let field = |language: UiLanguage| {
        text_field(&TextField {
            name: &format!("label-{}", language.tag()),
            label: &i18n.desk_words_label(language.own_name()),
            value: form.labels.get(&language).map_or("", String::as_str),
            is_required: language == UiLanguage::De,
            lang: Some(language.tag()),
            ..TextField::default()
        })
    };
    UiLanguage::ALL.into_iter().map(field).collect()
}

/// A field for each language, those with words of other languages too.
fn words(i18n: I18n, form: &WordsForm) -> Vec<AnyView> {
    let others = form.words.keys().map(String::as_str);
    let others = others.filter(|language| !WORD_LANGUAGES.contains(language));
    let field = |language: &str| {
        let name = facet_value(i18n, "language", language, language);
        text_field(&TextField {
            name: &format!("words-{language}"),
            label: &i18n.desk_words_in_language(&name),
            value: form.words.get(language).map_or("", String::as_str),
            kind: FieldKind::Lines,
            lang: Some(language),
            ..TextField::default()
        })
    };
    WORD_LANGUAGES.into_iter().chain(others).map(field).collect()
}
