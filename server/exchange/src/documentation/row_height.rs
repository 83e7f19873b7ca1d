//! How high a row must be. No program finds out by itself in every case: `LibreOffice` prints wrapped
//! lines over one another where a file does not say it.

use super::grid::{Cell, Heading};

/// Height of a line in points, with the largest letters of the usual fonts.
const LINE: f64 = 15.5;
/// The highest row that the file format allows, in points.
const MAX: f64 = 409.0;
/// Part of a column's width in digits that a line of letters surely has room for: bold letters, and
/// the fonts that stand in for a missing one, are wider than the digits that widths are counted in.
const ROOM: f64 = 0.85;

/// Height of a row in points.
pub(super) fn row_height(cells: &[Cell], headings: &[Heading]) -> f64 {
    let lines = cells.iter().zip(headings).map(|(cell, heading)| match cell {
        Cell::Text(text) => line_count(text, heading.width),
        Cell::Empty | Cell::Number(_) => 1,
    });
    height_of(lines.max().unwrap_or(1))
}

/// Height of the row of headings in points.
pub(super) fn heading_height(headings: &[Heading]) -> f64 {
    let lines = headings.iter().map(|heading| line_count(&heading.words, heading.width));
    height_of(lines.max().unwrap_or(1))
}

fn height_of(lines: u32) -> f64 {
    (f64::from(lines) * LINE).min(MAX)
}

/// Lines that a text takes in a column of a width in characters, broken between words where they fit.
fn line_count(text: &str, width: u16) -> u32 {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "at most a u16")]
    let room = ((f64::from(width) * ROOM) as usize).max(1);
    text.lines().map(|line| wrapped_lines(line, room)).sum()
}

fn wrapped_lines(line: &str, room: usize) -> u32 {
    let (lines, _) = line.split(' ').fold((1, 0), |(lines, used), word| {
        let length = word.chars().count();
        let together = if used == 0 { length } else { used + 1 + length };
        if together <= room {
            return (lines, together);
        }
        // A longer word is broken wherever the line ends.
        let new_lines = length.div_ceil(room).max(1) - usize::from(used == 0);
        (lines + new_lines, length - length.saturating_sub(1) / room * room)
    });
    u32::try_from(lines).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("", 0)]
    #[case("Ziel", 1)]
    #[case("eins\nzwei", 2)]
    #[case("Alle Menschen in der Stadt", 4)]
    #[case("Integrationskonferenz", 3)]
    #[case("in Integrationskonferenz an", 4)]
    fn a_text_takes_as_many_lines_as_its_column_is_narrow(#[case] text: &str, #[case] lines: u32) {
        // Room for eight letters.
        assert_eq!(line_count(text, 10), lines);
    }

    #[test]
    fn no_row_is_higher_than_the_format_allows() {
        let long = Cell::Text("Angebot ".repeat(5_000));
        let heading = Heading { words: "Ziel".to_owned(), width: 36 };
        assert!((row_height(&[long], &[heading]) - MAX).abs() < f64::EPSILON);
    }
}
