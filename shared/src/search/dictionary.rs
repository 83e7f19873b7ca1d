//! The dictionary: every word of the catalogue and the vocabulary, by its key.
//!
//! A finite state transducer (crate `fst`) maps keys to term numbers. It is one sorted, minimised
//! byte array: a look-up costs the length of the word, a prefix is a range, and typing errors are
//! found by running an automaton over it. Entries begin with a mark for their script
//! ([`super::key::Script`]).

use super::key::{Key, Script, entry};
use super::typo::{Ending, Tolerance, TypoAutomaton};
use fst::automaton::{Automaton, Str};
use fst::raw::Fst;
use fst::{IntoStreamer, Map, MapBuilder, Streamer};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::collections::BTreeMap;

/// Number of a term.
pub(super) type Term = u32;

/// Most terms that a prefix or a misspelled word may expand to.
const MAX_TERMS: usize = 20_000;

/// Keys with their numbers.
#[derive(Clone)]
pub(super) struct Dictionary(Map<Vec<u8>>);

impl Dictionary {
    /// A dictionary of these keys; their numbers need not be in order.
    pub(super) fn new(terms: &BTreeMap<Vec<u8>, Term>) -> Self {
        let mut builder = MapBuilder::memory();
        for (key, term) in terms {
            // Keys are sorted and writing to memory cannot fail.
            if builder.insert(key, u64::from(*term)).is_err() {
                break;
            }
        }
        Self(builder.into_map())
    }

    /// The term of exactly this word.
    pub(super) fn exact(&self, key: &Key) -> Option<Term> {
        self.look_up(&key.entry())
    }

    /// The term of the same letters in another script that has Latin keys.
    pub(super) fn in_other_scripts(&self, key: &Key) -> Vec<Term> {
        key.script
            .others()
            .into_iter()
            .filter_map(|script| self.look_up(&entry(script, &key.letters)))
            .collect()
    }

    /// Terms in this script that begin with these letters.
    pub(super) fn with_prefix(&self, script: Script, letters: &str) -> Vec<Term> {
        let start = entry(script, letters);
        let Ok(start) = std::str::from_utf8(&start) else { return Vec::new() };
        self.search(Str::new(start).starts_with()).into_iter().map(|(term, _)| term).collect()
    }

    /// Terms with the fewest typing errors within the tolerance.
    pub(super) fn similar(&self, script: Script, letters: &str, tolerance: Tolerance) -> Vec<Term> {
        let terms = |errors| {
            let tolerance = Tolerance { errors, ..tolerance };
            let automaton = TypoAutomaton::new(script.mark(), letters, tolerance)?;
            let terms = self.search(automaton);
            (!terms.is_empty()).then(|| terms.into_iter().map(|(term, _)| term).collect())
        };
        (1..=tolerance.errors).find_map(terms).unwrap_or_default()
    }

    /// The values of every entry of at least `least` letters that the word begins with, each with
    /// its length.
    pub(super) fn stems_of(&self, key: &Key, least: usize) -> Vec<(Term, usize)> {
        let whole = key.entry();
        (least + 1..=whole.len())
            // Other scripts have letters of several bytes.
            .filter(|end| std::str::from_utf8(&whole[..*end]).is_ok())
            .filter_map(|end| Some((self.look_up(&whole[..end])?, end - 1)))
            .collect()
    }

    /// The values of the longest entries that the word begins with, typing errors allowed.
    pub(super) fn similar_stems(&self, script: Script, letters: &str, errors: u8) -> Vec<Term> {
        let tolerance = Tolerance { errors, ending: Ending::WordMayContinue };
        let stems = TypoAutomaton::new(script.mark(), letters, tolerance)
            .map_or_else(Vec::new, |automaton| self.search(automaton));
        let longest = stems.iter().map(|(_, length)| *length).max();
        stems.iter().filter(|(_, length)| Some(*length) == longest).map(|(stem, _)| *stem).collect()
    }

    fn look_up(&self, entry: &[u8]) -> Option<Term> {
        self.0.get(entry).and_then(|term| Term::try_from(term).ok())
    }

    /// Terms that an automaton accepts, with the lengths of their keys.
    fn search<A: Automaton>(&self, automaton: A) -> Vec<(Term, usize)> {
        let mut terms = Vec::new();
        let mut stream = self.0.search(automaton).into_stream();
        while let Some((key, term)) = stream.next() {
            terms.extend(Term::try_from(term).ok().map(|term| (term, key.len())));
            if terms.len() >= MAX_TERMS {
                break;
            }
        }
        terms
    }
}

impl Default for Dictionary {
    fn default() -> Self {
        Self::new(&BTreeMap::new())
    }
}

impl std::fmt::Debug for Dictionary {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "Dictionary({} entries)", self.0.len())
    }
}

impl Serialize for Dictionary {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(self.0.as_fst().as_bytes())
    }
}

impl<'de> Deserialize<'de> for Dictionary {
    /// A damaged transducer is rejected: its checksum must match.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Bytes;
        impl de::Visitor<'_> for Bytes {
            type Value = Vec<u8>;
            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("bytes")
            }
            fn visit_bytes<E: de::Error>(self, bytes: &[u8]) -> Result<Vec<u8>, E> {
                Ok(bytes.to_vec())
            }
        }
        let bytes = deserializer.deserialize_bytes(Bytes)?;
        let fst = Fst::new(bytes).map_err(de::Error::custom)?;
        fst.verify().map_err(de::Error::custom)?;
        Ok(Self(Map::from(fst)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    fn dictionary() -> Dictionary {
        let words = ["kurs", "kurse", "курс", "deutschkurs", "كورس", "ቋንቋ"];
        let terms =
            words.iter().zip(0..).map(|(word, term)| (Key::from_word(word).unwrap().entry(), term));
        Dictionary::new(&terms.collect())
    }

    fn key(word: &str) -> Key {
        Key::from_word(word).unwrap()
    }

    #[test]
    fn a_word_is_found_in_its_script_and_in_others() {
        assert_eq!(dictionary().exact(&key("Kurs")), Some(0));
        assert_eq!(dictionary().exact(&key("курс")), Some(2));
        assert_eq!(dictionary().exact(&key("ቋንቋ")), Some(5));
        assert_eq!(dictionary().in_other_scripts(&key("kurs")), [2, 4]);
    }

    #[rstest]
    #[case("kur", &[0, 1])]
    #[case("deutsch", &[3])]
    #[case("x", &[])]
    fn a_prefix_finds_its_terms(#[case] word: &str, #[case] terms: &[Term]) {
        let key = key(word);
        assert_eq!(dictionary().with_prefix(key.script, &key.letters), terms);
    }

    #[test]
    fn a_damaged_dictionary_is_rejected() {
        let mut bytes = postcard::to_allocvec(&dictionary()).unwrap();
        let read: Dictionary = postcard::from_bytes(&bytes).unwrap();
        assert_eq!(read.exact(&key("Deutschkurs")), Some(3));
        let middle = bytes.len() / 2;
        bytes[middle] ^= 0xff;
        assert!(postcard::from_bytes::<Dictionary>(&bytes).is_err());
    }
}
