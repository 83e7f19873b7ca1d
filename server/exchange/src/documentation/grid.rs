//! A table before it is a file: headings, and cells that are texts or numbers.

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Cell {
    /// Nothing.
    Empty,
    /// A text, whatever it looks like.
    Text(String),
    /// A number one can calculate with.
    Number(u64),
}

impl Cell {
    /// A text, or nothing.
    pub(super) fn text(text: Option<String>) -> Self {
        text.filter(|text| !text.is_empty()).map_or(Self::Empty, Self::Text)
    }

    /// A number, or nothing.
    pub(super) fn number(number: Option<impl Into<u64>>) -> Self {
        number.map_or(Self::Empty, |number| Self::Number(number.into()))
    }

    /// Whether it says no more than an empty one.
    pub(super) fn is_idle(&self) -> bool {
        matches!(self, Self::Empty | Self::Number(0))
    }
}

/// A column's name and its width in characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Heading {
    pub(super) words: String,
    pub(super) width: u16,
}

/// A table with its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Grid {
    pub(super) name: String,
    pub(super) headings: Vec<Heading>,
    /// As many cells each as there are headings, or fewer.
    pub(super) lines: Vec<Vec<Cell>>,
}
