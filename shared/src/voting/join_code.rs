//! The code to join a conference.

use serde::{Deserialize, Serialize};
use std::fmt;

/// Letters and digits that cannot be mistaken for each other: no 0 O, no 1 I L.
pub const ALPHABET: &[u8; 31] = b"23456789ABCDEFGHJKMNPQRSTUVWXYZ";
/// Characters in a code; 31⁶ is about 887 million.
pub const LENGTH: usize = 6;

/// Six characters of [`ALPHABET`], in upper case.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(
    feature = "openapi",
    derive(utoipa::ToSchema),
    schema(
        pattern = "^[2-9A-HJKMNP-Z]{6}$",
        example = "K7M4PX",
        description = "Six capital letters and digits, none of which looks like another."
    )
)]
#[serde(try_from = "String", into = "String")]
pub struct JoinCode(String);

/// Why a typed code is invalid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum JoinCodeError {
    /// Too few or too many characters.
    #[error("a code has {expected} characters, not {given}")]
    Length {
        /// Characters given, without spaces and hyphens.
        given: usize,
        /// Characters of such a code.
        expected: usize,
    },
    /// A character outside the alphabet.
    #[error("no code holds the character {character:?}")]
    Character {
        /// The first such character.
        character: char,
    },
}

/// Common methods of typed codes, which differ in length.
macro_rules! typed_code {
    ($name:ident, $length:expr) => {
        impl $name {
            /// Parses a code as people type it: lower case, spaces and hyphens are accepted.
            ///
            /// # Errors
            /// [`JoinCodeError`](crate::voting::join_code::JoinCodeError) with the reason.
            pub fn parse(text: &str) -> Result<Self, $crate::voting::join_code::JoinCodeError> {
                $crate::voting::join_code::parse_code(text, $length).map(Self)
            }

            /// A code from 64 random bits.
            pub fn from_random(random: u64) -> Self {
                Self($crate::voting::join_code::generate_code(random, $length))
            }

            /// The code itself.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl TryFrom<String> for $name {
            type Error = $crate::voting::join_code::JoinCodeError;

            fn try_from(text: String) -> Result<Self, Self::Error> {
                Self::parse(&text)
            }
        }

        impl From<$name> for String {
            fn from(code: $name) -> Self {
                code.0
            }
        }
    };
}
pub(crate) use typed_code;

typed_code!(JoinCode, LENGTH);

/// Parses a typed code of `length` characters of [`ALPHABET`].
pub(crate) fn parse_code(text: &str, length: usize) -> Result<String, JoinCodeError> {
    let code: String = text
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '-')
        .take(64)
        .map(latin_capital)
        .collect();
    let is_known = |c: &char| u8::try_from(*c).is_ok_and(|byte| ALPHABET.contains(&byte));
    if let Some(character) = code.chars().find(|c| !is_known(c)) {
        return Err(JoinCodeError::Character { character });
    }
    if code.len() == length {
        Ok(code)
    } else {
        Err(JoinCodeError::Length { given: code.len(), expected: length })
    }
}

/// Generates `length` characters of [`ALPHABET`]; 64 random bits are enough for twelve.
pub(crate) fn generate_code(random: u64, length: usize) -> String {
    (0..length)
        .scan(random, |rest, _| {
            let place = usize::try_from(*rest % ALPHABET.len() as u64).unwrap_or_default();
            *rest /= ALPHABET.len() as u64;
            Some(char::from(ALPHABET[place]))
        })
        .collect()
}

/// The Latin capital for a typed letter. Cyrillic and Greek keyboards have letters that look like
/// ours and may be typed instead; Arabic and Persian keyboards have digits of their own.
fn latin_capital(typed: char) -> char {
    match typed {
        'А' | 'а' | 'Α' | 'α' => 'A',
        'В' | 'в' | 'Β' | 'β' => 'B',
        'С' | 'с' => 'C',
        'Е' | 'е' | 'Ε' | 'ε' => 'E',
        'Н' | 'н' | 'Η' | 'η' => 'H',
        'К' | 'к' | 'Κ' | 'κ' => 'K',
        'М' | 'м' | 'Μ' | 'μ' => 'M',
        'Р' | 'р' | 'Ρ' | 'ρ' => 'P',
        'Т' | 'т' | 'Τ' | 'τ' => 'T',
        'Х' | 'х' | 'Χ' | 'χ' => 'X',
        'У' | 'у' | 'Υ' | 'υ' => 'Y',
        '٢' | '۲' => '2',
        '٣' | '۳' => '3',
        '٤' | '۴' => '4',
        '٥' | '۵' => '5',
        '٦' | '۶' => '6',
        '٧' | '۷' => '7',
        '٨' | '۸' => '8',
        '٩' | '۹' => '9',
        other => other.to_ascii_uppercase(),
    }
}

impl fmt::Display for JoinCode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("k7m-4px", Ok("K7M4PX"))]
    #[case(" K7M 4PX ", Ok("K7M4PX"))]
    #[case("к7м4рх", Ok("K7M4PX"))]
    #[case("K٧M٤PX", Ok("K7M4PX"))]
    #[case("K7M4P", Err(JoinCodeError::Length { given: 5, expected: 6 }))]
    #[case("K7M4P0", Err(JoinCodeError::Character { character: '0' }))]
    #[case("كود", Err(JoinCodeError::Character { character: 'ك' }))]
    #[case("", Err(JoinCodeError::Length { given: 0, expected: 6 }))]
    fn a_code_is_parsed_as_people_type_it(
        #[case] text: &str,
        #[case] expected: Result<&str, JoinCodeError>,
    ) {
        let parsed = JoinCode::parse(text);
        assert_eq!(parsed.as_ref().map(JoinCode::as_str), expected.as_ref().copied());
    }

    #[rstest]
    #[case(0)]
    #[case(u64::MAX)]
    fn a_random_code_is_a_code(#[case] random: u64) {
        let code = JoinCode::from_random(random);
        assert_eq!(JoinCode::parse(code.as_str()), Ok(code));
    }
}
