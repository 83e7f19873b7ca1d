//! Cost, registration, yes and no, level of German, format: words that people use for them.

use super::choices::{self, Choice, parse_cost};
use super::lists::folded;
use super::pieces::{content, states_nothing};
use super::reading::{CellReading, DoubtReason};
use shared::offer::{Cost, Format, LanguageLevel};
use shared::search::fold::words;
use shared::text::{Line, Text};

/// Folded words for "free of charge".
const FREE: [&str; 22] = [
    "kostenlos",
    "kostenlose",
    "kostenloses",
    "kostenfrei",
    "kostenfreies",
    "frei",
    "gratis",
    "umsonst",
    "unentgeltlich",
    "gebuhrenfrei",
    "keine",
    "kein",
    "nein",
    "0",
    "0 00",
    "eintritt frei",
    "eintritt kostenlos",
    "freier eintritt",
    "kosten los",
    "teilnahme kostenlos",
    "kostet nichts",
    "keine gebuhr",
];
const COST_FILLERS: [&str; 21] = [
    "das",
    "die",
    "der",
    "angebot",
    "ist",
    "sind",
    "kosten",
    "euro",
    "eur",
    "gebuhren",
    "teilnahmegebuhr",
    "komplett",
    "vollig",
    "kurs",
    "alle",
    "angebote",
    "fur",
    "veranstaltung",
    "gebuhr",
    "teilnehmer",
    "dieses",
];

/// Free of charge, or the price in their words.
pub(crate) fn read_cost(cell: &str) -> CellReading<Option<Cost>> {
    if !cell.starts_with('"') && states_nothing(cell) {
        return CellReading::sure(None);
    }
    let is_free = |text: &str| FREE.contains(&text);
    let is_quoted = cell.starts_with('"') && cell.len() > 1 && cell.ends_with('"');
    let text = folded(cell);
    if !is_quoted && (is_free(&text) || is_free(&content(cell, &COST_FILLERS))) {
        return CellReading::sure(Some(Cost::Free));
    }
    match parse_cost(cell) {
        Ok(cost @ Cost::Text(_)) if matches!(text.as_str(), "ja" | "x") => {
            CellReading::sure(Some(cost)).doubted(cell, DoubtReason::Ambiguous)
        }
        Ok(cost) => CellReading::sure(Some(cost)),
        Err(_) => CellReading::unreadable(cell),
    }
}

/// Whether and how to register.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Registration {
    /// Whether it is needed, where it is said.
    pub is_needed: Option<bool>,
    /// The words, where they say more than that.
    pub how: Option<Line>,
}

const NEEDED: [&str; 19] = [
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
];
const NOT_NEEDED: [&str; 20] = [
    "nein",
    "ohne",
    "keine",
    "nicht erforderlich",
    "nicht notwendig",
    "nicht notig",
    "keine erforderlich",
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
    "einfach kommen",
    "einfach vorbeikommen",
];
const REGISTRATION_FILLERS: [&str; 9] =
    ["anmeldung", "anmelden", "voranmeldung", "eine", "ist", "vorherige", "vorher", "bitte", "sie"];

/// Whether and how to register; needs are taken from the words before a comma.
pub(crate) fn read_registration(cell: &str) -> CellReading<Option<Registration>> {
    if states_nothing(cell) {
        return CellReading::sure(None);
    }
    let need = |text: &str| {
        let text = content(text, &REGISTRATION_FILLERS);
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
    let first = cell.split([',', ';', '(', '\n', ':', '.', '!']).next().and_then(need);
    let is_needed = first.or_else(|| said_within(cell));
    CellReading::sure(Some(Registration { is_needed, how: Some(how) }))
}

/// "Anmeldung bis 15.10. erforderlich".
fn said_within(cell: &str) -> Option<bool> {
    let words = words(cell);
    let has = |wanted: &[&str]| words.iter().any(|word| wanted.contains(&word.as_str()));
    if !has(&["erforderlich", "notwendig", "notig", "pflicht", "verpflichtend"]) {
        return None;
    }
    // "nicht immer nötig", "nur für Gruppen nötig": depends.
    match (
        has(&["nicht", "keine", "ohne"]),
        has(&["nur", "immer", "teilweise", "ab", "oder", "falls", "wenn"]),
    ) {
        (_, true) => None,
        (is_denied, false) => Some(!is_denied),
    }
}

const YES: [&str; 20] = [
    "ja",
    "j",
    "yes",
    "x",
    "vorhanden",
    "wird angeboten",
    "angeboten",
    "moglich",
    "wahr",
    "tru",
    "1",
    "gegeben",
    "barrierefrei",
    "rollstuhlgerecht",
    "ebenerdig",
    "stufenlos",
    "selbstverstandlich",
    "ist vorhanden",
    "vollstandig",
    "inklusive",
];
const NO: [&str; 18] = [
    "nein",
    "n",
    "no",
    "nicht vorhanden",
    "keine",
    "kein",
    "nicht moglich",
    "leider nicht",
    "leider nein",
    "falsch",
    "false",
    "0",
    "nicht barrierefrei",
    "nicht",
    "wird nicht angeboten",
    "nicht gegeben",
    "nicht rollstuhlgerecht",
    "ohne",
];

/// Yes or no.
pub(crate) fn read_yes_no(cell: &str) -> CellReading<Option<bool>> {
    let text = folded(cell);
    if cell.chars().all(|letter| "✓✔☑+✅".contains(letter)) && !cell.is_empty() {
        return CellReading::sure(Some(true));
    }
    if states_nothing(cell) {
        return CellReading::sure(None);
    }
    let word = |text: &str| {
        if YES.contains(&text) {
            Some(true)
        } else if NO.contains(&text) {
            Some(false)
        } else {
            None
        }
    };
    if let Some(value) = word(&text) {
        return CellReading::sure(Some(value));
    }
    let place = cell.find([',', ';', '(', ':', '\n', '-', '–']).unwrap_or(cell.len());
    let (first, rest) = cell.split_at(place);
    match word(&folded(first)) {
        Some(value) => {
            let rest = rest
                .trim_matches(|letter: char| letter.is_whitespace() || ",;():-–".contains(letter));
            CellReading::sure(Some(value)).doubted(rest, DoubtReason::Partly)
        }
        None => CellReading::unreadable(cell),
    }
}

const LEVEL_FILLERS: [&str; 22] = [
    "ab",
    "mindestens",
    "mind",
    "min",
    "niveau",
    "sprachniveau",
    "level",
    "ger",
    "stufe",
    "deutsch",
    "gute",
    "kurs",
    "kurse",
    "von",
    "bis",
    "und",
    "zu",
    "nach",
    "kenntnisse",
    "kenntnissen",
    "deutschniveau",
    "deutschkenntnisse",
];

/// The level of German; the lowest of several.
pub(crate) fn read_level(cell: &str) -> CellReading<Option<LanguageLevel>> {
    if states_nothing(cell) {
        return CellReading::sure(None);
    }
    if let Ok(level) = choices::parse(cell) {
        return CellReading::sure(Some(level));
    }
    let joined = cell.replace([' ', '\u{a0}'], " ");
    let words = words(&joined.replace("A ", "A").replace("B ", "B").replace("C ", "C"));
    let found: Vec<LanguageLevel> = words.iter().filter_map(|word| level(word)).collect();
    if let Some(lowest) = found.iter().min() {
        let is_known = |word: &String| {
            level(word).is_some()
                || LEVEL_FILLERS.contains(&word.as_str())
                || word.bytes().all(|byte| byte.is_ascii_digit())
        };
        let is_sure = found.iter().all(|level| level == lowest) && words.iter().all(is_known);
        let reading = CellReading::sure(Some(*lowest));
        return if is_sure { reading } else { reading.doubted(cell, DoubtReason::Ambiguous) };
    }
    let text = words.join(" ");
    let has = |beginning: &str| words.iter().any(|word| word.starts_with(beginning));
    let is_none = (has("kein") || has("ohne") || has("nicht"))
        && words.iter().all(|word| {
            [
                "kein",
                "ohne",
                "nicht",
                "deutsch",
                "kenntnis",
                "vorkenntnis",
                "sprachkenntnis",
                "erforderlich",
                "notig",
                "notwendig",
                "voraus",
                "sind",
            ]
            .iter()
            .any(|known| word.starts_with(known))
        });
    if is_none {
        return CellReading::sure(Some(LanguageLevel::None));
    }
    let guess = if has("anfang") {
        Some(LanguageLevel::A1)
    } else if text.starts_with("alle") || text == "egal" {
        Some(LanguageLevel::None)
    } else {
        None
    };
    match guess {
        Some(level) => CellReading::sure(Some(level)).doubted(cell, DoubtReason::Ambiguous),
        None => CellReading::unreadable(cell),
    }
}

fn level(word: &str) -> Option<LanguageLevel> {
    LanguageLevel::ALL[2..].iter().find(|level| level.name() == word).copied().or_else(|| {
        let is_alpha = word.starts_with("alpha");
        is_alpha.then_some(LanguageLevel::Alpha)
    })
}

const HERE: [&str; 8] = [
    "prasenz",
    "vor",
    "ort",
    "prasenzveranstaltung",
    "prasenzkurs",
    "persenlich",
    "personlich",
    "prasenzangebot",
];
const ONLINE: [&str; 13] = [
    "online",
    "digital",
    "zoom",
    "videokonferenz",
    "virtuell",
    "teams",
    "skype",
    "internet",
    "web",
    "webinar",
    "jitsi",
    "onlinekurs",
    "video",
];
const FORMAT_FILLERS: [&str; 11] =
    ["in", "per", "und", "oder", "auch", "uber", "als", "via", "sowie", "kurs", "teils"];

/// In person or online.
pub(crate) fn read_format(cell: &str) -> CellReading<Option<Format>> {
    if states_nothing(cell) {
        return CellReading::sure(None);
    }
    if let Ok(format) = choices::parse(cell) {
        return CellReading::sure(Some(format));
    }
    let words = words(cell);
    let has = |known: &[&str]| words.iter().any(|word| known.contains(&word.as_str()));
    let (is_here, is_online) = (has(&HERE), has(&ONLINE));
    let is_hybrid = has(&["hybrid"]);
    let format = match (is_here, is_online) {
        _ if is_hybrid => Format::Both,
        (true, true) => Format::Both,
        (true, false) => Format::InPerson,
        (false, true) => Format::Online,
        (false, false) => return CellReading::unreadable(cell),
    };
    let is_known = |word: &String| {
        let word = word.as_str();
        HERE.contains(&word)
            || ONLINE.contains(&word)
            || FORMAT_FILLERS.contains(&word)
            || word == "hybrid"
    };
    let reading = CellReading::sure(Some(format));
    if words.iter().all(is_known) { reading } else { reading.doubted(cell, DoubtReason::Ambiguous) }
}

/// One of a list of words.
pub(crate) fn read_choice<T: Choice>(cell: &str) -> CellReading<Option<T>> {
    if states_nothing(cell) {
        return CellReading::sure(None);
    }
    choices::parse(cell)
        .map_or_else(|_| CellReading::unreadable(cell), |value| CellReading::sure(Some(value)))
}
