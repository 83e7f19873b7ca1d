//! Genders and background of the target group, as people write them.

use super::lists::folded;
use super::pieces::{coarse, content, fine, states_nothing};
use super::reading::{CellReading, Doubt, DoubtReason};
use shared::offer::audience::{Background, Gender};

use Gender::{Diverse, Female, Male};

/// Folded names; `false` where others may be meant, too.
const GENDERS: &[(&str, &[Gender], bool)] = &[
    (
        "mannlich manner mann jungen junge jungs vater papas herren m mannl mannern knaben buben male",
        &[Male],
        true,
    ),
    ("weiblich fraun frau madchen mutter mamas mamis damen w f weibl female", &[Female], true),
    ("divers diverse d nichtbinar nonbinar inter x", &[Diverse], true),
    ("flinta flint", &[Female, Diverse], false),
    ("beide beides mw wm", &[Male, Female], true),
    ("mwd wmd", &[Male, Female, Diverse], true),
];

const EVERYONE: [&str; 19] = [
    "alle",
    "jeder",
    "jede",
    "gemischt",
    "kodukativ",
    "alle geschlechter",
    "alle geschlecht",
    "offen",
    "offen alle",
    "alle offen",
    "egal",
    "keine bestimmte",
    "keine bestimmte zielgruppe",
    "keine einschrankung",
    "unabhangig",
    "geschlechtsunabhangig",
    "keine bestimmte alle offen",
    "jedes geschlecht",
    "geschlechtergemischt",
];

const FILLERS: [&str; 16] = [
    "willkommen",
    "interessierten",
    "interessierte",
    "menschen",
    "personen",
    "sind",
    "fur",
    "nur",
    "auch",
    "die",
    "und",
    "oder",
    "ausschliesslich",
    "insbesondere",
    "besonders",
    "geschlecht",
];

/// Genders, empty for all; `None` where nothing is stated.
pub(crate) fn read_genders(cell: &str) -> CellReading<Option<Vec<Gender>>> {
    if states_nothing(cell) {
        return CellReading::sure(None);
    }
    let (mut genders, mut doubts, mut is_everyone) = (Vec::<Gender>::new(), Vec::new(), false);
    let mut take = |text: &str| {
        let name = content(text, &FILLERS);
        is_everyone |=
            EVERYONE.contains(&name.as_str()) || EVERYONE.contains(&folded(text).as_str());
        let Some((_, found, is_sure)) = GENDERS.iter().find(|(names, ..)| has_word(names, &name))
        else {
            return is_everyone;
        };
        if !is_sure {
            doubts.push(Doubt::new(text, DoubtReason::Ambiguous));
        }
        for gender in *found {
            if !genders.contains(gender) {
                genders.push(*gender);
            }
        }
        true
    };
    let mut left = Vec::new();
    if !take(cell) {
        for piece in coarse(cell).flat_map(fine) {
            if !take(piece) {
                left.push(Doubt::beside(piece));
            }
        }
    }
    doubts.extend(left);
    if is_everyone {
        genders.clear();
    } else if genders.is_empty() {
        return CellReading::unreadable(cell);
    }
    CellReading { value: Some(genders), doubts }
}

fn has_word(names: &str, wanted: &str) -> bool {
    names.split(' ').any(|name| name == wanted)
}

/// Beginnings of words that name people with a migration background, and people who arrived
/// recently.
const MIGRATION: [&str; 7] =
    ["migra", "zuwander", "zugewander", "einwander", "eingewander", "aussiedler", "spataussiedler"];
const NEWCOMERS: [&str; 5] =
    ["neuzugewander", "neuzuwander", "neuankomm", "neuingewander", "neuangekommen"];
/// Probably recent, but not said so.
const REFUGEES: [&str; 6] =
    ["gefluchtet", "fluchtling", "gefluchtete", "asyl", "schutzsuchend", "vertrieben"];
const OPEN: [&str; 8] = [
    "offen",
    "alle",
    "keine bestimmte",
    "offen alle",
    "alle offen",
    "keine bestimmte zielgruppe",
    "keine",
    "keine bestimmte zielgruppe alle offen",
];
/// Words that add nothing.
const AROUND: [&str; 30] = [
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
    let is_new = any(&NEWCOMERS) || (words.contains(&"neu") && any(&MIGRATION));
    let (value, is_sure) = if is_new {
        (Background::Newcomers, true)
    } else if any(&REFUGEES) {
        (Background::Newcomers, false)
    } else if any(&MIGRATION) {
        (Background::Migration, true)
    } else if OPEN.contains(
        &content(
            cell,
            &[
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
            ],
        )
        .as_str(),
    ) {
        (Background::Open, true)
    } else {
        return CellReading::unreadable(cell);
    };
    let is_known = |word: &&str| {
        AROUND.contains(word)
            || begins(word, &MIGRATION)
            || begins(word, &NEWCOMERS)
            || begins(word, &REFUGEES)
    };
    let is_said = value == Background::Open || words.iter().all(is_known);
    let reading = CellReading::sure(Some(value));
    if is_sure && is_said { reading } else { reading.doubted(cell, DoubtReason::Ambiguous) }
}

fn begins(word: &str, beginnings: &[&str]) -> bool {
    beginnings.iter().any(|beginning| word.starts_with(beginning))
}
