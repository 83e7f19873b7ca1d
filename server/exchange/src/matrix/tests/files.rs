//! Files made of delimited texts.

use crate::file::SourceFile;
use rust_xlsxwriter::Workbook;
use std::fmt::Write as _;
use std::io::{Cursor, Write as _};
use zip::write::{SimpleFileOptions, ZipWriter};

/// A sheet, its cells separated by semicolons.
pub(super) struct Sheet {
    pub(super) name: &'static str,
    pub(super) csv: &'static str,
    pub(super) is_hidden: bool,
}

impl Sheet {
    fn rows(&self) -> Vec<Vec<String>> {
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(b';')
            .from_reader(self.csv.as_bytes());
        let rows = reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect());
        rows.collect()
    }
}

pub(super) fn csv(text: &str) -> SourceFile {
    SourceFile { name: "Matrix.csv".to_owned(), content: text.as_bytes().to_vec() }
}

pub(super) fn xlsx(sheets: &[Sheet]) -> SourceFile {
    let mut book = Workbook::new();
    for sheet in sheets {
        let page = book.add_worksheet();
        page.set_name(sheet.name).unwrap().set_hidden(sheet.is_hidden);
        for (row, cells) in (0..).zip(sheet.rows()) {
            for (column, cell) in (0..).zip(cells) {
                match cell.parse::<u32>() {
                    Ok(number) => page.write_number(row, column, number).unwrap(),
                    Err(_) => page.write_string(row, column, cell).unwrap(),
                };
            }
        }
    }
    SourceFile { name: "Matrix.xlsx".to_owned(), content: book.save_to_buffer().unwrap() }
}

pub(super) fn ods(sheets: &[Sheet]) -> SourceFile {
    let mut content = String::from(
        "<office:document-content><office:automatic-styles><style:style style:name=\"aus\">\
         <style:table-properties table:display=\"false\"/></style:style>\
         </office:automatic-styles><office:body><office:spreadsheet>",
    );
    for sheet in sheets {
        let style = if sheet.is_hidden { "aus" } else { "an" };
        write!(content, "<table:table table:name=\"{}\" table:style-name=\"{style}\">", sheet.name)
            .unwrap();
        for cells in sheet.rows() {
            content.push_str("<table:table-row>");
            for cell in cells {
                let text = cell.replace('&', "&amp;").replace('<', "&lt;");
                let text = text.replace('\n', "</text:p><text:p>");
                write!(content, "<table:table-cell><text:p>{text}</text:p></table:table-cell>")
                    .unwrap();
            }
            content.push_str("</table:table-row>");
        }
        content.push_str("</table:table>");
    }
    content.push_str("</office:spreadsheet></office:body></office:document-content>");
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    archive.start_file("content.xml", SimpleFileOptions::default()).unwrap();
    archive.write_all(content.as_bytes()).unwrap();
    let content = archive.finish().unwrap().into_inner();
    SourceFile { name: "Matrix.ods".to_owned(), content }
}
