//! The legal text that a page shows: the operator's, or the honest default of the software.
//!
//! Defaults are Markdown, like the operator's own texts, so that an operator can begin with one of
//! them (`server/backend/data/legal`). There is none for the imprint: nobody but the operator knows
//! who they are.

use crate::legal::LegalTopic;
use crate::service::Service;
use shared::language::UiLanguage;

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
