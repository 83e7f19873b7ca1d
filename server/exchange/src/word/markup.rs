//! Paragraphs and runs as markup, and the body around them.
//!
//! The order of elements within properties is fixed by the schema; Word refuses files that break it.

use super::model::{Block, Document, Look, Paragraph, Run, Style};
use super::tables::write_table;
use quick_xml::Writer;
use quick_xml::events::{BytesText, Event};
use shared::language::{LanguageTag, UiLanguage};
use std::io;

pub(super) type Xml = Writer<Vec<u8>>;

/// Namespace of the text's elements.
pub(super) const MAIN: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
/// Namespace of references to other parts.
pub(super) const RELATIONS: &str =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
/// The reference to the foot of the page.
pub(super) const FOOTER_ID: &str = "rId1";

/// A4 in landscape and its margins, in twentieths of a point.
const PAGE_WIDTH: u32 = 16_838;
const PAGE_HEIGHT: u32 = 11_906;
const MARGIN: u32 = 907;
const FOOTER: u32 = 454;
/// Between the margins.
pub(super) const TEXT_WIDTH: u32 = PAGE_WIDTH - 2 * MARGIN;

/// `word/document.xml`.
pub(super) fn document_part(document: &Document<'_>) -> io::Result<Vec<u8>> {
    let mut xml = part()?;
    let root = xml.create_element("w:document");
    root.with_attributes([("xmlns:w", MAIN), ("xmlns:r", RELATIONS)]).write_inner_content(
        |xml| {
            xml.create_element("w:body").write_inner_content(|xml| {
                for block in &document.blocks {
                    match block {
                        Block::Paragraph(paragraph) => {
                            write_paragraph(xml, paragraph, document.language)?;
                        }
                        Block::Table(table) => write_table(xml, table, document.language)?,
                    }
                }
                write_section(xml, document.language)
            })?;
            Ok(())
        },
    )?;
    Ok(xml.into_inner())
}

/// `word/footer1.xml`: the title, page and number of pages.
pub(super) fn footer_part(document: &Document<'_>) -> io::Result<Vec<u8>> {
    let mut xml = part()?;
    xml.create_element("w:ftr").with_attribute(("xmlns:w", MAIN)).write_inner_content(|xml| {
        xml.create_element("w:p").write_inner_content(|xml| {
            xml.create_element("w:pPr").write_inner_content(|xml| {
                value(xml, "w:pStyle", "Footer")?;
                if is_rtl(document.language) {
                    flag(xml, "w:bidi")?;
                }
                Ok(())
            })?;
            let quiet = |text: &str| Run::new(Look::Plain, text);
            write_run(xml, &quiet(&[document.title, "\t"].concat()), document.language)?;
            field(xml, "PAGE")?;
            write_run(xml, &quiet(" / "), document.language)?;
            field(xml, "NUMPAGES")
        })?;
        Ok(())
    })?;
    Ok(xml.into_inner())
}

/// The beginning of a part.
pub(super) fn part() -> io::Result<Xml> {
    let mut xml = Writer::new(Vec::new());
    let declaration = quick_xml::events::BytesDecl::new("1.0", Some("UTF-8"), Some("yes"));
    xml.write_event(Event::Decl(declaration))?;
    Ok(xml)
}

/// An element without content.
pub(super) fn flag(xml: &mut Xml, name: &'static str) -> io::Result<()> {
    xml.create_element(name).write_empty()?;
    Ok(())
}

/// An element with only a value.
pub(super) fn value(xml: &mut Xml, name: &'static str, value: &str) -> io::Result<()> {
    xml.create_element(name).with_attribute(("w:val", &*clean(value))).write_empty()?;
    Ok(())
}

pub(super) fn is_rtl(language: UiLanguage) -> bool {
    language.dir() == "rtl"
}

pub(super) fn write_paragraph(
    xml: &mut Xml,
    paragraph: &Paragraph,
    reader: UiLanguage,
) -> io::Result<()> {
    let is_rtl_text = paragraph.runs.first().map_or(is_rtl(reader), |run| is_rtl_run(run, reader));
    xml.create_element("w:p").write_inner_content(|xml| {
        xml.create_element("w:pPr").write_inner_content(|xml| {
            value(xml, "w:pStyle", style_id(paragraph.style))?;
            if paragraph.starts_page {
                flag(xml, "w:pageBreakBefore")?;
            }
            if is_rtl_text {
                flag(xml, "w:bidi")?;
            }
            if is_rtl_text != is_rtl(reader) {
                // "right" means the end of the line: the side at which the reader's texts begin.
                value(xml, "w:jc", "right")?;
            }
            Ok(())
        })?;
        paragraph.runs.iter().try_for_each(|run| write_run(xml, run, reader))
    })?;
    Ok(())
}

/// The identifier of a style in [`super::styles`].
pub(super) const fn style_id(style: Style) -> &'static str {
    match style {
        Style::Body => "Normal",
        Style::Lead => "Lead",
        Style::Title => "Title",
        Style::Subtitle => "Subtitle",
        Style::Heading1 => "Heading1",
        Style::Heading2 => "Heading2",
        Style::Note => "Note",
        Style::TableHeading => "TableHeading",
        Style::TableText => "TableText",
        Style::TablePart => "TablePart",
        Style::TableItem => "TableItem",
        Style::TableDetail => "TableDetail",
    }
}

fn is_rtl_run(run: &Run, reader: UiLanguage) -> bool {
    match (&run.language, run.look) {
        (_, Look::Code) => false,
        (Some(language), _) => language.dir() == "rtl",
        (None, _) => is_rtl(reader),
    }
}

fn write_run(xml: &mut Xml, run: &Run, reader: UiLanguage) -> io::Result<()> {
    xml.create_element("w:r").write_inner_content(|xml| {
        xml.create_element("w:rPr").write_inner_content(|xml| {
            match run.look {
                Look::Plain => {}
                Look::Strong => value(xml, "w:rStyle", "Strong")?,
                Look::Quiet => value(xml, "w:rStyle", "Quiet")?,
                Look::Code => value(xml, "w:rStyle", "Code")?,
            }
            let is_rtl = is_rtl_run(run, reader);
            if is_rtl {
                flag(xml, "w:rtl")?;
            }
            if let Some(language) = &run.language {
                let kind = if is_rtl { "w:bidi" } else { "w:val" };
                let tag = word_tag(language);
                xml.create_element("w:lang").with_attribute((kind, &*tag)).write_empty()?;
            }
            Ok(())
        })?;
        write_text(xml, &run.text)
    })?;
    Ok(())
}

/// Texts between line breaks and tabs, which are elements of their own.
fn write_text(xml: &mut Xml, text: &str) -> io::Result<()> {
    for (place, line) in text.lines().enumerate() {
        if place > 0 {
            flag(xml, "w:br")?;
        }
        for (place, piece) in line.split('\t').enumerate() {
            if place > 0 {
                flag(xml, "w:tab")?;
            }
            if !piece.is_empty() {
                let text = xml.create_element("w:t").with_attribute(("xml:space", "preserve"));
                text.write_text_content(BytesText::new(&clean(piece)))?;
            }
        }
    }
    Ok(())
}

/// A text without the characters that XML cannot hold, and without soft hyphens, which belong to
/// pages.
pub(super) fn clean(text: &str) -> String {
    let is_allowed = |letter: &char| {
        !letter.is_control() && !matches!(letter, '\u{fffe}' | '\u{ffff}' | '\u{ad}')
    };
    text.chars().filter(is_allowed).collect()
}

/// A number that Word computes.
fn field(xml: &mut Xml, name: &str) -> io::Result<()> {
    let field = xml.create_element("w:fldSimple").with_attribute(("w:instr", name));
    field.write_inner_content(|xml| {
        xml.create_element("w:r").write_inner_content(|xml| {
            xml.create_element("w:t").write_text_content(BytesText::new("1"))?;
            Ok(())
        })?;
        Ok(())
    })?;
    Ok(())
}

/// Paper, margins and direction.
fn write_section(xml: &mut Xml, reader: UiLanguage) -> io::Result<()> {
    let text = |number: u32| number.to_string();
    xml.create_element("w:sectPr").write_inner_content(|xml| {
        xml.create_element("w:footerReference")
            .with_attributes([("w:type", "default"), ("r:id", FOOTER_ID)])
            .write_empty()?;
        xml.create_element("w:pgSz")
            .with_attributes([("w:w", &*text(PAGE_WIDTH)), ("w:h", &*text(PAGE_HEIGHT))])
            .with_attribute(("w:orient", "landscape"))
            .write_empty()?;
        let margin = text(MARGIN);
        let sides = ["w:top", "w:right", "w:bottom", "w:left"].map(|side| (side, margin.as_str()));
        xml.create_element("w:pgMar")
            .with_attributes(sides)
            .with_attributes([("w:header", &*text(FOOTER)), ("w:footer", &*text(FOOTER))])
            .with_attribute(("w:gutter", "0"))
            .write_empty()?;
        if is_rtl(reader) {
            flag(xml, "w:bidi")?;
        }
        Ok(())
    })?;
    Ok(())
}

/// A language as Word knows it: spelling is checked by language and country.
pub(super) fn word_tag(language: &LanguageTag) -> String {
    let primary = language.as_str().split('-').next().unwrap_or_default();
    let tag = match primary {
        "ar" => "ar-SA",
        "de" => "de-DE",
        "en" => "en-GB",
        "tr" => "tr-TR",
        "uk" => "uk-UA",
        other => other,
    };
    tag.to_owned()
}
