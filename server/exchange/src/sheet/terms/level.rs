//! Levels of German: "ab B1", "keine Vorkenntnisse".

use crate::sheet::choices;
use crate::sheet::pieces::states_nothing;
use crate::sheet::reading::{CellReading, DoubtReason};
use shared::offer::LanguageLevel;
use shared::search::fold::words;

const FILLERS: [&str; 23] = [
    "niv",
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
                || FILLERS.contains(&word.as_str())
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
        let is_alpha = word.starts_with("alpha") || word.starts_with("analphabet");
        is_alpha.then_some(LanguageLevel::Alpha)
    })
}
