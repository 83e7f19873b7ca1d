//! In person, online or both.

use crate::sheet::choices;
use crate::sheet::pieces::states_nothing;
use crate::sheet::reading::{CellReading, DoubtReason};
use shared::offer::Format;
use shared::search::fold::words;

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
const FILLERS: [&str; 13] =
    ["u", "od", "in", "per", "und", "oder", "auch", "uber", "als", "via", "sowie", "kurs", "teils"];

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
            || FILLERS.contains(&word)
            || word == "hybrid"
    };
    let reading = CellReading::sure(Some(format));
    if words.iter().all(is_known) { reading } else { reading.doubted(cell, DoubtReason::Ambiguous) }
}
