//! Hidden rows of the sheets, which calamine does not tell.

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use std::io::{BufRead, BufReader, Cursor};
use zip::ZipArchive;

/// The numbers of hidden rows of each sheet, in the order of the workbook; empty where the archive
/// is not as usual.
pub(super) fn rows(content: &[u8]) -> Vec<Vec<usize>> {
    let Ok(mut archive) = ZipArchive::new(Cursor::new(content)) else { return Vec::new() };
    let mut ids = Vec::new();
    for_each_tag(&mut archive, "xl/workbook.xml", |tag| {
        if tag.local_name().as_ref() == "sheet" {
            ids.extend(attribute(tag, "r:id"));
        }
    });
    let mut targets = Vec::new();
    for_each_tag(&mut archive, "xl/_rels/workbook.xml.rels", |tag| {
        if let (Some(id), Some(target)) = (attribute(tag, "Id"), attribute(tag, "Target")) {
            targets.push((id, target));
        }
    });
    let path = |id: &String| {
        let (_, target) = targets.iter().find(|(known, _)| known == id)?;
        Some(target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_owned))
    };
    let paths: Vec<Option<String>> = ids.iter().map(path).collect();
    paths
        .into_iter()
        .map(|path| path.map(|path| hidden(&mut archive, &path)).unwrap_or_default())
        .collect()
}

fn hidden(archive: &mut ZipArchive<Cursor<&[u8]>>, path: &str) -> Vec<usize> {
    let mut rows = Vec::new();
    for_each_tag(archive, path, |tag| {
        let is_hidden = tag.local_name().as_ref() == "row"
            && attribute(tag, "hidden").is_some_and(|hidden| hidden == "1" || hidden == "true");
        if is_hidden {
            rows.extend(attribute(tag, "r").and_then(|number| number.parse::<usize>().ok()));
        }
    });
    rows
}

/// Calls a function with every start tag of a file; ends at the first fault.
fn for_each_tag(
    archive: &mut ZipArchive<Cursor<&[u8]>>,
    path: &str,
    mut call: impl FnMut(&BytesStart<'_>),
) {
    let Ok(file) = archive.by_name(path) else { return };
    let mut reader = Reader::from_reader(BufReader::new(file));
    let mut buffer = Vec::new();
    while let Some(event) = next_event(&mut reader, &mut buffer) {
        match event {
            Event::Start(tag) | Event::Empty(tag) => call(&tag),
            Event::Eof => return,
            _ => {}
        }
    }
}

fn next_event<'a>(reader: &mut Reader<impl BufRead>, buffer: &'a mut Vec<u8>) -> Option<Event<'a>> {
    buffer.clear();
    reader.read_event_into(buffer).ok()
}

fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let attribute = tag.try_get_attribute(name).ok()??;
    attribute.normalized_value(XmlVersion::Implicit1_0).ok().map(std::borrow::Cow::into_owned)
}
