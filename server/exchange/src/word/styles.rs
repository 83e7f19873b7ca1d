//! The styles, which people can change in Word for the whole document at once, and the bullets of
//! lists.
//!
//! Sizes are half points, distances twentieths of a point.

use super::markup::word_tag;
use shared::language::{LanguageTag, UiLanguage};

const INK: &str = "1C2430";
const PETROL: &str = "0B5C63";
const GREY: &str = "5A6370";
const LINE: &str = "B9C1C7";

/// A list with bullets; its indents are those of the style.
pub(super) const NUMBERING: &str = concat!(
    r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#,
    r#"<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">"#,
    r#"<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="singleLevel"/>"#,
    r#"<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:pStyle "#,
    r#"w:val="TableItem"/><w:lvlText w:val="•"/><w:lvlJc w:val="left"/>"#,
    r#"<w:pPr><w:ind w:left="227" w:hanging="227"/></w:pPr></w:lvl></w:abstractNum>"#,
    r#"<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>"#,
);

/// A style of paragraphs, beyond what it has from the one it is based on.
struct ParagraphStyle {
    id: &'static str,
    /// Word knows the built-in ones by name and translates them.
    name: &'static str,
    /// Markup within the properties of paragraphs, in the order of the schema.
    paragraph: &'static str,
    size: u32,
    color: &'static str,
    is_bold: bool,
}

impl ParagraphStyle {
    const fn new(id: &'static str, name: &'static str) -> Self {
        Self { id, name, paragraph: "", size: 20, color: INK, is_bold: false }
    }
}

const STYLES: [ParagraphStyle; 12] = [
    ParagraphStyle {
        paragraph: r#"<w:spacing w:before="240" w:after="120"/>"#,
        size: 60,
        color: PETROL,
        is_bold: true,
        ..ParagraphStyle::new("Title", "Title")
    },
    ParagraphStyle {
        paragraph: r#"<w:spacing w:after="240"/>"#,
        size: 28,
        color: GREY,
        ..ParagraphStyle::new("Subtitle", "Subtitle")
    },
    ParagraphStyle {
        paragraph: concat!(
            r#"<w:keepNext/><w:keepLines/><w:spacing w:before="360" w:after="120"/>"#,
            r#"<w:outlineLvl w:val="0"/>"#
        ),
        size: 34,
        color: PETROL,
        is_bold: true,
        ..ParagraphStyle::new("Heading1", "heading 1")
    },
    ParagraphStyle {
        paragraph: concat!(
            r#"<w:keepNext/><w:keepLines/><w:spacing w:before="320" w:after="100"/>"#,
            r#"<w:outlineLvl w:val="1"/>"#
        ),
        size: 27,
        is_bold: true,
        ..ParagraphStyle::new("Heading2", "heading 2")
    },
    ParagraphStyle { paragraph: "<w:keepNext/>", ..ParagraphStyle::new("Lead", "Lead") },
    ParagraphStyle {
        paragraph: r#"<w:spacing w:before="120" w:after="60"/>"#,
        size: 18,
        color: GREY,
        ..ParagraphStyle::new("Note", "Note")
    },
    ParagraphStyle {
        paragraph: r#"<w:keepNext/><w:spacing w:before="60" w:after="60"/>"#,
        size: 19,
        is_bold: true,
        ..ParagraphStyle::new("TableHeading", "Table Heading")
    },
    ParagraphStyle {
        paragraph: r#"<w:spacing w:before="40" w:after="40"/>"#,
        size: 19,
        ..ParagraphStyle::new("TableText", "Table Text")
    },
    ParagraphStyle {
        paragraph: r#"<w:spacing w:before="40" w:after="40"/><w:ind w:left="340"/>"#,
        size: 19,
        ..ParagraphStyle::new("TablePart", "Table Part")
    },
    ParagraphStyle {
        paragraph: concat!(
            r#"<w:numPr><w:numId w:val="1"/></w:numPr><w:spacing w:before="40" w:after="40"/>"#,
            r#"<w:ind w:left="227" w:hanging="227"/>"#
        ),
        size: 19,
        ..ParagraphStyle::new("TableItem", "Table Item")
    },
    ParagraphStyle {
        paragraph: r#"<w:spacing w:before="0" w:after="40"/><w:ind w:left="227"/>"#,
        size: 18,
        ..ParagraphStyle::new("TableDetail", "Table Detail")
    },
    ParagraphStyle {
        paragraph: r#"<w:tabs><w:tab w:val="right" w:pos="15024"/></w:tabs>"#,
        size: 17,
        color: GREY,
        ..ParagraphStyle::new("Footer", "footer")
    },
];

/// A style of runs; its name is its identifier.
struct RunStyle {
    id: &'static str,
    /// Markup of its properties, in the order of the schema.
    markup: &'static str,
}

const RUN_STYLES: [RunStyle; 3] = [
    RunStyle { id: "Strong", markup: "<w:b/><w:bCs/>" },
    RunStyle {
        id: "Quiet",
        markup: r#"<w:color w:val="5A6370"/><w:sz w:val="17"/><w:szCs w:val="17"/>"#,
    },
    RunStyle {
        id: "Code",
        markup: concat!(
            r#"<w:rFonts w:ascii="Consolas" w:hAnsi="Consolas" w:cs="Consolas"/><w:noProof/>"#,
            r#"<w:sz w:val="18"/><w:szCs w:val="18"/>"#
        ),
    },
];

/// `word/styles.xml` for a reader: texts that say nothing else are in this language.
pub(super) fn styles_part(reader: UiLanguage) -> Vec<u8> {
    let tag = word_tag(&LanguageTag::from(reader));
    // Of texts from left to right, and of those from right to left.
    let (ltr, rtl) = if reader.dir() == "rtl" { ("de-DE", tag.as_str()) } else { (&*tag, "ar-SA") };
    let styles: String = STYLES.iter().map(paragraph_style).collect();
    let runs: String = RUN_STYLES.iter().map(run_style).collect();
    let text = format!(
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:docDefaults>
<w:rPrDefault><w:rPr><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:eastAsia="Calibri" w:cs="Arial"/>
<w:color w:val="{INK}"/><w:sz w:val="20"/><w:szCs w:val="20"/><w:lang w:val="{ltr}" w:bidi="{rtl}"/>
</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="100" w:line="264" w:lineRule="auto"/>
</w:pPr></w:pPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>
<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>
<w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style>
{styles}{runs}{}</w:styles>"#,
        table_style()
    );
    text.into_bytes()
}

fn paragraph_style(style: &ParagraphStyle) -> String {
    let ParagraphStyle { id, name, paragraph, size, color, is_bold } = style;
    let bold = if *is_bold { "<w:b/><w:bCs/>" } else { "" };
    format!(
        r#"<w:style w:type="paragraph" w:styleId="{id}"><w:name w:val="{name}"/>
<w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{bold}<w:color w:val="{color}"/>
<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr></w:style>
"#
    )
}

fn run_style(RunStyle { id, markup }: &RunStyle) -> String {
    format!(
        r#"<w:style w:type="character" w:styleId="{id}"><w:name w:val="{id}"/><w:rPr>{markup}</w:rPr></w:style>
"#
    )
}

/// Thin lines between rows, and room around texts.
fn table_style() -> String {
    let line =
        |side: &str| format!(r#"<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{LINE}"/>"#);
    let borders = ["top", "left", "bottom", "right", "insideH", "insideV"].map(line).concat();
    format!(
        r#"<w:style w:type="table" w:styleId="Result"><w:name w:val="Result"/><w:basedOn w:val="TableNormal"/>
<w:tblPr><w:tblBorders>{borders}</w:tblBorders><w:tblCellMar><w:top w:w="40" w:type="dxa"/>
<w:left w:w="100" w:type="dxa"/><w:bottom w:w="40" w:type="dxa"/><w:right w:w="100" w:type="dxa"/>
</w:tblCellMar></w:tblPr></w:style>
"#
    )
}
