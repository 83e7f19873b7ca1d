//! Keys: the form in which words of all scripts are compared.
//!
//! A folded word is transliterated to Latin letters, and letters that stand for one sound in one
//! of our languages are unified. So `Курс`, `كورس` and `kurs` have the same letters. The script of
//! the word is kept beside them: short words of different scripts that only look alike must not
//! match ([`Script`]).
//!
//! Every rule preserves prefixes: the key of a prefix is a prefix of the key, except for a last
//! letter that could still become part of a pair. Sources: the romanisation of Ukrainian (2010)
//! and ISO 9 for Cyrillic, DIN 31635 without diacritics for Arabic, both adapted to German
//! spelling.

use super::fold::{fold_word, tokens};
use serde::{Deserialize, Serialize};

/// Longest key in bytes; longer ones are cut.
pub const MAX_KEY: usize = 48;

/// The script a word is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Script {
    /// Latin letters and digits; ASCII after folding.
    Latin,
    /// Cyrillic.
    Cyrillic,
    /// Arabic and derived scripts.
    Arabic,
    /// Any other; compared as written.
    Other,
}

impl Script {
    /// The scripts whose keys consist of Latin letters.
    const ROMANISED: [Self; 3] = [Self::Latin, Self::Cyrillic, Self::Arabic];

    /// The other scripts whose keys are comparable with those of this one.
    pub(super) fn others(self) -> Vec<Self> {
        if self == Self::Other {
            return Vec::new();
        }
        Self::ROMANISED.into_iter().filter(|script| *script != self).collect()
    }

    /// The byte in front of its words in a dictionary.
    pub(super) const fn mark(self) -> u8 {
        match self {
            Self::Latin => b'l',
            Self::Cyrillic => b'c',
            Self::Arabic => b'a',
            Self::Other => b'o',
        }
    }

    fn detect(word: &str) -> Self {
        let script = |letter: char| match letter {
            '\0'..='\u{7f}' => Self::Latin,
            '\u{400}'..='\u{52f}' => Self::Cyrillic,
            '\u{600}'..='\u{77f}' | '\u{8a0}'..='\u{8ff}' => Self::Arabic,
            _ => Self::Other,
        };
        let mut scripts = word.chars().filter(|letter| !letter.is_ascii_digit()).map(script);
        let first = scripts.next().unwrap_or(Self::Latin);
        if scripts.all(|other| other == first) { first } else { Self::Other }
    }
}

/// A word in the form it is compared in.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Key {
    /// The script it was written in.
    pub script: Script,
    /// Its letters, lower case; ASCII unless the script is [`Script::Other`]. Not empty.
    pub letters: String,
}

impl Key {
    /// The key of a word; `None` where no letters remain.
    pub fn from_word(token: &str) -> Option<Self> {
        Self::from_folded(&fold_word(token))
    }

    /// The key of a folded word.
    pub fn from_folded(word: &str) -> Option<Self> {
        let script = Script::detect(word);
        let mut letters = match script {
            Script::Latin => sounds(latin(word).chars()),
            Script::Cyrillic => sounds(without_spelled_umlauts(&cyrillic_word(word)).chars()),
            Script::Arabic => without_article(word).chars().map(arabic).collect(),
            Script::Other => word.to_owned(),
        };
        let end = (0..=MAX_KEY.min(letters.len())).rev().find(|end| letters.is_char_boundary(*end));
        letters.truncate(end.unwrap_or(0));
        (!letters.is_empty()).then_some(Self { script, letters })
    }

    /// The key as a dictionary entry.
    pub(super) fn entry(&self) -> Vec<u8> {
        entry(self.script, &self.letters)
    }
}

/// Letters of a script as a dictionary entry.
pub(super) fn entry(script: Script, letters: &str) -> Vec<u8> {
    let mut entry = Vec::with_capacity(letters.len() + 1);
    entry.push(script.mark());
    entry.extend_from_slice(letters.as_bytes());
    entry
}

/// The keys of the words in a text.
pub fn keys(text: &str) -> Vec<Key> {
    tokens(text).filter_map(Key::from_word).collect()
}

/// Drops silent and doubled letters: the second of a double letter, `h` after `t`, and `h` after a
/// vowel where no vowel follows.
fn sounds(letters: impl Iterator<Item = char>) -> String {
    let mut word = String::new();
    let mut letters = letters.peekable();
    while let Some(letter) = letters.next() {
        let last = word.chars().next_back();
        let is_double = last == Some(letter) && !letter.is_ascii_digit();
        let is_silent = letter == 'h'
            && (last == Some('t')
                || last.is_some_and(is_vowel) && !letters.peek().copied().is_some_and(is_vowel));
        if !is_double && !is_silent {
            word.push(letter);
        }
    }
    word
}

const fn is_vowel(letter: char) -> bool {
    matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u')
}

/// Unifies Latin letters that stand for one sound; `x` is the sound of `ch`.
fn latin(word: &str) -> String {
    let mut letters = word.chars().peekable();
    let mut sounds = String::with_capacity(word.len());
    while let Some(letter) = letters.next() {
        match (letter, letters.peek()) {
            ('c', Some('h')) => {
                letters.next();
                sounds.push('x');
            }
            ('p', Some('h')) => {
                letters.next();
                sounds.push('f');
            }
            ('q', Some('u')) => {
                letters.next();
                sounds.push_str("kv");
            }
            ('c' | 'q', _) => sounds.push('k'),
            ('w', _) => sounds.push('v'),
            ('y' | 'j', _) => sounds.push('i'),
            ('x', _) => sounds.push_str("ks"),
            (other, _) => sounds.push(other),
        }
    }
    sounds
}

/// Cyrillic in Latin letters; German words spelled by ear have `шп` and `шт` for `sp` and `st`.
fn cyrillic_word(word: &str) -> String {
    let mut letters = word.chars().peekable();
    let mut latin = String::with_capacity(word.len());
    while let Some(letter) = letters.next() {
        let is_by_ear = letter == 'ш' && matches!(letters.peek(), Some('п' | 'т'));
        latin.push_str(if is_by_ear { "s" } else { cyrillic(letter) });
    }
    latin
}

/// Removes spelled-out umlauts, as folding does in Latin.
fn without_spelled_umlauts(word: &str) -> String {
    ["ae", "oe", "ue"].iter().fold(word.to_owned(), |word, pair| word.replace(pair, &pair[..1]))
}

const fn cyrillic(letter: char) -> &'static str {
    match letter {
        'а' => "a",
        'б' => "b",
        'в' => "v",
        'г' => "g",
        'д' | 'ђ' => "d",
        'е' | 'э' => "e",
        'є' => "ie",
        'ж' => "sh",
        'з' | 'ц' => "z",
        'и' | 'і' | 'й' | 'ы' | 'ј' => "i",
        'ї' => "ii",
        'к' => "k",
        'л' => "l",
        'м' => "m",
        'н' => "n",
        'о' => "o",
        'п' => "p",
        'р' => "r",
        'с' => "s",
        'т' => "t",
        'у' | 'ў' => "u",
        'ф' => "f",
        'х' => "h",
        'ч' | 'ћ' => "tsx",
        'ш' | 'щ' => "sx",
        'ю' => "iu",
        'я' => "ia",
        'љ' => "li",
        'њ' => "ni",
        'џ' => "dsh",
        '0'..='9' => digit(letter),
        _ => "",
    }
}

const fn arabic(letter: char) -> &'static str {
    match letter {
        'ا' => "a",
        'ب' => "b",
        'ت' | 'ث' | 'ط' => "t",
        'ج' | 'غ' | 'گ' => "g",
        'ح' | 'ه' | 'ھ' | 'ە' => "h",
        'خ' => "x",
        'د' | 'ذ' | 'ض' => "d",
        'ر' | 'ڕ' => "r",
        'ز' | 'ظ' => "z",
        'س' | 'ص' => "s",
        'ش' => "sx",
        'ف' => "f",
        'ق' | 'ك' => "k",
        'ل' | 'ڵ' => "l",
        'م' => "m",
        'ن' => "n",
        'و' | 'ۆ' => "u",
        'ي' | 'ێ' | 'ے' => "i",
        'پ' => "p",
        'چ' => "tsx",
        'ژ' => "sh",
        'ڤ' => "v",
        '0'..='9' => digit(letter),
        // Ain and hamza have no counterpart in the other scripts.
        _ => "",
    }
}

const fn digit(letter: char) -> &'static str {
    match letter {
        '0' => "0",
        '1' => "1",
        '2' => "2",
        '3' => "3",
        '4' => "4",
        '5' => "5",
        '6' => "6",
        '7' => "7",
        '8' => "8",
        _ => "9",
    }
}

/// Removes the Arabic article, alone or after "and", "with", "for"; at least three letters remain.
fn without_article(word: &str) -> &str {
    let prefixes = ["وال", "بال", "كال", "فال", "لل", "ال"];
    let stripped = prefixes.iter().find_map(|prefix| word.strip_prefix(prefix));
    stripped.filter(|rest| rest.chars().count() >= 3).unwrap_or(word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    fn letters(word: &str) -> String {
        Key::from_word(word).unwrap().letters
    }

    #[rstest]
    #[case("Kurs", "курс")]
    #[case("kurs", "كورس")]
    #[case("Frauencafé", "Фрауенкафе")]
    #[case("Yoga", "йога")]
    #[case("Jugend", "Югенд")]
    #[case("Wohnung", "Wonung")]
    #[case("Schwimmen", "Schwimen")]
    #[case("Theater", "Teater")]
    #[case("الدورة", "دورة")]
    #[case("والسكن", "سكن")]
    #[case("Sport", "Шпорт")]
    #[case("Telephon", "Telefon")]
    #[case("Hebamme", "хебамме")]
    #[case("Qualität", "Kvalitaet")]
    fn spellings_of_one_word_have_one_key(#[case] one: &str, #[case] other: &str) {
        assert_eq!(letters(one), letters(other));
    }

    #[rstest]
    #[case("Kurs", Script::Latin)]
    #[case("A1", Script::Latin)]
    #[case("курс", Script::Cyrillic)]
    #[case("دورة", Script::Arabic)]
    #[case("ትግርኛ", Script::Other)]
    #[case("kursкурс", Script::Other)]
    fn a_key_knows_its_script(#[case] word: &str, #[case] script: Script) {
        assert_eq!(Key::from_word(word).unwrap().script, script);
    }

    #[test]
    fn words_that_differ_keep_different_keys() {
        for (one, other) in [("Miete", "Mitte"), ("Kurs", "Kur"), ("Buch", "Bus"), ("queer", "Kur")]
        {
            assert_ne!(letters(one), letters(other));
        }
    }

    proptest! {
        #[test]
        fn no_word_panics_and_keys_are_short(text in ".{0,80}") {
            for key in keys(&text) {
                prop_assert!((1..=MAX_KEY).contains(&key.letters.len()));
                prop_assert!(key.script == Script::Other || key.letters.is_ascii());
            }
        }

        #[test]
        fn the_key_of_a_beginning_begins_the_key(
            word in "([abdefgik-or-vw-z]|ch|ph|qu){1,8}",
            cut in 1..12_usize,
        ) {
            // A cut in the middle of a pair is excluded.
            prop_assume!(cut >= word.len() || !["ch", "ph", "qu"].contains(&&word[cut - 1..=cut]));
            let whole = letters(&word);
            let beginning = letters(&word[..cut.min(word.len())]);
            prop_assert!(whole.starts_with(&beginning), "{beginning} {whole}");
        }
    }
}
