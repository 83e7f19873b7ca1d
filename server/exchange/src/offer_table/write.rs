//! Exporting offers with their providers as a table: CSV and XLSX.
//!
//! Both contain the same texts, so that either can be edited and imported again. In a
//! workbook every cell is formatted as text, so that no program takes it for a formula. CSV has no
//! such format: a text that begins like a formula, such as an international telephone number, gets
//! an apostrophe in front, which is removed on reading. The workbook should be preferred for manual
//! editing.

mod row;

use crate::error::WriteError;
use crate::formula;
use crate::sheet::columns::{Column, Field, TextPart, german};
use crate::sheet::lists::Lists;
use csv::{QuoteStyle, Terminator, WriterBuilder};
use row::Row;
pub(crate) use row::texts;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};
use shared::id::ProviderId;
use shared::offer::Offer;
use shared::provider::Provider;
use shared::taxonomy::Taxonomy;
use std::collections::{BTreeMap, BTreeSet};

/// Byte order mark, without which German spreadsheet programs do not recognise UTF-8.
const BYTE_ORDER_MARK: &str = "\u{feff}";

/// Paper size A4 in the file format.
const A4: u8 = 9;

/// Headings, then a line for each offer.
struct Table {
    columns: Vec<Column>,
    lines: Vec<Vec<String>>,
}

/// An offer with its provider at one moment.
#[derive(Clone, Copy, Debug)]
pub struct State<'a> {
    /// The offer.
    pub offer: &'a Offer,
    /// Its provider, where known.
    pub provider: Option<&'a Provider>,
}

/// A cell that changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CellChange {
    /// Heading of the column.
    pub column: String,
    /// The cell before.
    pub old: String,
    /// The cell after.
    pub new: String,
}

/// CSV: UTF-8 with byte order mark, semicolons, everything quoted.
///
/// # Errors
/// [`WriteError`].
pub fn csv(
    offers: &[Offer],
    providers: &[Provider],
    taxonomy: &Taxonomy,
) -> Result<Vec<u8>, WriteError> {
    let table = table(offers, providers, taxonomy);
    let headings = table.columns.iter().map(|column| column.heading().into_owned()).collect();
    encode_csv(std::iter::once(headings).chain(table.lines))
}

/// Lines as CSV for German spreadsheet programs.
pub(crate) fn encode_csv(lines: impl Iterator<Item = Vec<String>>) -> Result<Vec<u8>, WriteError> {
    let mut writer = WriterBuilder::new()
        .delimiter(b';')
        .quote_style(QuoteStyle::Always)
        .terminator(Terminator::CRLF)
        .from_writer(BYTE_ORDER_MARK.as_bytes().to_vec());
    for line in lines {
        writer.write_record(line.into_iter().map(formula::guard)).map_err(WriteError::encode)?;
    }
    writer.into_inner().map_err(WriteError::encode)
}

/// XLSX: one sheet with bold headings that stay visible; every cell is text.
///
/// # Errors
/// [`WriteError`] where a cell has more than 32,767 characters.
pub fn xlsx(
    offers: &[Offer],
    providers: &[Provider],
    taxonomy: &Taxonomy,
) -> Result<Vec<u8>, WriteError> {
    workbook(&table(offers, providers, taxonomy)).map_err(WriteError::encode)
}

fn workbook(table: &Table) -> Result<Vec<u8>, XlsxError> {
    let mut book = empty_workbook()?;
    write_sheet(book.add_worksheet(), table)?;
    book.save_to_buffer()
}

/// No clock: the same records give the same bytes, with the date of the archive's entries.
fn empty_workbook() -> Result<Workbook, XlsxError> {
    let mut book = Workbook::new();
    let created = ExcelDateTime::from_ymd(1980, 1, 1)?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&created));
    Ok(book)
}

/// Lines as a workbook of one sheet whose cells are all texts; the first line is bold.
///
/// # Errors
/// [`WriteError`] where a cell has more than 32,767 characters.
pub(crate) fn text_workbook(
    lines: impl Iterator<Item = Vec<String>>,
) -> Result<Vec<u8>, WriteError> {
    let write = || -> Result<Vec<u8>, XlsxError> {
        let mut book = empty_workbook()?;
        let sheet = book.add_worksheet();
        sheet.set_freeze_panes(1, 0)?;
        let (text, bold) =
            (Format::new().set_num_format("@"), Format::new().set_num_format("@").set_bold());
        for (number, line) in (0..).zip(lines) {
            let format = if number == 0 { &bold } else { &text };
            for (place, cell) in (0..).zip(line) {
                sheet.write_string_with_format(number, place, cell, format)?;
            }
        }
        book.save_to_buffer()
    };
    write().map_err(WriteError::encode)
}

fn write_sheet(sheet: &mut Worksheet, table: &Table) -> Result<(), XlsxError> {
    sheet.set_name("Angebote")?.set_freeze_panes(1, 0)?;
    // On every printed page: the headings, and which offer in which city a line is about.
    sheet.set_landscape().set_paper_size(A4).set_repeat_rows(0, 0)?.set_repeat_columns(0, 1)?;
    let heading = Format::new().set_bold();
    // "@" prevents text typed later from becoming a date or a number.
    let text = Format::new().set_num_format("@");
    for (place, column) in (0..).zip(&table.columns) {
        sheet.set_column_width(place, width(column))?;
        sheet.set_column_format(place, &text)?;
        sheet.write_string_with_format(0, place, column.heading(), &heading)?;
    }
    for (number, line) in (1..).zip(&table.lines) {
        for (place, cell) in (0..).zip(line) {
            if !cell.is_empty() {
                sheet.write_string_with_format(number, place, cell, &text)?;
            }
        }
    }
    Ok(())
}

/// Width in characters: headings are fully visible, long texts are cut off by the next column.
fn width(column: &Column) -> f64 {
    let wide = match column {
        Column::Translation(TextPart::Name, _) => 32,
        Column::Translation(..) => 48,
        Column::Part(..) => 16,
        Column::Of(field) => match field {
            Field::Description
            | Field::GoodPractice
            | Field::PracticeForWhom
            | Field::PracticeTakeaway
            | Field::ProviderAbout => 48,
            Field::Name
            | Field::Category
            | Field::Provider
            | Field::Venue
            | Field::VenueAddress
            | Field::ProviderAddress
            | Field::Weekly
            | Field::Dates
            | Field::TextStates => 32,
            _ => 14,
        },
    };
    let heading = u32::try_from(column.heading().chars().count()).unwrap_or(u32::MAX);
    f64::from(heading.saturating_add(2).clamp(wide, 60))
}

fn table(offers: &[Offer], providers: &[Provider], taxonomy: &Taxonomy) -> Table {
    let lists = Lists::new(taxonomy);
    let by_id: BTreeMap<&ProviderId, &Provider> =
        providers.iter().map(|provider| (&provider.id, provider)).collect();
    let columns = columns(offers);
    let lines = offers.iter().map(|offer| {
        let row = Row { offer, provider: by_id.get(&offer.provider).copied(), lists: &lists };
        columns.iter().map(|column| row.cell(column)).collect()
    });
    Table { lines: lines.collect(), columns }
}

/// The cells that differ between two states of an offer, in the order of the columns.
pub(crate) fn cell_changes(before: State<'_>, after: State<'_>, lists: &Lists) -> Vec<CellChange> {
    let [old, new] =
        [before, after].map(|State { offer, provider }| Row { offer, provider, lists });
    let change = |column: &Column| {
        let (old, new) = (old.cell(column), new.cell(column));
        (old != new).then(|| CellChange { column: column.heading().into_owned(), old, new })
    };
    columns([before.offer, after.offer]).iter().filter_map(change).collect()
}

/// The cells of an offer in these columns.
pub(crate) fn cells_of(state: State<'_>, columns: &[Column], lists: &Lists) -> Vec<String> {
    let State { offer, provider } = state;
    let row = Row { offer, provider, lists };
    columns.iter().map(|column| row.cell(column)).collect()
}

/// All columns of the record, then those of the languages that occur.
pub(crate) fn columns<'a>(offers: impl IntoIterator<Item = &'a Offer>) -> Vec<Column> {
    let translations: BTreeSet<Column> = offers
        .into_iter()
        .flat_map(row::texts)
        .filter(|((_, language), _)| *language != german())
        .map(|((part, language), _)| Column::Translation(part, language))
        .collect();
    Field::ALL.iter().map(|field| Column::Of(*field)).chain(translations).collect()
}

#[cfg(test)]
mod tests;
