//! Languages: those of the interface, and the tags of texts and offers.
//!
//! Owns the list of interface languages and the syntax of language tags; the translations
//! themselves and the names of languages are in `locales/`.

use serde::{Deserialize, Serialize};
use std::fmt;

/// A language of the interface; every address begins with its tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum UiLanguage {
    /// German, the reference for the others.
    De,
    /// Plain German, not yet reviewed by readers of the target group.
    DeSimple,
    /// English.
    En,
    /// Turkish.
    Tr,
    /// Arabic, written from right to left.
    Ar,
    /// Ukrainian.
    Uk,
}

impl UiLanguage {
    /// Every interface language, in the order the language switch shows them.
    pub const ALL: [Self; 6] = [Self::De, Self::DeSimple, Self::En, Self::Tr, Self::Ar, Self::Uk];

    /// The BCP 47 tag, as used in addresses, `lang` attributes and file names.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::De => "de",
            Self::DeSimple => "de-simple",
            Self::En => "en",
            Self::Tr => "tr",
            Self::Ar => "ar",
            Self::Uk => "uk",
        }
    }

    /// The language with this tag; `None` for any other text.
    pub fn from_tag(tag: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|language| language.tag() == tag)
    }

    /// Writing direction, for the `dir` attribute.
    pub const fn dir(self) -> &'static str {
        match self {
            Self::Ar => "rtl",
            _ => "ltr",
        }
    }

    /// The language's own name.
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::De => "Deutsch",
            Self::DeSimple => "Einfaches Deutsch",
            Self::En => "English",
            Self::Tr => "Türkçe",
            Self::Ar => "العربية",
            Self::Uk => "Українська",
        }
    }

    /// The best match for an `Accept-Language` header; German where nothing matches.
    pub fn from_accept_language(header: &str) -> Self {
        let mut wanted: Vec<(u16, Self)> =
            header.split(',').take(32).filter_map(accepted).collect();
        wanted.sort_by_key(|(weight, _)| std::cmp::Reverse(*weight));
        wanted.first().map_or(Self::De, |(_, language)| *language)
    }
}

/// One entry of `Accept-Language`: its weight in thousandths and the interface language.
fn accepted(entry: &str) -> Option<(u16, UiLanguage)> {
    let (range, parameters) = entry.split_once(';').unwrap_or((entry, ""));
    let weight = parameters.trim().strip_prefix("q=").map_or(Some(1.0_f32), |q| q.parse().ok())?;
    if !(weight > 0.0 && weight <= 1.0) {
        return None;
    }
    let range = range.trim().to_ascii_lowercase();
    let primary = range.split('-').next().unwrap_or_default();
    let language = UiLanguage::from_tag(&range).or_else(|| UiLanguage::from_tag(primary))?;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 < weight <= 1")]
    Some(((weight * 1000.0) as u16, language))
}

/// A BCP 47 language tag such as `de`, `ti` or `de-simple`; for texts and for the languages spoken
/// at an offer, which are far more than those of the interface.
///
/// Lower case, 2 to 3 letters, then subtags of 2 to 8 letters or digits; at most 35 characters.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(
    feature = "openapi",
    derive(utoipa::ToSchema),
    schema(pattern = "^[a-z]{2,3}(-[a-z0-9]{2,8})*$", max_length = 35, example = "de")
)]
#[serde(try_from = "String", into = "String")]
pub struct LanguageTag(String);

/// Further languages of conference texts, by tag, with their own names.
const OWN_NAMES: [(&str, &str); 16] = [
    ("bg", "Български"),
    ("ckb", "کوردیی ناوەندی"),
    ("es", "Español"),
    ("fa", "فارسی"),
    ("fr", "Français"),
    ("it", "Italiano"),
    ("kmr", "Kurmancî"),
    ("ku", "Kurdî"),
    ("pl", "Polski"),
    ("ps", "پښتو"),
    ("ro", "Română"),
    ("ru", "Русский"),
    ("so", "Soomaali"),
    ("sq", "Shqip"),
    ("sr", "Српски"),
    ("ti", "ትግርኛ"),
];

/// A malformed language tag.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[error("not a language tag")]
pub struct LanguageTagError;

impl LanguageTag {
    /// Parses a tag; upper case is converted to lower case.
    ///
    /// # Errors
    /// [`LanguageTagError`] where the tag is malformed.
    pub fn parse(text: &str) -> Result<Self, LanguageTagError> {
        let tag = text.trim().to_ascii_lowercase();
        let mut parts = tag.split('-');
        let primary = parts.next().unwrap_or_default();
        let is_primary =
            (2..=3).contains(&primary.len()) && primary.bytes().all(|b| b.is_ascii_lowercase());
        let are_subtags = parts.all(|part| {
            (2..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric())
        });
        if is_primary && are_subtags && tag.len() <= 35 {
            Ok(Self(tag))
        } else {
            Err(LanguageTagError)
        }
    }

    /// The tag itself.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Every language whose own name is known, those of the interface first.
    pub fn named() -> impl Iterator<Item = Self> {
        let others = OWN_NAMES.iter().map(|(tag, _)| Self((*tag).to_owned()));
        UiLanguage::ALL.into_iter().map(Self::from).chain(others)
    }

    /// The language's own name, where known.
    pub fn own_name(&self) -> Option<&'static str> {
        let ours = UiLanguage::from_tag(self.as_str()).map(UiLanguage::own_name);
        ours.or_else(|| {
            let found = OWN_NAMES.iter().find(|(tag, _)| *tag == self.as_str());
            found.map(|(_, name)| *name)
        })
    }

    /// Writing direction of texts in this language.
    pub fn dir(&self) -> &'static str {
        match self.0.split('-').next() {
            Some("ar" | "fa" | "he" | "ur" | "ckb" | "ps" | "sd" | "ug" | "yi") => "rtl",
            _ => "ltr",
        }
    }
}

impl From<UiLanguage> for LanguageTag {
    fn from(language: UiLanguage) -> Self {
        Self(language.tag().to_owned())
    }
}

impl TryFrom<String> for LanguageTag {
    type Error = LanguageTagError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text)
    }
}

impl From<LanguageTag> for String {
    fn from(tag: LanguageTag) -> Self {
        tag.0
    }
}

impl fmt::Display for LanguageTag {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("uk-UA,uk;q=0.9,en;q=0.8", UiLanguage::Uk)]
    #[case("fr, en;q=0.3, ar;q=0.7", UiLanguage::Ar)]
    #[case("de-simple", UiLanguage::DeSimple)]
    #[case("de-AT", UiLanguage::De)]
    #[case("tr;q=0", UiLanguage::De)]
    #[case("", UiLanguage::De)]
    #[case(";;;q=NaN,,*", UiLanguage::De)]
    fn the_best_accepted_language_wins(#[case] header: &str, #[case] expected: UiLanguage) {
        assert_eq!(UiLanguage::from_accept_language(header), expected);
    }

    #[rstest]
    #[case("de", true)]
    #[case("DE-Simple", true)]
    #[case("ckb", true)]
    #[case("german", false)]
    #[case("d", false)]
    #[case("de-", false)]
    #[case("de_DE", false)]
    fn a_tag_is_recognised_by_its_form(#[case] text: &str, #[case] is_tag: bool) {
        assert_eq!(LanguageTag::parse(text).is_ok(), is_tag);
    }
}
