//! Words that add nothing to times, and words that say that times are not those of the offer.

/// Words that add nothing beside a day or time.
const FILLERS: [&str; 48] = [
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
];

/// Whether a folded word adds nothing beside a day or time.
pub(super) fn is_filler(word: &str) -> bool {
    FILLERS.contains(&word)
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
    matches!(word, "fallt" | "kein" | "nicht" | "ohne" | "zu" | "ausser")
        || BEGINNINGS.iter().any(|beginning| word.starts_with(beginning))
}

/// Whether a word says of days that nothing takes place on them.
pub(super) fn is_closing(word: &str) -> bool {
    matches!(word, "geschlossen" | "geschl" | "ruhetag" | "ruhetage")
}
