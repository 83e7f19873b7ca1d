//! Languages as people write them: names, abbreviations, own names.

use super::likeness::closest;
use super::lists::{Labels, folded};
use super::pieces::{coarse, content, fine, states_nothing};
use super::reading::{CellReading, Doubt, DoubtReason};
use shared::language::LanguageTag;
use shared::offer::SpokenLanguages;
use shared::search::fold::words;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Names by tag. The operator's labels come first; these are what people write beside them.
const NAMES: &[(&str, &[&str])] = &[
    (
        "de",
        &[
            "deutsch",
            "dt",
            "dtsch",
            "deu",
            "ger",
            "german",
            "deutsche",
            "deutscher",
            "Deutsche Sprache",
        ],
    ),
    ("ar", &["arabisch", "arab", "ara", "arabic", "العربية", "عربي", "arabische"]),
    ("tr", &["türkisch", "türk", "tuerk", "tur", "turkish", "Türkçe", "türkische"]),
    ("uk", &["ukrainisch", "ukr", "ukrain", "ukrainian", "українська", "ukrainische", "ua"]),
    ("ru", &["russisch", "russ", "rus", "russian", "русский", "russische"]),
    ("en", &["englisch", "engl", "eng", "english", "englische"]),
    ("fr", &["französisch", "franz", "frz", "fra", "french", "français"]),
    ("es", &["spanisch", "span", "spa", "spanish", "español"]),
    ("it", &["italienisch", "ital", "italian", "italiano"]),
    ("pt", &["portugiesisch", "port", "portuguese", "português"]),
    ("pl", &["polnisch", "poln", "pol", "polish", "polski"]),
    ("ro", &["rumänisch", "rum", "rumän", "romanian", "română"]),
    ("bg", &["bulgarisch", "bulg", "bul", "bulgarian", "български"]),
    ("sq", &["albanisch", "alb", "albanian", "shqip"]),
    ("fa", &["farsi", "persisch", "pers", "persian", "فارسی", "iranisch"]),
    ("prs", &["dari", "afghanisch dari", "دری"]),
    ("ps", &["paschtu", "pashto", "paschto", "پښتو"]),
    ("ku", &["kurdisch", "kurd", "kurdish", "Kurdî", "kurdische"]),
    (
        "kmr",
        &[
            "kurmandschi",
            "kurmanci",
            "kurmancî",
            "kurmanji",
            "nordkurdisch",
            "kurdisch kurmandschi",
            "kurdisch kurmanci",
            "kurdisch kurmanji",
        ],
    ),
    ("ckb", &["sorani", "zentralkurdisch", "kurdisch sorani"]),
    ("ti", &["tigrinya", "tigrinisch", "tigrigna", "ትግርኛ"]),
    ("am", &["amharisch", "amharic", "አማርኛ"]),
    ("so", &["somali", "somalisch"]),
    ("sr", &["serbisch", "serb", "serbian", "српски"]),
    ("hr", &["kroatisch", "kroat", "croatian", "hrvatski"]),
    ("bs", &["bosnisch", "bosn", "bosnian", "bosanski"]),
    (
        "sh",
        &["serbokroatisch", "bks", "serbisch kroatisch bosnisch", "bosnisch kroatisch serbisch"],
    ),
    ("mk", &["mazedonisch", "makedonisch"]),
    ("hu", &["ungarisch", "ungar", "magyar"]),
    ("el", &["griechisch", "griech", "ελληνικά"]),
    ("rom", &["romanes", "romani"]),
    ("ur", &["urdu", "اردو"]),
    ("hi", &["hindi"]),
    ("ta", &["tamilisch", "tamil"]),
    ("zh", &["chinesisch", "chines", "中文", "mandarin"]),
    ("vi", &["vietnamesisch", "vietn"]),
    ("nl", &["niederländisch", "niederl", "holländisch"]),
    ("gsg", &["Gebärdensprache", "Deutsche Gebärdensprache", "dgs"]),
    (
        "de-simple",
        &[
            "leichte Sprache",
            "einfache Sprache",
            "leichtes Deutsch",
            "einfaches Deutsch",
            "Deutsch in leichter Sprache",
        ],
    ),
];

/// Tags that people write as they are; other two letters are more often a word.
const WRITTEN_TAGS: [&str; 12] =
    ["de", "ar", "tr", "uk", "ru", "fa", "en", "fr", "es", "pl", "ro", "bg"];

const FILLERS: [&str; 12] = [
    "auf", "in", "auch", "nur", "sprache", "sprachen", "sprachig", "z", "b", "sowie", "zt", "teils",
];

static BY_NAME: LazyLock<BTreeMap<String, &'static str>> = LazyLock::new(|| {
    let names = NAMES.iter().flat_map(|(tag, names)| names.iter().map(|name| (folded(name), *tag)));
    names.chain(WRITTEN_TAGS.iter().map(|tag| ((*tag).to_owned(), *tag))).collect()
});

/// The language with this folded name: an entry of the list, or a name that people use.
pub(crate) fn named(list: &Labels<LanguageTag>, name: &str) -> Option<LanguageTag> {
    list.labelled(name).or_else(|| LanguageTag::parse(BY_NAME.get(name)?).ok())
}

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
        for piece in fine(part) {
            if self.take(piece) || states_nothing(piece) {
                continue;
            }
            let name = folded(piece);
            let known = NAMES.iter().filter_map(|(_, names)| names.first().copied());
            match closest(&name, known.map(|label| (label, folded(label)))) {
                Some(label) if name.len() > 4 => {
                    if let Some(language) = named(self.list, &folded(label)) {
                        self.add(language);
                        let label = label.to_owned();
                        self.doubts.push(Doubt::new(piece, DoubtReason::Similar { label }));
                    }
                }
                _ => self.doubts.push(Doubt::new(piece, DoubtReason::Ambiguous)),
            }
        }
    }

    fn add(&mut self, language: LanguageTag) {
        if !self.languages.spoken.contains(&language) {
            self.languages.spoken.push(language);
        }
    }
}

/// "Dolmetscher auf Anfrage": all its words are about interpreting.
fn is_interpreter(text: &str) -> bool {
    const AROUND: [&str; 20] = [
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
