//! "n. V.", "nach telefonischer Absprache", "n. tel. Vereinb.".

use crate::sheet::schedule::tokens::Token;

/// Beginnings of what an appointment is called, which people shorten as they like:
/// "Vereinbarg.".
const NOUNS: [&str; 19] = [
    "vereinb",
    "absp",
    "termin",
    "tv",
    "anmeldung",
    "anm",
    "abstimm",
    "rucksp",
    "anfrag",
    "nachfrag",
    "voranm",
    "verabred",
    "ubereink",
    "einladung",
    "vorabspr",
    "vorvereinb",
    "kontaktaufn",
    "anruf",
    "bedarf",
];
const LEADS: [&str; 7] = ["nach", "n", "auf", "in", "mit", "bei", "per"];
/// Beginnings of words that say how it is made.
const WAYS: [&str; 9] =
    ["tel", "vorher", "vorh", "individu", "indiv", "person", "pers", "schriftlich", "mundlich"];

/// The place after an appointment that begins here.
pub(super) fn appointment_at(tokens: &[Token<'_>], place: usize) -> Option<usize> {
    let lead = tokens.get(place)?.word()?;
    // "nur nach Vereinbarung"; beside a time it would narrow that.
    if matches!(lead, "nur" | "ausschliesslich" | "stets" | "jederzeit") {
        let is_alone = tokens.iter().all(|token| token.number().is_none());
        return appointment_at(tokens, place + 1).filter(|_| is_alone);
    }
    if lead == "nv" {
        return Some(behind_point(tokens, place + 1));
    }
    if !LEADS.contains(&lead) {
        return None;
    }
    let mut next = behind_point(tokens, place + 1);
    while tokens.get(next).and_then(Token::word).is_some_and(is_way) {
        next = behind_point(tokens, next + 1);
    }
    let noun = tokens.get(next)?.word()?;
    // "Anmeldung" alone is a registration, "nach Anmeldung" an appointment.
    let is_short = noun == "v" && matches!(lead, "n" | "nach");
    let is_registration = noun.starts_with("anm") || noun.starts_with("anruf");
    let is_noun = is_noun(noun) && (!is_registration || matches!(lead, "nach" | "n"));
    (is_noun || is_short).then(|| behind_point(tokens, next + 1))
}

fn is_way(word: &str) -> bool {
    WAYS.iter().any(|way| word.starts_with(way)) && !is_noun(word)
}

fn is_noun(word: &str) -> bool {
    // "mit Terminen" names days.
    let is_days = matches!(word, "termin" | "termine" | "terminen");
    !is_days && NOUNS.iter().any(|noun| word.starts_with(noun))
}

/// The place after the point or hyphen of an abbreviation.
fn behind_point(tokens: &[Token<'_>], place: usize) -> usize {
    let is_point = tokens
        .get(place)
        .is_some_and(|token| token.is_sign('-') || (token.is_sign('.') && is_close(tokens, place)));
    place + usize::from(is_point)
}

fn is_close(tokens: &[Token<'_>], place: usize) -> bool {
    place > 0 && tokens[place - 1].end == tokens[place].start
}
