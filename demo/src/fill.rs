//! Placeholders such as `{city}`, and identifiers derived from names.

use crate::DemoError;
use shared::offer::LanguageLevel;
use shared::text::{Text, Texts, Version};

/// The values of the placeholders.
pub(crate) struct Fill<'a> {
    pub(crate) city: &'a str,
    pub(crate) district: &'a str,
    /// Empty if there is none.
    pub(crate) level: &'a str,
    /// Empty if there is none.
    pub(crate) host: &'a str,
}

impl Fill<'_> {
    /// The pattern with all placeholders replaced.
    pub(crate) fn text(&self, pattern: &str) -> String {
        if !pattern.contains('{') {
            return pattern.to_owned();
        }
        let filled = pattern
            .replace("{city}", self.city)
            .replace("{district}", self.district)
            .replace("{level}", self.level)
            .replace("{host}", self.host);
        // An empty value leaves two spaces.
        filled.replace("  ", " ")
    }

    /// The same for every language.
    pub(crate) fn texts<const MAX: usize>(
        &self,
        patterns: &Texts<MAX>,
    ) -> Result<Texts<MAX>, DemoError> {
        let mut filled = patterns.clone();
        for (language, version) in patterns.versions() {
            if version.text.as_str().contains('{') {
                let text = Text::parse(&self.text(version.text.as_str()))?;
                filled.set(language.clone(), Version { text, state: version.state });
            }
        }
        Ok(filled)
    }
}

/// A level as used in names.
pub(crate) fn level_name(level: LanguageLevel) -> &'static str {
    match level {
        LanguageLevel::None | LanguageLevel::Alpha => "",
        LanguageLevel::A1 => "A1",
        LanguageLevel::A2 => "A2",
        LanguageLevel::B1 => "B1",
        LanguageLevel::B2 => "B2",
        LanguageLevel::C1 => "C1",
        LanguageLevel::C2 => "C2",
    }
}

/// A name as an identifier: ASCII, lower case, words joined by hyphens, without "e. V.".
pub(crate) fn slug(name: &str) -> String {
    let mut slug = String::new();
    for letter in name.trim_end_matches(" e. V.").chars().flat_map(char::to_lowercase) {
        match letter {
            'ä' => slug.push_str("ae"),
            'ö' => slug.push_str("oe"),
            'ü' => slug.push_str("ue"),
            'ß' => slug.push_str("ss"),
            'ł' => slug.push('l'),
            letter if letter.is_ascii_alphanumeric() => slug.push(letter),
            _ if slug.is_empty() || slug.ends_with('-') => {}
            _ => slug.push('-'),
        }
    }
    slug.trim_end_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_identifier_is_derived_from_a_name() {
        assert_eq!(
            slug("Bücherei „Größe“, Haltern am See e. V."),
            "buecherei-groesse-haltern-am-see"
        );
    }

    #[test]
    fn placeholders_are_filled_in_and_empty_ones_leave_no_gap() {
        let fill = Fill { city: "Marl", district: "Hüls", level: "", host: "" };
        assert_eq!(fill.text("Deutsch {level} in {city}-{district}"), "Deutsch in Marl-Hüls");
    }
}
