//! Word documents (Office Open XML, transitional): headings, paragraphs and tables as DOCX.
//!
//! Pure, and knows nothing of conferences. What is written can be read from right to left, says the
//! language of every text, repeats the heading rows of tables on each page, and describes tables
//! for screen readers.

mod markup;
mod model;
mod package;
mod styles;
mod tables;

pub(crate) use model::{Block, Cell, Column, Document, Look, Paragraph, Row, Run, Style, Table};
pub(crate) use package::encode;

#[cfg(test)]
pub(crate) mod reading;
#[cfg(test)]
mod tests;
