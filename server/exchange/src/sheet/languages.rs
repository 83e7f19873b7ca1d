//! Languages as people write them: "Deutsch/Türkisch", "dt., engl.", "de/ar/ku".

mod interpreters;
mod names;

use super::likeness::closest;
use super::lists::{Labels, folded};
use super::pieces::{coarse, content, listed, states_nothing};
use super::reading::{CellReading, Doubt, DoubtReason};
use interpreters::is_interpreter;
pub(crate) use names::named;
use names::{NAMES, coded, narrowed, tagged};
use shared::language::LanguageTag;
use shared::offer::SpokenLanguages;
use shared::search::fold::words;

/// Words that add nothing. What is spoken where it is needed is spoken.
const FILLERS: [&str; 26] = [
    "wunsch",
    "gemischt",
    "zweisprachig",
    "zusatzlich",
    "bei",
    "bedarf",
    "nach",
    "ggf",
    "gegebenenfalls",
    "moglich",
    "teilweise",
    "tlw",
    "evtl",
    "und",
    "auf",
    "in",
    "auch",
    "nur",
    "sprache",
    "sprachen",
    "sprachig",
    "z",
    "b",
    "sowie",
    "zt",
    "teils",
];

/// Languages of an offer; `None` where none is stated.
pub(crate) fn read(cell: &str, list: &Labels<LanguageTag>) -> CellReading<Option<SpokenLanguages>> {
    if states_nothing(cell) {
        return CellReading::sure(None);
    }
    let mut found = Found { list, languages: SpokenLanguages::default(), doubts: Vec::new() };
    // The label of a group of languages may contain slashes, and is no list of its languages.
    let is_list = cell.contains([',', ';', '\n']);
    if !found.take_codes(cell) && (is_list || !found.take(cell)) {
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
        match language {
            Some(language) => {
                self.add(language);
                true
            }
            None => self.take_narrowed(words),
        }
    }

    /// "D, E, F", "Deutsch/TR": all are codes in capitals or names.
    fn take_codes(&mut self, cell: &str) -> bool {
        let pieces = || cell.split([',', ';', '/', '+', '&', '|', '\n']).map(str::trim);
        let has_codes = pieces().nth(1).is_some() && pieces().any(|piece| coded(piece).is_some());
        if !has_codes {
            return false;
        }
        let known = |piece| coded(piece).or_else(|| named(self.list, &folded(piece)));
        let languages = pieces().filter(|piece| !piece.is_empty()).map(known).collect();
        let Some(languages): Option<Vec<_>> = languages else { return false };
        for language in languages {
            self.add(language);
        }
        true
    }

    /// "Kurdisch (Sorani)", "kurd. Sorani".
    fn take_narrowed(&mut self, text: &str) -> bool {
        let words = words(text);
        let [wide, narrow] = &words[..] else { return false };
        let pair = named(self.list, wide).zip(named(self.list, narrow));
        let is_list = text.contains(['/', '+', '&', ',', ';']);
        let Some(narrow) = pair.filter(|(wide, narrow)| !is_list && narrowed(wide, narrow)) else {
            return false;
        };
        self.add(narrow.1);
        true
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
        // "Türkisch (auf Wunsch)".
        let is_said = |piece: &&str| !content(piece, &FILLERS).is_empty();
        for piece in pieces.into_iter().filter(is_said) {
            if !self.take(piece) && !states_nothing(piece) && !self.take_words(piece) {
                self.take_like(piece);
            }
        }
    }

    /// "türk. deutsch kurd."; a language with other words beside it is doubtful, and one that is
    /// denied is none.
    fn take_words(&mut self, piece: &str) -> bool {
        let words = words(piece);
        let named: Vec<_> = words.iter().map(|word| named(self.list, word)).collect();
        let is_denied = words.iter().any(|word| {
            word.starts_with("kein") || matches!(word.as_str(), "ohne" | "nicht" | "ausser" | "no")
        });
        if is_denied || named.iter().all(Option::is_none) {
            return false;
        }
        let known = named.iter().take_while(|language| language.is_some()).count();
        let others = words.iter().zip(&named).filter(|(_, language)| language.is_none());
        let others: Vec<&str> = others.map(|(word, _)| word.as_str()).collect();
        // "Deutsch mit Dolmetscher"; "Dolmetscher für Arabisch" may be the only one who speaks it.
        let has_interpreter = is_interpreter(&others.join(" "));
        self.languages.interpreter_on_request |= has_interpreter;
        let is_sure = known > 0 && known + others.len() == words.len() && has_interpreter;
        for language in named.into_iter().flatten() {
            self.add(language);
        }
        let is_filled = others.iter().all(|word| FILLERS.contains(word));
        if !is_sure && !is_filled {
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
