//! What is odd within a text: hyphens of old line breaks, ranges of cells, marks of footnotes, ends
//! that were cut off, words that tell a state.

use super::doubts::{DoubtKind, Finding, StateWord};
use super::persons;

/// Second parts of words that keep their hyphen although they begin with a small letter.
const KEEP_HYPHEN: [&str; 22] = [
    "practice",
    "practices",
    "how",
    "how's",
    "in",
    "up",
    "out",
    "on",
    "off",
    "line",
    "zu",
    "to",
    "mail",
    "learning",
    "based",
    "the",
    "face",
    "und",
    "oder",
    "bzw",
    "sowie",
    "to-one",
];
/// A state is told in few words: at most so many characters.
const STATE: usize = 60;
/// Words by which a cell tells a state, in lower case.
const STATES: [(&str, StateWord); 15] = [
    ("ist erstellt", StateWord::Done),
    ("ist erledigt", StateWord::Done),
    ("erledigt", StateWord::Done),
    ("umgesetzt", StateWord::Done),
    ("abgeschlossen", StateWord::Done),
    ("ist vorhanden", StateWord::Done),
    ("geplant", StateWord::Planned),
    ("in planung", StateWord::Planned),
    ("hat begonnen", StateWord::Begun),
    ("läuft bereits", StateWord::Begun),
    ("in arbeit", StateWord::Begun),
    ("ausbauen", StateWord::Extend),
    ("kurzfristig", StateWord::TimeFrame),
    ("mittelfristig", StateWord::TimeFrame),
    ("langfristig", StateWord::TimeFrame),
];

/// What is odd in a text of any column.
pub(super) fn findings(text: &str) -> Vec<Finding> {
    let words = text.split_whitespace();
    let hyphens = words.clone().filter_map(hyphen);
    let ranges = words.filter_map(cell_range);
    let broken = broken_words(text);
    let ends = [footnote(text), cut(text)].into_iter().flatten();
    let persons = persons::find(text).into_iter();
    let persons = persons.map(|name| Finding::proposing(DoubtKind::PersonName, &name, ""));
    hyphens.chain(broken).chain(ranges).chain(ends).chain(persons).collect()
}

/// The state that a short text tells.
pub(super) fn state(text: &str) -> Option<Finding> {
    if text.chars().count() > STATE {
        return None;
    }
    let lower = text.to_lowercase();
    let told = STATES.iter().find(|(words, _)| {
        lower.match_indices(words).any(|(place, _)| {
            let ends =
                [lower[..place].chars().next_back(), lower[place + words.len()..].chars().next()];
            !ends.into_iter().flatten().any(char::is_alphanumeric)
        })
    });
    let frame = lower.contains("kurz-, mittel-").then_some(StateWord::TimeFrame);
    let state = told.map(|(_, state)| *state).or(frame)?;
    Some(Finding::new(DoubtKind::State { state }, text))
}

/// A hyphen between small letters within a word: "in-nen".
fn hyphen(word: &str) -> Option<Finding> {
    let is_sign = |letter: char| !letter.is_alphanumeric() && letter != '-';
    let word = word.trim_matches(is_sign);
    if word.contains(['/', '@', '.']) {
        return None;
    }
    let place = word.find('-')?;
    let (before, after) = (&word[..place], &word[place + 1..]);
    let is_left =
        !before.is_empty() && before.chars().all(|c| c.is_alphabetic() || "*:_".contains(c));
    let is_right = after.chars().count() > 1 && after.chars().all(char::is_lowercase);
    let keeps = KEEP_HYPHEN.contains(&after) || before.chars().count() < 2;
    (is_left && is_right && !keeps)
        .then(|| Finding::proposing(DoubtKind::Hyphen, word, &format!("{before}{after}")))
}

/// A word that goes on behind a space or on the next line: "Bau- genossenschaft".
fn broken_words(text: &str) -> Vec<Finding> {
    let mut found = Vec::new();
    let places = text.match_indices(['\n', ' ']).map(|(place, gap)| (place, gap.len()));
    for (place, gap) in places {
        let before = text[..place].split_whitespace().next_back().unwrap_or_default();
        let after = text[place + gap..].split_whitespace().next().unwrap_or_default();
        let letters = after.trim_end_matches(|letter: char| !letter.is_alphanumeric());
        let is_broken = before.ends_with('-')
            && before.chars().count() > 2
            && text[..place].ends_with('-')
            && !letters.is_empty()
            && letters.chars().all(char::is_lowercase)
            && !KEEP_HYPHEN.contains(&letters);
        if is_broken {
            let words = format!("{before}{}{letters}", &text[place..place + gap]);
            let joined = format!("{}{letters}", before.trim_end_matches('-'));
            found.push(Finding::proposing(DoubtKind::Hyphen, &words, &joined));
        }
    }
    found
}

/// "B35:G37".
fn cell_range(word: &str) -> Option<Finding> {
    let word = word.trim_matches(|letter: char| !letter.is_ascii_alphanumeric());
    let (from, to) = word.split_once(':')?;
    let is_cell = |name: &str| {
        let row = name.trim_start_matches(|letter: char| letter.is_ascii_uppercase());
        let column = name.len() - row.len();
        (1..=3).contains(&column)
            && (1..=5).contains(&row.len())
            && row.bytes().all(|byte| byte.is_ascii_digit())
    };
    (is_cell(from) && is_cell(to)).then(|| Finding::proposing(DoubtKind::CellRange, word, ""))
}

/// A mark at the end: `*`, `^d`, a raised digit, or a digit at the end of a word.
fn footnote(text: &str) -> Option<Finding> {
    let last = text.split_whitespace().next_back()?;
    let letter = last.chars().next_back()?;
    let mark = if letter == '*' || "¹²³⁴⁵⁶⁷⁸⁹†".contains(letter) {
        let begin = last.trim_end_matches(|c: char| c == '*' || "¹²³⁴⁵⁶⁷⁸⁹†".contains(c)).len();
        &last[begin..]
    } else if let Some(place) = last.rfind('^').filter(|place| last.len() - place < 5) {
        &last[place..]
    } else {
        let before = last.trim_end_matches(|c: char| c.is_ascii_digit());
        let is_word = before.chars().filter(|c| c.is_alphabetic()).count() > 2
            && before.ends_with(|c: char| c.is_lowercase() || ".!?)".contains(c));
        let digits = &last[before.len()..];
        if !is_word || digits.is_empty() || digits.len() > 2 || before.contains("://") {
            return None;
        }
        digits
    };
    let kept = last.strip_suffix(mark).unwrap_or_default();
    Some(Finding::proposing(DoubtKind::Footnote, last, kept))
}

/// Dots at the end, or a hyphen.
fn cut(text: &str) -> Option<Finding> {
    let is_word = |rest: &str| rest.ends_with(char::is_alphabetic);
    let is_cut =
        text.ends_with("...") || text.ends_with('…') || text.strip_suffix('-').is_some_and(is_word);
    let words: Vec<&str> = text.split_whitespace().rev().take(4).collect();
    let end = words.into_iter().rev().collect::<Vec<_>>().join(" ");
    is_cut.then(|| Finding::new(DoubtKind::Cut, &end))
}

/// Words that no sentence ends with; those that a verb can leave there ("laden … ein") are not among
/// them.
const UNFINISHED: [&str; 23] = [
    "der", "die", "das", "den", "dem", "des", "eine", "einen", "einem", "einer", "und", "oder",
    "sowie", "für", "von", "vom", "zum", "zur", "in", "im", "am", "beim", "ohne",
];

/// Whether a text begins in the middle of a sentence, behind one that has not ended.
pub(super) fn goes_on(before: &str, text: &str) -> bool {
    let begins = text.chars().next().is_some_and(char::is_lowercase);
    let last = before.split_whitespace().next_back().unwrap_or_default();
    let is_open = UNFINISHED.contains(&last) || last.ends_with(',');
    let has_ended = last.is_empty() || last.ends_with(['.', '!', '?', ':']);
    !text.is_empty() && (is_open || (begins && !has_ended))
}

/// Two parts of a text that a page break has cut.
pub(super) fn join(before: &str, text: &str) -> String {
    match before.strip_suffix('-') {
        Some(begun) if begun.ends_with(char::is_alphabetic) => format!("{begun}{text}"),
        _ => format!("{before} {text}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("Teilnehmer*in-nen fehlen", DoubtKind::Hyphen, "Teilnehmer*innen")]
    #[case("Die Bau-genossenschaften", DoubtKind::Hyphen, "Baugenossenschaften")]
    #[case("Die Wohnungs-\nämter", DoubtKind::Hyphen, "Wohnungsämter")]
    #[case("Es fehlt B35:G37", DoubtKind::CellRange, "")]
    #[case("Eine Liste*", DoubtKind::Footnote, "Liste")]
    #[case("Ein Angebot^d", DoubtKind::Footnote, "Angebot")]
    #[case("mehr Plätze.2", DoubtKind::Footnote, "Plätze.")]
    #[case("Leitung: Frau Beispiel", DoubtKind::PersonName, "")]
    fn an_odd_place_has_a_proposal(
        #[case] text: &str,
        #[case] kind: DoubtKind,
        #[case] proposal: &str,
    ) {
        let found = findings(text);
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!((found[0].kind.clone(), found[0].proposal.as_deref()), (kind, Some(proposal)));
        assert!(text.contains(&found[0].words));
    }

    #[rstest]
    #[case("Best-practice, Know-how, E-mail, Eltern-Kind-Gruppe")]
    #[case("Kinder- und Jugendhilfe, Vor- sowie Nachmittage")]
    #[case("Bürger*innen im Alter von 6 bis 10")]
    #[case("Uhrzeit 10:30, Stufe B2, SGB 2")]
    #[case("www.stadt-am-fluss.de und info@stadt-am-fluss.de")]
    fn ordinary_words_are_not_odd(#[case] text: &str) {
        assert_eq!(findings(text), []);
    }

    #[rstest]
    #[case("Ist erstellt", Some(StateWord::Done))]
    #[case("(geplant)", Some(StateWord::Planned))]
    #[case("kurz-, mittel- und langfristig", Some(StateWord::TimeFrame))]
    #[case("ungeplante Treffen", None)]
    fn a_state_is_told_in_few_words(#[case] text: &str, #[case] expected: Option<StateWord>) {
        let state = state(text).map(|finding| finding.kind);
        assert_eq!(state, expected.map(|state| DoubtKind::State { state }));
    }

    #[rstest]
    #[case("Eltern finden", "keine Plätze", "Eltern finden keine Plätze")]
    #[case("Die Bil-", "dung fehlt", "Die Bildung fehlt")]
    #[case("Feste im", "Sommer", "Feste im Sommer")]
    fn what_a_page_break_cut_is_joined(#[case] a: &str, #[case] b: &str, #[case] joined: &str) {
        assert!(goes_on(a, b));
        assert_eq!(join(a, b), joined);
        assert!(!goes_on("Satz.", b));
        assert!(!goes_on(a, "") && !goes_on("Räume laden ein", "Feste"));
    }
}
