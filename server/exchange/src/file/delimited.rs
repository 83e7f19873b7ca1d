//! Text with delimiters.

use super::encoding::decode;
use super::sheets::{HEAD, Sheet, head};
use super::{Row, Rows};
use crate::error::ReadError;
use crate::formula;
use crate::limits::MAX_COLUMNS;

/// Characters that separate columns; the first of equally good ones is taken.
const DELIMITERS: [u8; 4] = [b',', b'\t', b';', b'|'];

/// The rows of a text. Where `is_heading` is given, the delimiter is the one by which most headings
/// are found.
pub(super) fn sheet(
    content: &[u8],
    is_heading: Option<&dyn Fn(&str) -> bool>,
) -> Result<Sheet, ReadError> {
    let decoded = decode(content)?;
    let (text, told) = without_separator_line(&decoded.text);
    let found = || is_heading.and_then(|is_heading| by_headings(text, is_heading));
    let delimiter = told.or_else(found).unwrap_or_else(|| most_frequent(text));
    let rows = rows(text, delimiter, usize::MAX)?;
    Ok(Sheet { rows, guessed_encoding: decoded.guessed, ..Sheet::default() })
}

/// The text behind a first line such as `sep=;`, which spreadsheet programs do not show, and its
/// delimiter.
fn without_separator_line(text: &str) -> (&str, Option<u8>) {
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    let line = first.trim_matches(['\r', '"']);
    let told = line
        .get(..4)
        .filter(|start| start.eq_ignore_ascii_case("sep="))
        .and_then(|_| line.get(4..));
    match told.map(str::as_bytes) {
        Some([delimiter]) if delimiter.is_ascii() => (rest, Some(*delimiter)),
        _ => (text, None),
    }
}

/// Visits the headings, which are found as in [`sheet`], and the rows below them one by one.
pub(super) fn for_each_row(
    content: &[u8],
    is_heading: &dyn Fn(&str) -> bool,
    visit: &mut dyn FnMut(Row) -> Result<(), ReadError>,
) -> Result<(), ReadError> {
    let decoded = decode(content)?;
    let (text, told) = without_separator_line(&decoded.text);
    let delimiter =
        told.or_else(|| by_headings(text, is_heading)).unwrap_or_else(|| most_frequent(text));
    let first = rows(text, delimiter, HEAD)?;
    let place = head(&first, is_heading).place;
    let begin = first.get(place).ok_or(ReadError::Empty)?.number;
    let (mut reader, mut record) = (reader(text, delimiter), csv::StringRecord::new());
    let mut number = 0;
    while read_record(&mut reader, &mut record)? {
        number += 1;
        if record.len() > MAX_COLUMNS {
            return Err(ReadError::TooManyColumns { row: number });
        }
        if number < begin || record.iter().all(str::is_empty) {
            continue;
        }
        let cells = record.iter().map(formula::unguard).map(str::to_owned).collect();
        visit(Row { number, cells })?;
    }
    Ok(())
}

fn reader(text: &str, delimiter: u8) -> csv::Reader<&[u8]> {
    csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .trim(csv::Trim::All)
        .delimiter(delimiter)
        .from_reader(text.as_bytes())
}

fn read_record(
    reader: &mut csv::Reader<&[u8]>,
    record: &mut csv::StringRecord,
) -> Result<bool, ReadError> {
    reader.read_record(record).map_err(|error| ReadError::Table { reason: error.to_string() })
}

fn rows(text: &str, delimiter: u8, most: usize) -> Result<Vec<Row>, ReadError> {
    let mut reader = reader(text, delimiter);
    let (mut rows, mut record) = (Rows::default(), csv::StringRecord::new());
    let mut number = 0;
    while number < most && read_record(&mut reader, &mut record)? {
        number += 1;
        let cells = record.iter().take(MAX_COLUMNS + 1).map(formula::unguard);
        rows.add(number, cells.map(str::to_owned).collect())?;
    }
    Ok(rows.0)
}

/// The delimiter by which most headings are found, at least two.
fn by_headings(text: &str, is_heading: &dyn Fn(&str) -> bool) -> Option<u8> {
    let found = DELIMITERS.into_iter().filter_map(|delimiter| {
        let rows = rows(text, delimiter, HEAD).ok()?;
        Some((delimiter, head(&rows, is_heading).headings))
    });
    found
        .filter(|(_, headings)| *headings > 1)
        .max_by_key(|(_, headings)| *headings)
        .map(|(delimiter, _)| delimiter)
}

/// The most frequent delimiter in the first line, outside quotes.
fn most_frequent(text: &str) -> u8 {
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let mut is_quoted = false;
    let mut counts = [(b'|', 0), (b';', 0), (b'\t', 0), (b',', 0)];
    for byte in first.bytes() {
        is_quoted ^= byte == b'"';
        for (delimiter, count) in &mut counts {
            *count += usize::from(!is_quoted && byte == *delimiter);
        }
    }
    // `max_by_key` returns the last maximum, so a line without delimiters is comma-separated.
    counts.into_iter().max_by_key(|(_, count)| *count).map_or(b',', |(delimiter, _)| delimiter)
}
