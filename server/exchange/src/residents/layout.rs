//! Lines and their cells: tabs, semicolons, bars, or runs of spaces between columns.

use super::Row;
use super::numbers::{begins_number, is_space};

/// The lines with something in them, split into cells. Columns that are empty in every line are
/// left out.
pub(super) fn split_lines(text: &str) -> Vec<Row<'_>> {
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    let separator = Separator::of(text);
    let rows = lines.map(|(number, line)| Row {
        line: number + 1,
        words: line.trim(),
        cells: separator.split(line),
    });
    let mut rows: Vec<Row<'_>> = rows.collect();
    let width = rows.iter().map(|row| row.cells.len()).max().unwrap_or_default();
    for column in (1..width).rev() {
        let is_filled = |row: &Row<'_>| row.cells.get(column).is_some_and(|cell| !cell.is_empty());
        if !rows.iter().any(is_filled) {
            rows.iter_mut().filter(|row| column < row.cells.len()).for_each(|row| {
                row.cells.remove(column);
            });
        }
    }
    // A line of one text with empty cells behind it is a title.
    for row in &mut rows {
        if row.cells.iter().skip(1).all(String::is_empty) {
            row.cells.truncate(1);
        }
    }
    rows
}

/// What stands between two cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Separator {
    Character(char),
    /// Two spaces or more.
    Spaces,
    /// A name, then one number.
    Number,
}

impl Separator {
    fn of(text: &str) -> Self {
        let characters = ['\t', ';', '|'];
        let lines = || text.lines().filter(|line| !line.trim().is_empty());
        let is_used = |character: &char| {
            lines().filter(|line| line.contains(*character)).count() * 2 > lines().count()
        };
        if let Some(character) = characters.into_iter().find(is_used) {
            return Self::Character(character);
        }
        let has_runs = |line: &&str| split_at_runs(line).len() > 1;
        if lines().filter(has_runs).count() * 2 > lines().count() {
            return Self::Spaces;
        }
        Self::Number
    }

    fn split(self, line: &str) -> Vec<String> {
        match self {
            Self::Character(character) => {
                let line = if character == '|' { line.trim().trim_matches('|') } else { line };
                line.split(character).map(clean).collect()
            }
            Self::Spaces => split_at_runs(line),
            Self::Number => split_at_number(line),
        }
    }
}

/// Without spaces and quotation marks around it.
fn clean(cell: &str) -> String {
    cell.trim_matches(is_space).trim_matches('"').trim_matches(is_space).to_owned()
}

fn split_at_runs(line: &str) -> Vec<String> {
    let line = line.trim_matches(is_space).replace('\u{a0}', " ");
    line.split("  ").map(clean).filter(|cell| !cell.is_empty()).collect()
}

/// The name up to the last number, which may hold spaces: "Marl-Hüls 12 345".
fn split_at_number(line: &str) -> Vec<String> {
    let line = line.trim_matches(is_space);
    let mut starts = line.match_indices(is_space).map(|(place, space)| place + space.len());
    let start = starts.find(|place| line.get(*place..).is_some_and(begins_number));
    match start.and_then(|place| Some((line.get(..place)?, line.get(place..)?))) {
        Some((name, number)) => vec![clean(name.trim_end_matches([' ', ':', ','])), clean(number)],
        None => vec![clean(line)],
    }
}
