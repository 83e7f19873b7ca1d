//! Words that add nothing to times, and words that say that times are not those of the offer.

/// Words that add nothing beside a day or time.
const FILLERS: &[&str] = &[
    "zusatzl",
    "zus",
    "nachste",
    "nachsten",
    "kommende",
    "kommenden",
    "zusatzlich",
    "ausserdem",
    "erganzend",
    "weiterhin",
    "sonst",
    "zudem",
    "jeden",
    "jeder",
    "jede",
    "jedes",
    "jeweils",
    "immer",
    "am",
    "an",
    "um",
    "uhr",
    "den",
    "der",
    "dem",
    "im",
    "von",
    "vom",
    "auch",
    "termin",
    "termine",
    "terminen",
    "zeit",
    "zeiten",
    "every",
    "each",
    "on",
    "at",
    "in",
    "ist",
    "sind",
    "findet",
    "statt",
    "uberwiegend",
    "regelmassig",
    "kurszeiten",
    "kurszeit",
    "beginn",
    "start",
    "und",
    "oder",
    "sowie",
    "u",
    "jew",
    "jedem",
    "jd",
    "jed",
    "je",
    "wieder",
    "geoffnet",
    "offen",
    "open",
    "wann",
    "tag",
    "tage",
    "hours",
    "opening",
    "her",
    "gunu",
    "itibaren",
    "arasinda",
    "gunleri",
    "saat",
    "saati",
    "arasi",
    "tous",
    "les",
    "chaque",
    "le",
    "godz",
    "godzina",
    "kazdy",
    "kazda",
    "каждый",
    "каждую",
    "каждое",
    "кожен",
    "кожну",
    "кожного",
    "щотижня",
    "година",
    "годині",
    "год",
    "часов",
    "по",
    "в",
    "у",
    "يوم",
    "ايام",
    "كل",
    "الساعه",
    "ساعه",
];
/// What "…zeiten" and the like are about where they are only the heading of times.
const HEADED: [&str; 19] = [
    "sprech",
    "kurs",
    "unterrichts",
    "beratungs",
    "trainings",
    "proben",
    "probe",
    "ubungs",
    "gruppen",
    "treff",
    "uhr",
    "angebots",
    "dienst",
    "betreuungs",
    "spiel",
    "veranstaltungs",
    "besuchs",
    "lern",
    "wochen",
];
const HEADINGS: [&str; 7] = ["zeiten", "zeit", "stunden", "stunde", "termine", "tage", "tag"];

/// Whether a folded word adds nothing beside a day or time.
pub(super) fn is_filler(word: &str) -> bool {
    FILLERS.contains(&word) || is_heading(word)
}

/// "Sprechzeiten", "Kurstag".
fn is_heading(word: &str) -> bool {
    let about = HEADINGS.iter().find_map(|heading| word.strip_suffix(heading));
    about.is_some_and(|about| HEADED.contains(&about))
}

/// Whether a word joins days or times.
pub(super) fn is_joint(word: &str) -> bool {
    const WORDS: [&str; 16] = [
        "und", "u", "sowie", "and", "oder", "od", "ve", "et", "oraz", "i", "и", "і", "та", "й",
        "و", "ou",
    ];
    WORDS.contains(&word)
}

/// Whether a word is the heading of times that may be those of a house: those of the offer where
/// no others come before it.
pub(super) fn is_label_of_house(word: &str) -> bool {
    ["offnungszeit", "burozeit", "geschaftszeit", "servicezeit"]
        .iter()
        .any(|beginning| word.starts_with(beginning))
}

/// Whether a word says that nothing takes place for a while.
pub(super) fn is_short_pause(word: &str) -> bool {
    matches!(word, "pause" | "sommerpause" | "winterpause" | "ferienpause" | "weihnachtspause")
}

/// Whether the times after this word are not those of the offer.
pub(super) fn is_foreign(word: &str) -> bool {
    const BEGINNINGS: [&str; 12] = [
        "anmeld",
        "einlass",
        "telefon",
        "erreichbar",
        "buro",
        "anmeldeschluss",
        "treffpunkt",
        "abfahrt",
        "offnungszeit",
        "pause",
        "mittagspause",
        "registrier",
    ];
    word == "tel" || BEGINNINGS.iter().any(|beginning| word.starts_with(beginning))
}

/// Whether a clause with this word says when the offer does not take place.
pub(super) fn is_negation(word: &str) -> bool {
    const BEGINNINGS: [&str; 6] =
        ["geschlossen", "entfall", "ausfall", "feiertag", "keine", "ferien"];
    if is_short_pause(word) {
        return true;
    }
    matches!(word, "fallt" | "kein" | "nicht" | "ohne" | "zu" | "ausser")
        || BEGINNINGS.iter().any(|beginning| word.starts_with(beginning))
}

/// Whether a word says of days that nothing takes place on them.
pub(super) fn is_closing(word: &str) -> bool {
    matches!(word, "geschlossen" | "geschl" | "ruhetag" | "ruhetage")
}
