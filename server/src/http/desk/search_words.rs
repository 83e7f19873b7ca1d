//! Words of the search, for editors of the whole county.

use super::term_lists::lines;
use super::{DeskFailure, DeskForm, DeskResult, Right};
use crate::http::extract::Pairs;
use crate::http::state::AppState;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect};
use backend::accounts::Editor;
use desk::pages::words::{WordsPage, WordsRow, entry_name, words_list, words_page};
use i18n::I18n;
use shared::desk::DeskError;
use shared::desk::words::{WordsForm, WordsId};
use shared::language::{LanguageTag, UiLanguage};
use shared::search::Facet;
use shared::search::vocabulary::Vocabulary;
use shared::taxonomy::Taxonomy;
use std::collections::BTreeMap;

/// Before a language in the names of fields.
const LABEL: &str = "label-";
const WORDS: &str = "words-";

pub(super) async fn show_words(
    State(state): State<AppState>,
    Right { right, guest }: Right<Editor>,
    pairs: Pairs,
) -> DeskResult {
    let vocabulary = state.service.show_vocabulary(&right).await?;
    let taxonomy = state.service.show_taxonomy().await?;
    let rows = rows(guest.i18n(), &vocabulary, &taxonomy);
    let done = pairs.value("saved").map(|_| guest.i18n().desk_saved().to_owned());
    Ok(guest.page(guest.i18n().desk_words_title(), words_list(guest.visit(), rows, done)))
}

pub(super) async fn show_new_words(
    State(state): State<AppState>,
    Right { right, guest }: Right<Editor>,
) -> DeskResult {
    // Asks for the right to change them, before somebody types in vain.
    state.service.show_vocabulary(&right).await?;
    let content = words_page(guest.visit(), &WordsPage::default());
    Ok(guest.page(guest.i18n().desk_words_new(), content))
}

pub(super) async fn show_entry(
    State(state): State<AppState>,
    Right { right, guest }: Right<Editor>,
    Path(id): Path<String>,
    pairs: Pairs,
) -> DeskResult {
    let id = WordsId::parse(&id).ok_or(DeskError::Missing)?;
    let form = state.service.open_words(&right, &id).await?;
    let page = WordsPage {
        title: title(guest.i18n(), &state.service.show_taxonomy().await?, &id, &form),
        id: Some(id),
        form,
        done: pairs.value("saved").map(|_| guest.i18n().desk_saved().to_owned()),
        ..WordsPage::default()
    };
    Ok(guest.page(&page.title, words_page(guest.visit(), &page)))
}

pub(super) async fn create_words(
    state: State<AppState>,
    right: Right<Editor>,
    fields: DeskForm,
) -> DeskResult {
    change(state, right, None, fields).await
}

pub(super) async fn change_words(
    state: State<AppState>,
    right: Right<Editor>,
    Path(id): Path<String>,
    fields: DeskForm,
) -> DeskResult {
    let id = WordsId::parse(&id).ok_or(DeskError::Missing)?;
    change(state, right, Some(id), fields).await
}

async fn change(
    State(state): State<AppState>,
    Right { right, guest }: Right<Editor>,
    id: Option<WordsId>,
    DeskForm(fields): DeskForm,
) -> DeskResult {
    let service = &state.service;
    let form = parse_form(&fields);
    let queries = fields.value_or_empty("queries").to_owned();
    let mut page = WordsPage { id, form, ..WordsPage::default() };
    let outcome = match (fields.value("step"), &page.id) {
        (Some("delete"), Some(id)) => {
            service.delete_words(&right, id).await.map(|()| Some("lists/words?saved".to_owned()))
        }
        (Some("try"), id) => {
            let tried = service.try_words(&right, id.as_ref(), &page.form, &lines(&queries)).await;
            tried.map(|comparisons| {
                page.trial.comparisons = Some(comparisons);
                None
            })
        }
        (_, id) => {
            let saved = service.save_words(&right, id.as_ref(), &page.form).await;
            saved.map(|id| Some(format!("lists/words/{id}?saved")))
        }
    };
    page.trial.queries = queries;
    let failure = match outcome {
        Ok(Some(path)) => return Ok(Redirect::to(&guest.visit().path(&path)).into_response()),
        Ok(None) => None,
        Err(error) => Some(DeskFailure::from(error).into_refusal()?),
    };
    if let Some(id) = &page.id {
        page.title = title(guest.i18n(), &service.show_taxonomy().await?, id, &page.form);
    }
    page.error = failure.as_ref().map(|failure| failure.message(guest.i18n()));
    let content = words_page(guest.visit(), &page);
    let name = guest.i18n().desk_words_title();
    Ok(match failure {
        Some(failure) => guest.refused(failure.status(), name, content),
        None => guest.page(name, content),
    })
}

/// Concepts by label; then the values that have words, and those of the county's own lists.
fn rows(i18n: I18n, vocabulary: &Vocabulary, taxonomy: &Taxonomy) -> Vec<WordsRow> {
    let count = |words: &BTreeMap<String, Vec<String>>| words.values().map(Vec::len).sum();
    let tag = i18n.language().tag();
    let mut concepts: Vec<WordsRow> = vocabulary
        .concepts
        .iter()
        .map(|concept| {
            let label = concept.label.get(tag).or_else(|| concept.label.get("de"));
            WordsRow {
                id: WordsId::Concept(concept.id.clone()),
                label: label.unwrap_or(&concept.id).clone(),
                words: count(&concept.words),
            }
        })
        .collect();
    concepts.sort_by_key(|row| row.label.to_lowercase());
    let values = vocabulary.values.iter().map(|value| {
        let id = WordsId::Value(value.facet, value.id.clone());
        WordsRow { label: label(taxonomy, &id), id, words: count(&value.words) }
    });
    let mut rows: Vec<WordsRow> = concepts.into_iter().chain(values).collect();
    let cities = taxonomy.cities.iter().map(|term| (Facet::City, term.id.to_string()));
    let categories = taxonomy.categories.iter().map(|term| (Facet::Category, term.id.to_string()));
    for id in cities.chain(categories).map(|(facet, id)| WordsId::Value(facet, id)) {
        if rows.iter().all(|row| row.id != id) {
            rows.push(WordsRow { label: label(taxonomy, &id), id, words: 0 });
        }
    }
    rows
}

fn title(i18n: I18n, taxonomy: &Taxonomy, id: &WordsId, form: &WordsForm) -> String {
    let own = form.labels.get(&i18n.language()).or_else(|| form.labels.get(&UiLanguage::De));
    entry_name(i18n, id, own.unwrap_or(&label(taxonomy, id)))
}

/// The record's label of a value.
fn label(taxonomy: &Taxonomy, id: &WordsId) -> String {
    let found = match id {
        WordsId::Value(Facet::City, id) => {
            taxonomy.cities.iter().find(|term| term.id.as_str() == id).map(|term| &term.label)
        }
        WordsId::Value(Facet::Category, id) => {
            taxonomy.categories.iter().find(|term| term.id.as_str() == id).map(|term| &term.label)
        }
        _ => None,
    };
    found.map(ToString::to_string).unwrap_or_default()
}

fn parse_form(fields: &Pairs) -> WordsForm {
    let labels = fields
        .with_prefix(LABEL)
        .filter_map(|(tag, label)| Some((UiLanguage::from_tag(tag)?, label.to_owned())));
    let words = fields.with_prefix(WORDS);
    let words = words.filter(|(language, _)| LanguageTag::parse(language).is_ok());
    WordsForm {
        labels: labels.collect(),
        words: words.map(|(language, words)| (language.to_owned(), words.to_owned())).collect(),
        basis: fields.value_or_empty("basis").to_owned(),
    }
}
