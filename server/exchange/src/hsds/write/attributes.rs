//! The attributes of one object, each with its own id.

use crate::hsds::vocabulary::{Vocabulary, link, word};
use crate::hsds::{Attribute, TaxonomyTerm, uuid};
use shared::language::{LanguageTag, UiLanguage};
use shared::text::{TextState, Texts, Version};
use std::fmt::Display;

/// Attributes collected so far.
pub(super) struct Attributes {
    owner: String,
    list: Vec<Attribute>,
}

impl Attributes {
    /// For the object with this UUID.
    pub(super) fn new(owner: &str) -> Self {
        Self { owner: owner.to_owned(), list: Vec::new() }
    }

    pub(super) fn into_list(self) -> Vec<Attribute> {
        self.list
    }

    /// A term of a list with its label.
    pub(super) fn term(
        &mut self,
        link_type: &str,
        vocabulary: Vocabulary,
        code: &str,
        label: &str,
    ) {
        self.list.push(Attribute {
            id: uuid(&["attribute", &self.owner, &self.list.len().to_string()]),
            link_type: Some(link_type.to_owned()),
            value: None,
            taxonomy_term: Some(TaxonomyTerm {
                id: uuid(&["term", vocabulary.name(), code]),
                name: label.to_owned(),
                code: Some(code.to_owned()),
                description: Some(label.to_owned()),
                taxonomy: Some(vocabulary.name().to_owned()),
                language: None,
            }),
        });
    }

    /// A single field.
    pub(super) fn field(&mut self, field: &str, value: &str) {
        self.term(link::FIELD, Vocabulary::Record, field, field);
        self.set_value(value);
    }

    pub(super) fn field_if_any(&mut self, field: &str, value: Option<&impl Display>) {
        if let Some(value) = value {
            self.field(field, &value.to_string());
        }
    }

    /// A text whose German version, otherwise the first one, belongs in a standard field: returns
    /// that one and adds the others. German text by a person needs no attribute.
    pub(super) fn texts<const MAX: usize>(
        &mut self,
        field: &str,
        texts: &Texts<MAX>,
    ) -> Option<String> {
        let german = LanguageTag::from(UiLanguage::De);
        let (first, text) = texts
            .versions()
            .find(|(language, _)| **language == german)
            .or_else(|| texts.versions().next())?;
        for (language, version) in texts.versions() {
            if language != first {
                self.translation(field, language, version);
            } else if *language != german || version.state != TextState::Human {
                self.text(link::ORIGINAL, field, language, version.state);
            }
        }
        Some(text.text.to_string())
    }

    /// A text in all languages, where the specification has no field for it.
    pub(super) fn all_texts<const MAX: usize>(&mut self, field: &str, texts: &Texts<MAX>) {
        for (language, version) in texts.versions() {
            self.translation(field, language, version);
        }
    }

    fn translation<const MAX: usize>(
        &mut self,
        field: &str,
        language: &LanguageTag,
        version: &Version<MAX>,
    ) {
        self.text(link::TRANSLATION, field, language, version.state);
        self.set_value(version.text.as_str());
    }

    fn text(&mut self, link_type: &str, field: &str, tag: &LanguageTag, state: TextState) {
        let code = match state {
            TextState::Human => format!("{field}.{tag}"),
            other => format!("{field}.{tag}.{}", word(&other)),
        };
        self.term(link_type, Vocabulary::Text, &code, field);
        let term = self.list.last_mut().and_then(|attribute| attribute.taxonomy_term.as_mut());
        if let Some(term) = term {
            term.language = Some(tag.to_string());
        }
    }

    fn set_value(&mut self, value: &str) {
        if let Some(attribute) = self.list.last_mut() {
            attribute.value = Some(value.to_owned());
        }
    }
}
