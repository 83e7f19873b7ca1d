//! Ordinary and oversized sheets.

use super::*;
use crate::file::{Kind, find_table};
use rstest::rstest;
use std::io::Write;
use zip::write::{SimpleFileOptions, ZipWriter};

/// A hand-written file with these rows on its second sheet, behind a hidden one.
fn file(rows: &str) -> Vec<u8> {
    let content = format!(
        r#"<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x" xmlns:style="s" xmlns:calcext="c">
        <style:style style:name="ta1"><style:table-properties table:display="false"/></style:style>
        <style:style style:name="ta2"><style:table-properties table:display="true"/></style:style>
        <table:table table:name="Alt" table:style-name="ta1"><table:table-row><table:table-cell><text:p>x</text:p></table:table-cell></table:table-row></table:table>
        <table:table table:name="Angebote" table:style-name="ta2">{rows}</table:table>
        </office:document-content>"#
    );
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    archive.start_file("content.xml", SimpleFileOptions::default()).unwrap();
    archive.write_all(content.as_bytes()).unwrap();
    archive.finish().unwrap().into_inner()
}

fn cell(text: &str) -> String {
    format!("<table:table-cell><text:p>{text}</text:p></table:table-cell>")
}

fn row(cells: &str) -> String {
    format!("<table:table-row>{cells}</table:table-row>")
}

#[test]
fn cells_numbers_dates_errors_and_merged_towns_are_read() {
    let head = row(&["Stadt", "Name", "Telefon", "geprüft am"].map(cell).concat());
    let town = r#"<table:table-cell table:number-rows-spanned="2"><text:p>Marl</text:p></table:table-cell>"#;
    let phone = r#"<table:table-cell office:value-type="float" office:value="23615550101"><text:p>2,36E+10</text:p></table:table-cell>"#;
    let day = r#"<table:table-cell office:value-type="date" office:date-value="2026-11-20"><text:p>20.11.26</text:p></table:table-cell>"#;
    let first = row(&(town.to_owned() + &cell("Chor &amp; Tanz") + phone + day));
    let error = r#"<table:table-cell office:value-type="string" calcext:value-type="error"><text:p>#N/A</text:p></table:table-cell>"#;
    let second = format!(
        r#"<table:table-row table:visibility="collapse"><table:covered-table-cell/>{}{error}</table:table-row>"#,
        "<table:table-cell><office:annotation><text:p>intern</text:p></office:annotation><text:p>Judo</text:p><text:p>B</text:p></table:table-cell>"
    );
    let rest = r#"<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>"#;
    let is_heading = |cell: &str| ["Stadt", "Name", "Telefon"].contains(&cell);
    let table =
        find_table(Kind::Ods, &file(&(head + &first + &second + rest)), &is_heading).unwrap();
    assert_eq!(table.rows[0].cells, ["Marl", "Chor & Tanz", "23615550101", "2026-11-20"]);
    assert_eq!(table.rows[1].cells, ["Marl", "Judo\nB", "#N/A"]);
    assert_eq!(table.rows.len(), 2);
    assert_eq!(table.source.hidden_rows, [3]);
    assert_eq!(table.source.hidden_sheets, ["Alt"]);
    assert_eq!(table.source.sheet.as_deref(), Some("Angebote"));
}

#[rstest]
#[case::rows(r#"<table:table-row table:number-rows-repeated="1048576"><table:table-cell><text:p>x</text:p></table:table-cell></table:table-row>"#)]
#[case::columns(r#"<table:table-row><table:table-cell table:number-columns-repeated="16384"><text:p>x</text:p></table:table-cell></table:table-row>"#)]
#[case::endless(r#"<table:table-row table:number-rows-repeated="18446744073709551615"><table:table-cell table:number-columns-repeated="18446744073709551615"><text:p>x</text:p></table:table-cell></table:table-row>"#)]
fn repetition_is_within_the_limits(#[case] rows: &str) {
    let read = sheets(&file(rows));
    assert!(
        matches!(read, Err(ReadError::TooManyRows { .. } | ReadError::TooManyColumns { .. })),
        "{read:?}"
    );
}

#[test]
fn repeated_text_counts_for_each_of_its_rows() {
    let text = "x".repeat(1024 * 1024);
    let rows = format!(
        r#"<table:table-row table:number-rows-repeated="200">{}</table:table-row>"#,
        cell(&text)
    );
    assert!(matches!(sheets(&file(&rows)), Err(ReadError::TooMuchText)));
}

#[rstest]
#[case(b"no archive".to_vec())]
#[case(file("<table:table-row><broken"))]
fn a_damaged_file_is_rejected(#[case] content: Vec<u8>) {
    assert!(matches!(sheets(&content), Err(ReadError::Table { .. })));
}
