//! A document before it is markup.

use jiff::civil::Date;
use shared::language::{LanguageTag, UiLanguage};

/// A document on A4 pages in landscape.
#[derive(Clone, Debug)]
pub(crate) struct Document<'a> {
    /// For the document's properties and the foot of each page.
    pub(crate) title: &'a str,
    /// Of all texts that do not say another one; decides the direction of pages and tables.
    pub(crate) language: UiLanguage,
    /// The day it was made.
    pub(crate) made: Date,
    pub(crate) blocks: Vec<Block>,
}

#[derive(Clone, Debug)]
pub(crate) enum Block {
    Paragraph(Paragraph),
    Table(Table),
}

impl From<Paragraph> for Block {
    fn from(paragraph: Paragraph) -> Self {
        Self::Paragraph(paragraph)
    }
}

impl From<Table> for Block {
    fn from(table: Table) -> Self {
        Self::Table(table)
    }
}

/// The style of a paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Style {
    Body,
    /// On the same page as what follows.
    Lead,
    /// The name of the whole document; once.
    Title,
    /// A line above or below the title.
    Subtitle,
    Heading1,
    Heading2,
    /// Less important than the text around it.
    Note,
    /// In a table's first row.
    TableHeading,
    TableText,
    /// A sub-item: indented text in a table.
    TablePart,
    /// An item of a list in a table.
    TableItem,
    /// What belongs to the item above.
    TableDetail,
}

/// A paragraph; its first run decides its direction.
#[derive(Clone, Debug)]
pub(crate) struct Paragraph {
    pub(crate) style: Style,
    /// Whether it begins a new page.
    pub(crate) starts_page: bool,
    pub(crate) runs: Vec<Run>,
}

impl Paragraph {
    pub(crate) fn new(style: Style, runs: impl IntoIterator<Item = Run>) -> Self {
        Self { style, starts_page: false, runs: runs.into_iter().collect() }
    }

    /// In the document's language.
    pub(crate) fn plain(style: Style, text: impl Into<String>) -> Self {
        Self::new(style, [Run::new(Look::Plain, text)])
    }

    pub(crate) fn on_new_page(self) -> Self {
        Self { starts_page: true, ..self }
    }
}

/// How a run differs from its paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Look {
    Plain,
    Strong,
    /// Small and grey.
    Quiet,
    /// A value to compare letter by letter; always from left to right.
    Code,
}

/// A piece of text in one language. Line breaks and tabs are kept, characters that XML cannot hold
/// are left out.
#[derive(Clone, Debug)]
pub(crate) struct Run {
    pub(crate) text: String,
    pub(crate) look: Look,
    /// Where it is not the document's.
    pub(crate) language: Option<LanguageTag>,
}

impl Run {
    /// In the document's language.
    pub(crate) fn new(look: Look, text: impl Into<String>) -> Self {
        Self { text: text.into(), look, language: None }
    }
}

/// A table with a row of headings.
#[derive(Clone, Debug)]
pub(crate) struct Table {
    /// Its name and what is in it, for screen readers.
    pub(crate) caption: String,
    pub(crate) description: String,
    pub(crate) columns: Vec<Column>,
    /// Each has as many cells as there are columns.
    pub(crate) rows: Vec<Row>,
}

#[derive(Clone, Debug)]
pub(crate) struct Column {
    pub(crate) heading: String,
    /// Its share of the page's width, in relation to the other columns.
    pub(crate) width: u32,
}

#[derive(Clone, Debug)]
pub(crate) struct Row {
    /// Whether its background is coloured.
    pub(crate) is_marked: bool,
    pub(crate) cells: Vec<Cell>,
}

/// The paragraphs of a cell, which may be none.
pub(crate) type Cell = Vec<Paragraph>;
