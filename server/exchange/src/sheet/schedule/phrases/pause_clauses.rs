//! Clauses about holidays that no list has: "während der Ferien geschl.", "in den Schulferien findet
//! nichts statt", "feiertags entfällt".

use super::Phrase;
use crate::sheet::schedule::tokens::Token;
use shared::offer::schedule::HolidayRule;

/// Words for all school holidays; those of one season are a note.
const SCHOOL: [&str; 7] = [
    "ferien",
    "schulferien",
    "ferienzeit",
    "ferienzeiten",
    "schulferienzeit",
    "ferientagen",
    "ferientage",
];
const PUBLIC: [&str; 3] = ["feiertage", "feiertagen", "feiertags"];
/// Words that say that it does not take place.
const NEGATIONS: [&str; 18] = [
    "ausser",
    "ausserhalb",
    "nicht",
    "nichts",
    "kein",
    "keine",
    "ohne",
    "entfallt",
    "entfallen",
    "fallt",
    "fallen",
    "geschlossen",
    "geschl",
    "pause",
    "pausiert",
    "ausgenommen",
    "ausgeschlossen",
    "ausnahme",
];
/// Words between them, with which a clause does not end.
const LINKS: [&str; 22] = [
    "und",
    "u",
    "sowie",
    "oder",
    "in",
    "an",
    "am",
    "im",
    "den",
    "der",
    "dem",
    "die",
    "das",
    "von",
    "wahrend",
    "mit",
    "bei",
    "gesetzlichen",
    "gesetzliche",
    "gesetzl",
    "ges",
    "allen",
];
/// Other words of such a clause.
const AROUND: [&str; 20] = [
    "zu",
    "nrw",
    "findet",
    "finden",
    "statt",
    "aus",
    "es",
    "wir",
    "haben",
    "machen",
    "gibt",
    "kurs",
    "kurse",
    "treffen",
    "unterricht",
    "angebot",
    "termin",
    "termine",
    "gruppe",
    "training",
];

/// The meaning of such a clause that begins here, and the place after it.
pub(super) fn pause_at(tokens: &[Token<'_>], place: usize) -> Option<(Phrase, usize)> {
    let mut clause = Clause::default();
    let mut next = place;
    let mut end = None;
    while let Some(token) = tokens.get(next) {
        match token.word() {
            Some(word) if clause.take(word) => {}
            // The point of an abbreviation.
            None if next > place && token.is_sign('.') && tokens[next - 1].end == token.start => {}
            _ => break,
        }
        next += 1;
        let may_end = token.word().is_none_or(|word| !LINKS.contains(&word));
        if let Some(phrase) = clause.meaning().filter(|_| may_end) {
            end = Some((phrase, next));
        }
    }
    end
}

#[derive(Default)]
struct Clause {
    is_school: bool,
    is_public: bool,
    denial: Denial,
}

/// Whether it says that something does not take place.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Denial {
    #[default]
    None,
    /// The last word is "kein": "keine Ferien" would deny the holidays themselves.
    JustBegun,
    Said,
}

impl Clause {
    /// Whether the word can be part of it.
    fn take(&mut self, word: &str) -> bool {
        let is_school = SCHOOL.contains(&word);
        let is_public = PUBLIC.contains(&word);
        let is_second = (is_school && self.is_school) || (is_public && self.is_public);
        // "und" joins both kinds of holidays only.
        let is_joint = matches!(word, "und" | "u" | "sowie" | "oder");
        if is_joint && !self.is_school && !self.is_public {
            return false;
        }
        if is_second || ((is_school || is_public) && self.denial == Denial::JustBegun) {
            return false;
        }
        self.is_school |= is_school;
        self.is_public |= is_public;
        // "zu Ferienzeiten" is when it takes place.
        let is_shut = word == "zu" && (self.is_school || self.is_public);
        self.denial = match self.denial {
            _ if matches!(word, "kein" | "keine") => Denial::JustBegun,
            Denial::None if !is_shut && !NEGATIONS.contains(&word) => Denial::None,
            _ => Denial::Said,
        };
        is_school
            || is_public
            || [&NEGATIONS[..], &LINKS, &AROUND].iter().any(|words| words.contains(&word))
    }

    fn meaning(&self) -> Option<Phrase> {
        match (self.denial != Denial::None, self.is_school, self.is_public) {
            (true, true, true) => Some(Phrase::NoHolidays),
            (true, true, false) => Some(Phrase::SchoolDays),
            (true, _, true) => Some(Phrase::Holidays(HolidayRule::Pause)),
            _ => None,
        }
    }
}
