//! Tables as a workbook: a sheet each, headings that stay in sight and on every printed page.

use super::grid::{Cell, Grid};
use jiff::civil::Date;
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};
use shared::language::UiLanguage;

/// Most characters in a sheet's name.
const LONGEST_NAME: usize = 31;
/// Characters that no sheet's name may hold.
const FORBIDDEN: [char; 7] = ['[', ']', ':', '*', '?', '/', '\\'];
/// The paper of Europe, as a workbook names it.
const A4: u8 = 9;

/// What the whole workbook is.
#[derive(Clone, Copy)]
pub(super) struct About<'a> {
    pub(super) title: &'a str,
    pub(super) language: UiLanguage,
}

struct Formats {
    heading: Format,
    text: Format,
    number: Format,
}

/// The same documentation, made on the same day, gives the same bytes.
pub(super) fn encode(grids: &[Grid], about: About<'_>, made: Date) -> Result<Vec<u8>, XlsxError> {
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
        heading: text.clone().set_bold().set_border_bottom(FormatBorder::Medium),
        // "@" keeps what somebody types later from becoming a date or a formula.
        text: text.set_num_format("@"),
        number: base,
    }
}

fn write_sheet(sheet: &mut Worksheet, grid: &Grid, formats: &Formats) -> Result<(), XlsxError> {
    sheet.set_freeze_panes(1, 0)?.set_repeat_rows(0, 0)?;
    sheet.set_landscape().set_paper_size(A4).set_print_fit_to_pages(1, 0);
    for (place, heading) in (0..).zip(&grid.headings) {
        sheet.set_column_width(place, f64::from(heading.width))?;
        sheet.write_string_with_format(0, place, &heading.words, &formats.heading)?;
    }
    for (number, line) in (1..).zip(&grid.lines) {
        for (place, cell) in (0..).zip(line) {
            write_cell(sheet, (number, place), cell, formats)?;
        }
    }
    Ok(())
}

fn write_cell(
    sheet: &mut Worksheet,
    (line, place): (u32, u16),
    cell: &Cell,
    formats: &Formats,
) -> Result<(), XlsxError> {
    match cell {
        Cell::Empty => {}
        Cell::Text(text) => {
            sheet.write_string_with_format(line, place, text, &formats.text)?;
        }
        Cell::Number(value) => match u32::try_from(*value) {
            Ok(value) => {
                sheet.write_number_with_format(line, place, value, &formats.number)?;
            }
            // More dots than there are people: not to be rounded.
            Err(_) => {
                sheet.write_string_with_format(line, place, value.to_string(), &formats.text)?;
            }
        },
    }
    Ok(())
}

/// A name that a workbook takes and that no other sheet has.
fn sheet_name(wanted: &str, taken: &[String]) -> String {
    let clean = wanted.replace(FORBIDDEN, " ");
    let clean = cut(clean.trim_matches(|c: char| c == '\'' || c.is_whitespace()), LONGEST_NAME);
    let is_free = |name: &str| {
        // One that the programs keep for themselves.
        let is_reserved = name.is_empty() || name.eq_ignore_ascii_case("history");
        !is_reserved && taken.iter().all(|one| one.to_lowercase() != name.to_lowercase())
    };
    let numbered = (2..).map(|number| {
        let end = format!(" ({number})");
        cut(&clean, LONGEST_NAME - end.len()) + &end
    });
    std::iter::once(clean.clone()).chain(numbered).find(|name| is_free(name)).unwrap_or_default()
}

/// The first characters of a text, counted as workbooks count them: in units of UTF-16.
fn cut(text: &str, most: usize) -> String {
    let mut length = 0;
    let fits = |c: &char| {
        length += c.len_utf16();
        length <= most
    };
    text.chars().take_while(fits).collect::<String>().trim_end_matches(['\'', ' ']).to_owned()
}
