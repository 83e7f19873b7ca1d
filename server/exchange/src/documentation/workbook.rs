//! Tables as a workbook: one sheet each, with headings that stay visible and repeat in print.

use super::grid::{Cell, Grid};
use super::row_height::{heading_height, row_height};
use jiff::civil::Date;
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};
use shared::language::UiLanguage;

/// Maximum characters in a sheet's name.
const MAX_NAME: usize = 31;
/// Characters that are not allowed in a sheet's name.
const FORBIDDEN: [char; 7] = ['[', ']', ':', '*', '?', '/', '\\'];
/// Paper size A4 in the file format.
const A4: u8 = 9;

/// Properties of the whole workbook.
#[derive(Clone, Copy)]
pub(crate) struct About<'a> {
    pub(crate) title: &'a str,
    pub(crate) language: UiLanguage,
}

struct Formats {
    /// Of the line above the headings, which may be wider than its column.
    title: Format,
    heading: Format,
    text: Format,
    number: Format,
    /// Among texts, at the side where they begin.
    wide_number: Format,
}

/// A column this wide in characters holds texts.
const WIDE: u16 = 20;
/// Margins in inches: left, right, top, bottom, header, footer.
const MARGINS: [f64; 6] = [0.4, 0.4, 0.5, 0.6, 0.3, 0.3];
/// Name of the sheet, page, number of pages.
const FOOTER: &str = "&L&A&R&P / &N";

/// The same documentation with the same date gives the same bytes.
pub(crate) fn encode(grids: &[Grid], about: About<'_>, made: Date) -> Result<Vec<u8>, XlsxError> {
    let is_rtl = about.language.dir() == "rtl";
    let formats = formats(is_rtl);
    let mut book = Workbook::new();
    book.set_properties(&properties(about.title, made)?);
    let mut names: Vec<String> = Vec::new();
    for grid in grids {
        let name = sheet_name(&grid.name, &names);
        let sheet = book.add_worksheet();
        sheet.set_name(&name)?.set_right_to_left(is_rtl);
        write_sheet(sheet, grid, &formats)?;
        names.push(name);
    }
    book.save_to_buffer()
}

fn properties(title: &str, made: Date) -> Result<DocProperties, XlsxError> {
    let part = |number: i8| number.unsigned_abs();
    let year = u16::try_from(made.year()).unwrap_or(1980);
    let created = ExcelDateTime::from_ymd(year, part(made.month()), part(made.day()))?;
    Ok(DocProperties::new().set_title(title).set_creation_datetime(&created))
}

fn formats(is_rtl: bool) -> Formats {
    let base =
        Format::new().set_align(FormatAlign::Top).set_reading_direction(1 + u8::from(is_rtl));
    let text = base.clone().set_text_wrap();
    Formats {
        title: base.clone().set_bold().set_num_format("@"),
        heading: text.clone().set_bold().set_border_bottom(FormatBorder::Medium),
        // "@" prevents text typed later from becoming a date or a formula.
        text: text.set_num_format("@"),
        wide_number: base.clone().set_align(if is_rtl {
            FormatAlign::Right
        } else {
            FormatAlign::Left
        }),
        number: base,
    }
}

fn write_sheet(sheet: &mut Worksheet, grid: &Grid, formats: &Formats) -> Result<(), XlsxError> {
    let head = u32::from(grid.title.is_some());
    if let Some(title) = &grid.title {
        sheet.write_string_with_format(0, 0, title, &formats.title)?;
    }
    sheet.set_freeze_panes(head + 1, 0)?.set_repeat_rows(0, head)?;
    sheet.set_landscape().set_paper_size(A4).set_print_fit_to_pages(1, 0);
    let [left, right, top, bottom, header, footer] = MARGINS;
    sheet.set_margins(left, right, top, bottom, header, footer).set_footer(FOOTER);
    sheet.set_row_height(head, heading_height(&grid.headings))?;
    for (place, heading) in (0..).zip(&grid.headings) {
        sheet.set_column_width(place, f64::from(heading.width))?;
        sheet.write_string_with_format(head, place, &heading.words, &formats.heading)?;
    }
    for (row, line) in (head + 1..).zip(&grid.lines) {
        sheet.set_row_height(row, row_height(line, &grid.headings))?;
        for (column, (cell, heading)) in (0..).zip(line.iter().zip(&grid.headings)) {
            let number = if heading.width < WIDE { &formats.number } else { &formats.wide_number };
            let formats = CellFormats { text: &formats.text, number };
            write_cell(sheet, CellPosition { row, column }, cell, formats)?;
        }
    }
    Ok(())
}

/// Where a cell is, counted from 0.
#[derive(Clone, Copy)]
struct CellPosition {
    row: u32,
    column: u16,
}

#[derive(Clone, Copy)]
struct CellFormats<'a> {
    text: &'a Format,
    number: &'a Format,
}

fn write_cell(
    sheet: &mut Worksheet,
    CellPosition { row, column }: CellPosition,
    cell: &Cell,
    formats: CellFormats<'_>,
) -> Result<(), XlsxError> {
    match cell {
        Cell::Empty => {}
        Cell::Text(text) => {
            sheet.write_string_with_format(row, column, text, formats.text)?;
        }
        Cell::Number(value) => match u32::try_from(*value) {
            Ok(value) => {
                sheet.write_number_with_format(row, column, value, formats.number)?;
            }
            // More dots than there are people: must not be rounded.
            Err(_) => {
                sheet.write_string_with_format(row, column, value.to_string(), formats.text)?;
            }
        },
    }
    Ok(())
}

/// A valid name that no other sheet has.
fn sheet_name(wanted: &str, taken: &[String]) -> String {
    let allowed = wanted.replace(FORBIDDEN, " ");
    let clean = truncate(allowed.trim_matches(|c: char| c == '\'' || c.is_whitespace()), MAX_NAME);
    let is_free = |name: &str| {
        // Reserved by spreadsheet programs.
        let is_reserved = name.is_empty() || name.eq_ignore_ascii_case("history");
        !is_reserved && taken.iter().all(|one| one.to_lowercase() != name.to_lowercase())
    };
    let numbered = (2..).map(|number| {
        let end = format!(" ({number})");
        truncate(&clean, MAX_NAME - end.len()) + &end
    });
    std::iter::once(clean.clone()).chain(numbered).find(|name| is_free(name)).unwrap_or_default()
}

/// The first characters of a text, counted in UTF-16 units as in workbooks.
fn truncate(text: &str, most: usize) -> String {
    let mut length = 0;
    let fits = |c: &char| {
        length += c.len_utf16();
        length <= most
    };
    text.chars().take_while(fits).collect::<String>().trim_end_matches(['\'', ' ']).to_owned()
}
