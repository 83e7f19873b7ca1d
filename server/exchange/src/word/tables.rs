//! Tables as markup: fixed widths, and a row of headings that repeats on each page.

use super::markup::{TEXT_WIDTH, Xml, flag, is_rtl, value, write_paragraph};
use super::model::{Cell, Paragraph, Row, Style, Table};
use shared::language::UiLanguage;
use std::io;

/// Behind headings, and behind marked rows.
const HEADING_FILL: &str = "E4EEEF";
const MARKED_FILL: &str = "FDF3DC";

pub(super) fn write_table(xml: &mut Xml, table: &Table, reader: UiLanguage) -> io::Result<()> {
    let widths = widths(table);
    xml.create_element("w:tbl").write_inner_content(|xml| {
        write_properties(xml, table, reader)?;
        xml.create_element("w:tblGrid").write_inner_content(|xml| {
            widths.iter().try_for_each(|width| {
                xml.create_element("w:gridCol").with_attribute(("w:w", &**width)).write_empty()?;
                Ok(())
            })
        })?;
        let headings: Vec<Cell> = table
            .columns
            .iter()
            .map(|column| vec![Paragraph::plain(Style::TableHeading, column.heading.clone())])
            .collect();
        let row = RowMarkup { cells: &headings, fill: Some(HEADING_FILL), is_heading: true };
        write_row(xml, &row, &widths, reader)?;
        table.rows.iter().try_for_each(|Row { is_marked, cells }| {
            let fill = is_marked.then_some(MARKED_FILL);
            write_row(xml, &RowMarkup { cells, fill, is_heading: false }, &widths, reader)
        })
    })?;
    Ok(())
}

/// The widths of the columns in twentieths of a point; together the width of the page.
fn widths(table: &Table) -> Vec<String> {
    let sum = table.columns.iter().map(|column| column.width).sum::<u32>().max(1);
    table.columns.iter().map(|column| (TEXT_WIDTH * column.width / sum).to_string()).collect()
}

fn write_properties(xml: &mut Xml, table: &Table, reader: UiLanguage) -> io::Result<()> {
    xml.create_element("w:tblPr").write_inner_content(|xml| {
        value(xml, "w:tblStyle", "Result")?;
        if is_rtl(reader) {
            flag(xml, "w:bidiVisual")?;
        }
        xml.create_element("w:tblW")
            .with_attributes([("w:w", &*TEXT_WIDTH.to_string()), ("w:type", "dxa")])
            .write_empty()?;
        xml.create_element("w:tblLayout").with_attribute(("w:type", "fixed")).write_empty()?;
        xml.create_element("w:tblLook")
            .with_attributes([("w:val", "0620"), ("w:firstRow", "1"), ("w:noHBand", "1")])
            .with_attribute(("w:noVBand", "1"))
            .write_empty()?;
        value(xml, "w:tblCaption", &table.caption)?;
        value(xml, "w:tblDescription", &table.description)
    })?;
    Ok(())
}

struct RowMarkup<'a> {
    cells: &'a [Cell],
    fill: Option<&'static str>,
    is_heading: bool,
}

fn write_row(
    xml: &mut Xml,
    row: &RowMarkup<'_>,
    widths: &[String],
    reader: UiLanguage,
) -> io::Result<()> {
    xml.create_element("w:tr").write_inner_content(|xml| {
        if row.is_heading {
            xml.create_element("w:trPr").write_inner_content(|xml| {
                flag(xml, "w:cantSplit")?;
                flag(xml, "w:tblHeader")
            })?;
        }
        row.cells.iter().zip(widths).try_for_each(|(cell, width)| {
            xml.create_element("w:tc").write_inner_content(|xml| {
                write_cell_properties(xml, width, row.fill)?;
                if cell.is_empty() {
                    let empty = Paragraph::new(Style::TableText, []);
                    return write_paragraph(xml, &empty, reader);
                }
                cell.iter().try_for_each(|paragraph| write_paragraph(xml, paragraph, reader))
            })?;
            Ok(())
        })
    })?;
    Ok(())
}

fn write_cell_properties(xml: &mut Xml, width: &str, fill: Option<&str>) -> io::Result<()> {
    xml.create_element("w:tcPr").write_inner_content(|xml| {
        let size = xml.create_element("w:tcW");
        size.with_attributes([("w:w", width), ("w:type", "dxa")]).write_empty()?;
        if let Some(fill) = fill {
            xml.create_element("w:shd")
                .with_attributes([("w:val", "clear"), ("w:color", "auto"), ("w:fill", fill)])
                .write_empty()?;
        }
        Ok(())
    })?;
    Ok(())
}
