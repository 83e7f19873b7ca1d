//! Damaged, oversized and ordinary workbooks.

use super::*;
use rstest::rstest;
use std::io::Write;
use zip::write::{SimpleFileOptions, ZipWriter};

const TYPES: &str = r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>"#;
const ROOT: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const BOOK: &str = r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Tabelle1" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
const LINKS: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>"#;

/// The rows of the first sheet.
fn rows(content: &[u8]) -> Result<Vec<Row>, ReadError> {
    sheets(content, true).map(|mut sheets| sheets.remove(0).rows)
}

/// A hand-written workbook with these cells and a text for them to share.
fn workbook(cells: &str, shared: &str) -> Vec<u8> {
    let sheet = format!("<worksheet><sheetData>{cells}</sheetData></worksheet>");
    let shared = format!("<sst><si><t>{shared}</t></si></sst>");
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in [
        ("[Content_Types].xml", TYPES),
        ("_rels/.rels", ROOT),
        ("xl/workbook.xml", BOOK),
        ("xl/_rels/workbook.xml.rels", LINKS),
        ("xl/worksheets/sheet1.xml", &sheet),
        ("xl/sharedStrings.xml", &shared),
    ] {
        archive.start_file(name, SimpleFileOptions::default()).unwrap();
        archive.write_all(content.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// A cell with an inline text.
fn cell(name: &str, text: &str) -> String {
    format!(r#"<c r="{name}" t="inlineStr"><is><t>{text}</t></is></c>"#)
}

fn row(number: u32, cells: &str) -> String {
    format!(r#"<row r="{number}">{cells}</row>"#)
}

#[test]
fn rows_keep_their_numbers_at_any_position_of_the_table() {
    let head = row(3, &(cell("C3", "Stadt") + &cell("D3", "Name")));
    let first = row(7, &cell("D7", " Café "));
    let last = row(1_048_576, &cell("C1048576", "Marl"));
    let rows = rows(&workbook(&(head + &first + &last), "")).unwrap();
    let read: Vec<(usize, Vec<&str>)> = rows
        .iter()
        .map(|row| (row.number, row.cells.iter().map(String::as_str).collect()))
        .collect();
    let expected = [(3, vec!["Stadt", "Name"]), (7, vec!["", "Café"]), (1_048_576, vec!["Marl"])];
    assert_eq!(read, expected);
}

#[rstest]
#[case::the_last_place(row(1, &cell("A1", "x")) + &row(1_048_576, &cell("XFD1048576", "x")))]
#[case::a_column_that_overflows(row(1, &cell("ZZZZZZZZZZ1", "x")))]
#[case::a_row_that_overflows(row(1, &cell("A99999999999", "x")))]
#[case::no_row(row(1, &cell("A0", "x")))]
#[case::no_name(row(1, &cell("ÄÖ", "x")))]
#[case::a_row_of_its_own_kind(r#"<row r="-1"><c><v>1</v></c></row>"#.to_owned())]
#[case::a_text_that_is_not_shared(row(1, r#"<c r="A1" t="s"><v>4000000000</v></c>"#))]
fn a_damaged_cell_reference_is_rejected_without_a_crash(#[case] cells: String) {
    let read = rows(&workbook(&cells, ""));
    assert!(
        matches!(read, Err(ReadError::Table { .. } | ReadError::TooManyColumns { .. })),
        "{read:?}"
    );
}

#[test]
fn a_formula_is_read_as_its_stored_value() {
    let formula =
        r#"<c r="A1"><f t="shared" si="4294967295" ref="A1:XFD1048576">1</f><v>7</v></c>"#;
    assert_eq!(rows(&workbook(&row(1, formula), "")).unwrap()[0].cells, ["7"]);
}

#[test]
fn a_small_file_that_unpacks_to_too_much_is_rejected_unread() {
    let text = "x".repeat(usize::try_from(MAX_TEXT).unwrap());
    let file = workbook(&row(1, &cell("A1", &text)), "");
    assert!(file.len() < 1024 * 1024);
    assert!(matches!(rows(&file), Err(ReadError::TooMuchText)));
}

#[test]
fn a_shared_text_counts_for_each_of_its_cells() {
    let cells: String =
        (1..=200).map(|n| row(n, &format!(r#"<c r="A{n}" t="s"><v>0</v></c>"#))).collect();
    let file = workbook(&cells, &"x".repeat(1024 * 1024));
    assert!(matches!(rows(&file), Err(ReadError::TooMuchText)));
    let few = workbook(&cells, "x");
    assert_eq!(rows(&few).unwrap().len(), 200);
}

#[test]
fn day_numbers_become_dates() {
    assert_eq!(spreadsheet_moment(46_346.0), "2026-11-20");
    assert_eq!(spreadsheet_moment(46_346.604_166_666_7), "2026-11-20 14:30");
    assert_eq!(spreadsheet_moment(f64::MAX), "");
    let iso = |text: &str| cell_text(&Data::DateTimeIso(text.to_owned()));
    assert_eq!(iso("2026-11-20T14:30:00"), "2026-11-20 14:30");
    assert_eq!(iso("2026-11-20T00:00:00"), "2026-11-20");
    assert_eq!(iso("2026-11-20"), "2026-11-20");
}

/// A workbook of `rust_xlsxwriter` with a title, merged towns, an error, and a hidden row, behind a
/// hidden sheet and one of notes.
fn county() -> Vec<u8> {
    use rust_xlsxwriter::{Format, Formula, Workbook};
    let mut book = Workbook::new();
    book.add_worksheet().set_name("Notizen").unwrap().write(0, 0, "nur eine Notiz").unwrap();
    let hidden = book.add_worksheet().set_name("Alt").unwrap();
    hidden.write_row(0, 0, ["Stadt", "Name", "Kategorie"]).unwrap();
    hidden.set_hidden(true);
    let sheet = book.add_worksheet().set_name("Angebote").unwrap();
    sheet.write(0, 0, "Angebote im Kreis, Stand 2026").unwrap();
    sheet.write_row(2, 0, ["Stadt", "Name", "Telefon"]).unwrap();
    sheet.merge_range(3, 0, 5, 0, "Marl", &Format::new()).unwrap();
    sheet.write(3, 1, "Chor").unwrap();
    sheet.write(4, 1, "Tanz").unwrap();
    sheet.write(5, 1, "Judo").unwrap();
    sheet.write(3, 2, Formula::new("=NA()").set_result("#N/A")).unwrap();
    sheet.write(4, 2, 23_615_550_101.0).unwrap();
    sheet.set_row_hidden(5).unwrap();
    book.save_to_buffer().unwrap()
}

#[test]
fn the_table_is_found_on_any_sheet_below_titles_with_merged_cells_filled() {
    let is_heading = |cell: &str| ["Stadt", "Name", "Telefon", "Kategorie"].contains(&cell);
    let table = crate::file::find_table(crate::file::Kind::Xlsx, &county(), &is_heading).unwrap();
    assert_eq!(table.headings, ["Stadt", "Name", "Telefon"]);
    let towns: Vec<&str> = table.rows.iter().map(|row| row.cell(Some(0))).collect();
    assert_eq!(towns, ["Marl"; 3]);
    assert_eq!(table.rows[0].cell(Some(2)), "#N/A");
    assert_eq!(table.rows[1].cell(Some(2)), "23615550101");
    assert_eq!(table.source.sheet.as_deref(), Some("Angebote"));
    assert_eq!(table.source.title_rows, 1);
    assert_eq!(table.source.hidden_rows, [6]);
    assert_eq!(table.source.hidden_sheets, ["Alt"]);
}
