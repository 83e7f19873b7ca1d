//! References to other places of a matrix, as "see field X, challenge Y": found in a cell, and linked
//! by the texts of fields and challenges.

use super::columns::key;

/// Words that a reference begins with.
const BEGINNINGS: [&str; 6] =
    ["siehe ", "Siehe ", "s. Handlungs", "s. Herausforderung", "vgl. ", "Vgl. "];
/// Words by which a reference means a field or a challenge.
const NAMED: [&str; 4] = ["handlungsfeld", "handlungsbereich", "herausforderung", "arbeitsgruppe"];
const OPENING: [char; 5] = ['„', '"', '“', '»', '«'];
const CLOSING: [char; 5] = ['“', '"', '”', '«', '»'];
/// Letters of a text from which it is told from others without quotation marks.
const LEAST: usize = 12;
/// Letters from which the beginning of a challenge stands for the whole.
const BEGINNING: usize = 12;

/// The texts of a field that references are compared with.
#[derive(Clone, Debug)]
pub struct FieldTexts {
    /// Its name.
    pub name: String,
    /// Its challenges.
    pub challenges: Vec<String>,
}

/// Positions of what a reference means.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Link {
    /// The field, counted from 0.
    pub field: Option<usize>,
    /// The challenge within the field, counted from 0.
    pub challenge: Option<usize>,
}

/// The keys of all fields and challenges.
#[derive(Debug)]
pub struct Places(Vec<PlaceKeys>);

#[derive(Debug)]
struct PlaceKeys {
    name: String,
    challenges: Vec<String>,
}

impl Places {
    /// Prepares texts for many references.
    pub fn new(fields: impl IntoIterator<Item = FieldTexts>) -> Self {
        let keys = |field: FieldTexts| PlaceKeys {
            name: key(&field.name),
            challenges: field.challenges.iter().map(|text| key(text)).collect(),
        };
        Self(fields.into_iter().map(keys).collect())
    }

    /// What a reference means, as far as exactly one place fits.
    pub fn link(&self, reference: &str) -> Link {
        let (quoted, unquoted) = split(reference);
        let unquoted = key(&unquoted);
        let field = self.field(&quoted, &unquoted);
        let found = self.challenges(field).filter(|(_, _, challenge)| {
            let is_quoted = quoted.iter().any(|quote| is_challenge(quote, challenge));
            is_quoted || (challenge.len() >= LEAST && unquoted.contains(challenge))
        });
        let found: Vec<(usize, usize, &str)> = found.collect();
        match found.as_slice() {
            [(field, challenge, _)] => Link { field: Some(*field), challenge: Some(*challenge) },
            _ => Link { field, challenge: None },
        }
    }

    fn challenges(&self, field: Option<usize>) -> impl Iterator<Item = (usize, usize, &str)> {
        let fields = self.0.iter().enumerate();
        let fields = fields.filter(move |(place, _)| field.is_none_or(|field| field == *place));
        fields.flat_map(|(place, field)| {
            let challenges = field.challenges.iter().enumerate();
            challenges.map(move |(challenge, key)| (place, challenge, key.as_str()))
        })
    }

    /// The field with the longest name that is quoted or named.
    fn field(&self, quoted: &[String], unquoted: &str) -> Option<usize> {
        let is_named = |name: &str| {
            name.len() > 3 && (quoted.iter().any(|quote| quote == name) || unquoted.contains(name))
        };
        let named = self.0.iter().enumerate().filter(|(_, field)| is_named(&field.name));
        named.max_by_key(|(_, field)| field.name.len()).map(|(place, _)| place)
    }
}

fn is_challenge(quote: &str, challenge: &str) -> bool {
    quote == challenge || (quote.len() >= BEGINNING && challenge.starts_with(quote))
}

/// Whether a reference means a field or a challenge of a matrix, and not "above" or "below".
pub(super) fn is_named(reference: &str) -> bool {
    let lower = reference.to_lowercase();
    reference.contains(OPENING) || NAMED.iter().any(|word| lower.contains(word))
}

/// Keys of what is quoted in a reference, and the text without it. Quotations may have quotations
/// in them, so the outermost one counts as well.
fn split(reference: &str) -> (Vec<String>, String) {
    let (mut quoted, mut unquoted, mut rest) = (Vec::new(), String::new(), reference);
    while let Some(begin) = rest.find(OPENING) {
        let (before, from) = rest.split_at(begin);
        unquoted.push_str(before);
        unquoted.push(' ');
        let inner = from.get(first_length(from)..).unwrap_or_default();
        let end = inner.find(CLOSING).unwrap_or(inner.len());
        quoted.push(key(&inner[..end]));
        let after = &inner[end..];
        rest = after.get(first_length(after)..).unwrap_or_default();
    }
    unquoted.push_str(rest);
    if let (Some(begin), Some(end)) = (reference.find(OPENING), reference.rfind(CLOSING))
        && begin < end
    {
        quoted.push(key(&reference[begin..end]));
    }
    quoted.retain(|quote| !quote.is_empty());
    (quoted, unquoted)
}

fn first_length(text: &str) -> usize {
    text.chars().next().map_or(0, char::len_utf8)
}

/// References in a cell.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Found {
    /// Each as written.
    pub(super) references: Vec<String>,
    /// Whether the cell has nothing else.
    pub(super) is_all: bool,
}

/// The references in a cell, each up to the next one, the end of its line or of its sentence.
pub(super) fn find(text: &str) -> Found {
    let mut found = Found { references: Vec::new(), is_all: true };
    for line in text.lines() {
        let mut begins: Vec<usize> = BEGINNINGS
            .iter()
            .flat_map(|begin| line.match_indices(begin).map(|(place, _)| place))
            .filter(|place| !line[..*place].ends_with(char::is_alphanumeric))
            .collect();
        begins.sort_unstable();
        let ends = begins.iter().skip(1).copied().chain([line.len()]);
        found.is_all &= begins.first().is_some_and(|begin| !has_words(&line[..*begin]));
        for (begin, end) in begins.iter().copied().zip(ends) {
            let whole = &line[begin..end];
            let sentence = &whole[..sentence_end(whole)];
            found.is_all &= !has_words(&whole[sentence.len()..]);
            let reference = sentence.trim().trim_end_matches([',', ';', '(', ')']).trim_end();
            let reference = reference.strip_suffix(" und").unwrap_or(reference);
            found.references.push(reference.to_owned());
        }
    }
    found.is_all &= !found.references.is_empty();
    found
}

fn has_words(text: &str) -> bool {
    text.chars().any(char::is_alphanumeric)
}

/// Where the first sentence ends, full stops in quotations and abbreviations apart.
fn sentence_end(text: &str) -> usize {
    let mut is_quoted = false;
    for (place, letter) in text.char_indices() {
        match letter {
            '„' | '»' => is_quoted = true,
            '“' | '”' | '«' => is_quoted = false,
            '"' => is_quoted = !is_quoted,
            '.' if !is_quoted && place > 3 => {
                let after = &text[place + 1..];
                let is_capital = after.trim_start().starts_with(char::is_uppercase);
                if after.starts_with(' ') && is_capital {
                    return place;
                }
            }
            _ => {}
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    fn field(name: &str, challenges: [&str; 2]) -> FieldTexts {
        FieldTexts { name: name.to_owned(), challenges: challenges.map(str::to_owned).to_vec() }
    }

    fn places() -> Places {
        Places::new([
            field(
                "Lernen und Sprechen",
                ["Es fehlen „ruhige“ Räume zum Lernen.", "Kurse sind zu weit weg"],
            ),
            field("Arbeit", ["Kurse sind zu weit weg", "Zeugnisse werden spät anerkannt"]),
        ])
    }

    #[rstest]
    #[case("siehe Handlungsfeld Lernen und Sprechen", Some(0), None)]
    #[case("siehe Handlungsfeld „Arbeit“", Some(1), None)]
    #[case("siehe Handlungsbereich Arbeit, „Kurse sind zu weit weg.“", Some(1), Some(0))]
    #[case("siehe Herausforderung „Es fehlen „ruhige“ Räume zum Ler-nen“", Some(0), Some(0))]
    #[case("siehe Zeugnisse werden spät anerkannt", Some(1), Some(1))]
    #[case("siehe \"Kurse sind zu weit weg\"", None, None)]
    #[case("siehe oben", None, None)]
    fn a_reference_is_linked_where_one_place_fits(
        #[case] text: &str,
        #[case] field: Option<usize>,
        #[case] challenge: Option<usize>,
    ) {
        assert_eq!(places().link(text), Link { field, challenge });
    }

    #[rstest]
    #[case("siehe oben", &["siehe oben"], true)]
    #[case("(siehe Ergänzungen)", &["siehe Ergänzungen"], true)]
    #[case("1. Plan, siehe Handlungsfeld „A. B.“", &["siehe Handlungsfeld „A. B.“"], false)]
    #[case("siehe Feld A und siehe Feld B", &["siehe Feld A", "siehe Feld B"], true)]
    #[case("siehe Feld A. Danach ein Treffen", &["siehe Feld A"], false)]
    #[case("Das Museum besiehe ich", &[], false)]
    fn references_are_found_in_a_cell(
        #[case] text: &str,
        #[case] references: &[&str],
        #[case] is_all: bool,
    ) {
        let found = find(text);
        assert_eq!(
            (found.references.as_slice(), found.is_all),
            (references.iter().map(ToString::to_string).collect::<Vec<_>>().as_slice(), is_all)
        );
    }
}
