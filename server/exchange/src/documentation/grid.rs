//! A table independent of its file format: headings, and cells with texts or numbers.

/// The content of a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Cell {
    /// Empty.
    Empty,
    /// A text, even where it looks like a number or a formula.
    Text(String),
    /// A number that can be used in calculations.
    Number(u64),
}

impl Cell {
    /// A text, or an empty cell.
    pub(crate) fn text(text: Option<String>) -> Self {
        text.filter(|text| !text.is_empty()).map_or(Self::Empty, Self::Text)
    }

    /// A number, or an empty cell.
    pub(crate) fn number(number: Option<impl Into<u64>>) -> Self {
        number.map_or(Self::Empty, |number| Self::Number(number.into()))
    }

    /// Whether it is equivalent to an empty cell.
    pub(crate) fn is_idle(&self) -> bool {
        matches!(self, Self::Empty | Self::Number(0))
    }
}

/// A column's name and its width in characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Heading {
    pub(crate) words: String,
    pub(crate) width: u16,
}

/// A named table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Grid {
    pub(crate) name: String,
    /// A line above the headings.
    pub(crate) title: Option<String>,
    pub(crate) headings: Vec<Heading>,
    /// Each has at most as many cells as there are headings.
    pub(crate) lines: Vec<Vec<Cell>>,
}
