//! The form for invitations on paper: what is printed, and in which languages.

use super::FormWord;

/// What is printed: a [`PrintFormat`].
pub const FORMAT: &str = "format";
/// A language, once for each, by its tag.
pub const LANGUAGE: &str = "language";
/// How several languages are printed: a [`LanguageLayout`].
pub const LAYOUT: &str = "layout";

/// A format of invitations on paper.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PrintFormat {
    /// A poster on A4.
    #[default]
    PosterA4,
    /// A poster on A3.
    PosterA3,
    /// Leaflets of A6, four on a sheet of A4.
    Leaflet,
    /// Cards for tables, of A5, two on a sheet of A4.
    TableCard,
}

impl PrintFormat {
    /// How many stand on one sheet.
    #[must_use]
    pub const fn per_sheet(self) -> usize {
        match self {
            Self::PosterA4 | Self::PosterA3 => 1,
            Self::TableCard => 2,
            Self::Leaflet => 4,
        }
    }
}

impl FormWord for PrintFormat {
    const ALL: &'static [Self] = &[Self::PosterA4, Self::PosterA3, Self::Leaflet, Self::TableCard];

    fn word(self) -> &'static str {
        match self {
            Self::PosterA4 => "poster-a4",
            Self::PosterA3 => "poster-a3",
            Self::Leaflet => "leaflet",
            Self::TableCard => "table-card",
        }
    }
}

/// How several languages are printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LanguageLayout {
    /// All on each piece.
    #[default]
    Together,
    /// One on each piece.
    Apart,
}

impl FormWord for LanguageLayout {
    const ALL: &'static [Self] = &[Self::Together, Self::Apart];

    fn word(self) -> &'static str {
        match self {
            Self::Together => "together",
            Self::Apart => "apart",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_value_is_found_by_its_word() {
        for format in PrintFormat::ALL {
            assert_eq!(PrintFormat::from_word(format.word()), Some(*format));
        }
        for layout in LanguageLayout::ALL {
            assert_eq!(LanguageLayout::from_word(layout.word()), Some(*layout));
        }
        assert_eq!(PrintFormat::from_word("poster-a0"), None);
    }
}
