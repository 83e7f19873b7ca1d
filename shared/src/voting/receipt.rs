//! Receipt words: how a participant names a ballot without saying who cast it.
//!
//! Made of the ballot's random id alone, so whoever has the public recount file can make them
//! too. Syllables instead of a language's words: they can be read out in every language.

use crate::id::BallotId;
use serde::{Deserialize, Serialize};
use std::fmt;

const CONSONANTS: &[u8; 16] = b"bdfghjklmnprstvz";
const VOWELS: &[u8; 4] = b"aiou";
/// Letters of a word, consonants and vowels by turns.
const LETTERS: usize = 5;
/// Bits a word stands for: three consonants of four, two vowels of two.
const BITS: u32 = 16;
/// Characters of the id that are looked at, five bits each.
const CHARACTERS: usize = 8;

/// Two words such as `lusab-fidom`; 32 bits of the ballot's id.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(
    feature = "openapi",
    derive(utoipa::ToSchema),
    schema(pattern = "^[a-z]{5}-[a-z]{5}$", example = "lusab-fidom")
)]
#[serde(transparent)]
pub struct Receipt(String);

impl Receipt {
    /// The words for a ballot.
    pub fn of(ballot: &BallotId) -> Self {
        let id = ballot.as_str();
        // The last characters of an id are all random, the first is not.
        let characters = id.bytes().skip(id.len().saturating_sub(CHARACTERS));
        let bits = characters.fold(0_u64, |bits, character| bits << 5 | value(character));
        let word = |place: u32| word(bits >> (place * BITS));
        Self(format!("{}-{}", word(1), word(0)))
    }

    /// Reads words as people type them: capitals, spaces and a missing hyphen are forgiven;
    /// `None` for anything that cannot be any.
    pub fn parse(text: &str) -> Option<Self> {
        let letters: String = text
            .chars()
            .filter(|c| !c.is_whitespace() && *c != '-')
            .take(2 * LETTERS + 1)
            .map(|c| c.to_ascii_lowercase())
            .collect();
        let is_word = letters.len() == 2 * LETTERS && letters.bytes().enumerate().all(fits);
        is_word.then(|| Self(format!("{}-{}", &letters[..LETTERS], &letters[LETTERS..])))
    }

    /// The words themselves.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Receipt {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// Whether a letter can stand at its place.
fn fits((place, letter): (usize, u8)) -> bool {
    let is_consonant = (place % LETTERS).is_multiple_of(2);
    if is_consonant { CONSONANTS.contains(&letter) } else { VOWELS.contains(&letter) }
}

/// Five bits of an id's character.
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
        fn words_are_read_back_as_people_type_them(random in any::<u128>()) {
            let receipt = Receipt::of(&BallotId::from_random(random));
            let typed = receipt.as_str().to_uppercase().replace('-', " ");
            prop_assert_eq!(Receipt::parse(&typed), Some(receipt));
        }
    }

    #[test]
    fn nearby_ballots_have_different_words() {
        let words: HashSet<String> =
            (0..10_000).map(|n| Receipt::of(&BallotId::from_random(n)).0).collect();
        assert_eq!(words.len(), 10_000);
    }

    #[test]
    fn what_cannot_be_words_is_none() {
        for text in ["", "lusab", "lusab-fidomx", "lusabafidom", "لوساب"] {
            assert_eq!(Receipt::parse(text), None);
        }
    }
}
