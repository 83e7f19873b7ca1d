//! Texts of limited length, and texts in several languages with their states.
//!
//! A value of these types is always valid: trimmed, not empty, not too long, without control
//! characters. Also decides which language a reader is shown.

#[cfg(feature = "openapi")]
mod schema;

#[cfg(feature = "openapi")]
pub use schema::PRINTABLE;

use crate::language::{LanguageTag, UiLanguage};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;

/// A trimmed text of 1 to `MAX` characters (Unicode scalar values) without
/// control characters other than line breaks.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Text<const MAX: usize>(String);

/// Most characters of a [`Line`].
pub const MAX_LINE: usize = 200;
/// A name, a title, a line of an address: up to 200 characters.
pub type Line = Text<MAX_LINE>;
/// A description or a remark: up to 5,000 characters.
pub type Passage = Text<5_000>;

/// Why a text was rejected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum TextError {
    /// Nothing but white space.
    #[error("the text is empty")]
    Empty,
    /// More characters than allowed.
    #[error("the text has {length} characters, {max} are allowed")]
    TooLong {
        /// Characters given.
        length: usize,
        /// Characters allowed.
        max: usize,
    },
    /// A control character, such as NUL.
    #[error("the text holds a control character")]
    ControlCharacter,
}

impl<const MAX: usize> Text<MAX> {
    /// Trims and validates a text; line endings become `\n`.
    ///
    /// # Errors
    /// [`TextError`] where it is empty, too long or holds control characters.
    pub fn parse(text: &str) -> Result<Self, TextError> {
        let text = text.trim().replace("\r\n", "\n").replace('\t', " ");
        let length = text.chars().count();
        if text.is_empty() {
            Err(TextError::Empty)
        } else if length > MAX {
            Err(TextError::TooLong { length, max: MAX })
        } else if text.chars().any(|c| c.is_control() && c != '\n') {
            Err(TextError::ControlCharacter)
        } else {
            Ok(Self(text))
        }
    }

    /// The text as a string slice.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl<const MAX: usize> TryFrom<String> for Text<MAX> {
    type Error = TextError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text)
    }
}

impl<const MAX: usize> From<Text<MAX>> for String {
    fn from(text: Text<MAX>) -> Self {
        text.0
    }
}

impl<const MAX: usize> fmt::Display for Text<MAX> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// The origin of a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum TextState {
    /// Written or reviewed by a person.
    #[default]
    Human,
    /// Machine translation; always labelled as such.
    Machine,
    /// A translation whose original has changed since.
    Outdated,
}

/// A text in one language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "VersionForm<MAX>", into = "VersionForm<MAX>")]
pub struct Version<const MAX: usize> {
    /// The text.
    pub text: Text<MAX>,
    /// Its origin.
    pub state: TextState,
}

/// On the wire a text by a person is a plain string; other states are explicit.
#[derive(Clone, Serialize, Deserialize)]
#[serde(untagged)]
enum VersionForm<const MAX: usize> {
    Plain(Text<MAX>),
    Full { text: Text<MAX>, state: TextState },
}

impl<const MAX: usize> From<VersionForm<MAX>> for Version<MAX> {
    fn from(form: VersionForm<MAX>) -> Self {
        match form {
            VersionForm::Plain(text) => Self { text, state: TextState::Human },
            VersionForm::Full { text, state } => Self { text, state },
        }
    }
}

impl<const MAX: usize> From<Version<MAX>> for VersionForm<MAX> {
    fn from(version: Version<MAX>) -> Self {
        match version.state {
            TextState::Human => Self::Plain(version.text),
            state => Self::Full { text: version.text, state },
        }
    }
}

/// One text in any number of languages, at least one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(
    try_from = "BTreeMap<LanguageTag, Version<MAX>>",
    into = "BTreeMap<LanguageTag, Version<MAX>>"
)]
pub struct Texts<const MAX: usize>(BTreeMap<LanguageTag, Version<MAX>>);

/// A name or title in several languages.
pub type Lines = Texts<200>;
/// A description in several languages.
pub type Passages = Texts<5_000>;

/// A text in several languages without any language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a text needs at least one language")]
pub struct NoLanguage;

impl<const MAX: usize> Texts<MAX> {
    /// A text in German only.
    pub fn german(text: Text<MAX>) -> Self {
        let version = Version { text, state: TextState::Human };
        Self(BTreeMap::from([(LanguageTag::from(UiLanguage::De), version)]))
    }

    /// Every language with its text, ordered by tag.
    pub fn versions(&self) -> impl Iterator<Item = (&LanguageTag, &Version<MAX>)> {
        self.0.iter()
    }

    /// Adds or replaces the text in a language.
    pub fn set(&mut self, language: LanguageTag, version: Version<MAX>) {
        self.0.insert(language, version);
    }

    /// The text in exactly this language.
    pub fn get(&self, language: &LanguageTag) -> Option<&Version<MAX>> {
        self.0.get(language)
    }

    /// The text for a reader of the interface in this language; see [`Self::pick_in`].
    pub fn pick(&self, wanted: UiLanguage) -> Picked {
        self.pick_in(&wanted.into())
    }

    /// The text for a reader: in the requested language, else its plain or full variant
    /// (`de-simple` and `de`), else German, else English, else the first one.
    pub fn pick_in(&self, wanted: &LanguageTag) -> Picked {
        let order: &[&str] = match wanted.as_str() {
            "de" | "de-simple" => &["de", "de-simple", "en"],
            _ => &["de", "en", "de-simple"],
        };
        let found = std::iter::once(wanted.as_str())
            .chain(order.iter().copied())
            .find_map(|tag| self.0.iter().find(|(language, _)| language.as_str() == tag))
            .or_else(|| self.0.first_key_value());
        match found {
            Some((language, version)) => Picked::new(language, version, wanted),
            // Unreachable by construction; an empty text is harmless.
            None => Picked::empty(wanted),
        }
    }

    /// The German text, where the reader is shown another language.
    pub fn german_beside(&self, shown: &Picked) -> Option<String> {
        let german = LanguageTag::from(UiLanguage::De);
        let version = self.get(&german)?;
        (shown.language != german).then(|| version.text.as_str().to_owned())
    }
}

impl<const MAX: usize> TryFrom<BTreeMap<LanguageTag, Version<MAX>>> for Texts<MAX> {
    type Error = NoLanguage;

    fn try_from(texts: BTreeMap<LanguageTag, Version<MAX>>) -> Result<Self, Self::Error> {
        if texts.is_empty() { Err(NoLanguage) } else { Ok(Self(texts)) }
    }
}

impl<const MAX: usize> From<Texts<MAX>> for BTreeMap<LanguageTag, Version<MAX>> {
    fn from(texts: Texts<MAX>) -> Self {
        texts.0
    }
}

/// The text without the soft hyphens that the server puts into what pages show.
pub fn without_soft_hyphens(text: &str) -> String {
    text.chars().filter(|letter| *letter != '\u{ad}').collect()
}

/// The text selected for one reader, with the information needed to label it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Picked {
    /// The text.
    pub text: String,
    /// Its language, for the `lang` attribute and, through it, `dir`.
    pub language: LanguageTag,
    /// Its origin.
    pub state: TextState,
    /// Whether the reader requested another language.
    pub is_fallback: bool,
}

impl Picked {
    /// The text for what is not shown on a page, such as a title or speech: see
    /// [`without_soft_hyphens`].
    pub fn plain_text(&self) -> String {
        without_soft_hyphens(&self.text)
    }

    fn new<const MAX: usize>(
        language: &LanguageTag,
        version: &Version<MAX>,
        wanted: &LanguageTag,
    ) -> Self {
        Self {
            text: version.text.as_str().to_owned(),
            language: language.clone(),
            state: version.state,
            is_fallback: language != wanted,
        }
    }

    fn empty(wanted: &LanguageTag) -> Self {
        Self {
            text: String::new(),
            language: wanted.clone(),
            state: TextState::Human,
            is_fallback: false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    fn texts(json: &str) -> Lines {
        serde_json::from_str(json).unwrap()
    }

    #[rstest]
    #[case("   ", Err(TextError::Empty))]
    #[case("a\u{0}b", Err(TextError::ControlCharacter))]
    #[case("abcdef", Err(TextError::TooLong { length: 6, max: 5 }))]
    #[case(" äöüß ", Ok("äöüß"))]
    fn a_text_is_trimmed_and_limited(
        #[case] text: &str,
        #[case] expected: Result<&str, TextError>,
    ) {
        let parsed = Text::<5>::parse(text);
        assert_eq!(parsed.as_ref().map(Text::as_str), expected.as_ref().copied());
    }

    #[rstest]
    #[case(UiLanguage::Uk, "Курс", false)]
    #[case(UiLanguage::Ar, "Kurs", true)]
    #[case(UiLanguage::DeSimple, "Kurs", true)]
    fn a_missing_language_falls_back_to_german_and_says_so(
        #[case] wanted: UiLanguage,
        #[case] text: &str,
        #[case] is_fallback: bool,
    ) {
        let picked = texts(r#"{"de": "Kurs", "uk": "Курс"}"#).pick(wanted);
        assert_eq!((picked.text.as_str(), picked.is_fallback), (text, is_fallback));
    }

    #[test]
    fn the_state_round_trips_and_a_text_without_language_is_rejected() {
        let json = r#"{"de":"Kurs","tr":{"text":"Kurs","state":"machine"}}"#;
        assert_eq!(serde_json::to_string(&texts(json)).unwrap(), json);
        assert!(serde_json::from_str::<Lines>("{}").is_err());
    }
}
