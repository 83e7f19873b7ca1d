//! Languages as people write them: "Deutsch/Türkisch", "dt., engl.", "de/ar/ku".

mod names;

use super::likeness::closest;
use super::lists::{Labels, folded};
use super::pieces::{coarse, content, listed, states_nothing};
use super::reading::{CellReading, Doubt, DoubtReason};
pub(crate) use names::named;
use names::{NAMES, tagged};
use shared::language::LanguageTag;
use shared::offer::SpokenLanguages;
use shared::search::fold::words;

const FILLERS: [&str; 12] = [
    "auf", "in", "auch", "nur", "sprache", "sprachen", "sprachig", "z", "b", "sowie", "zt", "teils",
];

/// Languages of an offer; `None` where none is stated.
pub(crate) fn read(cell: &str, list: &Labels<LanguageTag>) -> CellReading<Option<SpokenLanguages>> {
    if states_nothing(cell) {
        return CellReading::sure(None);
    }
    let mut found = Found { list, languages: SpokenLanguages::default(), doubts: Vec::new() };
    // The label of a group of languages may contain slashes, and is no list of its languages.
    let is_list = cell.contains([',', ';', '\n']);
    if is_list || !found.take(cell) {
        for part in coarse(cell) {
            if !found.take(part) {
                found.take_fine(part);
            }
        }
    }
    let Found { languages, mut doubts, .. } = found;
    if languages == SpokenLanguages::default() {
        return CellReading::unreadable(cell);
    }
    doubts.dedup();
    CellReading { value: Some(languages), doubts }
}

struct Found<'a> {
    list: &'a Labels<LanguageTag>,
    languages: SpokenLanguages,
    doubts: Vec<Doubt>,
}

impl Found<'_> {
    fn take(&mut self, words: &str) -> bool {
        if is_interpreter(words) {
            self.languages.interpreter_on_request = true;
            return true;
        }
        let language = named(self.list, &folded(words))
            .or_else(|| named(self.list, &content(words, &FILLERS)))
            .or_else(|| Labels::<LanguageTag>::bracketed(words));
        language.is_some_and(|language| {
            self.add(language);
            true
        })
    }

    fn take_fine(&mut self, part: &str) {
        let pieces = listed(part);
        let tags = pieces.iter().map(|piece| tagged(&folded(piece))).collect::<Option<Vec<_>>>();
        if let Some(tags) = tags.filter(|tags| tags.len() > 1) {
            for tag in tags {
                self.add(tag);
            }
            return;
        }
        for piece in pieces {
            if !self.take(piece) && !states_nothing(piece) && !self.take_words(piece) {
                self.take_like(piece);
            }
        }
    }

    /// "türk. deutsch kurd."; a language with other words behind it is doubtful.
    fn take_words(&mut self, piece: &str) -> bool {
        let words = words(piece);
        let mut named: Vec<_> = words.iter().map(|word| named(self.list, word)).collect();
        let known = named.iter().take_while(|language| language.is_some()).count();
        if known == 0 || named.iter().skip(known).any(Option::is_some) {
            return false;
        }
        for language in named.drain(..known).flatten() {
            self.add(language);
        }
        if known < words.len() {
            self.doubts.push(Doubt::new(piece, DoubtReason::Ambiguous));
        }
        true
    }

    /// A mistyped name.
    fn take_like(&mut self, piece: &str) {
        let name = folded(piece);
        let known = NAMES.iter().flat_map(|(tag, names)| {
            let long = names.iter().filter(|name| name.chars().count() > 4);
            long.map(|name| (*tag, folded(name)))
        });
        let tag = closest(&name, known).filter(|_| name.len() > 4);
        let language = tag.and_then(|tag| LanguageTag::parse(tag).ok());
        let reason = match language {
            Some(language) => {
                let label = self.list.format(&language);
                self.add(language);
                DoubtReason::Similar { label }
            }
            None => DoubtReason::Ambiguous,
        };
        self.doubts.push(Doubt::new(piece, reason));
    }

    fn add(&mut self, language: LanguageTag) {
        if !self.languages.spoken.contains(&language) {
            self.languages.spoken.push(language);
        }
    }
}

/// "Dolmetscher auf Anfrage": all its words are about interpreting.
fn is_interpreter(text: &str) -> bool {
    const AROUND: [&str; 25] = [
        "n",
        "v",
        "abspr",
        "nur",
        "gern",
        "auf",
        "anfrage",
        "nach",
        "absprache",
        "moglich",
        "bei",
        "bedarf",
        "vorhanden",
        "wunsch",
        "mit",
        "kann",
        "konnen",
        "organisiert",
        "werden",
        "auch",
        "vereinbarung",
        "ist",
        "sind",
        "ein",
        "e",
    ];
    let words = words(text);
    let is_about = |word: &String| word.starts_with("dolmetsch") || word.starts_with("sprachmittl");
    words.iter().any(is_about)
        && words.iter().all(|word| is_about(word) || AROUND.contains(&word.as_str()))
}
