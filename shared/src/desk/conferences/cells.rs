//! Texts in several languages as fields of a form.
//!
//! Keys are `text.de`, and `state.text.uk` for the state of a translation.

use crate::language::{LanguageTag, UiLanguage};
use crate::text::{Text, TextError, TextState, Texts, Version};
use std::collections::BTreeMap;

/// What stands in the fields of a form, by key.
pub type Cells = BTreeMap<String, String>;

/// A field that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrongCell {
    /// Its key.
    pub key: String,
    /// Why.
    pub reason: CellReason,
}

/// Why a field is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CellReason {
    /// The text is not allowed.
    Text(TextError),
    /// Not a day.
    Day,
    /// More lines than allowed.
    TooMany {
        /// How many are allowed.
        most: usize,
    },
}

impl WrongCell {
    /// A field with a text that is not allowed.
    pub fn of_text(key: &str, error: TextError) -> Self {
        Self { key: key.to_owned(), reason: CellReason::Text(error) }
    }
}

/// The key of a text in a language.
pub fn text_key(key: &str, language: &LanguageTag) -> String {
    format!("{key}.{language}")
}

/// The key of the state of a text in a language.
pub fn state_key(key: &str, language: &LanguageTag) -> String {
    format!("state.{key}.{language}")
}

/// Adds a text in all its languages.
pub fn write_texts<const MAX: usize>(cells: &mut Cells, key: &str, texts: Option<&Texts<MAX>>) {
    let german = LanguageTag::from(UiLanguage::De);
    for (language, version) in texts.into_iter().flat_map(Texts::versions) {
        cells.insert(text_key(key, language), version.text.as_str().to_owned());
        if *language != german {
            let state = state_name(version.state).to_owned();
            cells.insert(state_key(key, language), state);
        }
    }
}

const fn state_name(state: TextState) -> &'static str {
    match state {
        TextState::Human => "human",
        TextState::Machine => "machine",
        TextState::Outdated => "outdated",
    }
}

fn state_of(name: &str) -> TextState {
    let states = [TextState::Machine, TextState::Outdated];
    states.into_iter().find(|state| state_name(*state) == name).unwrap_or_default()
}

/// Reads texts, and collects what is wrong with them.
#[derive(Debug)]
pub struct TextReader<'a> {
    cells: &'a Cells,
    /// What is wrong.
    pub wrong: Vec<WrongCell>,
}

impl<'a> TextReader<'a> {
    /// A reader of these fields.
    pub const fn new(cells: &'a Cells) -> Self {
        Self { cells, wrong: Vec::new() }
    }

    /// The value of a field; empty where there is none.
    pub fn value(&self, key: &str) -> &'a str {
        self.cells.get(key).map(String::as_str).unwrap_or_default()
    }

    /// Whether there is such a field.
    pub fn has_field(&self, key: &str) -> bool {
        self.cells.contains_key(key)
    }

    /// All fields.
    pub const fn cells(&self) -> &'a Cells {
        self.cells
    }

    /// A text that must be there in some language.
    pub fn needed<const MAX: usize>(
        &mut self,
        key: &str,
        stored: Option<&Texts<MAX>>,
    ) -> Option<Texts<MAX>> {
        let wrong = self.wrong.len();
        let read = self.optional(key, stored);
        if read.is_none() && wrong == self.wrong.len() {
            let german = text_key(key, &UiLanguage::De.into());
            self.wrong.push(WrongCell::of_text(&german, TextError::Empty));
        }
        read
    }

    /// A text that may be missing: what the fields hold, and what is stored in languages without a
    /// field. A German text that was emptied takes its translations with it; one that was changed
    /// leaves those outdated which nobody has touched.
    pub fn optional<const MAX: usize>(
        &mut self,
        key: &str,
        stored: Option<&Texts<MAX>>,
    ) -> Option<Texts<MAX>> {
        let german = LanguageTag::from(UiLanguage::De);
        let mut versions: BTreeMap<LanguageTag, Version<MAX>> = stored
            .into_iter()
            .flat_map(Texts::versions)
            .map(|(language, version)| (language.clone(), version.clone()))
            .collect();
        let before = versions.get(&german).map(|version| version.text.clone());
        for language in self.languages(key) {
            self.read_version(key, &language, &mut versions);
        }
        let now = versions.get(&german).map(|version| version.text.clone());
        if before.is_some() && now.is_none() {
            return None;
        }
        if before.is_some() && before != now {
            outdate(stored, &mut versions);
        }
        Texts::try_from(versions).ok()
    }

    /// The languages that this text has a field for.
    fn languages(&self, key: &str) -> Vec<LanguageTag> {
        let prefix = format!("{key}.");
        self.cells
            .keys()
            .filter_map(|given| LanguageTag::parse(given.strip_prefix(&prefix)?).ok())
            .collect()
    }

    fn read_version<const MAX: usize>(
        &mut self,
        key: &str,
        language: &LanguageTag,
        versions: &mut BTreeMap<LanguageTag, Version<MAX>>,
    ) {
        let cell = text_key(key, language);
        match Text::parse(self.value(&cell)) {
            Ok(text) => {
                let stored = versions.get(language);
                let given = state_of(self.value(&state_key(key, language)));
                // A translation that somebody has just written is theirs, unless they say otherwise.
                let is_rewritten = stored.is_some_and(|stored| stored.text != text);
                let is_same_state = stored.is_some_and(|stored| stored.state == given);
                let state = if is_rewritten && is_same_state { TextState::Human } else { given };
                versions.insert(language.clone(), Version { text, state });
            }
            Err(TextError::Empty) => {
                versions.remove(language);
            }
            Err(error) => self.wrong.push(WrongCell::of_text(&cell, error)),
        }
    }
}

/// Marks the translations that stand as they were before the German text was changed.
fn outdate<const MAX: usize>(
    stored: Option<&Texts<MAX>>,
    versions: &mut BTreeMap<LanguageTag, Version<MAX>>,
) {
    let german = LanguageTag::from(UiLanguage::De);
    for (language, version) in versions.iter_mut().filter(|(one, _)| **one != german) {
        if stored.and_then(|stored| stored.get(language)) == Some(version) {
            version.state = TextState::Outdated;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Lines;
    use rstest::rstest;

    fn texts(json: &str) -> Lines {
        serde_json::from_str(json).unwrap()
    }

    fn read(stored: &str, cells: &[(&str, &str)]) -> Option<String> {
        let cells: Cells =
            cells.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect();
        let stored = texts(stored);
        let read = TextReader::new(&cells).optional("name", Some(&stored));
        read.map(|texts| serde_json::to_string(&texts).unwrap())
    }

    const STORED: &str = r#"{"de":"Kurs","tr":{"text":"Kurs","state":"machine"},"uk":"Курс"}"#;

    #[rstest]
    #[case::nothing_typed(&[], Some(STORED))]
    #[case::only_german_changed(
        &[("name.de", "Sprachkurs")],
        Some(r#"{"de":"Sprachkurs","tr":{"text":"Kurs","state":"outdated"},"uk":{"text":"Курс","state":"outdated"}}"#)
    )]
    #[case::both_changed(
        &[("name.de", "Sprachkurs"), ("name.uk", "Мовний курс"), ("state.name.uk", "human")],
        Some(r#"{"de":"Sprachkurs","tr":{"text":"Kurs","state":"outdated"},"uk":"Мовний курс"}"#)
    )]
    #[case::a_machine_translation_rewritten(
        &[("name.de", "Kurs"), ("name.tr", "Dil kursu"), ("state.name.tr", "machine")],
        Some(r#"{"de":"Kurs","tr":"Dil kursu","uk":"Курс"}"#)
    )]
    #[case::a_machine_translation_confirmed(
        &[("name.tr", "Kurs"), ("state.name.tr", "human")],
        Some(r#"{"de":"Kurs","tr":"Kurs","uk":"Курс"}"#)
    )]
    #[case::a_translation_removed(
        &[("name.tr", " "), ("name.uk", "Курс"), ("state.name.uk", "human")],
        Some(r#"{"de":"Kurs","uk":"Курс"}"#)
    )]
    #[case::german_removed(&[("name.de", "")], None)]
    fn a_form_changes_what_it_shows_and_keeps_the_rest(
        #[case] cells: &[(&str, &str)],
        #[case] expected: Option<&str>,
    ) {
        assert_eq!(read(STORED, cells).as_deref(), expected);
    }

    #[test]
    fn what_was_written_is_read_as_the_same_texts() {
        let stored = texts(STORED);
        let mut cells = Cells::new();
        write_texts(&mut cells, "name", Some(&stored));
        assert_eq!(TextReader::new(&cells).optional("name", Some(&stored)), Some(stored.clone()));
        assert_eq!(TextReader::new(&cells).needed("name", None), Some(stored));
    }

    #[test]
    fn a_text_that_is_too_long_or_missing_is_named_by_its_field() {
        let cells = Cells::from([("name.uk".to_owned(), "К".repeat(201))]);
        let mut reader = TextReader::new(&cells);
        assert_eq!(reader.needed::<200>("name", None), None);
        assert_eq!(reader.needed::<200>("place", None), None);
        let wrong: Vec<_> = reader.wrong.iter().map(|wrong| wrong.key.as_str()).collect();
        assert_eq!(wrong, ["name.uk", "place.de"]);
    }
}
