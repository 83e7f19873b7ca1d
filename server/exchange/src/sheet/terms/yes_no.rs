//! Yes and no, with words beside them.

use crate::sheet::lists::folded;
use crate::sheet::pieces::states_nothing;
use crate::sheet::reading::{CellReading, DoubtReason};

const YES: [&str; 21] = [
    "vorh",
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
    if cell.chars().all(|letter| "✗✘❌☒".contains(letter)) && !cell.is_empty() {
        return CellReading::sure(Some(false));
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
            // "nein, leider nicht" says it twice.
            let reading = CellReading::sure(Some(value));
            let is_repeated = word(&folded(rest)) == Some(value);
            let is_nothing = !rest.chars().any(char::is_alphanumeric);
            if is_repeated || is_nothing {
                reading
            } else {
                reading.doubted(rest, DoubtReason::Partly)
            }
        }
        None => CellReading::unreadable(cell),
    }
}
