//! In person, online or both.

use crate::sheet::choices;
use crate::sheet::likeness::mistyped;
use crate::sheet::pieces::states_nothing;
use crate::sheet::reading::{CellReading, DoubtReason};
use shared::offer::Format;
use shared::search::fold::words;

const HERE: [&str; 13] = [
    "prasent",
    "analog",
    "offline",
    "person",
    "presence",
    "prasenz",
    "vor",
    "ort",
    "prasenzveranstaltung",
    "prasenzkurs",
    "persenlich",
    "personlich",
    "prasenzangebot",
];
const ONLINE: [&str; 22] = [
    "webex",
    "meet",
    "livestream",
    "onlineveranstaltung",
    "onlineangebot",
    "videochat",
    "videocall",
    "fernunterricht",
    "elearning",
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
const FILLERS: [&str; 19] = [
    "google",
    "ms",
    "microsoft",
    "cisco",
    "and",
    "format",
    "u",
    "od",
    "in",
    "per",
    "und",
    "oder",
    "auch",
    "uber",
    "als",
    "via",
    "sowie",
    "kurs",
    "teils",
];

/// In person or online.
pub(crate) fn read_format(cell: &str) -> CellReading<Option<Format>> {
    if states_nothing(cell) {
        return CellReading::sure(None);
    }
    if let Ok(format) = choices::parse(cell) {
        return CellReading::sure(Some(format));
    }
    let words = words(cell);
    let known = || HERE.iter().chain(&ONLINE).copied().chain(["hybrid"]);
    let like = |word: &String| {
        let is_known = known().any(|name| name == word) || FILLERS.contains(&word.as_str());
        if is_known { None } else { mistyped(word, known()) }
    };
    let similar: Vec<Option<&str>> = words.iter().map(like).collect();
    let read_as = || words.iter().zip(&similar).map(|(word, like)| like.unwrap_or(word));
    let has = |known: &[&str]| read_as().any(|word| known.contains(&word));
    let (is_here, is_online) = (has(&HERE), has(&ONLINE));
    let is_hybrid = has(&["hybrid", "hybrides", "hybridkurs"]);
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
            || word.starts_with("hybrid")
    };
    let reading = CellReading::sure(Some(format));
    if let Some(label) = similar.iter().flatten().next() {
        let label = (*label).to_owned();
        return reading.doubted(cell, DoubtReason::Similar { label });
    }
    if words.iter().all(is_known) { reading } else { reading.doubted(cell, DoubtReason::Ambiguous) }
}
