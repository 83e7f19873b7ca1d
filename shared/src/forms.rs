//! Words of the plain forms: names of fields, what a button does, and values of choices.
//!
//! Pages write forms with these words and the server reads them with the same ones. How what was
//! posted is read, and what is wrong with it, is the server's part.

pub mod organising;
pub mod printing;
pub mod reports;
pub mod voting;
pub mod worksheets;

/// A choice with a word for each value, as it stands in a form.
pub trait FormWord: Copy + 'static {
    /// All values, in the order a page shows them.
    const ALL: &'static [Self];

    /// The value's word.
    fn word(self) -> &'static str;

    /// The value with this word.
    fn from_word(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|value| value.word() == word)
    }
}
