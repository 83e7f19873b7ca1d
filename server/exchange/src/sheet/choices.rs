//! Cells with one of a few words: kinds, groups, levels, yes and no.

use super::CellError;
use super::lists::{GAP, folded, is_same, parts};
use shared::offer::audience::{AgeGroup, AudienceGroup, Background, Gender};
use shared::offer::{Cost, Format, LanguageLevel, OfferKind, OfferStatus};
use shared::provider::InstitutionKind;
use shared::search::fold::words;
use shared::text::{Text, TextState};

/// A value represented by words.
pub(crate) trait Choice: Copy + PartialEq + 'static {
    /// Every value.
    const ALL: &'static [Self];

    /// Its words; the first one is written, all are accepted.
    fn names(self) -> &'static [&'static str];
}

/// The word of a value.
pub(crate) fn format<T: Choice>(value: T) -> String {
    value.names().first().copied().unwrap_or_default().to_owned()
}

/// The value of a word.
pub(crate) fn parse<T: Choice>(cell: &str) -> Result<T, CellError> {
    // Most cells match exactly; only the others are folded.
    let is_word = |value: &&T| value.names().contains(&cell);
    let is_like = |value: &&T| value.names().iter().any(|name| is_same(name, cell));
    let found = T::ALL.iter().find(is_word).or_else(|| T::ALL.iter().find(is_like));
    found.copied().ok_or_else(|| CellError::unknown(cell))
}

impl Choice for OfferKind {
    const ALL: &'static [Self] = &OfferKind::ALL;

    fn names(self) -> &'static [&'static str] {
        match self {
            Self::Course => &["Kurs", "Angebot"],
            Self::Event => &["Veranstaltung"],
            Self::Volunteering => &["Ehrenamt"],
            Self::Room => &["Raum"],
        }
    }
}

impl Choice for InstitutionKind {
    const ALL: &'static [Self] = &InstitutionKind::ALL;

    fn names(self) -> &'static [&'static str] {
        match self {
            Self::PublicOffice => {
                &["Behörde oder Kommune", "Behörde", "Kommune", "Stadtverwaltung", "Amt"]
            }
            Self::Welfare => &["Wohlfahrtsverband", "Wohlfahrtspflege"],
            Self::Club => &["Verein oder Verband", "Verein", "Verband"],
            Self::Education => &["Bildungseinrichtung", "Bildungsträger", "Volkshochschule"],
            Self::Religious => {
                &["Religionsgemeinschaft", "Kirchengemeinde", "Kirche", "Moscheegemeinde"]
            }
            Self::Migrants => {
                &["Migrantenorganisation", "Migrantenselbstorganisation", "Migrantenverein"]
            }
            Self::Health => &["Gesundheitseinrichtung", "Gesundheitsdienst"],
            Self::Company => &["Unternehmen", "Firma"],
            Self::School => &["Schule oder Kita", "Schule", "Kita", "Kindertagesstätte"],
            Self::Other => &["Andere Einrichtung", "andere", "Sonstige", "Sonstiges"],
        }
    }
}

impl Choice for OfferStatus {
    const ALL: &'static [Self] = &[Self::Draft, Self::InReview, Self::Published, Self::Archived];

    fn names(self) -> &'static [&'static str] {
        match self {
            Self::Draft => &["Entwurf"],
            Self::InReview => &["in Prüfung"],
            Self::Published => &["veröffentlicht"],
            Self::Archived => &["archiviert", "Archiv"],
        }
    }
}

impl Choice for Format {
    const ALL: &'static [Self] = &Format::ALL;

    fn names(self) -> &'static [&'static str] {
        match self {
            Self::InPerson => &["vor Ort", "Präsenz"],
            Self::Online => &["online"],
            Self::Both => &["vor Ort und online", "online und vor Ort", "hybrid"],
        }
    }
}

impl Choice for LanguageLevel {
    const ALL: &'static [Self] = &LanguageLevel::ALL;

    fn names(self) -> &'static [&'static str] {
        match self {
            Self::None => &["kein Deutsch nötig", "keins", "keines", "keine"],
            Self::Alpha => &["Alphabetisierung"],
            Self::A1 => &["A1"],
            Self::A2 => &["A2"],
            Self::B1 => &["B1"],
            Self::B2 => &["B2"],
            Self::C1 => &["C1"],
            Self::C2 => &["C2"],
        }
    }
}

impl Choice for TextState {
    const ALL: &'static [Self] = &[Self::Human, Self::Machine, Self::Outdated];

    fn names(self) -> &'static [&'static str] {
        match self {
            Self::Human => &["geprüft"],
            Self::Machine => &["automatisch übersetzt"],
            Self::Outdated => &["veraltet"],
        }
    }
}

/// Spreadsheet programs have their own words for yes and no.
impl Choice for bool {
    const ALL: &'static [Self] = &[true, false];

    fn names(self) -> &'static [&'static str] {
        if self { &["ja", "x", "wahr", "true", "1"] } else { &["nein", "falsch", "false", "0"] }
    }
}

impl Choice for Gender {
    const ALL: &'static [Self] = &Gender::ALL;

    fn names(self) -> &'static [&'static str] {
        match self {
            Self::Male => &["männlich", "Männer", "Jungen"],
            Self::Female => &["weiblich", "Frauen", "Mädchen"],
            Self::Diverse => &["divers"],
        }
    }
}

/// The county's labels.
impl Choice for Background {
    const ALL: &'static [Self] = &Background::ALL;

    fn names(self) -> &'static [&'static str] {
        match self {
            Self::Open => &["keine bestimmte Zielgruppe / für alle offen"],
            Self::Migration => &["insbesondere für Menschen mit Migrationshintergrund"],
            Self::Newcomers => &["insbesondere für Neuzugewanderte"],
        }
    }
}

/// The county's labels, then the first words as abbreviations.
impl Choice for AgeGroup {
    const ALL: &'static [Self] = &AgeGroup::ALL;

    fn names(self) -> &'static [&'static str] {
        match self {
            Self::Babies => &["Babys (0 bis unter 1)", "Babys", "Baby"],
            Self::Toddlers => &["Kleinkinder (1 bis unter 3)", "Kleinkinder"],
            Self::Kindergarten => &["Kindergartenkinder (3 bis unter 6)", "Kindergartenkinder"],
            Self::PrimarySchool => &["Grundschulkinder (6 bis unter 10)", "Grundschulkinder"],
            Self::Youth => &["Kinder und Jugendliche (10 bis unter 18)", "Kinder", "Jugendliche"],
            Self::YoungAdults => &["junge Erwachsene (18 bis unter 27)", "junge"],
            Self::Adults => &["Erwachsene"],
            Self::Seniors => &["Senioren", "Seniorinnen"],
        }
    }
}

impl Choice for AudienceGroup {
    const ALL: &'static [Self] = &AudienceGroup::ALL;

    fn names(self) -> &'static [&'static str] {
        match self {
            Self::Professionals => &["Fachkräfte"],
            Self::Volunteers => &["Ehrenamtliche"],
            Self::Parents => &["Eltern"],
            Self::Multipliers => &["Multiplikator*innen", "Multiplikatoren"],
        }
    }
}

const FREE: &str = "kostenlos";

/// "kostenlos" or the provider's words, which are quoted where they are that word.
pub(crate) fn format_cost(cost: &Cost) -> String {
    match cost {
        Cost::Free => FREE.to_owned(),
        Cost::Text(text) if is_same(text.as_str(), FREE) || text.as_str().starts_with('"') => {
            format!("\"{}\"", text.as_str())
        }
        Cost::Text(text) => text.as_str().to_owned(),
    }
}

/// See [`format_cost`].
pub(crate) fn parse_cost(cell: &str) -> Result<Cost, CellError> {
    let quoted = cell.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    match quoted {
        Some(text) if !text.trim().is_empty() => Ok(Cost::Text(Text::parse(text)?)),
        _ if is_same(cell, FREE) => Ok(Cost::Free),
        _ => Ok(Cost::Text(Text::parse(cell)?)),
    }
}

/// Target genders, "alle" for all.
pub(crate) fn format_genders(genders: &[Gender]) -> String {
    if genders.is_empty() { "alle".to_owned() } else { format_list(genders) }
}

/// Target genders; empty for all. "Frauen und Männer" names two.
pub(crate) fn parse_genders(cell: &str) -> Result<Vec<Gender>, CellError> {
    parse_list(cell, |value| {
        let words = words(value);
        let named = words.iter().filter(|word| !is_filler(word)).map(|word| parse(word).ok());
        named.collect::<Option<Vec<_>>>().filter(|genders| !genders.is_empty())
    })
}

fn is_filler(word: &str) -> bool {
    ["und", "oder", "nur", "fur"].contains(&word)
}

/// Target age groups, the county's phrase for all.
pub(crate) fn format_ages(ages: &[AgeGroup]) -> String {
    if ages.is_empty() { "keine bestimmte / für alle offen".to_owned() } else { format_list(ages) }
}

/// Target age groups; empty for all ages. The first word decides.
pub(crate) fn parse_ages(cell: &str) -> Result<Vec<AgeGroup>, CellError> {
    parse_list(cell, |value| {
        let first = words(value).into_iter().next()?;
        parse(&first).ok().map(|age| vec![age])
    })
}

/// Groups that an offer is made for; an empty cell for no particular one.
pub(crate) fn format_groups(groups: &[AudienceGroup]) -> String {
    format_list(groups)
}

/// See [`format_groups`].
pub(crate) fn parse_groups(cell: &str) -> Result<Vec<AudienceGroup>, CellError> {
    parse_list(cell, |value| parse(value).ok().map(|group| vec![group]))
}

/// Target background.
pub(crate) fn parse_background(cell: &str) -> Result<Background, CellError> {
    let folded = folded(cell);
    if folded.contains("neuzugewandert") {
        Ok(Background::Newcomers)
    } else if folded.contains("migrationshintergrund") {
        Ok(Background::Migration)
    } else if is_open(cell) {
        Ok(Background::Open)
    } else {
        Err(CellError::unknown(cell))
    }
}

fn format_list<T: Choice>(values: &[T]) -> String {
    values.iter().map(|value| format(*value)).collect::<Vec<_>>().join(GAP)
}

/// Values accepted by `parse`, each once; empty if one of them means all.
fn parse_list<T: PartialEq>(
    cell: &str,
    parse: impl Fn(&str) -> Option<Vec<T>>,
) -> Result<Vec<T>, CellError> {
    let mut values = Vec::new();
    for part in parts(cell) {
        match parse(part) {
            Some(found) => {
                for value in found {
                    if !values.contains(&value) {
                        values.push(value);
                    }
                }
            }
            None if is_open(part) => return Ok(Vec::new()),
            None => return Err(CellError::unknown(part)),
        }
    }
    Ok(values)
}

/// Whether a value means everyone or everything.
fn is_open(value: &str) -> bool {
    let open = ["alle", "offen", "keine", "festgelegt"];
    words(value).iter().any(|word| open.contains(&word.as_str()))
}

#[cfg(test)]
mod tests;
