//! Parsing attributes: terms of our lists, single fields, translations, and foreign terms that
//! have the names of our categories.

use super::problem::RecordError;
use super::reader::{Reader, is_same, quoted};
use crate::hsds::Attribute;
use crate::hsds::vocabulary::{Vocabulary, from_word, link};
use crate::sheet::columns::{Column, Field};
use crate::sheet::lists::Labels;
use serde::de::DeserializeOwned;
use shared::id::CategoryId;
use shared::language::{LanguageTag, UiLanguage};
use shared::text::{Text, TextState, Texts, Version};
use std::collections::BTreeMap;

/// The attributes of one object.
#[derive(Clone, Copy)]
pub(super) struct Terms<'a>(pub(super) &'a [Attribute]);

impl<'a> Terms<'a> {
    /// Applicable terms of a list, each with the attribute's kind and value.
    fn entries(self, vocabulary: Vocabulary) -> impl Iterator<Item = (&'a str, &'a Attribute)> {
        self.0.iter().filter_map(move |attribute| {
            let term = attribute.taxonomy_term.as_ref()?;
            let is_of = term.taxonomy.as_deref() == Some(vocabulary.name());
            is_of.then_some((term.code.as_deref()?, attribute))
        })
    }

    pub(super) fn codes(self, vocabulary: Vocabulary) -> impl Iterator<Item = &'a str> {
        self.entries(vocabulary).map(|(code, _)| code)
    }

    /// The values of a single field.
    pub(super) fn values(self, field: &'static str) -> impl Iterator<Item = &'a str> {
        self.entries(Vocabulary::Record)
            .filter(move |(code, _)| *code == field)
            .filter_map(|(_, attribute)| attribute.value.as_deref())
    }

    pub(super) fn value(self, field: &'static str) -> Option<&'a str> {
        self.values(field).next()
    }

    pub(super) fn is_true(self, field: &'static str) -> bool {
        self.value(field) == Some("true")
    }
}

impl Reader<'_> {
    /// The values of one of our lists; unknown ones are ignored and counted.
    pub(super) fn words<T: DeserializeOwned>(
        &mut self,
        terms: Terms<'_>,
        vocabulary: Vocabulary,
    ) -> Vec<T> {
        let mut values = Vec::new();
        for code in terms.codes(vocabulary) {
            match from_word(code) {
                Some(value) => values.push(value),
                None => self.ignore_field(&format!("{}: {code}", vocabulary.name())),
            }
        }
        values
    }

    pub(super) fn word<T: DeserializeOwned>(
        &mut self,
        terms: Terms<'_>,
        vocabulary: Vocabulary,
    ) -> Option<T> {
        let words = self.words(terms, vocabulary);
        words.into_iter().next()
    }

    /// The value of a single field.
    pub(super) fn field<T, E>(
        &mut self,
        terms: Terms<'_>,
        field: &'static str,
        read: impl FnOnce(&str) -> Result<T, E>,
    ) -> Option<T> {
        self.optional(field, terms.value(field), read)
    }

    /// A text with its translations. The text of the standard field is German by a person unless
    /// an attribute states otherwise.
    pub(super) fn texts<const MAX: usize>(
        &mut self,
        terms: Terms<'_>,
        field: &'static str,
        main: Option<Text<MAX>>,
    ) -> Option<Texts<MAX>> {
        let mut versions = BTreeMap::new();
        let mut original = (LanguageTag::from(UiLanguage::De), TextState::Human);
        for (code, attribute) in terms.entries(Vocabulary::Text) {
            let Some(rest) = code.strip_prefix(field).and_then(|rest| rest.strip_prefix('.'))
            else {
                continue;
            };
            let Some((language, state)) = text_code(rest) else {
                self.ignore_field(code);
                continue;
            };
            if attribute.link_type.as_deref() == Some(link::ORIGINAL) {
                original = (language, state);
            } else if let Some(text) =
                self.optional(code, attribute.value.as_deref(), Text::<MAX>::parse)
            {
                versions.insert(language, Version { text, state });
            }
        }
        if let Some(text) = main {
            versions.insert(original.0, Version { text, state: original.1 });
        }
        Texts::try_from(versions).ok()
    }

    /// Categories: ours by code, foreign terms by name. An unknown one of ours is a problem, and
    /// so is a record without any.
    pub(super) fn categories(&mut self, terms: Terms<'_>) -> Option<Vec<CategoryId>> {
        let mut found: Vec<CategoryId> = Vec::new();
        let mut foreign = None;
        let mut is_complete = true;
        for code in terms.codes(Vocabulary::Category) {
            match self.known_category("attributes", code) {
                Some(category) => found.push(category),
                None => is_complete = false,
            }
        }
        for term in terms.0.iter().filter_map(|attribute| attribute.taxonomy_term.as_ref()) {
            let list = term.taxonomy.as_deref().unwrap_or_default();
            if list.starts_with(Vocabulary::Record.name()) {
                continue;
            }
            let names = [Some(term.name.as_str()), term.code.as_deref()];
            let category = self.context.options.taxonomy.categories.iter().find(|category| {
                let ours = [category.label.as_str(), category.id.as_str()];
                names.iter().flatten().any(|name| ours.iter().any(|our| is_same(our, name)))
            });
            match category {
                Some(category) if !found.contains(&category.id) => found.push(category.id.clone()),
                Some(_) => {}
                None => {
                    let column = Column::Of(Field::Category);
                    if let Some(label) = self.decided(&column, &term.name) {
                        found.extend(self.categories_called(&label));
                    } else {
                        foreign.get_or_insert_with(|| quoted(&term.name));
                        self.unknown_value(&column, &term.name);
                        self.ignore_field(&format!("attributes: {list}"));
                    }
                }
            }
        }
        if found.is_empty() && is_complete {
            found.extend(self.fallback_category(foreign));
        }
        (is_complete && !found.is_empty()).then_some(found)
    }

    /// A category of our list by its id; an unknown one is a problem.
    pub(super) fn known_category(&mut self, field: &'static str, code: &str) -> Option<CategoryId> {
        let categories = &self.context.options.taxonomy.categories;
        let found = categories.iter().find(|category| category.id.as_str() == code);
        if found.is_none() {
            self.problem(field, RecordError::Unknown(quoted(code)));
        }
        found.map(|category| category.id.clone())
    }

    /// The categories that a decision names.
    fn categories_called(&self, labels: &str) -> Vec<CategoryId> {
        let list = Labels::new(&self.context.options.taxonomy.categories);
        list.parse_all(labels).unwrap_or_default()
    }

    /// The default category of the file; a missing or unlisted one is a problem.
    fn fallback_category(&mut self, foreign: Option<String>) -> Option<CategoryId> {
        let category = self.context.options.fallback.category.as_ref();
        if let Some(category) = category
            && self.context.options.taxonomy.categories.iter().any(|term| term.id == *category)
        {
            return Some(category.clone());
        }
        let unknown = category.map(|category| quoted(category.as_str())).or(foreign);
        self.problem("attributes", unknown.map_or(RecordError::Missing, RecordError::Unknown));
        None
    }
}

/// Language and state from `tr` or `tr.machine`.
fn text_code(code: &str) -> Option<(LanguageTag, TextState)> {
    let (tag, state) = match code.split_once('.') {
        Some((tag, state)) => (tag, from_word(state)?),
        None => (code, TextState::Human),
    };
    Some((LanguageTag::parse(tag).ok()?, state))
}
