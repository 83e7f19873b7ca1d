//! Short titles of challenges: what board, phone and exports show where a challenge is long.
//!
//! Nobody is made to write one: what is missing is proposed from the text.

use crate::language::LanguageTag;
use crate::text::{Picked, TextState, Texts};

/// Most characters of a short title.
pub const MAX_SHORT_TITLE: usize = 60;

/// A short title in several languages.
pub type ShortTitles = Texts<MAX_SHORT_TITLE>;

/// Fewer characters than this say nothing by themselves.
const MIN_PROPOSAL: usize = 12;

/// What stands for the rest of a text.
const ELLIPSIS: char = '…';

/// What ends a part of a sentence that can stand alone.
const CLAUSE_ENDS: [&str; 8] = [". ", "! ", "? ", "; ", ": ", " – ", " - ", "\n"];

/// Words of German and English that a title does not end with.
const UNFINISHED: [&str; 40] = [
    "der", "die", "das", "den", "dem", "des", "ein", "eine", "einen", "einem", "einer", "und",
    "oder", "für", "mit", "von", "vom", "zu", "zum", "zur", "in", "im", "an", "am", "auf", "aus",
    "bei", "beim", "durch", "ohne", "über", "unter", "als", "wie", "nicht", "sehr", "the", "of",
    "and", "to",
];

/// The short title of a challenge for a reader, in the language of the text that the reader is
/// shown.
pub fn pick_in<const MAX: usize>(
    written: Option<&ShortTitles>,
    text: &Texts<MAX>,
    language: &LanguageTag,
) -> Picked {
    let text = text.pick_in(language);
    let Some(title) = written.and_then(|titles| titles.get(&text.language)) else {
        return Picked { text: propose(&text.text), ..text };
    };
    // A title is no more reliable than the text it stands for.
    let state = if text.state == TextState::Human { title.state } else { text.state };
    Picked { text: title.text.as_str().to_owned(), state, ..text }
}

/// Whether a text is too long to be its own title.
pub fn is_needed(text: &str) -> bool {
    text.trim().trim_end_matches('.').chars().count() > MAX_SHORT_TITLE
}

/// A title of at most [`MAX_SHORT_TITLE`] characters from a text that is not empty: the text
/// itself, or its first part that can stand alone, or as many words as fit and an ellipsis.
pub fn propose(text: &str) -> String {
    let text = text.trim();
    if !is_needed(text) {
        return text.strip_suffix('.').filter(|text| !text.is_empty()).unwrap_or(text).to_owned();
    }
    let start: String = text.chars().take(MAX_SHORT_TITLE + 1).collect();
    let clause = CLAUSE_ENDS
        .iter()
        .filter_map(|end| start.rfind(end))
        .max()
        .map(|end| start[..end].trim_end())
        .filter(|clause| clause.chars().count() >= MIN_PROPOSAL);
    clause.map_or_else(|| shorten(&start), str::to_owned)
}

/// The whole words of a text that is too long, and an ellipsis.
fn shorten(start: &str) -> String {
    let room: String = start.chars().take(MAX_SHORT_TITLE - 1).collect();
    let mut words: Vec<&str> = room.split_whitespace().collect();
    if words.len() > 1 && !start[room.len()..].starts_with(char::is_whitespace) {
        words.pop();
    }
    while words.len() > 2 && words.last().is_some_and(|word| is_unfinished(word)) {
        words.pop();
    }
    let mut title = words.join(" ");
    title.truncate(title.trim_end_matches([',', ';', ':', '–', '-', '(', ' ']).len());
    title.push(ELLIPSIS);
    title
}

fn is_unfinished(word: &str) -> bool {
    let word = word.to_lowercase();
    UNFINISHED.contains(&word.as_str())
        || ['(', '–', '-'].iter().any(|sign| word == sign.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Text, Version};
    use proptest::prelude::*;
    use rstest::rstest;

    #[rstest]
    #[case("Es fehlen Räume.", "Es fehlen Räume")]
    #[case(".", ".")]
    #[case(
        "Zu wenig Räume: Vereine und Gruppen finden am Abend und am Wochenende keine Säle in der Stadt",
        "Zu wenig Räume"
    )]
    #[case(
        "Eltern wissen oft nicht, an wen sie sich wegen der Schule für ihre Kinder wenden können",
        "Eltern wissen oft nicht, an wen sie sich wegen der Schule…"
    )]
    #[case(
        "Nein! Das Angebot der Sprachkurse am Abend reicht für die vielen Wartenden nicht aus",
        "Nein! Das Angebot der Sprachkurse am Abend reicht…"
    )]
    #[case(
        "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft fehlt",
        "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunt…"
    )]
    fn a_title_is_the_text_its_first_part_or_its_first_words(
        #[case] text: &str,
        #[case] title: &str,
    ) {
        assert_eq!(propose(text), title);
    }

    proptest! {
        #[test]
        fn a_proposal_is_never_empty_nor_too_long(text in "\\PC{1,200}") {
            prop_assume!(!text.trim().is_empty());
            let title = propose(&text);
            prop_assert!(Text::<MAX_SHORT_TITLE>::parse(&title).is_ok(), "{title:?}");
        }
    }

    #[test]
    fn a_title_in_another_language_than_the_text_is_not_shown() {
        let text = |text| Version { text: Text::parse(text).unwrap(), state: TextState::Human };
        let arabic = LanguageTag::parse("ar").unwrap();
        let mut texts: Texts<500> =
            Texts::german(Text::parse("Zu wenig Räume in der Stadt").unwrap());
        let titles = ShortTitles::german(Text::parse("Räume").unwrap());
        let german = LanguageTag::parse("de").unwrap();
        assert_eq!(pick_in(Some(&titles), &texts, &german).text, "Räume");
        assert_eq!(pick_in(Some(&titles), &texts, &arabic).text, "Räume");
        texts.set(arabic.clone(), text("لا توجد غرف كافية"));
        assert_eq!(pick_in(Some(&titles), &texts, &arabic).text, "لا توجد غرف كافية");
    }
}
