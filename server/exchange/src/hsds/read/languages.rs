//! Languages spoken at a service.

use super::reader::{Reader, is_same};
use crate::hsds::{Language, Service};
use shared::language::LanguageTag;
use shared::offer::SpokenLanguages;

/// Three-letter codes of ISO 639 for languages that have two-letter tags in our list.
const LONG_CODES: [(&str, &str); 22] = [
    ("alb", "sq"),
    ("ara", "ar"),
    ("bul", "bg"),
    ("deu", "de"),
    ("eng", "en"),
    ("fas", "fa"),
    ("fra", "fr"),
    ("fre", "fr"),
    ("ger", "de"),
    ("hbs", "sh"),
    ("kur", "ku"),
    ("per", "fa"),
    ("pol", "pl"),
    ("prs", "fa"),
    ("ron", "ro"),
    ("rum", "ro"),
    ("rus", "ru"),
    ("spa", "es"),
    ("sqi", "sq"),
    ("tir", "ti"),
    ("tur", "tr"),
    ("ukr", "uk"),
];

impl Reader<'_> {
    pub(super) fn spoken(&mut self, service: &Service, is_ours: bool) -> SpokenLanguages {
        let mut spoken = Vec::new();
        for language in &service.languages {
            match self.language(language, is_ours) {
                Some(tag) => spoken.push(tag),
                None => self.ignore_field("languages"),
            }
        }
        let interpreter = service.interpretation_services.as_deref().map(str::trim);
        let interpreter_on_request = interpreter.is_some_and(|text| !text.is_empty());
        SpokenLanguages { spoken, interpreter_on_request }
    }

    /// A language by its code, else by its name in our list, else by any valid code.
    fn language(&self, language: &Language, is_ours: bool) -> Option<LanguageTag> {
        let code = language.code.as_deref().unwrap_or_default().to_lowercase();
        let short = LONG_CODES.iter().find(|(long, _)| *long == code).map(|(_, short)| *short);
        let tag = LanguageTag::parse(short.filter(|_| !is_ours).unwrap_or(&code)).ok();
        let list = &self.context.options.taxonomy.languages;
        let is_listed = tag.as_ref().is_some_and(|tag| list.iter().any(|term| term.id == *tag));
        if is_ours || is_listed {
            return tag;
        }
        let name = language.name.as_deref().unwrap_or_default();
        let named = list.iter().find(|term| is_same(term.label.as_str(), name));
        named.map(|term| term.id.clone()).or(tag)
    }
}
