//! Texts of a form in German beside another language.

use crate::http::extract::Pairs;
use desk::components::{PairedText, StateField, TextPair};
use desk::pages::conferences::{Beside, BesideLanguage, FormError};
use i18n::I18n;
use i18n::words::desk::wrong_cell;
use shared::desk::conferences::{Cells, NEW_PARTS, WrongCell, state_key, text_key};
use shared::language::{LanguageTag, UiLanguage};
use shared::voting::conference::Conference;

/// What stands in a form, and what is said about it.
pub(super) struct PairBuilder<'a> {
    pub(super) i18n: I18n,
    pub(super) cells: &'a Cells,
    /// The language beside German.
    pub(super) beside: Option<LanguageTag>,
    pub(super) wrong: &'a [WrongCell],
    /// What is stored, where somebody else has changed it since.
    pub(super) stored: Option<&'a Cells>,
}

/// What a text is called, and what helps to write it.
#[derive(Clone, Copy, Default)]
pub(super) struct Wording<'a> {
    pub(super) label: &'a str,
    pub(super) hint: &'a str,
    /// Whether it may have several lines.
    pub(super) is_long: bool,
}

impl PairBuilder<'_> {
    pub(super) fn value(&self, key: &str) -> &str {
        self.cells.get(key).map(String::as_str).unwrap_or_default()
    }

    /// What is wrong with a field, or what somebody else has stored there.
    pub(super) fn error(&self, key: &str) -> Option<String> {
        if let Some(wrong) = self.wrong.iter().find(|wrong| wrong.key == key) {
            return Some(wrong_cell(self.i18n, wrong));
        }
        let theirs = self
            .stored
            .filter(|_| key != NEW_PARTS)?
            .get(key)
            .map(String::as_str)
            .unwrap_or_default();
        if theirs.trim() == self.value(key).trim() {
            None
        } else if theirs.is_empty() {
            Some(self.i18n.desk_offer_theirs_empty().to_owned())
        } else {
            Some(self.i18n.desk_offer_theirs(theirs))
        }
    }

    pub(super) fn pair(&self, key: &str, wording: Wording<'_>) -> TextPair {
        TextPair {
            label: wording.label.to_owned(),
            hint: wording.hint.to_owned(),
            is_long: wording.is_long,
            german: self.text(key, &UiLanguage::De.into()),
            beside: self.beside.as_ref().map(|language| {
                let state = state_key(key, language);
                let value = match self.value(&state) {
                    "" => "human".to_owned(),
                    value => value.to_owned(),
                };
                PairedText {
                    state: Some(StateField { key: state, value }),
                    ..self.text(key, language)
                }
            }),
        }
    }

    fn text(&self, key: &str, language: &LanguageTag) -> PairedText {
        let key = text_key(key, language);
        PairedText {
            value: self.value(&key).to_owned(),
            error: self.error(&key),
            lang: language.as_str().to_owned(),
            language: language.own_name().unwrap_or(language.as_str()).to_owned(),
            state: None,
            key,
        }
    }
}

/// The messages of these texts, each with a link to its field.
pub(super) fn errors_of<'a>(pairs: impl Iterator<Item = &'a TextPair>) -> Vec<FormError> {
    let texts = pairs.flat_map(|pair| {
        std::iter::once(&pair.german).chain(&pair.beside).map(move |text| (pair, text))
    });
    texts
        .filter_map(|(pair, text)| {
            let message = format!("{}: {}", pair.label, text.error.as_ref()?);
            Some(FormError { key: text.key.clone(), message })
        })
        .collect()
}

/// The language beside German that the request asks for, if the conference has it.
pub(super) fn beside_language(pairs: &Pairs, conference: &Conference) -> Option<LanguageTag> {
    let wanted = LanguageTag::parse(pairs.value_or_empty("beside")).ok()?;
    others(conference).find(|language| **language == wanted).cloned()
}

/// The choice of the language beside German; `path` is the page's, behind `edit/`.
pub(super) fn beside_choice(
    conference: &Conference,
    current: Option<&LanguageTag>,
    path: String,
) -> Beside {
    let languages = others(conference).map(|language| BesideLanguage {
        tag: language.as_str().to_owned(),
        name: language.own_name().unwrap_or(language.as_str()).to_owned(),
    });
    Beside {
        languages: languages.collect(),
        current: current.map(|language| language.as_str().to_owned()).unwrap_or_default(),
        path,
    }
}

fn others(conference: &Conference) -> impl Iterator<Item = &LanguageTag> {
    let german = LanguageTag::from(UiLanguage::De);
    conference.languages.iter().filter(move |language| **language != german)
}
