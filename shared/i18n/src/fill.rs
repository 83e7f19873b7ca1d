//! Replaces the variables in a text by values.
//!
//! Owns `{{name}}` and the isolation of text in another direction. Formats nothing.

use shared::language::UiLanguage;

/// Starts a run whose direction is that of its first strong letter.
const FIRST_STRONG_ISOLATE: char = '\u{2068}';
const POP_DIRECTIONAL_ISOLATE: char = '\u{2069}';

/// The text with its variables replaced. Values are never searched for variables.
pub(super) fn fill(
    language: UiLanguage,
    template: &str,
    count: &str,
    values: &[(&str, &str)],
) -> String {
    let mut text = String::with_capacity(template.len() + 16);
    // A text, nothing, a name, nothing, the next text: that braces stand in such pairs only, around
    // known names, is checked at build time.
    for (index, piece) in template.split(['{', '}']).enumerate() {
        if index % 4 != 2 {
            text.push_str(piece);
            continue;
        }
        match values.iter().find(|(known, _)| *known == piece) {
            Some((_, value)) => push_isolated(&mut text, language, value),
            None => text.push_str(count),
        }
    }
    text
}

/// Without isolation, a German name in an Arabic sentence, or the reverse, would pull adjacent
/// numbers and brackets to its side. The marks are invisible and only inserted where needed, so
/// that searching and copying give plain text everywhere else.
fn push_isolated(text: &mut String, language: UiLanguage, value: &str) {
    if value.chars().any(|letter| runs_against(language, letter)) {
        text.push(FIRST_STRONG_ISOLATE);
        text.push_str(value);
        text.push(POP_DIRECTIONAL_ISOLATE);
    } else {
        text.push_str(value);
    }
}

/// By Unicode blocks rather than its tables, which would cost the phone several kilobytes.
fn runs_against(language: UiLanguage, letter: char) -> bool {
    if language.dir() == "rtl" {
        // Latin, Greek, Cyrillic, Armenian.
        letter.is_ascii_alphabetic() || ('\u{c0}'..'\u{590}').contains(&letter)
    } else {
        // Hebrew to Arabic Extended-A.
        ('\u{590}'..'\u{900}').contains(&letter)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variables_are_replaced_at_any_position() {
        let values = [("city", "Herten"), ("name", "Café")];
        let text = fill(UiLanguage::De, "{{name}}: {{count}} in {{city}}, {{name}}", "7", &values);
        assert_eq!(text, "Café: 7 in Herten, Café");
        assert_eq!(fill(UiLanguage::De, "ohne", "", &[]), "ohne");
    }

    #[test]
    fn a_value_with_braces_stays_as_it_is() {
        let values = [("a", "{{b}}"), ("b", "x")];
        assert_eq!(fill(UiLanguage::De, "{{a}} {{b}}", "", &values), "{{b}} x");
    }

    #[test]
    fn a_name_in_another_direction_is_isolated() {
        let latin = fill(UiLanguage::Ar, "في {{city}}", "", &[("city", "Marl (NRW)")]);
        assert_eq!(latin, "في \u{2068}Marl (NRW)\u{2069}");
        let arabic = fill(UiLanguage::De, "in {{city}}", "", &[("city", "مارل")]);
        assert_eq!(arabic, "in \u{2068}مارل\u{2069}");
    }

    #[test]
    fn a_name_in_the_same_direction_and_a_number_are_left_alone() {
        assert_eq!(fill(UiLanguage::Uk, "{{a}}", "", &[("a", "Марль Marl")]), "Марль Marl");
        assert_eq!(fill(UiLanguage::Ar, "{{a}}", "", &[("a", "مارل 20")]), "مارل 20");
    }
}
