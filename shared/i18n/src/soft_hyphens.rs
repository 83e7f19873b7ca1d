//! Soft hyphens (U+00AD) in long words, for browsers without patterns of their own.
//!
//! Owns which words get them. The build script puts them into the interface's texts, the server into
//! the names that a page shows; neither happens in the browser, which has no patterns.

use hypher::Lang;

/// The character that shows only where a line ends at it.
pub const SOFT_HYPHEN: char = '\u{ad}';

/// Letters of the shortest word with soft hyphens: a heading on a phone of 320 px holds as many.
const LONG: usize = 12;

/// Letters that stay together at the beginning and at the end of a word.
const EDGE: usize = 3;

/// The text with soft hyphens in its long words, by the patterns for a language tag. A text in a
/// language without patterns stays as it is, as do web and mail addresses.
pub fn with_soft_hyphens(text: &str, tag: &str) -> String {
    match patterns(tag) {
        Some(language) => text
            .split_inclusive(char::is_whitespace)
            .map(|part| if must_stay(part) { part.to_owned() } else { hyphenate(part, language) })
            .collect(),
        None => text.to_owned(),
    }
}

fn patterns(tag: &str) -> Option<Lang> {
    match tag {
        "de" | "de-simple" => Some(Lang::German),
        "ru" => Some(Lang::Russian),
        "tr" => Some(Lang::Turkish),
        "uk" => Some(Lang::Ukrainian),
        _ => None,
    }
}

/// Whether this is an address, or has soft hyphens already.
fn must_stay(part: &str) -> bool {
    part.contains(['@', SOFT_HYPHEN]) || part.contains("://") || part.starts_with("www.")
}

fn hyphenate(part: &str, language: Lang) -> String {
    part.split_inclusive(|letter: char| !letter.is_alphabetic())
        .map(|piece| {
            let word = piece.trim_end_matches(|letter: char| !letter.is_alphabetic());
            let end = piece.get(word.len()..).unwrap_or_default();
            syllables(word, language) + end
        })
        .collect()
}

fn syllables(word: &str, language: Lang) -> String {
    if word.chars().count() < LONG {
        return word.to_owned();
    }
    hypher::hyphenate_bounded(word, language, EDGE, EDGE).join("\u{ad}")
}

#[cfg(test)]
mod tests {
    use super::with_soft_hyphens;

    fn shown(text: &str, tag: &str) -> String {
        with_soft_hyphens(text, tag).replace('\u{ad}', "|")
    }

    #[test]
    fn long_words_may_be_broken_between_syllables() {
        assert_eq!(shown("Gesundheitsgespräch", "de"), "Gesund|heits|ge|spräch");
        assert_eq!(shown("Консультації", "uk"), "Кон|суль|та|ції");
        assert_eq!(shown("Консультирование", "ru"), "Кон|суль|ти|ро|ва|ние");
        assert_eq!(shown("karşılaştırması", "tr"), "kar|şı|laş|tır|ması");
        let (text, expected) =
            ("Eltern-Integrationskonferenz, 3", "Eltern-Inte|gra|ti|ons|kon|fe|renz, 3");
        assert_eq!(shown(text, "de-simple"), expected);
    }

    #[test]
    fn short_words_and_addresses_and_other_languages_stay_as_they_are() {
        for text in
            ["Sprachkurs", "post@integrationskonferenz.example", "www.sprachkursangebote.example"]
        {
            assert_eq!(shown(text, "de"), text);
        }
        assert_eq!(
            shown("https://integrationskonferenz.example/anmeldeformular", "de"),
            "https://integrationskonferenz.example/anmeldeformular"
        );
        assert_eq!(shown("internationalisation", "en"), "internationalisation");
    }

    #[test]
    fn a_text_that_has_them_gets_no_more() {
        let once = with_soft_hyphens("Die Integrationskonferenz", "de");
        assert_eq!(with_soft_hyphens(&once, "de"), once);
    }
}
