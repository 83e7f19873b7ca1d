//! Background of the target group, as people write it.

use crate::sheet::lists::folded;
use crate::sheet::pieces::{content, states_nothing};
use crate::sheet::reading::{CellReading, DoubtReason};
use shared::offer::audience::Background;

/// Beginnings of words that name people with a migration background, and people who arrived
/// recently.
const MIGRATION: [&str; 9] = [
    "auslandisch",
    "migra",
    "immigra",
    "zuwander",
    "zugew",
    "einwander",
    "eingewander",
    "aussiedler",
    "spataussiedler",
];
const NEWCOMERS: [&str; 5] = ["neuzugew", "neuzuw", "neuankomm", "neuingewander", "neuangekommen"];
/// Parts of words for people who came probably recently, but not said so: "Kriegsflüchtlinge".
const REFUGEES: [&str; 12] = [
    "fluchterf",
    "fluchthint",
    "fluchtgesch",
    "fluchtbiogr",
    "gefluchtet",
    "fluchtling",
    "geflohen",
    "asyl",
    "schutzsuchend",
    "vertrieben",
    "refugee",
    "fluchtend",
];
const OPEN: [&str; 22] = [
    "jeder",
    "jede",
    "egal",
    "jeder herkunft",
    "jeglicher herkunft",
    "aller herkunft",
    "alle herkunft",
    "unabhangig der herkunft",
    "unabhangig von der herkunft",
    "unabhangig von herkunft",
    "keine einschrankung",
    "alle mit ohne migrationshintergrund",
    "keine bestimmte zg",
    "keine zielgruppe",
    "offen",
    "alle",
    "keine bestimmte",
    "offen alle",
    "alle offen",
    "keine bestimmte zielgruppe",
    "keine",
    "keine bestimmte zielgruppe alle offen",
];
/// "with and without", however it is shortened.
const MIXED: [&str; 11] = [
    "mit und ohne",
    "mit oder ohne",
    "mit u ohne",
    "mit o ohne",
    "mit ohne",
    "mit bzw ohne",
    "m u ohne",
    "m und ohne",
    "m u o ",
    "ohne und mit",
    "ohne oder mit",
];
/// Beginnings of words for those who did not migrate.
const LOCALS: [&str; 5] =
    ["einheimisch", "alteingesessen", "hiesig", "nichtmigrant", "ortsansassig"];
/// Words that add nothing to "open".
const OPEN_AROUND: [&str; 12] = [
    "f",
    "fur",
    "menschen",
    "personen",
    "nationalitaten",
    "interessierten",
    "interessierte",
    "burger",
    "burgerinnen",
    "und",
    "sind",
    "willkommen",
];
/// Words that add nothing.
const AROUND: [&str; 38] = [
    "f",
    "mitburger",
    "mitburgerinnen",
    "insb",
    "bes",
    "m",
    "u",
    "insbes",
    "insbesondere",
    "besonders",
    "vor",
    "allem",
    "v",
    "a",
    "fur",
    "menschen",
    "personen",
    "mit",
    "und",
    "oder",
    "auch",
    "die",
    "hintergrund",
    "geschichte",
    "erfahrung",
    "migrationshintergrund",
    "neu",
    "nur",
    "innen",
    "aus",
    "in",
    "der",
    "den",
    "leute",
    "fraun",
    "manner",
    "kinder",
    "sowie",
];

/// Background; `None` where nothing is stated.
pub(crate) fn read_background(cell: &str) -> CellReading<Option<Background>> {
    if states_nothing(cell) {
        return CellReading::sure(None);
    }
    let text = folded(cell);
    let words: Vec<&str> = text.split(' ').collect();
    let any = |beginnings: &[&str]| words.iter().any(|word| begins(word, beginnings));
    let has_refugees = words.iter().any(|word| names_refugees(word));
    let is_new = any(&NEWCOMERS) || (words.contains(&"neu") && any(&MIGRATION));
    let is_mixed = (any(&MIGRATION) || has_refugees) && any(&LOCALS)
        || MIXED.iter().any(|mixed| text.contains(mixed));
    let (value, is_sure) = if is_mixed {
        (Background::Open, !has_refugees)
    } else if is_new {
        (Background::Newcomers, true)
    } else if has_refugees {
        (Background::Newcomers, false)
    } else if any(&MIGRATION) {
        (Background::Migration, true)
    } else if OPEN.contains(&content(cell, &OPEN_AROUND).as_str()) {
        (Background::Open, true)
    } else {
        return CellReading::unreadable(cell);
    };
    let is_known = |word: &&str| {
        AROUND.contains(word)
            || begins(word, &MIGRATION)
            || begins(word, &NEWCOMERS)
            || names_refugees(word)
            || is_mixed && (begins(word, &LOCALS) || *word == "ohne")
    };
    let is_said = (value == Background::Open && !is_mixed) || words.iter().all(is_known);
    let reading = CellReading::sure(Some(value));
    if is_sure && is_said { reading } else { reading.doubted(cell, DoubtReason::Ambiguous) }
}

fn names_refugees(word: &str) -> bool {
    REFUGEES.iter().any(|part| word.contains(part))
}

fn begins(word: &str, beginnings: &[&str]) -> bool {
    beginnings.iter().any(|beginning| word.starts_with(beginning))
}
