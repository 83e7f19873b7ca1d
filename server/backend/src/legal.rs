//! The texts a public body must show: imprint, privacy, accessibility. Those of the operator, or the
//! honest default of the software.
//!
//! Defaults are Markdown, like the operator's own texts, so that an operator can begin with one of
//! them (`server/backend/data/legal`). There is none for the imprint: nobody but the operator knows
//! who they are.

use crate::service::Service;
use shared::language::UiLanguage;
use std::collections::BTreeMap;

/// What a legal text is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LegalTopic {
    /// Who is responsible.
    Imprint,
    /// What is stored.
    Privacy,
    /// Which barriers there are, and where to report one.
    Accessibility,
}

impl LegalTopic {
    /// All topics.
    pub const ALL: [Self; 3] = [Self::Imprint, Self::Privacy, Self::Accessibility];

    /// The name in addresses and of files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Imprint => "imprint",
            Self::Privacy => "privacy",
            Self::Accessibility => "accessibility",
        }
    }

    /// The topic with this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|topic| topic.name() == name)
    }
}

/// The operator's texts in Markdown, by topic and language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LegalTexts(BTreeMap<LegalTopic, BTreeMap<&'static str, String>>);

impl LegalTexts {
    /// Adds a text.
    pub fn insert(&mut self, topic: LegalTopic, language: UiLanguage, markdown: String) {
        self.0.entry(topic).or_default().insert(language.tag(), markdown);
    }

    /// The text in this language, else in German, which is what the law asks for.
    fn find(&self, topic: LegalTopic, language: UiLanguage) -> Option<(UiLanguage, &str)> {
        let texts = self.0.get(&topic)?;
        [language, UiLanguage::De]
            .into_iter()
            .find_map(|language| Some((language, texts.get(language.tag())?.as_str())))
    }
}

/// A legal text as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LegalText {
    /// The operator's own.
    Operator {
        /// In Markdown.
        markdown: String,
        /// The language it is in.
        language: UiLanguage,
    },
    /// That of the software, in the reader's language.
    Default(&'static str),
    /// There is none, although there must be one.
    Missing,
}

impl Service {
    /// Shows a legal text.
    pub fn show_legal_text(&self, topic: LegalTopic, language: UiLanguage) -> LegalText {
        if let Some((language, markdown)) = self.0.settings.legal.find(topic, language) {
            return LegalText::Operator { markdown: markdown.to_owned(), language };
        }
        match topic {
            LegalTopic::Imprint => LegalText::Missing,
            LegalTopic::Privacy => LegalText::Default(default_privacy(language)),
            LegalTopic::Accessibility => LegalText::Default(""),
        }
    }
}

const fn default_privacy(language: UiLanguage) -> &'static str {
    match language {
        UiLanguage::De => include_str!("../data/legal/privacy.de.md"),
        UiLanguage::DeSimple => include_str!("../data/legal/privacy.de-simple.md"),
        UiLanguage::En => include_str!("../data/legal/privacy.en.md"),
        UiLanguage::Tr => include_str!("../data/legal/privacy.tr.md"),
        UiLanguage::Ar => include_str!("../data/legal/privacy.ar.md"),
        UiLanguage::Uk => include_str!("../data/legal/privacy.uk.md"),
    }
}
