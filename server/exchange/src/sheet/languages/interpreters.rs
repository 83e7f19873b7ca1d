//! Whether somebody interprets: "Dolmetscher auf Anfrage", "Sprachmittlung möglich".

use shared::search::fold::words;

/// Beginnings of words for those who interpret.
const ABOUT: [&str; 14] = [
    "dolmetsch",
    "sprachmittl",
    "ubersetz",
    "kulturmittl",
    "sprachkulturmittl",
    "sprachlots",
    "sprachhelf",
    "interpret",
    "translat",
    "tercuman",
    "перекладач",
    "переводчик",
    "tlumacz",
    "مترجم",
];

/// "Dolmetscher auf Anfrage": all its words are about interpreting.
pub(super) fn is_interpreter(text: &str) -> bool {
    const AROUND: [&str; 53] = [
        "fur",
        "durch",
        "per",
        "uber",
        "telefonisch",
        "video",
        "wir",
        "stellen",
        "haben",
        "vor",
        "ort",
        "anwesend",
        "verfugbar",
        "available",
        "on",
        "request",
        "ggf",
        "falls",
        "notig",
        "mehrsprachige",
        "sprach",
        "und",
        "kultur",
        "gibt",
        "es",
        "zur",
        "verfugung",
        "in",
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
    let is_about = |word: &String| ABOUT.iter().any(|about| word.starts_with(about));
    words.iter().any(is_about)
        && words.iter().all(|word| is_about(word) || AROUND.contains(&word.as_str()))
}
