//! Receipt words: they identify a ballot without revealing who cast it.
//!
//! Derived from the ballot's random id alone, so they can be recomputed from the public recount
//! file. They consist of syllables instead of the words of one language, so that they can be read
//! out in every language.

use crate::id::BallotId;
use serde::{Deserialize, Serialize};
use std::fmt;

const CONSONANTS: &[u8; 16] = b"bdfghjklmnprstvz";
const VOWELS: &[u8; 4] = b"aiou";
/// Letters of a word, alternating consonants and vowels.
const LETTERS: usize = 5;
/// Bits encoded by a word: four per consonant, two per vowel.
const BITS: u32 = 16;
/// Characters of the id that are used, five bits each.
const CHARACTERS: usize = 8;

/// Two words such as `lusab-fidom`: 32 bits of the ballot's id.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(
    feature = "openapi",
    derive(utoipa::ToSchema),
    schema(pattern = "^[a-z]{5}-[a-z]{5}$", example = "lusab-fidom")
)]
#[serde(transparent)]
pub struct Receipt(String);

impl Receipt {
    /// The words of a ballot.
    pub fn from_ballot(ballot: &BallotId) -> Self {
        let id = ballot.as_str();
        // The last characters of an id are fully random, the first is not.
        let bits = id
            .bytes()
            .skip(id.len().saturating_sub(CHARACTERS))
            .fold(0_u64, |bits, character| bits << 5 | value(character));
        let word = |place: u32| word(bits >> (place * BITS));
        Self(format!("{}-{}", word(1), word(0)))
    }

    /// Parses words as people type them: upper case, spaces and a missing hyphen are accepted;
    /// `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let letters: String = text
            .chars()
            .filter(|c| !c.is_whitespace() && *c != '-')
            .take(2 * LETTERS + 1)
            .map(|c| c.to_ascii_lowercase())
            .collect();
        let are_words = letters.len() == 2 * LETTERS
            && letters.bytes().enumerate().all(|(place, letter)| is_valid_at(place, letter));
        are_words.then(|| Self(format!("{}-{}", &letters[..LETTERS], &letters[LETTERS..])))
    }

    /// The words as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Receipt {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// Whether a letter is valid at a position.
fn is_valid_at(place: usize, letter: u8) -> bool {
    let is_consonant = (place % LETTERS).is_multiple_of(2);
    if is_consonant { CONSONANTS.contains(&letter) } else { VOWELS.contains(&letter) }
}

/// The five bits encoded by a character of an id.
fn value(character: u8) -> u64 {
    let letters = b"0123456789abcdefghjkmnpqrstvwxyz";
    letters.iter().position(|letter| *letter == character).unwrap_or_default() as u64
}

fn word(mut bits: u64) -> String {
    let mut letters = [0; LETTERS];
    for (place, letter) in letters.iter_mut().enumerate().rev() {
        let (choices, width): (&[u8], u32) =
            if place.is_multiple_of(2) { (CONSONANTS, 4) } else { (VOWELS, 2) };
        let choice = usize::try_from(bits % choices.len() as u64).unwrap_or_default();
        *letter = choices[choice];
        bits >>= width;
    }
    letters.iter().map(|letter| char::from(*letter)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::HashSet;

    proptest! {
        #[test]
        fn words_are_parsed_as_people_type_them(random in any::<u128>()) {
            let receipt = Receipt::from_ballot(&BallotId::from_random(random));
            let typed = receipt.as_str().to_uppercase().replace('-', " ");
            prop_assert_eq!(Receipt::parse(&typed), Some(receipt));
        }
    }

    #[test]
    fn nearby_ballots_have_different_words() {
        let words: HashSet<String> =
            (0..10_000).map(|n| Receipt::from_ballot(&BallotId::from_random(n)).0).collect();
        assert_eq!(words.len(), 10_000);
    }

    #[test]
    fn other_texts_are_rejected() {
        for text in ["", "lusab", "lusab-fidomx", "lusabafidom", "لوساب"] {
            assert_eq!(Receipt::parse(text), None);
        }
    }
}
