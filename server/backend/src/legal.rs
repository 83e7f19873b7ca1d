//! The operator's texts that a public body must show: imprint, privacy, accessibility.

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
    pub(crate) fn find(
        &self,
        topic: LegalTopic,
        language: UiLanguage,
    ) -> Option<(UiLanguage, &str)> {
        let texts = self.0.get(&topic)?;
        [language, UiLanguage::De]
            .into_iter()
            .find_map(|language| Some((language, texts.get(language.tag())?.as_str())))
    }
}
