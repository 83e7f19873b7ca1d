//! Genders of the target group, as people write them.

use crate::sheet::likeness::mistyped;
use crate::sheet::lists::folded;
use crate::sheet::pieces::{coarse, content, fine, states_nothing};
use crate::sheet::reading::{CellReading, Doubt, DoubtReason};
use shared::offer::audience::Gender;
use std::borrow::Cow;

use Gender::{Diverse, Female, Male};

/// Folded names; `false` where others may be meant, too.
const NAMES: &[Named] = &[
    (
        "mannlich manner mann mannern jungen junge jungs jungens burschen vater papas herren m mannl knaben buben male \
         men man boys boy fathers erkek erkekler мужчины мужчин чоловіки чоловіків hommes mezczyzni رجال",
        &[Male],
        true,
    ),
    (
        "weiblich fraun frau madchen madels madel mutter mamas mamis damen w f weibl female women woman womens girls \
         girl ladies mothers kadin kadinlar женщины женщин жінки жінок femmes kobiety نساء للنساء",
        &[Female],
        true,
    ),
    ("divers diverse d nichtbinar nonbinar inter x", &[Diverse], true),
    ("flinta flint", &[Female, Diverse], false),
    ("beide beides mw wm", &[Male, Female], true),
    ("mwd wmd", &[Male, Female, Diverse], true),
];

/// Words that say how old they are.
const ADJECTIVES: [&str; 10] =
    ["junge", "jungere", "altere", "erwachsene", "jugendliche", "fur", "nur", "und", "jg", "u"];

const EVERYONE: [&str; 24] = [
    "unabhangig vom",
    "unabhangig von",
    "geschlechtsneutral",
    "gemischte",
    "gemischte gruppe",
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

const FILLERS: [&str; 22] = [
    "only",
    "for",
    "and",
    "reine",
    "reines",
    "u",
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
    let written = cell;
    let spelled = with_for(cell);
    let cell = spelled.as_ref();
    let (mut genders, mut doubts, mut is_everyone) = (Vec::<Gender>::new(), Vec::new(), false);
    let mut take = |text: &str| {
        let name = content(text, &FILLERS);
        is_everyone |=
            EVERYONE.contains(&name.as_str()) || EVERYONE.contains(&folded(text).as_str());
        let parents = || without_children(&name);
        let found = named(&name)
            .or_else(|| named(&content(text, &ADJECTIVES)))
            .map(|named| (named, false))
            .or_else(|| Some((named(parents()?)?, true)));
        let similar = if found.is_none() { like(&name) } else { None };
        let found = found.or_else(|| Some((named(similar?)?, false)));
        let Some(((_, found, is_sure), has_children)) = found else { return is_everyone };
        if let Some(label) = similar {
            doubts.push(Doubt::new(text, DoubtReason::Similar { label: label.to_owned() }));
        }
        if !is_sure || has_children {
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
        return CellReading::unreadable(written);
    }
    CellReading { value: Some(genders), doubts }
}

/// "f." in front of a word as "für"; alone it is an initial.
fn with_for(cell: &str) -> Cow<'_, str> {
    let is_start = |before: &str| before.is_empty() || before.ends_with([' ', '(', ',']);
    let place = cell.match_indices("f. ").map(|(place, _)| place).find(|place| {
        let word = cell[place + 3..].chars().take_while(|letter| letter.is_alphabetic()).count();
        is_start(&cell[..*place]) && word > 3
    });
    place.map_or(Cow::Borrowed(cell), |place| {
        Cow::Owned(format!("{}{}", &cell[..place], cell[place + 3..].trim_start()))
    })
}

type Named = (&'static str, &'static [Gender], bool);

fn named(name: &str) -> Option<&'static Named> {
    let exactly = |name: &str| NAMES.iter().find(|(names, ..)| has_word(names, name));
    exactly(name).or_else(|| {
        // "Frauengruppe", "Mädchentreff".
        let who = OCCASIONS.iter().find_map(|occasion| name.strip_suffix(occasion))?;
        exactly(who).filter(|_| who.chars().count() > 3)
    })
}

/// Occasions whose names begin with those for whom they are.
const OCCASIONS: [&str; 14] = [
    "gruppe",
    "gruppen",
    "treff",
    "treffen",
    "cafe",
    "kurs",
    "kurse",
    "runde",
    "kreis",
    "angebot",
    "abend",
    "fruhstuck",
    "beratung",
    "sport",
];

/// The name that a mistyped one is like.
fn like(name: &str) -> Option<&'static str> {
    mistyped(name, NAMES.iter().flat_map(|(names, ..)| names.split_whitespace()))
}

/// "vater mit kindern": whether the children are of one gender, too, is not said.
fn without_children(name: &str) -> Option<&str> {
    let (parents, children) = name.split_once(" mit ").or_else(|| name.split_once(" m "))?;
    matches!(children, "kind" | "kindern" | "kinder" | "ihren kindern" | "kleinkindern")
        .then_some(parents)
}

fn has_word(names: &str, wanted: &str) -> bool {
    names.split_whitespace().any(|name| name == wanted)
}
