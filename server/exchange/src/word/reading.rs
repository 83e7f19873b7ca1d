//! Reads a document as another program would: archive, parts, paragraphs and tables.

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// A paragraph with its style and what its properties say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct ReadParagraph {
    pub(crate) style: String,
    pub(crate) text: String,
    pub(crate) is_rtl: bool,
    /// Languages of its runs, where they say one.
    pub(crate) languages: Vec<String>,
}

/// A table; the first rows may be headings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct ReadTable {
    pub(crate) caption: String,
    pub(crate) description: String,
    pub(crate) is_rtl: bool,
    /// How many rows repeat on each page.
    pub(crate) headings: usize,
    /// Rows of cells, whose paragraphs are lines.
    pub(crate) rows: Vec<Vec<String>>,
}

#[derive(Clone, Debug, Default)]
pub(crate) struct ReadDocument {
    /// Outside of tables.
    pub(crate) paragraphs: Vec<ReadParagraph>,
    pub(crate) tables: Vec<ReadTable>,
}

/// The text of a part; fails where the archive lacks it.
pub(crate) fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

/// The document's body.
pub(crate) fn read(bytes: &[u8]) -> ReadDocument {
    let markup = part(bytes, "word/document.xml");
    let mut reader = Reader::from_str(&markup);
    let mut state = State::default();
    loop {
        match reader.read_event().unwrap() {
            Event::Start(start) => state.start(&start),
            Event::Empty(start) => {
                state.start(&start);
                state.end(start.name().as_ref());
            }
            Event::Text(text) if state.is_text => state.paragraph.text.push_str(&text),
            Event::GeneralRef(reference) if state.is_text => {
                let found = quick_xml::escape::resolve_predefined_entity(&reference).unwrap();
                state.paragraph.text.push_str(found);
            }
            Event::End(end) => state.end(end.name().as_ref()),
            Event::Eof => return state.document,
            _ => {}
        }
    }
}

#[derive(Default)]
struct State {
    document: ReadDocument,
    table: Option<ReadTable>,
    paragraph: ReadParagraph,
    is_text: bool,
}

impl State {
    fn start(&mut self, start: &BytesStart<'_>) {
        match start.name().as_ref() {
            "w:tbl" => self.table = Some(ReadTable::default()),
            "w:tr" => self.rows().push(Vec::new()),
            "w:tc" => self.rows().last_mut().unwrap().push(String::new()),
            "w:tblHeader" => self.table.as_mut().unwrap().headings += 1,
            "w:bidiVisual" => self.table.as_mut().unwrap().is_rtl = true,
            "w:tblCaption" => self.table.as_mut().unwrap().caption = value(start, "w:val"),
            "w:tblDescription" => self.table.as_mut().unwrap().description = value(start, "w:val"),
            "w:p" => self.paragraph = ReadParagraph::default(),
            "w:pStyle" => self.paragraph.style = value(start, "w:val"),
            "w:bidi" => self.paragraph.is_rtl = true,
            "w:lang" => {
                let said = ["w:val", "w:bidi"].map(|name| value(start, name)).concat();
                self.paragraph.languages.push(said);
            }
            "w:br" => self.paragraph.text.push('\n'),
            "w:tab" => self.paragraph.text.push('\t'),
            "w:t" => self.is_text = true,
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "w:t" => self.is_text = false,
            "w:tbl" => self.document.tables.extend(self.table.take()),
            "w:p" => {
                let paragraph = std::mem::take(&mut self.paragraph);
                let Some(table) = &mut self.table else {
                    return self.document.paragraphs.push(paragraph);
                };
                let cell = table.rows.last_mut().unwrap().last_mut().unwrap();
                if !cell.is_empty() {
                    cell.push('\n');
                }
                cell.push_str(&paragraph.text);
            }
            _ => {}
        }
    }

    fn rows(&mut self) -> &mut Vec<Vec<String>> {
        &mut self.table.as_mut().unwrap().rows
    }
}

fn value(start: &BytesStart<'_>, name: &str) -> String {
    let found = start.try_get_attribute(name).unwrap();
    let value = found.map(|one| one.normalized_value(XmlVersion::Implicit1_0).unwrap());
    value.unwrap_or_default().into_owned()
}
