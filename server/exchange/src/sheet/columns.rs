//! The columns: the county's own, ours for the rest of the record, and one for each translation.

use super::lists::folded;
use shared::language::{LanguageTag, UiLanguage};
use shared::search::fold::words;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// A column.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Column {
    /// A column for a field; texts are in German.
    Of(Field),
    /// A text in another language, such as "Name (en)".
    Translation(TextPart, LanguageTag),
    /// A part of an address that stands alone; only read.
    Part(AddressOf, AddressPart),
}

/// Whose address it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum AddressOf {
    Venue,
    Provider,
}

/// A part of an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum AddressPart {
    Street,
    HouseNumber,
    PostalCode,
    Place,
}

/// A text of an offer that exists in several languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum TextPart {
    Name,
    Description,
    GoodPractice,
    PracticeForWhom,
    PracticeTakeaway,
}

impl TextPart {
    /// In column order.
    pub(crate) const ALL: [Self; 5] = [
        Self::Name,
        Self::Description,
        Self::GoodPractice,
        Self::PracticeForWhom,
        Self::PracticeTakeaway,
    ];

    /// The column of the German text.
    pub(crate) fn field(self) -> Field {
        match self {
            Self::Name => Field::Name,
            Self::Description => Field::Description,
            Self::GoodPractice => Field::GoodPractice,
            Self::PracticeForWhom => Field::PracticeForWhom,
            Self::PracticeTakeaway => Field::PracticeTakeaway,
        }
    }
}

macro_rules! fields {
    ($($field:ident: $first:literal $(| $other:literal)*,)*) => {
        /// A field with its own column.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub(crate) enum Field {
            $($field,)*
        }

        impl Field {
            /// In the order of an exported table.
            pub(crate) const ALL: &'static [Self] = &[$(Self::$field,)*];

            /// Its headings; the first one is written and used in reports, all are accepted.
            pub(crate) fn headings(self) -> &'static [&'static str] {
                match self {
                    $(Self::$field => &[$first $(, $other)*],)*
                }
            }

            /// Its key in forms: the variant's name in snake case.
            pub(crate) fn key(self) -> String {
                let name = match self {
                    $(Self::$field => stringify!($field),)*
                };
                snake_case(name)
            }

            /// The heading that is written.
            pub(crate) fn heading(self) -> &'static str {
                match self {
                    $(Self::$field => $first,)*
                }
            }
        }
    };
}

fields! {
    // The county's, in its order.
    City: "Stadt",
    Name: "Name" | "Name des Angebots" | "Angebot",
    Category: "Kategorie" | "Kategorien",
    Languages: "Sprache(n)" | "Sprache(n) des Angebots" | "Sprache" | "Sprachen"
        | "Sprachen des Angebots",
    Venue: "Veranstaltungsort",
    VenueAddress: "Adresse des Veranstaltungsorts" | "Adresse des Veranstaltungsortes",
    District: "Stadtteil",
    Gender: "Zielgruppe: Geschlecht" | "Geschlecht",
    Background: "Zielgruppe: Migrationshintergrund" | "Migrationshintergrund",
    Ages: "Zielgruppe: Altersgruppe" | "Altersgruppe",
    Groups: "Zielgruppe: Personengruppe" | "Personengruppe" | "Personengruppen",
    Person: "Ansprechpartner" | "Ansprechpartner*in" | "Ansprechpartnerin" | "Ansprechperson",
    Provider: "Anbieter",
    ProviderAddress: "Adresse des Anbieters",
    Phone: "Telefon" | "Telefonnummer",
    Mail: "E-Mail" | "Mail",
    Web: "Homepage" | "Website" | "Internet",
    // Ours.
    Description: "Beschreibung",
    VerifiedOn: "geprüft am",
    Id: "Kennung",
    VerifiedBy: "geprüft von",
    Kind: "Art",
    Status: "Status",
    VisibleFrom: "sichtbar ab",
    VisibleTo: "sichtbar bis",
    Weekly: "Zeiten",
    Dates: "Termine",
    Ranges: "Zeiträume",
    Exceptions: "Ausnahmen",
    SchoolDays: "nur an Schultagen",
    Holidays: "auch an Feiertagen",
    ByAppointment: "nach Vereinbarung",
    TimesNote: "Hinweis zu den Zeiten",
    Childcare: "Kinderbetreuung",
    StepFree: "stufenlos" | "stufenlos erreichbar",
    Cost: "Kosten",
    Registration: "Anmeldung",
    RegistrationNeeded: "Anmeldung nötig",
    PlacesFree: "Freie Plätze" | "Plätze frei" | "Anzahl freie Plätze" | "Freie Kursplätze",
    Waiting: "Wartezeit",
    PlacesAsOf: "Stand freie Plätze" | "Stand der freien Plätze" | "Freie Plätze: Stand",
    Format: "Form",
    Level: "Deutschniveau" | "Deutsch-Niveau",
    Interpreter: "Dolmetschen auf Anfrage",
    Latitude: "Breitengrad",
    Longitude: "Längengrad",
    GoodPractice: "Gutes Beispiel",
    PracticeForWhom: "Gutes Beispiel: für wen" | "Gutes Beispiel: Zielgruppe",
    PracticeSince: "Gutes Beispiel: seit" | "Gutes Beispiel: seit wann",
    PracticePartners: "Gutes Beispiel: Partner" | "Kooperationspartner" | "Partner",
    PracticeTakeaway: "Gutes Beispiel: zum Übernehmen" | "Gutes Beispiel: übertragbar",
    ProviderId: "Anbieter: Kennung",
    ProviderCity: "Anbieter: Stadt",
    ProviderPerson: "Anbieter: Ansprechpartner" | "Anbieter: Ansprechperson",
    ProviderPhone: "Anbieter: Telefon",
    ProviderMail: "Anbieter: E-Mail",
    ProviderWeb: "Anbieter: Homepage",
    ProviderAbout: "Anbieter: Beschreibung",
    ProviderLatitude: "Anbieter: Breitengrad",
    ProviderLongitude: "Anbieter: Längengrad",
    ProviderKind: "Anbieter: Art" | "Art der Einrichtung" | "Art des Anbieters",
    TextStates: "Textstand",
}

impl Field {
    /// Required columns, whose cells must not be empty.
    pub(crate) const NEEDED: [Self; 4] = [Self::City, Self::Name, Self::Category, Self::Provider];
}

/// Fields by their folded headings, and by the same without endings: folding all of them for each cell
/// that names a column took most of an import's time.
struct Known {
    exact: BTreeMap<String, Field>,
    plain: BTreeMap<String, Field>,
}

static KNOWN: LazyLock<Known> = LazyLock::new(|| {
    let mut known = Known { exact: BTreeMap::new(), plain: BTreeMap::new() };
    for field in Field::ALL {
        for heading in field.headings() {
            known.exact.entry(folded(heading)).or_insert(*field);
            known.plain.entry(folded(&without_endings(heading))).or_insert(*field);
        }
    }
    known
});

impl Column {
    /// The column of a text.
    pub(crate) fn of_text(part: TextPart, language: &LanguageTag) -> Self {
        if *language == german() {
            Self::Of(part.field())
        } else {
            Self::Translation(part, language.clone())
        }
    }

    /// The column with this heading.
    pub(crate) fn find(heading: &str) -> Option<Self> {
        let Known { exact, plain } = &*KNOWN;
        let found = [exact.get(&folded(heading)), plain.get(&folded(&without_endings(heading)))];
        let field = found.into_iter().flatten().min().map(|field| Self::Of(*field));
        field.or_else(|| find_translation(heading)).or_else(|| find_part(heading))
    }

    /// Its heading.
    pub(crate) fn heading(&self) -> Cow<'static, str> {
        match self {
            Self::Of(field) => Cow::Borrowed(field.heading()),
            Self::Translation(part, language) => {
                Cow::Owned(format!("{} ({language})", part.field().heading()))
            }
            Self::Part(whose, part) => Cow::Borrowed(part_heading(*whose, *part)),
        }
    }
}

impl Column {
    /// Every part of an address.
    pub(crate) fn parts() -> impl Iterator<Item = Self> {
        const PARTS: [AddressPart; 4] = [
            AddressPart::Street,
            AddressPart::HouseNumber,
            AddressPart::PostalCode,
            AddressPart::Place,
        ];
        let of = |whose| PARTS.into_iter().map(move |part| Self::Part(whose, part));
        of(AddressOf::Venue).chain(of(AddressOf::Provider))
    }
}

const fn part_heading(whose: AddressOf, part: AddressPart) -> &'static str {
    match (whose, part) {
        (AddressOf::Venue, AddressPart::Street) => "Straße",
        (AddressOf::Venue, AddressPart::HouseNumber) => "Hausnummer",
        (AddressOf::Venue, AddressPart::PostalCode) => "PLZ",
        (AddressOf::Venue, AddressPart::Place) => "Ort (Adresse)",
        (AddressOf::Provider, AddressPart::Street) => "Anbieter: Straße",
        (AddressOf::Provider, AddressPart::HouseNumber) => "Anbieter: Hausnummer",
        (AddressOf::Provider, AddressPart::PostalCode) => "Anbieter: PLZ",
        (AddressOf::Provider, AddressPart::Place) => "Anbieter: Ort",
    }
}

/// "Straße", "PLZ des Anbieters", "Träger Ort": whose it is, then the part. "Ort" alone is more
/// often the offer's town.
fn find_part(heading: &str) -> Option<Column> {
    let mut whose = None;
    let mut rest = Vec::new();
    for word in words(heading) {
        match word.as_str() {
            "anbieter" | "anbieters" | "trager" | "tragers" => whose = Some(AddressOf::Provider),
            "veranstaltungsort" | "veranstaltungsorts" | "veranstaltungsortes" => {
                whose = Some(AddressOf::Venue);
            }
            "des" | "der" | "vom" | "von" | "adresse" => {}
            _ => rest.push(word),
        }
    }
    let has_address = words(heading).iter().any(|word| word == "adresse");
    let part = match &*rest.join(" ") {
        "strasse"
        | "str"
        | "strasse hausnummer"
        | "strasse und hausnummer"
        | "strasse nr"
        | "strasse hausnr" => AddressPart::Street,
        "hausnummer" | "hausnr" | "haus nr" => AddressPart::HouseNumber,
        "plz" | "postleitzahl" => AddressPart::PostalCode,
        "ort" | "wohnort" if whose.is_some() || has_address => AddressPart::Place,
        _ => return None,
    };
    Some(Column::Part(whose.unwrap_or(AddressOf::Venue), part))
}

fn snake_case(name: &str) -> String {
    let mut key = String::new();
    for letter in name.chars() {
        if letter.is_ascii_uppercase() && !key.is_empty() {
            key.push('_');
        }
        key.push(letter.to_ascii_lowercase());
    }
    key
}

/// The language of columns without a language.
pub(crate) fn german() -> LanguageTag {
    LanguageTag::from(UiLanguage::De)
}

/// A heading without endings of the plural and of both genders in parentheses or behind a sign:
/// "Kategorie(n)", "Ansprechpartner/in".
fn without_endings(heading: &str) -> String {
    const ENDINGS: [&str; 13] = [
        "(n)", "(e)", "(s)", "*innen", ":innen", "/innen", "(innen)", "*in", ":in", "_in", "/-in",
        "/in", "(in)",
    ];
    ENDINGS.iter().fold(heading.trim().to_lowercase(), |text, ending| text.replace(ending, ""))
}

fn find_translation(heading: &str) -> Option<Column> {
    let (name, language) = heading.trim().strip_suffix(')')?.rsplit_once('(')?;
    let field = KNOWN.exact.get(&folded(name))?;
    let part = TextPart::ALL.into_iter().find(|part| part.field() == *field)?;
    Some(Column::of_text(part, &LanguageTag::parse(language).ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    #[test]
    fn every_heading_names_its_column_and_no_two_are_alike() {
        for field in Field::ALL {
            for heading in field.headings() {
                assert_eq!(Column::find(heading), Some(Column::Of(*field)), "{heading}");
            }
        }
    }

    #[rstest]
    #[case("Name (en)", Some("Name (en)"))]
    #[case("gutes Beispiel (DE-Simple)", Some("Gutes Beispiel (de-simple)"))]
    #[case("Beschreibung (de)", Some("Beschreibung"))]
    #[case("Straße", Some("Straße"))]
    #[case("Straße / Hausnr.", Some("Straße"))]
    #[case("Str.", Some("Straße"))]
    #[case("Postleitzahl", Some("PLZ"))]
    #[case("PLZ des Veranstaltungsortes", Some("PLZ"))]
    #[case("Anbieter: PLZ", Some("Anbieter: PLZ"))]
    #[case("Ort des Anbieters", Some("Anbieter: Ort"))]
    #[case("Träger (Straße)", Some("Anbieter: Straße"))]
    #[case("Ort (Adresse)", Some("Ort (Adresse)"))]
    #[case("Ort", None)]
    #[case("Stadt (en)", None)]
    #[case("Name (englisch)", None)]
    #[case("Raumfarbe", None)]
    #[case("KATEGORIE(N):", Some("Kategorie"))]
    #[case("Ansprechpartner/in", Some("Ansprechpartner"))]
    #[case("Anbieter*in", Some("Anbieter"))]
    #[case("Zielgruppe - Geschlecht", Some("Zielgruppe: Geschlecht"))]
    #[case("e-mail:", Some("E-Mail"))]
    fn a_heading_with_a_language_names_a_translation(
        #[case] heading: &str,
        #[case] found: Option<&str>,
    ) {
        let column = Column::find(heading);
        assert_eq!(column.as_ref().map(Column::heading).as_deref(), found);
    }

    proptest! {
        #[test]
        fn no_cell_panics(cell in any::<String>()) {
            let _ = Column::find(&cell);
        }
    }
}
