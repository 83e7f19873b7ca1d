//! A figure for planners: a table that can also be drawn and exported.

use crate::id::OfferId;

/// A table of numbers with its title; the first column holds the rows' names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Figure {
    /// What it shows.
    pub title: String,
    /// What has to be known to read it, such as source and date; may be empty.
    pub notes: Vec<String>,
    /// What the rows are.
    pub row_heading: String,
    /// The other columns.
    pub columns: Vec<String>,
    /// The rows, each with a cell for every column.
    pub rows: Vec<FigureRow>,
}

/// A row of a figure.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FigureRow {
    /// Its name.
    pub name: String,
    /// Its cells.
    pub cells: Vec<FigureCell>,
}

/// A cell of a figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FigureCell {
    /// A count.
    Count(u64),
    /// A rate in tenths.
    Tenths(u64),
    /// A count too small to be shown: fewer than [`SMALL`].
    Small,
    /// Not known.
    Unknown,
    /// A text.
    Text(String),
    /// An offer.
    Offer(OfferId),
}

/// Counts below this are not shown where they could be about single persons.
pub const SMALL: u64 = 5;

impl FigureCell {
    /// A count of what people did: a small one is hidden.
    pub const fn hidden_if_small(count: u64) -> Self {
        if count == 0 || count >= SMALL { Self::Count(count) } else { Self::Small }
    }

    /// A rate as offers per 1,000 residents; unknown where nobody lives.
    pub fn per_thousand(offers: u64, residents: u64) -> Self {
        let tenths = offers.saturating_mul(10_000).saturating_add(residents / 2);
        tenths.checked_div(residents).map_or(Self::Unknown, Self::Tenths)
    }

    /// Its size in tenths, for a picture; `None` where it has none.
    pub const fn tenths(&self) -> Option<u64> {
        match self {
            Self::Count(count) => Some(count.saturating_mul(10)),
            Self::Tenths(tenths) => Some(*tenths),
            Self::Small | Self::Unknown | Self::Text(_) | Self::Offer(_) => None,
        }
    }

    /// Whether it is a zero, which is marked: there is nothing.
    pub const fn is_zero(&self) -> bool {
        matches!(self, Self::Count(0) | Self::Tenths(0))
    }
}

#[cfg(test)]
mod tests {
    use super::FigureCell::{Count, Small, Tenths, Unknown};
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case(0, Count(0))]
    #[case(1, Small)]
    #[case(4, Small)]
    #[case(5, Count(5))]
    fn small_counts_of_people_are_hidden(#[case] count: u64, #[case] shown: FigureCell) {
        assert_eq!(FigureCell::hidden_if_small(count), shown);
    }

    #[rstest]
    #[case(3, 2_838, Tenths(11))]
    #[case(0, 84_000, Tenths(0))]
    #[case(5, 0, Unknown)]
    #[case(1, 1, Tenths(10_000))]
    fn rates_are_rounded_to_tenths(
        #[case] offers: u64,
        #[case] residents: u64,
        #[case] rate: FigureCell,
    ) {
        assert_eq!(FigureCell::per_thousand(offers, residents), rate);
    }
}
