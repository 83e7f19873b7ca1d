//! The price of an offer: "kostenlos", or the words.

use crate::sheet::choices::parse_cost;
use crate::sheet::lists::folded;
use crate::sheet::pieces::{content, states_nothing};
use crate::sheet::reading::{CellReading, DoubtReason};
use shared::offer::Cost;
use shared::search::fold::words;

/// Folded words for "free of charge".
const FREE: [&str; 44] = [
    "free",
    "free of charge",
    "for free",
    "no charge",
    "no cost",
    "no costs",
    "no fee",
    "no fees",
    "ucretsiz",
    "gratuit",
    "bezplatnie",
    "bezplatne",
    "darmowe",
    "безкоштовно",
    "бесплатно",
    "مجاني",
    "مجانا",
    "kostenl",
    "kostenfr",
    "keinerlei",
    "ohne",
    "nichts",
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
const FILLERS: [&str; 38] = [
    "beitrag",
    "beitrage",
    "entgelt",
    "kursbeitrag",
    "teilnahmebeitrag",
    "teilnehmerbeitrag",
    "es",
    "entstehen",
    "fallen",
    "an",
    "kursgebuhr",
    "kursgebuhren",
    "teilnahmegebuhren",
    "unser",
    "unsere",
    "eintritt",
    "teilnahme",
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
    if !is_quoted && (is_free(&text) || is_free(&content(cell, &FILLERS))) {
        return CellReading::sure(Some(Cost::Free));
    }
    if !is_quoted
        && let Some(donation) = donation_beside(cell, is_free).or_else(|| material(cell, is_free))
    {
        let reading = CellReading::sure(Some(Cost::Free));
        return reading.doubted(donation, DoubtReason::Ambiguous);
    }
    match parse_cost(cell) {
        Ok(cost @ Cost::Text(_)) if matches!(text.as_str(), "ja" | "x") => {
            CellReading::sure(Some(cost)).doubted(cell, DoubtReason::Ambiguous)
        }
        Ok(cost) => CellReading::sure(Some(cost)),
        Err(_) => CellReading::unreadable(cell),
    }
}

/// The words about a donation behind "free of charge": "kostenlos, Spende erwünscht".
fn donation_beside(cell: &str, is_free: impl Fn(&str) -> bool) -> Option<&str> {
    const AROUND: [&str; 12] = [
        "aber", "uber", "eine", "um", "wird", "werden", "sind", "ist", "wir", "freun", "uns",
        "gern",
    ];
    let (first, rest) = cell.split_once([',', ';', '(', '.', '-', '–', '/', '+', '\n'])?;
    if !is_free(&folded(first)) && !is_free(&content(first, &FILLERS)) {
        return None;
    }
    let is_about = |word: &String| {
        ["spende", "erwunscht", "willkommen", "gebeten", "erbeten", "moglich", "freiwillig"]
            .iter()
            .any(|beginning| word.starts_with(beginning))
    };
    let words = words(rest);
    let is_donation = words.iter().any(|word| word.starts_with("spende"))
        && words.iter().all(|word| is_about(word) || AROUND.contains(&word.as_str()));
    is_donation
        .then(|| rest.trim_matches(|letter: char| letter.is_whitespace() || ")".contains(letter)))
}

/// The words behind "free of charge" that name what else is to be paid: "kostenlos (Material 5 €)",
/// "gebührenfrei, Kopiergeld 3 €".
fn material(cell: &str, is_free: impl Fn(&str) -> bool) -> Option<&str> {
    const BEGINNINGS: [&str; 16] = [
        "material",
        "zzgl",
        "zuzug",
        "lehrbuch",
        "buch",
        "lehrmaterial",
        "verpflegung",
        "getrank",
        "essen",
        "imbiss",
        "kopie",
        "lebensmittel",
        "fahrtkosten",
        "eigenanteil",
        "umlage",
        "plus",
    ];
    let (first, rest) = cell.trim().split_once(['(', ',', '+', ';'])?;
    let is_bracket = cell.trim()[first.len()..].starts_with('(');
    let inner = if is_bracket { rest.strip_suffix(')')? } else { rest.trim() };
    let is_plain = is_free(&folded(first)) || is_free(&content(first, &FILLERS));
    let is_about = |word: &String| BEGINNINGS.iter().any(|beginning| word.starts_with(beginning));
    let words = words(inner);
    // "aber" says that it is not free.
    let is_denied = words.iter().any(|word| word == "aber");
    (is_plain && !is_denied && words.iter().any(is_about)).then_some(inner)
}
