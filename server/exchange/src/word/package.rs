//! The parts of a document in their ZIP archive (Open Packaging Conventions).

use super::markup::{FOOTER_ID, clean, document_part, footer_part, part, word_tag};
use super::model::Document;
use super::styles::{NUMBERING, styles_part};
use crate::error::WriteError;
use quick_xml::events::BytesText;
use shared::language::LanguageTag;
use std::io::{self, Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

const CONTENT_TYPES: &str = concat!(
    r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#,
    r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">"#,
    r#"<Default Extension="rels" "#,
    r#"ContentType="application/vnd.openxmlformats-package.relationships+xml"/>"#,
    r#"<Default Extension="xml" ContentType="application/xml"/>"#,
    r#"<Override PartName="/word/document.xml" ContentType="application/"#,
    r#"vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>"#,
    r#"<Override PartName="/word/styles.xml" ContentType="application/"#,
    r#"vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/>"#,
    r#"<Override PartName="/word/numbering.xml" ContentType="application/"#,
    r#"vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"/>"#,
    r#"<Override PartName="/word/settings.xml" ContentType="application/"#,
    r#"vnd.openxmlformats-officedocument.wordprocessingml.settings+xml"/>"#,
    r#"<Override PartName="/word/footer1.xml" ContentType="application/"#,
    r#"vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"/>"#,
    r#"<Override PartName="/docProps/core.xml" "#,
    r#"ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>"#,
    "</Types>",
);

/// Namespaces of relationships: in files, of parts, of packages.
const RELATIONSHIPS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const OF_PARTS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const OF_PACKAGES: &str = "http://schemas.openxmlformats.org/package/2006/relationships/metadata";

/// The document as a file. The same document gives the same bytes.
///
/// # Errors
/// [`WriteError`] where it exceeds what a ZIP archive holds.
pub(crate) fn encode(document: &Document<'_>) -> Result<Vec<u8>, WriteError> {
    zipped(document).map_err(WriteError::encode)
}

fn zipped(document: &Document<'_>) -> io::Result<Vec<u8>> {
    let package = [
        Relation { id: "rId1", kind: [OF_PARTS, "officeDocument"], target: "word/document.xml" },
        Relation {
            id: "rId2",
            kind: [OF_PACKAGES, "core-properties"],
            target: "docProps/core.xml",
        },
    ];
    let of_document = [
        Relation { id: FOOTER_ID, kind: [OF_PARTS, "footer"], target: "footer1.xml" },
        Relation { id: "rId2", kind: [OF_PARTS, "styles"], target: "styles.xml" },
        Relation { id: "rId3", kind: [OF_PARTS, "numbering"], target: "numbering.xml" },
        Relation { id: "rId4", kind: [OF_PARTS, "settings"], target: "settings.xml" },
    ];
    let parts = [
        ("[Content_Types].xml", CONTENT_TYPES.as_bytes().to_vec()),
        ("_rels/.rels", relations_part(&package)?),
        ("docProps/core.xml", properties_part(document)?),
        ("word/document.xml", document_part(document)?),
        ("word/_rels/document.xml.rels", relations_part(&of_document)?),
        ("word/styles.xml", styles_part(document.language)),
        ("word/numbering.xml", NUMBERING.as_bytes().to_vec()),
        ("word/settings.xml", SETTINGS.as_bytes().to_vec()),
        ("word/footer1.xml", footer_part(document)?),
    ];
    // Without the moment of writing, which the archive would keep.
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        archive.start_file(name, options)?;
        archive.write_all(&content)?;
    }
    Ok(archive.finish()?.into_inner())
}

/// Level 15 is Word since 2013; without it, Word opens the document in a mode for old files.
const SETTINGS: &str = concat!(
    r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#,
    r#"<w:settings xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">"#,
    r#"<w:defaultTabStop w:val="1134"/><w:compat><w:compatSetting w:name="compatibilityMode" "#,
    r#"w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>"#,
);

/// A reference from one part to another.
struct Relation {
    id: &'static str,
    /// Namespace and name.
    kind: [&'static str; 2],
    target: &'static str,
}

fn relations_part(relations: &[Relation]) -> io::Result<Vec<u8>> {
    let mut xml = part()?;
    let root = xml.create_element("Relationships").with_attribute(("xmlns", RELATIONSHIPS));
    root.write_inner_content(|xml| {
        relations.iter().try_for_each(|Relation { id, kind, target }| {
            xml.create_element("Relationship")
                .with_attributes([("Id", *id), ("Type", &*kind.join("/")), ("Target", *target)])
                .write_empty()?;
            Ok(())
        })
    })?;
    Ok(xml.into_inner())
}

/// Title, language and day, as Dublin Core.
fn properties_part(document: &Document<'_>) -> io::Result<Vec<u8>> {
    let mut xml = part()?;
    let day = format!("{}T00:00:00Z", document.made);
    let language = word_tag(&LanguageTag::from(document.language));
    let namespaces = [
        ("xmlns:cp", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"),
        ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
        ("xmlns:dcterms", "http://purl.org/dc/terms/"),
        ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
    ];
    let root = xml.create_element("cp:coreProperties").with_attributes(namespaces);
    root.write_inner_content(|xml| {
        let title = clean(document.title);
        xml.create_element("dc:title").write_text_content(BytesText::new(&title))?;
        xml.create_element("dc:creator").write_text_content(BytesText::new("Miteinander"))?;
        xml.create_element("dcterms:created")
            .with_attribute(("xsi:type", "dcterms:W3CDTF"))
            .write_text_content(BytesText::new(&day))?;
        xml.create_element("dc:language").write_text_content(BytesText::new(&language))?;
        Ok(())
    })?;
    Ok(xml.into_inner())
}
