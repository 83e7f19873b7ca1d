//! A text of the file over the stored one in several languages.

use shared::language::{LanguageTag, UiLanguage};
use shared::text::{TextState, Texts};

/// The languages of the file over the stored ones. A translation that the file does not have is
/// outdated once the German text is another.
pub(super) fn merge_texts<const MAX: usize>(
    stored: Option<&Texts<MAX>>,
    given: Texts<MAX>,
) -> Texts<MAX> {
    let Some(stored) = stored else { return given };
    let german = LanguageTag::from(UiLanguage::De);
    let is_as_shown = given.versions().all(|(language, version)| {
        *language == german && version.text.as_str() == stored.pick(UiLanguage::De).text
    });
    if is_as_shown {
        return stored.clone();
    }
    let mut merged = stored.clone();
    let text = |texts: &Texts<MAX>| texts.get(&german).map(|version| version.text.clone());
    let is_reworded = text(&given).is_some_and(|now| text(stored).is_some_and(|one| one != now));
    for (language, version) in stored.versions() {
        if is_reworded && given.get(language).is_none() {
            let mut version = version.clone();
            version.state = TextState::Outdated;
            merged.set(language.clone(), version);
        }
    }
    for (language, version) in given.versions() {
        let is_same = stored.get(language).is_some_and(|known| known.text == version.text);
        // A text that is typed again keeps its state, unless the file says another.
        if !is_same || version.state != TextState::Human {
            merged.set(language.clone(), version.clone());
        }
    }
    merged
}

/// The same for a text that may be missing; `keeps` what is stored where the file has none.
pub(super) fn merge_optional<const MAX: usize>(
    stored: Option<&Texts<MAX>>,
    given: Option<Texts<MAX>>,
    keeps: bool,
) -> Option<Texts<MAX>> {
    match given {
        Some(given) => Some(merge_texts(stored, given)),
        None => stored.filter(|_| keeps).cloned(),
    }
}
