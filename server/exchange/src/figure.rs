//! A planner's figure as CSV or as a workbook.

use crate::error::WriteError;
use crate::offer_table::write::encode_csv;
use jiff::civil::Date;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, XlsxError};
use shared::desk::figure::{Figure, FigureCell, SMALL};
use shared::language::UiLanguage;

/// Width of the first column and of the others, in characters.
const WIDTHS: (f64, f64) = (32.0, 16.0);
/// Name of the only sheet, the same in every language.
const SHEET: &str = "1";

/// A spreadsheet's format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FigureFormat {
    /// Comma-separated values.
    Csv,
    /// A workbook.
    Xlsx,
}

impl FigureFormat {
    /// By the ending of a file's name.
    pub fn from_extension(extension: &str) -> Option<Self> {
        match extension {
            "csv" => Some(Self::Csv),
            "xlsx" => Some(Self::Xlsx),
            _ => None,
        }
    }
}

/// Writes a figure: headings, then its rows; in a workbook its title and notes stand below.
///
/// # Errors
/// [`WriteError`] where a cell is too long for a workbook.
pub fn encode(
    figure: &Figure,
    format: FigureFormat,
    language: UiLanguage,
    made: Date,
) -> Result<Vec<u8>, WriteError> {
    match format {
        FigureFormat::Csv => {
            let headings = std::iter::once(&figure.row_heading).chain(&figure.columns).cloned();
            let rows = figure.rows.iter().map(|row| {
                let cells = row.cells.iter().map(text);
                std::iter::once(row.name.clone()).chain(cells).collect()
            });
            encode_csv(std::iter::once(headings.collect()).chain(rows))
        }
        FigureFormat::Xlsx => encode_xlsx(figure, language, made).map_err(WriteError::encode),
    }
}

fn encode_xlsx(figure: &Figure, language: UiLanguage, made: Date) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    book.set_properties(&properties(&figure.title, made)?);
    let bold = Format::new().set_bold();
    let tenths = Format::new().set_num_format("0.0");
    let sheet = book.add_worksheet();
    sheet.set_name(SHEET)?.set_right_to_left(language.dir() == "rtl").set_freeze_panes(1, 1)?;
    sheet.set_column_width(0, WIDTHS.0)?;
    sheet.write_string_with_format(0, 0, &figure.row_heading, &bold)?;
    for (column, heading) in (1..).zip(&figure.columns) {
        sheet.set_column_width(column, WIDTHS.1)?;
        sheet.write_string_with_format(0, column, heading, &bold)?;
    }
    for (line, row) in (1..).zip(&figure.rows) {
        sheet.write_string(line, 0, &row.name)?;
        for (column, cell) in (1..).zip(&row.cells) {
            match cell {
                FigureCell::Count(count) => {
                    // Exact up to 2^53, far beyond what is counted here.
                    #[expect(clippy::cast_precision_loss, reason = "counts are small")]
                    sheet.write_number(line, column, *count as f64)?;
                }
                FigureCell::Tenths(rate) => {
                    #[expect(clippy::cast_precision_loss, reason = "rates are small")]
                    sheet.write_number_with_format(line, column, *rate as f64 / 10.0, &tenths)?;
                }
                other => {
                    sheet.write_string(line, column, text(other))?;
                }
            }
        }
    }
    let below = u32::try_from(figure.rows.len()).unwrap_or(u32::MAX).saturating_add(2);
    for (line, note) in (below..).zip(std::iter::once(&figure.title).chain(&figure.notes)) {
        sheet.write_string(line, 0, note)?;
    }
    book.save_to_buffer()
}

/// The same figure on the same day gives the same bytes.
fn properties(title: &str, made: Date) -> Result<DocProperties, XlsxError> {
    let year = u16::try_from(made.year()).unwrap_or(1980);
    let (month, day) = (made.month().unsigned_abs(), made.day().unsigned_abs());
    let created = ExcelDateTime::from_ymd(year, month, day)?;
    Ok(DocProperties::new().set_title(title).set_creation_datetime(&created))
}

/// A cell as German spreadsheet programs read it.
fn text(cell: &FigureCell) -> String {
    match cell {
        FigureCell::Count(count) => count.to_string(),
        FigureCell::Tenths(tenths) => format!("{},{}", tenths / 10, tenths % 10),
        FigureCell::Small => format!("<{SMALL}"),
        FigureCell::Unknown => String::new(),
        FigureCell::Text(text) => text.clone(),
        FigureCell::Offer(id) => id.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use calamine::{Data, Reader, Xlsx};
    use jiff::civil::date;
    use shared::desk::figure::FigureRow;
    use std::io::Cursor;

    fn figure() -> Figure {
        Figure {
            title: "Lücken".to_owned(),
            notes: vec!["Quelle: Stadt Marl".to_owned()],
            row_heading: "Stadt".to_owned(),
            columns: ["Sprache", "je 1.000", "Suchen"].map(str::to_owned).into(),
            rows: vec![FigureRow {
                name: "=Marl".to_owned(),
                cells: vec![FigureCell::Count(0), FigureCell::Tenths(17), FigureCell::Small],
            }],
        }
    }

    #[test]
    fn a_table_holds_zeros_rates_and_what_is_hidden_and_no_formula() {
        let file =
            encode(&figure(), FigureFormat::Csv, UiLanguage::De, date(2026, 11, 27)).unwrap();
        let text = String::from_utf8(file).unwrap();
        assert!(text.contains("\"Stadt\";\"Sprache\";\"je 1.000\";\"Suchen\""), "{text}");
        assert!(text.contains("\"'=Marl\";\"0\";\"1,7\";\"<5\""), "{text}");
    }

    #[test]
    fn a_workbook_holds_numbers_as_numbers_and_says_below_what_it_is() {
        let made = date(2026, 11, 27);
        let file = encode(&figure(), FigureFormat::Xlsx, UiLanguage::De, made).unwrap();
        let mut book: Xlsx<_> = Xlsx::new(Cursor::new(file)).unwrap();
        let sheet = book.worksheet_range(SHEET).unwrap();
        let at = |row, column| sheet.get_value((row, column)).cloned().unwrap_or_default();
        assert_eq!((at(1, 0), at(1, 1)), (Data::String("=Marl".to_owned()), Data::Float(0.0)));
        assert_eq!((at(1, 2), at(1, 3)), (Data::Float(1.7), Data::String("<5".to_owned())));
        assert_eq!(at(4, 0), Data::String("Quelle: Stadt Marl".to_owned()));
    }
}
