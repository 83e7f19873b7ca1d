//! Documents as another program's readers see them.

use super::reading::{part, read};
use super::*;
use jiff::civil::date;
use proptest::prelude::*;
use rstest::rstest;
use shared::language::{LanguageTag, UiLanguage};

fn written(language: UiLanguage, blocks: Vec<Block>) -> Vec<u8> {
    let title = "Konferenz <Musterstadt> & mehr";
    encode(&Document { title, language, made: date(2026, 11, 28), blocks }).unwrap()
}

fn of_text(text: &str) -> Vec<u8> {
    written(UiLanguage::De, vec![Paragraph::plain(Style::Body, text).into()])
}

fn table(language: UiLanguage, cell: Cell) -> Vec<u8> {
    let columns = ["A", "B"].map(|heading| Column { heading: heading.to_owned(), width: 1 });
    let table = Table {
        caption: "Wohnen <neu>".to_owned(),
        description: "\"Runde 1\"".to_owned(),
        columns: columns.into(),
        rows: vec![Row { is_marked: true, cells: vec![cell, Cell::new()] }],
    };
    written(language, vec![table.into()])
}

#[rstest]
#[case::markup("a < b && c > \"d\" 'e'", "a < b && c > \"d\" 'e'")]
#[case::lines_and_tabs("1. Einladen\n2.\tReden", "1. Einladen\n2.\tReden")]
#[case::control_characters("a\u{0}b\u{7}c\u{1f}d\u{85}e\u{ffff}f", "abcdef")]
#[case::spaces("  zwei  ", "  zwei  ")]
#[case::entity("&amp; &#0;", "&amp; &#0;")]
#[case::letters("اللغة 😀 ß", "اللغة 😀 ß")]
fn a_text_is_read_as_it_was_written(#[case] text: &str, #[case] expected: &str) {
    assert_eq!(read(&of_text(text)).paragraphs[0].text, expected);
}

#[test]
fn a_text_may_have_ten_thousand_letters() {
    let text = "Straße ".repeat(1_430);
    assert_eq!(read(&of_text(&text)).paragraphs[0].text, text);
}

proptest! {
    #[test]
    fn any_text_gives_a_document_that_can_be_read(text in any::<String>()) {
        prop_assert_eq!(read(&of_text(&text)).paragraphs.len(), 1);
    }
}

#[test]
fn a_table_names_itself_and_repeats_its_headings() {
    let bytes = table(UiLanguage::De, vec![Paragraph::plain(Style::TableText, "x")]);
    let table = &read(&bytes).tables[0];
    assert_eq!(table.caption, "Wohnen <neu>");
    assert_eq!(table.description, "\"Runde 1\"");
    assert_eq!(table.headings, 1);
    assert!(!table.is_rtl);
    assert_eq!(table.rows, [["A", "B"], ["x", ""]]);
}

#[test]
fn arabic_readers_have_pages_tables_and_paragraphs_from_right_to_left() {
    let bytes = table(UiLanguage::Ar, Cell::new());
    assert!(read(&bytes).tables[0].is_rtl);
    assert!(part(&bytes, "word/document.xml").contains("<w:bidi/></w:sectPr>"));
    let german = Run {
        language: Some(LanguageTag::from(UiLanguage::De)),
        ..Run::new(Look::Plain, "Wohnen")
    };
    let code = Run::new(Look::Code, "1f2e");
    let blocks = [Run::new(Look::Plain, "السكن"), german, code]
        .map(|run| Paragraph::new(Style::Body, [run]).into());
    let document = read(&written(UiLanguage::Ar, blocks.into()));
    let directions: Vec<bool> = document.paragraphs.iter().map(|one| one.is_rtl).collect();
    assert_eq!(directions, [true, false, false]);
    assert_eq!(document.paragraphs[1].languages, ["de-DE"]);
}

#[test]
fn the_package_names_its_parts_title_and_language() {
    let bytes = of_text("x");
    let properties = part(&bytes, "docProps/core.xml");
    assert!(properties.contains("<dc:title>Konferenz &lt;Musterstadt&gt; &amp; mehr</dc:title>"));
    assert!(properties.contains("2026-11-28T00:00:00Z") && properties.contains("de-DE"));
    assert!(part(&bytes, "word/footer1.xml").contains("NUMPAGES"));
    let types = part(&bytes, "[Content_Types].xml");
    for name in ["document", "styles", "numbering", "settings", "footer1"] {
        assert!(types.contains(&format!("/word/{name}.xml")), "{name}");
        assert!(!part(&bytes, &format!("word/{name}.xml")).is_empty());
    }
}

#[test]
fn every_style_that_is_used_is_defined() {
    let styles = part(&of_text("x"), "word/styles.xml");
    let used = [
        Style::Body,
        Style::Lead,
        Style::Title,
        Style::Subtitle,
        Style::Heading1,
        Style::Heading2,
        Style::Note,
        Style::TableHeading,
        Style::TableText,
        Style::TablePart,
        Style::TableItem,
        Style::TableDetail,
    ];
    let ids = used.map(markup::style_id).into_iter().chain(["Strong", "Quiet", "Code", "Result"]);
    for id in ids.chain(["Footer"]) {
        assert!(styles.contains(&format!("w:styleId=\"{id}\"")), "{id}");
    }
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    assert_eq!(of_text("x"), of_text("x"));
}
