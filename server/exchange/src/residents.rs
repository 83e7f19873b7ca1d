//! Numbers of residents as towns publish them, pasted from a page, a PDF or a spreadsheet.
//!
//! A table: places in rows, groups in columns. Titles above it and totals within it are recognised;
//! what cannot be read is said, with its line, and nothing is guessed.

mod layout;
mod numbers;

use layout::split_lines;
use numbers::{Cell, read_cell};

/// Most places; a county's towns and all their districts are fewer.
pub const MAX_PLACES: usize = 500;
/// Most groups.
pub const MAX_GROUPS: usize = 60;

/// What a table of residents says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Residents {
    /// The groups, by the headings of their columns.
    pub groups: Vec<String>,
    /// The places.
    pub places: Vec<Place>,
    /// What was left out, and why.
    pub remarks: Vec<Remark>,
}

/// A place with its numbers, one for each group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Its name as written.
    pub name: String,
    /// `None` where the number is not published.
    pub counts: Vec<Option<u64>>,
}

/// Something that was left out or does not add up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// The line, from 1.
    pub line: usize,
    /// What is written there.
    pub words: String,
    /// Why.
    pub reason: Reason,
}

/// Why something was left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// A title, a source, a footnote: a line without numbers.
    Text,
    /// A line of totals.
    Total,
    /// A total that is not the sum of the places above it.
    Sum,
    /// A cell that is no whole number.
    NoNumber,
    /// A place that has been there before.
    Repeated,
    /// More or fewer cells than there are columns.
    Cells,
}

/// Why a text is not a table of residents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ResidentsError {
    /// Nothing in it is a place with a number.
    #[error("no line with a place and a number")]
    Empty,
    /// Several columns, and no line says what they are.
    #[error("columns without headings")]
    NoHeadings,
    /// Too many places or groups.
    #[error("more than {MAX_PLACES} places or {MAX_GROUPS} groups")]
    TooLarge,
}

/// A line that begins with a name and goes on with cells.
struct Row<'a> {
    line: usize,
    words: &'a str,
    cells: Vec<String>,
}

impl Row<'_> {
    fn remark(&self, reason: Reason) -> Remark {
        Remark { line: self.line, words: self.words.to_owned(), reason }
    }

    fn has_number(&self) -> bool {
        let cells = self.cells.iter().skip(1);
        cells.map(|cell| read_cell(cell)).any(|cell| matches!(cell, Cell::Number(_)))
    }
}

/// Reads a pasted table.
///
/// # Errors
/// [`ResidentsError`] where there is no such table in it.
pub fn read_residents(text: &str) -> Result<Residents, ResidentsError> {
    let rows = split_lines(text);
    // A row whose name is empty is a second line of headings: years, "absolut", "in Prozent".
    let is_data = |row: &Row<'_>| {
        row.has_number()
            && row.cells.first().is_some_and(|name| name.chars().any(char::is_alphabetic))
    };
    let begin = rows.iter().position(is_data).ok_or(ResidentsError::Empty)?;
    let (above, rows) = rows.split_at(begin);
    let width = rows.iter().map(|row| row.cells.len()).max().unwrap_or_default();
    let heading = above.iter().rposition(|row| row.cells.len() > 1);
    let groups = match heading.and_then(|place| above.get(place)) {
        Some(row) => row.cells.iter().skip(1).cloned().collect(),
        None if width == 2 => vec![String::new()],
        None => return Err(ResidentsError::NoHeadings),
    };
    if groups.len() > MAX_GROUPS || rows.len() > MAX_PLACES {
        return Err(ResidentsError::TooLarge);
    }
    let titles = above.iter().enumerate().filter(|(place, _)| Some(*place) != heading);
    let remarks = titles.map(|(_, row)| row.remark(Reason::Text)).collect();
    let mut residents = Residents { groups, places: Vec::new(), remarks };
    for row in rows {
        residents.add(row);
    }
    if residents.places.is_empty() { Err(ResidentsError::Empty) } else { Ok(residents) }
}

impl Residents {
    fn add(&mut self, row: &Row<'_>) {
        let Some((name, cells)) = row.cells.split_first() else { return };
        if !row.has_number() && cells.iter().all(|cell| read_cell(cell) == Cell::Other) {
            return self.remarks.push(row.remark(Reason::Text));
        }
        if cells.len() != self.groups.len() {
            return self.remarks.push(row.remark(Reason::Cells));
        }
        let read: Vec<Cell> = cells.iter().map(|cell| read_cell(cell)).collect();
        let counts: Vec<Option<u64>> = read.iter().map(|cell| cell.count()).collect();
        if read.contains(&Cell::Other) {
            self.remarks.push(row.remark(Reason::NoNumber));
        }
        if is_total(name) {
            let reason = if self.adds_up_to(&counts) { Reason::Total } else { Reason::Sum };
            return self.remarks.push(row.remark(reason));
        }
        if self.places.iter().any(|place| place.name == *name) {
            return self.remarks.push(row.remark(Reason::Repeated));
        }
        self.places.push(Place { name: name.clone(), counts });
    }

    /// Whether totals are the sums of the places so far, as far as all of them are known. Totals
    /// above the places cannot be checked.
    fn adds_up_to(&self, totals: &[Option<u64>]) -> bool {
        let sum = |group: usize| -> Option<u64> {
            let counts = self.places.iter().map(|place| place.counts.get(group).copied().flatten());
            counts.sum()
        };
        self.places.is_empty()
            || totals.iter().enumerate().all(|(group, total)| match (total, sum(group)) {
                (Some(total), Some(sum)) => *total == sum,
                _ => true,
            })
    }
}

/// Words that a line of totals begins with, in lower case.
const TOTALS: [&str; 9] = [
    "summe",
    "insgesamt",
    "gesamt",
    "zusammen",
    "total",
    "alle ",
    "kreis ",
    "stadt insgesamt",
    "gesamtstadt",
];

fn is_total(name: &str) -> bool {
    let name = name.to_lowercase();
    TOTALS.iter().any(|total| name.starts_with(total))
}

#[cfg(test)]
mod tests;
