//! Categories by label, by the words people use for them, and by likeness.

use super::likeness::{closest, mistyped};
use super::lists::{Labels, folded};
use super::pieces::{coarse, content, listed, states_nothing};
use super::reading::{CellReading, Doubt, DoubtReason};
use shared::id::CategoryId;
use shared::search::fold::words;

/// Folded words and beginnings of words (`*`) by the category of the default lists.
const WORDS: &[(&str, &str)] = &[
    (
        "sprache",
        "sprach* deutsch deutschkurs* deutschunterricht deutschforder* integrationskurs* alphabetisierung* daz daf konversation*",
    ),
    (
        "beratung",
        "berat* sprechstunde* migrationsberatung mbe jmd sozialberatung rechtsberatung information* infoveranstaltung*",
    ),
    (
        "begegnung",
        "begegn* treff* treffpunkt cafe* austausch kontakte* nachbarschaft* internationales fest*",
    ),
    ("bildung", "bildung* schul* nachhilfe hausaufgaben* lernen lernforder* lernhilfe vhs"),
    (
        "arbeitsmarkt",
        "arbeit* beruf* job* bewerb* ausbildung* qualifizier* fortbildung* weiterbildung* praktik*",
    ),
    (
        "familie",
        "famil* eltern* kinder kind mutter* vater* krabbel* erziehung* kinderbetreuung kita",
    ),
    (
        "gesundheit",
        "gesundheit* gesund gesundes arzt* medizin* psycho* therapie* pflege schwanger* sucht*",
    ),
    ("wohnen", "wohn* miet* unterkunft obdach*"),
    (
        "freizeit",
        "freizeit* kultur* musik* kunst* theater* tanz* chor ausflug* ausfluge spiel* kochen handarbeit* nahen nahkurs* nahtreff* basteln malen",
    ),
    (
        "sport",
        "sport* fussball* schwimm* turnen gymnastik fitness yoga bewegung* laufen radfahren badminton",
    ),
    ("religion", "relig* kirche* moschee* seelsorge glaube* gottesdienst* gemeinde"),
    ("ehrenamt", "ehrenamt* freiwillig* engagement patenschaft* paten mentor*"),
];

/// Endings of compounds that begin with a word of no category, by category: "Frauencafé".
const ENDINGS: &[(&str, &str)] = &[
    ("sprache", "sprachkurs deutschkurs sprachcafe"),
    ("beratung", "beratung sprechstunde beratungsstelle"),
    ("begegnung", "cafe treff treffen treffpunkt stammtisch begegnung fruhstuck"),
    ("bildung", "nachhilfe"),
    ("gesundheit", "therapie gesundheit"),
    ("freizeit", "chor theater kultur tanz spiele"),
    ("sport", "sport fussball schwimmen gymnastik fitness turnen"),
    ("religion", "gottesdienst seelsorge"),
    ("ehrenamt", "patenschaft patenschaften"),
];

const FILLERS: [&str; 17] = [
    "gruppe",
    "gruppen",
    "kurs",
    "kurse",
    "projekt",
    "projekte",
    "rund",
    "ums",
    "um",
    "thema",
    "lernen",
    "kategorie",
    "bereich",
    "angebote",
    "angebot",
    "allgemeine",
    "allgemein",
];

/// Categories in the order written.
pub(crate) fn read(cell: &str, list: &Labels<CategoryId>) -> CellReading<Vec<CategoryId>> {
    let mut reading = CellReading::sure(Vec::new());
    if states_nothing(cell) {
        return reading;
    }
    if let Some(id) = exact(cell, list) {
        return CellReading::sure(vec![id]).with(slip(cell, list));
    }
    for part in coarse(cell) {
        match exact(part, list) {
            Some(id) => {
                reading.doubts.extend(slip(part, list));
                add(&mut reading.value, id);
            }
            None => fine_pieces(part, list, &mut reading),
        }
    }
    if reading.value.is_empty() {
        return CellReading::sure(Vec::new()).doubted(cell, DoubtReason::Unreadable);
    }
    reading
}

fn add(ids: &mut Vec<CategoryId>, id: CategoryId) {
    if !ids.contains(&id) {
        ids.push(id);
    }
}

fn fine_pieces(part: &str, list: &Labels<CategoryId>, reading: &mut CellReading<Vec<CategoryId>>) {
    for piece in listed(part) {
        let found = exact(piece, list).or_else(|| one_side(piece, list));
        let like = || {
            let name = folded(piece);
            let label = closest(&name, list.labels()).or_else(|| like_side(&name, list))?;
            Some((label, exact(label, list)?))
        };
        match found.map(|id| (None, id)).or_else(|| like().map(|(label, id)| (Some(label), id))) {
            Some((label, id)) => {
                add(&mut reading.value, id);
                if label.is_none() {
                    reading.doubts.extend(slip(piece, list));
                }
                let doubt = label.map(|label| DoubtReason::Similar { label: label.to_owned() });
                reading.doubts.extend(doubt.map(|reason| Doubt::new(piece, reason)));
            }
            None => match first_word(piece, list) {
                Some(id) => {
                    add(&mut reading.value, id);
                    reading.doubts.push(Doubt::new(piece, DoubtReason::Ambiguous));
                }
                None => reading.doubts.push(Doubt::beside(piece)),
            },
        }
    }
}

/// A doubt about a label with one wrong letter that begins like a known word: "Begegnug".
fn slip(text: &str, list: &Labels<CategoryId>) -> Option<Doubt> {
    let name = folded(text);
    let label = list
        .labels()
        .find(|(_, label)| mistyped(&name, std::iter::once(label.as_str())).is_some())?;
    Some(Doubt::new(text, DoubtReason::Similar { label: label.0.to_owned() }))
}

fn exact(text: &str, list: &Labels<CategoryId>) -> Option<CategoryId> {
    let name = content(text, &FILLERS);
    let by_label = Labels::<CategoryId>::bracketed(text)
        .or_else(|| list.labelled(&folded(text)))
        .or_else(|| list.labelled(&name));
    by_label.or_else(|| {
        let mut found = name.split(' ').map(|name| word(name, list));
        let first = found.next().flatten();
        if found.all(|other| other == first) { first } else { None }
    })
}

/// The category that people call by this folded word.
fn word(word: &str, list: &Labels<CategoryId>) -> Option<CategoryId> {
    let is_it = |known: &str| match known.strip_suffix('*') {
        Some(beginning) => word.starts_with(beginning),
        None => known == word,
    };
    let by_ending = || {
        let ends = |ending: &str| word.ends_with(ending);
        ENDINGS.iter().find(|(_, endings)| endings.split(' ').any(ends))
    };
    let (id, _) = WORDS.iter().find(|(_, words)| words.split(' ').any(is_it)).or_else(by_ending)?;
    list.with_id(id)
}

/// The first word of several that people call a category by.
fn first_word(text: &str, list: &Labels<CategoryId>) -> Option<CategoryId> {
    words(text).iter().find_map(|name| list.labelled(name).or_else(|| word(name, list)))
}

/// The label of which one side has one other letter: "Freitzeit".
fn like_side<'a>(name: &str, list: &'a Labels<CategoryId>) -> Option<&'a str> {
    let has_side = |folded: &str| mistyped(name, folded.split(' ')).is_some();
    list.labels()
        .find(|(label, folded)| label.contains('/') && has_side(folded))
        .map(|(label, _)| label)
}

/// One side of a label such as "Freizeit / Kultur".
fn one_side(piece: &str, list: &Labels<CategoryId>) -> Option<CategoryId> {
    let name = folded(piece);
    let has_side = |label: &str| label.split('/').any(|side| folded(side) == name);
    let mut found = list.labels().filter(|(label, _)| label.contains('/') && has_side(label));
    let label = found.next().filter(|_| found.next().is_none())?.1;
    list.labelled(&label)
}
