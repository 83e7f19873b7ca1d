//! The plural form of a number in a language.
//!
//! The rules are those of CLDR: compiled in on the server, the browser's own in the browser. Both
//! are identical for whole numbers.

use crate::generated::FORMS;
use shared::language::UiLanguage;

/// The form that every language has.
pub(super) const OTHER: usize = FORMS.len() - 1;

/// The index of the form among the six of CLDR.
pub(super) fn form(language: UiLanguage, count: u64) -> usize {
    let name = form_name(language, count);
    FORMS.iter().position(|form| *form == name).unwrap_or(OTHER)
}

/// The tag of the language in CLDR: without the variant, so that plain German uses the rules of
/// German on both sides.
fn cldr_tag(language: UiLanguage) -> &'static str {
    let tag = language.tag();
    tag.split_once('-').map_or(tag, |(primary, _)| primary)
}

#[cfg(feature = "server")]
fn form_name(language: UiLanguage, count: u64) -> &'static str {
    use icu_plurals::{PluralCategory, PluralRules};

    thread_local! {
        // Per thread, because ICU shares its data through `Rc`.
        static RULES: Vec<(UiLanguage, PluralRules)> =
            UiLanguage::ALL.into_iter().filter_map(rules_of).collect();
    }
    let category = RULES.with(|rules| {
        let (_, rules) = rules.iter().find(|(known, _)| *known == language)?;
        Some(rules.category_for(count))
    });
    match category {
        Some(PluralCategory::Zero) => "zero",
        Some(PluralCategory::One) => "one",
        Some(PluralCategory::Two) => "two",
        Some(PluralCategory::Few) => "few",
        Some(PluralCategory::Many) => "many",
        Some(PluralCategory::Other) | None => "other",
    }
}

/// `None` only for a language missing in CLDR; a test covers all of ours.
#[cfg(feature = "server")]
fn rules_of(language: UiLanguage) -> Option<(UiLanguage, icu_plurals::PluralRules)> {
    let tag = icu_locale_core::LanguageIdentifier::try_from_str(cldr_tag(language)).ok()?;
    let rules = icu_plurals::PluralRules::try_new_cardinal(tag.into()).ok()?;
    Some((language, rules))
}

#[cfg(all(feature = "browser", not(feature = "server")))]
fn form_name(language: UiLanguage, count: u64) -> String {
    #[expect(clippy::cast_precision_loss, reason = "nothing here counts to 2^53")]
    let count = count as f64;
    rules_of(language).select(count).into()
}

/// Creating the rules is far more expensive than using them, so the last ones are cached: a page
/// uses one language. They are never freed, which saves the code for it on the phone.
#[cfg(all(feature = "browser", not(feature = "server")))]
fn rules_of(language: UiLanguage) -> &'static js_sys::Intl::PluralRules {
    use js_sys::{Array, Intl::PluralRules, Object};
    use std::cell::Cell;

    thread_local! {
        static RULES: Cell<Option<(UiLanguage, &'static PluralRules)>> = const { Cell::new(None) };
    }
    if let Some((known, rules)) = RULES.get()
        && known == language
    {
        return rules;
    }
    let tags = Array::of1(&cldr_tag(language).into());
    let rules: &'static _ = Box::leak(Box::new(PluralRules::new(&tags, &Object::new())));
    RULES.set(Some((language, rules)));
    rules
}

#[cfg(test)]
#[cfg(feature = "server")]
mod tests {
    use super::*;

    /// For every language, a number of each form.
    #[test]
    fn numbers_take_the_form_of_their_language() {
        let samples: [(UiLanguage, &[(u64, &str)]); 6] = [
            (UiLanguage::De, &[(0, "other"), (1, "one"), (2, "other"), (21, "other")]),
            (UiLanguage::DeSimple, &[(0, "other"), (1, "one"), (2, "other")]),
            (UiLanguage::En, &[(0, "other"), (1, "one"), (101, "other")]),
            (UiLanguage::Tr, &[(0, "other"), (1, "one"), (2, "other")]),
            (UiLanguage::Ar, &[(0, "zero"), (1, "one"), (2, "two"), (3, "few"), (110, "few")]),
            (UiLanguage::Uk, &[(1, "one"), (21, "one"), (11, "many"), (4, "few"), (0, "many")]),
        ];
        for (language, numbers) in samples {
            for (count, expected) in numbers {
                assert_eq!(FORMS[form(language, *count)], *expected, "{language:?} {count}");
            }
        }
        assert_eq!(FORMS[form(UiLanguage::Ar, 11)], "many");
        assert_eq!(FORMS[form(UiLanguage::Ar, 100)], "other");
    }

    #[test]
    fn every_language_has_rules() {
        for language in UiLanguage::ALL {
            assert!(rules_of(language).is_some(), "{language:?}");
        }
    }
}
