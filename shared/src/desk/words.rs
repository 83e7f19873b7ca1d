//! Words of the search as a form: things people search for, and further words of filter values.

use super::terms::slug;
use crate::digest::sha256;
use crate::language::UiLanguage;
use crate::search::Facet;
use crate::search::vocabulary::{Concept, ValueWords, Vocabulary, VocabularyError};
use crate::text::{Line, TextError};
use std::collections::BTreeMap;
use std::fmt;

/// Languages of which words are asked, besides those that are stored.
pub const WORD_LANGUAGES: [&str; 15] =
    ["de", "en", "tr", "ar", "uk", "ru", "fa", "fr", "pl", "ro", "bg", "ku", "sq", "es", "ti"];
/// Before the id of a concept in an address; no filter has this name.
const CONCEPT: &str = "concept";
/// Most queries that are tried at once.
pub const MAX_QUERIES: usize = 10;
/// Most offers of a query that are named.
pub const MAX_FOUND_NAMES: usize = 3;

/// An entry of the vocabulary.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum WordsId {
    /// A thing people search for.
    Concept(String),
    /// A filter's value.
    Value(Facet, String),
}

impl WordsId {
    /// Parses `concept.german` and `category.sport`.
    pub fn parse(text: &str) -> Option<Self> {
        let (kind, id) = text.split_once('.')?;
        let id = id.to_owned();
        if kind == CONCEPT {
            return Some(Self::Concept(id));
        }
        Facet::from_name(kind).map(|facet| Self::Value(facet, id))
    }
}

impl fmt::Display for WordsId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Concept(id) => write!(formatter, "{CONCEPT}.{id}"),
            Self::Value(facet, id) => write!(formatter, "{}.{id}", facet.name()),
        }
    }
}

/// What stands in the form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WordsForm {
    /// Names of a concept; a value has its own.
    pub labels: BTreeMap<UiLanguage, String>,
    /// By language, one word or phrase a line.
    pub words: BTreeMap<String, String>,
    /// Identifies the entry that the form was made from; empty where that does not matter.
    pub basis: String,
}

/// Why words are refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WordsError {
    /// No German name, or one of the names is none.
    #[error("name: {0}")]
    Label(TextError),
    /// No letter or digit of which an identifier could be made.
    #[error("no identifier")]
    NoId,
    /// Somebody else has changed the entry meanwhile.
    #[error("changed meanwhile")]
    Changed,
    /// No word at all.
    #[error("no word")]
    Empty,
    /// An entry or the vocabulary as a whole.
    #[error(transparent)]
    Vocabulary(#[from] VocabularyError),
}

/// What a query finds before and after a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SearchComparison {
    /// The query.
    pub query: String,
    /// What it finds today.
    pub before: Found,
    /// What it would find.
    pub after: Found,
}

/// What a query finds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// Number of offers.
    pub total: usize,
    /// German names of the first offers, [`MAX_FOUND_NAMES`] at most.
    pub names: Vec<String>,
}

impl WordsForm {
    /// An entry as a form; empty for a value without further words, `None` where there is no such
    /// concept.
    pub fn of(vocabulary: &Vocabulary, id: &WordsId) -> Option<Self> {
        match id {
            WordsId::Concept(id) => {
                let concept = vocabulary.concepts.iter().find(|concept| concept.id == *id)?;
                let label = |language: UiLanguage| {
                    Some((language, concept.label.get(language.tag())?.clone()))
                };
                let labels = UiLanguage::ALL.into_iter().filter_map(label).collect();
                Some(Self::new(labels, lines(&concept.words)))
            }
            WordsId::Value(facet, id) => {
                let is_meant = |one: &&ValueWords| one.facet == *facet && one.id == *id;
                let words = vocabulary.values.iter().find(is_meant).map(|one| lines(&one.words));
                Some(Self::new(BTreeMap::new(), words.unwrap_or_default()))
            }
        }
    }

    fn new(labels: BTreeMap<UiLanguage, String>, words: BTreeMap<String, String>) -> Self {
        let basis = sha256(&format!("{labels:?}{words:?}"));
        Self { labels, words, basis }
    }

    /// The queries that show what the form changes: its words that `before` does not have.
    pub fn new_words(&self, before: &Self) -> Vec<String> {
        let known = |language: &str| before.words.get(language).map_or("", String::as_str);
        let new = self.words.iter().flat_map(|(language, text)| {
            let known: Vec<&str> = entries(known(language)).collect();
            entries(text).filter(move |entry| !known.contains(entry))
        });
        new.map(|entry| entry.trim_end_matches('*').to_owned()).take(MAX_QUERIES).collect()
    }

    /// The vocabulary after the form, and the id of its entry; without an id a new concept.
    ///
    /// # Errors
    /// [`WordsError`]; a value may be left without words.
    pub fn apply(
        &self,
        vocabulary: &Vocabulary,
        id: Option<&WordsId>,
    ) -> Result<(Vocabulary, WordsId), WordsError> {
        let stored = id.and_then(|id| Self::of(vocabulary, id));
        if stored.is_some_and(|stored| !self.basis.is_empty() && self.basis != stored.basis) {
            return Err(WordsError::Changed);
        }
        let mut changed = vocabulary.clone();
        let words = self.parse_words();
        let id = match id {
            Some(WordsId::Value(facet, id)) => {
                changed.values.retain(|one| one.facet != *facet || one.id != *id);
                if !words.is_empty() {
                    changed.values.push(ValueWords { facet: *facet, id: id.clone(), words });
                }
                WordsId::Value(*facet, id.clone())
            }
            other => {
                if words.is_empty() {
                    return Err(WordsError::Empty);
                }
                let label = self.parse_labels()?;
                let known = changed.concepts.iter_mut();
                let known = known.map(|concept| (WordsId::Concept(concept.id.clone()), concept));
                let mut known = known.filter(|(id, _)| Some(id) == other);
                if let Some((id, concept)) = known.next() {
                    concept.label.retain(|tag, _| UiLanguage::from_tag(tag).is_none());
                    concept.label.extend(label);
                    concept.words = words;
                    id
                } else {
                    drop(known);
                    let id = free_id(&changed, self.german())?;
                    changed.concepts.push(Concept { id: id.clone(), label, words });
                    WordsId::Concept(id)
                }
            }
        };
        changed.check()?;
        Ok((changed, id))
    }

    fn german(&self) -> &str {
        self.labels.get(&UiLanguage::De).map_or("", String::as_str)
    }

    /// Names by language tag; plain German has the German one where it has none of its own.
    fn parse_labels(&self) -> Result<BTreeMap<String, String>, WordsError> {
        Line::parse(self.german()).map_err(WordsError::Label)?;
        let given = self.labels.iter().filter(|(_, label)| !label.trim().is_empty());
        let labels = given.map(|(language, label)| {
            let label = Line::parse(label).map_err(WordsError::Label)?;
            Ok((language.tag().to_owned(), label.to_string()))
        });
        let mut labels = labels.collect::<Result<BTreeMap<_, _>, WordsError>>()?;
        if let Some(german) = labels.get(UiLanguage::De.tag()).cloned() {
            labels.entry(UiLanguage::DeSimple.tag().to_owned()).or_insert(german);
        }
        Ok(labels)
    }

    fn parse_words(&self) -> BTreeMap<String, Vec<String>> {
        let words = self.words.iter().map(|(language, text)| {
            let words: Vec<String> = entries(text).map(str::to_owned).collect();
            (language.clone(), words)
        });
        words.filter(|(_, words)| !words.is_empty()).collect()
    }
}

/// The vocabulary without a concept; `None` where there is no such one.
pub fn without_concept(vocabulary: &Vocabulary, id: &str) -> Option<Vocabulary> {
    let mut changed = vocabulary.clone();
    changed.concepts.retain(|concept| concept.id != *id);
    (changed.concepts.len() < vocabulary.concepts.len()).then_some(changed)
}

fn lines(words: &BTreeMap<String, Vec<String>>) -> BTreeMap<String, String> {
    words.iter().map(|(language, words)| (language.clone(), words.join("\n"))).collect()
}

/// One a line; commas separate as well.
fn entries(text: &str) -> impl Iterator<Item = &str> {
    text.split(['\n', ',', '،']).map(str::trim).filter(|entry| !entry.is_empty())
}

fn free_id(vocabulary: &Vocabulary, label: &str) -> Result<String, WordsError> {
    let slug = slug(label);
    if slug.is_empty() {
        return Err(WordsError::NoId);
    }
    let is_free = |id: &String| vocabulary.concepts.iter().all(|concept| concept.id != *id);
    let numbered = (2..).map(|number| format!("{slug}-{number}"));
    std::iter::once(slug.clone()).chain(numbered).find(is_free).ok_or(WordsError::NoId)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(label: &str, german: &str) -> WordsForm {
        WordsForm {
            labels: BTreeMap::from([(UiLanguage::De, label.to_owned())]),
            words: BTreeMap::from([("de".to_owned(), german.to_owned())]),
            basis: String::new(),
        }
    }

    #[test]
    fn a_new_concept_comes_back_as_its_form() {
        let (vocabulary, id) = form("Schrebergärten", "kleingarten*\nlaube, parzelle\n")
            .apply(&Vocabulary::default(), None)
            .unwrap();
        assert_eq!(id.to_string(), "concept.schrebergaerten");
        let again = WordsForm::of(&vocabulary, &id).unwrap();
        assert_eq!(again.words["de"], "kleingarten*\nlaube\nparzelle");
        assert_eq!(again.labels[&UiLanguage::DeSimple], "Schrebergärten");
        let (same, same_id) = again.apply(&vocabulary, Some(&id)).unwrap();
        assert_eq!((same, same_id), (vocabulary.clone(), id));
        let (_, other) = form("Schrebergärten", "beet").apply(&vocabulary, None).unwrap();
        assert_eq!(other.to_string(), "concept.schrebergaerten-2");
        assert_eq!(without_concept(&vocabulary, "schrebergaerten"), Some(Vocabulary::default()));
        assert_eq!(without_concept(&vocabulary, "nothing"), None);
    }

    #[test]
    fn words_of_a_value_are_replaced_and_removed() {
        let id = WordsId::parse("format.online").unwrap();
        let (vocabulary, _) = form("", "zoom").apply(&Vocabulary::default(), Some(&id)).unwrap();
        assert_eq!(vocabulary.values.len(), 1);
        let (vocabulary, _) = form("", "").apply(&vocabulary, Some(&id)).unwrap();
        assert_eq!(vocabulary, Vocabulary::default());
        assert_eq!(WordsForm::of(&vocabulary, &id).unwrap().words, BTreeMap::new());
        assert_eq!(WordsId::parse("nothing.online"), None);
    }

    #[test]
    fn what_is_wrong_is_named() {
        let none = Vocabulary::default();
        let error = |label: &str, words: &str| form(label, words).apply(&none, None).unwrap_err();
        assert_eq!(error("Garten", " \n"), WordsError::Empty);
        assert_eq!(error("", "garten"), WordsError::Label(TextError::Empty));
        assert_eq!(error("⚽", "garten"), WordsError::NoId);
        let entry = VocabularyError::Entry { id: "garten".into(), entry: "ab*".into() };
        assert_eq!(error("Garten", "garten\nab*"), WordsError::Vocabulary(entry));
    }

    #[test]
    fn a_form_of_an_older_entry_is_refused_and_an_emptied_name_is_gone() {
        let mut named = form("Garten", "garten");
        named.labels.insert(UiLanguage::En, "gardens".to_owned());
        let (vocabulary, id) = named.apply(&Vocabulary::default(), None).unwrap();
        let mut again = WordsForm::of(&vocabulary, &id).unwrap();
        again.labels.remove(&UiLanguage::En);
        let (changed, _) = again.apply(&vocabulary, Some(&id)).unwrap();
        assert!(!changed.concepts[0].label.contains_key("en"));
        assert_eq!(again.apply(&changed, Some(&id)), Err(WordsError::Changed));
    }

    #[test]
    fn new_words_are_tried() {
        let tried = form("Garten", "garten\nlaube*").new_words(&form("Garten", "garten"));
        assert_eq!(tried, ["laube"]);
    }
}
