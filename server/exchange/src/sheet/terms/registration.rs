//! Whether and how to register: "erforderlich, per Mail".

use crate::sheet::pieces::{content, states_nothing};
use crate::sheet::reading::CellReading;
use shared::search::fold::words;
use shared::text::{Line, Text};

/// Whether and how to register.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Registration {
    /// Whether it is needed, where it is said.
    pub is_needed: Option<bool>,
    /// The words, where they say more than that.
    pub how: Option<Line>,
}

const NEEDED: [&str; 25] = [
    "erf",
    "erford",
    "notw",
    "erbeten",
    "ja",
    "x",
    "erforderlich",
    "notwendig",
    "notig",
    "pflicht",
    "verpflichtend",
    "verbindlich",
    "obligatorisch",
    "zwingend",
    "mit",
    "wahr",
    "zwingend erforderlich",
    "unbedingt erforderlich",
    "wird benotigt",
    "benotigt",
    "unbedingt",
    "pflichtig",
    "anmeldepflichtig",
    "required",
    "yes",
];
const NOT_NEEDED: [&str; 21] = [
    "nein",
    "ohne",
    "keine",
    "nicht erforderlich",
    "nicht notwendig",
    "nicht notig",
    "keine erforderlich",
    "nicht erbeten",
    "no",
    "not required",
    "keine notwendig",
    "keine notig",
    "falsch",
    "entfallt",
    "offen",
    "ohne voranmeldung",
    "unnotig",
    "nicht",
    "offenes",
    "offener treff",
    "kein",
];
/// Words without their abbreviations: "nicht erf.", "nicht notw.".
fn spelled_out(text: &str) -> String {
    let word = |word: &str| match word {
        "o" => "ohne".to_owned(),
        "m" => "mit".to_owned(),
        "erf" | "erford" | "erforderl" | "vonnoten" => "erforderlich".to_owned(),
        "notw" | "notwend" => "notwendig".to_owned(),
        other => other.to_owned(),
    };
    let text = text.split(' ').map(word).collect::<Vec<_>>().join(" ");
    // "n. V." is something else.
    match text.strip_prefix("n ") {
        Some(rest) if NOT_NEEDED.contains(&format!("nicht {rest}").as_str()) => {
            format!("nicht {rest}")
        }
        _ => text,
    }
}

/// Words that invite people to come as they are.
const INVITING: [&str; 7] = [
    "einfach vorbei",
    "einfach kommen",
    "spontan",
    "just come",
    "offenes angebot",
    "offene gruppe",
    "offene sprechstunde",
];

const FILLERS: [&str; 20] = [
    "vorheriger",
    "vorherigen",
    "vorh",
    "anmeldg",
    "voranmeldg",
    "registrierung",
    "registration",
    "anmeld",
    "anm",
    "voranm",
    "nur",
    "anmeldung",
    "anmelden",
    "voranmeldung",
    "eine",
    "ist",
    "vorherige",
    "vorher",
    "bitte",
    "sie",
];

/// Whether and how to register; needs are taken from the words before a comma.
pub(crate) fn read_registration(cell: &str) -> CellReading<Option<Registration>> {
    if states_nothing(cell) {
        return CellReading::sure(None);
    }
    let need = |text: &str| {
        let text = spelled_out(&content(text, &FILLERS));
        let is = |known: &[&str]| known.contains(&text.as_str());
        if is(&NEEDED) {
            Some(true)
        } else if is(&NOT_NEEDED) {
            Some(false)
        } else {
            None
        }
    };
    if let Some(is_needed) = need(cell) {
        return CellReading::sure(Some(Registration { is_needed: Some(is_needed), how: None }));
    }
    let Ok(how) = Text::parse(cell) else { return CellReading::unreadable(cell) };
    let first = cell.split([',', ';', '(', '\n', ':', '.', '!', '–']).next();
    let first = first.and_then(|first| first.split(" - ").next()).and_then(need);
    let is_needed = first.or_else(|| said_within(cell)).or_else(|| is_inviting(cell));
    CellReading::sure(Some(Registration { is_needed, how: Some(how) }))
}

/// "Anmeldung bis 15.10. erforderlich".
fn said_within(cell: &str) -> Option<bool> {
    let words = words(cell);
    let has = |wanted: &[&str]| words.iter().any(|word| wanted.contains(&word.as_str()));
    let is_conditional = has(&["nur", "immer", "teilweise", "ab", "oder", "falls", "wenn"]);
    if (asks_to_register(&words) || has_deadline(&words)) && !is_conditional {
        return Some(true);
    }
    if !has(&[
        "erforderlich",
        "erf",
        "erforderl",
        "notw",
        "notwendig",
        "notig",
        "pflicht",
        "verpflichtend",
    ]) {
        return None;
    }
    // "nicht immer nötig", "nur für Gruppen nötig": depends.
    if is_conditional { None } else { Some(!has(&["nicht", "n", "keine", "ohne"])) }
}

/// "einfach vorbeikommen".
fn is_inviting(cell: &str) -> Option<bool> {
    let text = words(cell).join(" ");
    INVITING.iter().any(|beginning| text.starts_with(beginning)).then_some(false)
}

/// "Anm. bis 15.9.", "Anmeldeschluss: 1.12.": who comes has to register until then.
fn has_deadline(words: &[String]) -> bool {
    let is_number = |word: &String| word.starts_with(|letter: char| letter.is_ascii_digit());
    let is_until = |word: &String| {
        matches!(word.as_str(), "zum" | "spatestens" | "einschl" | "einschliesslich" | "am" | "den")
    };
    words.iter().enumerate().any(|(place, word)| {
        let is_end = ["anmeldeschluss", "anmeldefrist"].contains(&word.as_str());
        let has_until =
            words.get(place + 1).is_some_and(|next| next == "bis" || next == "spatestens");
        let is_by = ["anm", "anmeldung", "anmelden", "voranm", "voranmeldung", "anmeldg"]
            .contains(&word.as_str())
            && has_until;
        let rest = words[place + 1 + usize::from(is_by)..].iter();
        let is_day = |word: &String| {
            is_number(word) || word.ends_with("tag") || matches!(word.as_str(), "mittwoch" | "ende")
        };
        (is_end || is_by) && rest.skip_while(|word| is_until(word)).any(is_day)
    })
}

/// "bitte vorab anmelden", "um Anmeldung wird gebeten".
fn asks_to_register(words: &[String]) -> bool {
    const WHEN: [&str; 9] = [
        "vorab",
        "vorher",
        "rechtzeitig",
        "unbedingt",
        "fruhzeitig",
        "telefonisch",
        "sich",
        "bei",
        "dort",
    ];
    let pleases = words.iter().position(|word| word == "bitte").is_some_and(|place| {
        let mut after = words[place + 1..].iter().skip_while(|word| WHEN.contains(&word.as_str()));
        after.next().is_some_and(|word| matches!(word.as_str(), "anmelden" | "voranmelden"))
    });
    let joined = words.join(" ");
    pleases
        || joined.contains("um anmeldung wird gebeten")
        || joined.contains("um anmeldung gebeten")
}
