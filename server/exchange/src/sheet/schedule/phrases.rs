//! Fixed phrases: "nach Vereinbarung", "14-tägig", "außer in den Ferien", "open end".

use super::tokens::{Kind, Token};

/// The meaning of a phrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Phrase {
    Appointment,
    SchoolDays,
    /// Every n-th week.
    EveryWeeks(u8),
    /// Weeks of the calendar with an even or odd number.
    EvenWeeks(bool),
    OfMonth,
    OpenEnd,
    /// Every day.
    EveryDay,
}

/// Phrases as folded words; hyphens and points between the words do not count. Longer ones first
/// where one begins with another.
const PHRASES: &[(&str, Phrase)] = &[
    ("n v", Phrase::Appointment),
    ("nv", Phrase::Appointment),
    ("nach individuller *", Phrase::Appointment),
    ("nach personlicher *", Phrase::Appointment),
    ("nach telefonischer *", Phrase::Appointment),
    ("nach vorheriger telefonischer *", Phrase::Appointment),
    ("nach vorheriger *", Phrase::Appointment),
    ("nach tel *", Phrase::Appointment),
    ("nach *", Phrase::Appointment),
    ("in *", Phrase::Appointment),
    ("auf *", Phrase::Appointment),
    ("mit *", Phrase::Appointment),
    ("bei bedarf", Phrase::Appointment),
    ("nach bedarf", Phrase::Appointment),
    ("auf anfrage", Phrase::Appointment),
    ("individull", Phrase::Appointment),
    ("by appointment", Phrase::Appointment),
    ("nur mit termin", Phrase::Appointment),
    ("mit termin", Phrase::Appointment),
    ("ausser in den ferien", Phrase::SchoolDays),
    ("ausser in den schulferien", Phrase::SchoolDays),
    ("ausser ferien", Phrase::SchoolDays),
    ("ausser schulferien", Phrase::SchoolDays),
    ("ausser in ferien", Phrase::SchoolDays),
    ("ausser wahrend der ferien", Phrase::SchoolDays),
    ("ausser wahrend der schulferien", Phrase::SchoolDays),
    ("ausserhalb der ferien", Phrase::SchoolDays),
    ("ausserhalb der schulferien", Phrase::SchoolDays),
    ("ausserhalb der ferienzeiten", Phrase::SchoolDays),
    ("nicht in den ferien", Phrase::SchoolDays),
    ("nicht in den schulferien", Phrase::SchoolDays),
    ("nicht in ferien", Phrase::SchoolDays),
    ("nicht wahrend der ferien", Phrase::SchoolDays),
    ("nicht wahrend der schulferien", Phrase::SchoolDays),
    ("wahrend der schulzeit", Phrase::SchoolDays),
    ("wahrend der schulzeiten", Phrase::SchoolDays),
    ("wahrend der schulwochen", Phrase::SchoolDays),
    ("in der schulzeit", Phrase::SchoolDays),
    ("an schultagen", Phrase::SchoolDays),
    ("nur schultage", Phrase::SchoolDays),
    ("nur an schultagen", Phrase::SchoolDays),
    ("in den ferien geschlossen", Phrase::SchoolDays),
    ("in den schulferien geschlossen", Phrase::SchoolDays),
    ("in den ferien nicht", Phrase::SchoolDays),
    ("in den schulferien nicht", Phrase::SchoolDays),
    ("in den ferien findet nicht statt", Phrase::SchoolDays),
    ("ferien ausgenommen", Phrase::SchoolDays),
    ("schulferien ausgenommen", Phrase::SchoolDays),
    ("in den ferien findet kein kurs statt", Phrase::SchoolDays),
    ("in den ferien kein kurs", Phrase::SchoolDays),
    ("kein kurs in den ferien", Phrase::SchoolDays),
    ("14 tagig", Phrase::EveryWeeks(2)),
    ("14 taglich", Phrase::EveryWeeks(2)),
    ("14 tagl", Phrase::EveryWeeks(2)),
    ("14 tg", Phrase::EveryWeeks(2)),
    ("vierzehntagig", Phrase::EveryWeeks(2)),
    ("vierzehntaglich", Phrase::EveryWeeks(2)),
    ("alle 14 tage", Phrase::EveryWeeks(2)),
    ("alle vierzehn tage", Phrase::EveryWeeks(2)),
    ("zweiwochentlich", Phrase::EveryWeeks(2)),
    ("zweiwochig", Phrase::EveryWeeks(2)),
    ("2 wochentlich", Phrase::EveryWeeks(2)),
    ("2 wochig", Phrase::EveryWeeks(2)),
    ("alle zwei wochen", Phrase::EveryWeeks(2)),
    ("alle 2 wochen", Phrase::EveryWeeks(2)),
    ("jede zweite woche", Phrase::EveryWeeks(2)),
    ("jede 2 woche", Phrase::EveryWeeks(2)),
    ("im zweiwochigen rhythmus", Phrase::EveryWeeks(2)),
    ("im 14 tagigen rhythmus", Phrase::EveryWeeks(2)),
    ("im zwei wochen rhythmus", Phrase::EveryWeeks(2)),
    ("every second week", Phrase::EveryWeeks(2)),
    ("every two weeks", Phrase::EveryWeeks(2)),
    ("every 2 weeks", Phrase::EveryWeeks(2)),
    ("alle drei wochen", Phrase::EveryWeeks(3)),
    ("alle 3 wochen", Phrase::EveryWeeks(3)),
    ("dreiwochentlich", Phrase::EveryWeeks(3)),
    ("jede dritte woche", Phrase::EveryWeeks(3)),
    ("jede 3 woche", Phrase::EveryWeeks(3)),
    ("alle vier wochen", Phrase::EveryWeeks(4)),
    ("alle 4 wochen", Phrase::EveryWeeks(4)),
    ("vierwochentlich", Phrase::EveryWeeks(4)),
    ("jede vierte woche", Phrase::EveryWeeks(4)),
    ("wochentlich", Phrase::EveryWeeks(1)),
    ("1x wochentlich", Phrase::EveryWeeks(1)),
    ("jede woche", Phrase::EveryWeeks(1)),
    ("every week", Phrase::EveryWeeks(1)),
    ("weekly", Phrase::EveryWeeks(1)),
    ("in geraden wochen", Phrase::EvenWeeks(true)),
    ("in geraden kalenderwochen", Phrase::EvenWeeks(true)),
    ("in geraden kw", Phrase::EvenWeeks(true)),
    ("gerade wochen", Phrase::EvenWeeks(true)),
    ("gerade woche", Phrase::EvenWeeks(true)),
    ("gerade kalenderwochen", Phrase::EvenWeeks(true)),
    ("gerade kalenderwoche", Phrase::EvenWeeks(true)),
    ("gerade kw", Phrase::EvenWeeks(true)),
    ("in ungeraden wochen", Phrase::EvenWeeks(false)),
    ("in ungeraden kalenderwochen", Phrase::EvenWeeks(false)),
    ("in ungeraden kw", Phrase::EvenWeeks(false)),
    ("ungerade wochen", Phrase::EvenWeeks(false)),
    ("ungerade woche", Phrase::EvenWeeks(false)),
    ("ungerade kalenderwochen", Phrase::EvenWeeks(false)),
    ("ungerade kalenderwoche", Phrase::EvenWeeks(false)),
    ("ungerade kw", Phrase::EvenWeeks(false)),
    ("im monat", Phrase::OfMonth),
    ("des monats", Phrase::OfMonth),
    ("eines monats", Phrase::OfMonth),
    ("eines jeden monats", Phrase::OfMonth),
    ("jeden monats", Phrase::OfMonth),
    ("jeden monat", Phrase::OfMonth),
    ("of the month", Phrase::OfMonth),
    // Nobody knows on which of the month's days.
    ("monatlich", Phrase::OfMonth),
    ("vierteljahrlich", Phrase::OfMonth),
    ("unregelmassig", Phrase::OfMonth),
    ("gelegentlich", Phrase::OfMonth),
    ("open end", Phrase::OpenEnd),
    ("openend", Phrase::OpenEnd),
    ("ende offen", Phrase::OpenEnd),
    ("ende open", Phrase::OpenEnd),
    ("offenes ende", Phrase::OpenEnd),
    ("jeden tag", Phrase::EveryDay),
    ("alle tage", Phrase::EveryDay),
    ("every day", Phrase::EveryDay),
];

/// What an appointment is called; `*` in a phrase.
const APPOINTMENTS: [&str; 15] = [
    "vereinbarung",
    "absprache",
    "terminvereinbarung",
    "terminabsprache",
    "terminvergabe",
    "terminabstimmung",
    "abstimmung",
    "rucksprache",
    "terminanfrage",
    "vereinbarungen",
    "absprachen",
    "voranmeldung",
    "verabredung",
    "anfrage",
    "ubereinkunft",
];

/// Words that add nothing beside a day or time.
const FILLERS: [&str; 42] = [
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

/// The phrase at a place, and the place after it.
pub(super) fn phrase_at(tokens: &[Token<'_>], place: usize) -> Option<(Phrase, usize)> {
    let ends =
        PHRASES.iter().filter_map(|(words, phrase)| Some((*phrase, end_of(tokens, place, words)?)));
    ends.max_by_key(|(_, end)| *end)
}

/// The place after "open end" or "offen" behind a dash.
pub(super) fn open_end_at(tokens: &[Token<'_>], place: usize) -> Option<usize> {
    match phrase_at(tokens, place) {
        Some((Phrase::OpenEnd, next)) => Some(next),
        _ => tokens
            .get(place)
            .and_then(Token::word)
            .filter(|word| matches!(*word, "offen" | "open" | "ende"))
            .map(|_| place + 1),
    }
}

fn end_of(tokens: &[Token<'_>], place: usize, phrase: &str) -> Option<usize> {
    let mut next = place;
    for (number, wanted) in phrase.split(' ').enumerate() {
        while number > 0
            && tokens.get(next).is_some_and(|token| token.is_sign('-') || token.is_sign('.'))
        {
            next += 1;
        }
        let found = match &tokens.get(next)?.kind {
            Kind::Word(word) => word.as_str(),
            Kind::Number(digits) => digits,
            Kind::Sign(_) => return None,
        };
        let is_wanted = if wanted == "*" { APPOINTMENTS.contains(&found) } else { found == wanted };
        if !is_wanted {
            return None;
        }
        next += 1;
    }
    // The point of an abbreviation.
    let is_point = phrase.len() <= 3 && tokens.get(next).is_some_and(|token| token.is_sign('.'));
    Some(next + usize::from(is_point))
}

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
