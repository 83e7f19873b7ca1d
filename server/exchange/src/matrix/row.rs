//! A row by columns: its cells cleaned, what is odd in them noted, accepted proposals applied.

use super::cleaning::{clean, is_dash};
use super::columns::{Column, key};
use super::doubts::{At, DoubtKind, Finding, Ledger};
use super::headings::Headings;
use super::{lists, marks};
use crate::file::Row;
use crate::sheet::errors::is_formula_error;

/// Columns with texts, in which something may be odd.
const TEXTS: [Column; 10] = [
    Column::Challenge,
    Column::Part,
    Column::Goal,
    Column::Audience,
    Column::Measure,
    Column::FirstSteps,
    Column::Stakeholders,
    Column::Resources,
    Column::Remarks,
    Column::Notes,
];
/// Columns that may tell how far a measure is.
const STATES: [Column; 4] =
    [Column::Measure, Column::FirstSteps, Column::Resources, Column::Remarks];

/// A row of a matrix.
#[derive(Debug, Default)]
pub(super) struct MatrixRow {
    pub(super) at: At,
    cells: [String; Column::ALL.len()],
    /// Columns that say that there is nothing.
    dashes: Vec<Column>,
    /// Cells whose heading is unknown or missing.
    pub(super) extra: Vec<ExtraCell>,
    /// Whether challenge, goal or audience were the same as above and are left out here.
    pub(super) is_repeated: bool,
    /// Whether it was written here and is read as it is.
    pub(super) is_own: bool,
}

/// A cell whose heading is unknown or missing.
#[derive(Debug)]
pub(super) struct ExtraCell {
    /// The heading; empty where there is none.
    pub(super) heading: String,
    pub(super) text: String,
}

/// Texts above a row, before anything was changed in them: cells that are merged over several rows
/// are repeated in each.
#[derive(Debug, Default)]
pub(super) struct Above {
    number: String,
    challenge: String,
    votes: String,
    goal: String,
    audience: String,
}

impl MatrixRow {
    pub(super) fn get(&self, column: Column) -> &str {
        &self.cells[column as usize]
    }

    pub(super) fn is_filled(&self, column: Column) -> bool {
        !self.get(column).is_empty()
    }

    /// The cell, if it is not empty.
    pub(super) fn text(&self, column: Column) -> Option<String> {
        Some(self.get(column)).filter(|text| !text.is_empty()).map(str::to_owned)
    }

    pub(super) fn set(&mut self, column: Column, text: String) {
        self.cells[column as usize] = text;
    }

    pub(super) fn is_dashed(&self, column: Column) -> bool {
        self.dashes.contains(&column)
    }

    /// Whether nothing is filled in but some of these.
    pub(super) fn has_only(&self, columns: &[Column]) -> bool {
        self.extra.is_empty()
            && Column::ALL.iter().all(|one| columns.contains(one) || !self.is_filled(*one))
    }

    /// Reads a row below headings.
    pub(super) fn read(
        row: &Row,
        head: &Headings,
        above: &mut Above,
        mut context: RowContext<'_, '_>,
    ) -> Self {
        let at = At { sheet: context.sheet.map(str::to_owned), row: row.number };
        let mut read = Self { at, is_own: head.is_own(), ..Self::default() };
        let cells = context.cells(row, head, &read.at);
        for (place, cell) in cells.into_iter().enumerate() {
            let text = if read.is_own { cell } else { clean(&cell) };
            match head.columns.get(place).copied().flatten() {
                _ if text.is_empty() => {}
                Some(column) if is_dash(&text) => read.dashes.push(column),
                Some(column) => read.set(column, text),
                None if is_number(place, &text) || is_dash(&text) => {}
                None => {
                    let heading = head.names.get(place).cloned().unwrap_or_default();
                    read.extra.push(ExtraCell { heading, text });
                }
            }
        }
        if !read.is_own {
            read.leave_out_repeated(above);
            read.note_findings(head, context.ledger);
            read.set(Column::Audience, lists::audiences(read.get(Column::Audience)));
        }
        read
    }

    /// Empties challenge, goal and audience where they are those of the row above.
    fn leave_out_repeated(&mut self, above: &mut Above) {
        let is_as_above = |cell: &str, above: &str| cell.is_empty() || cell == above;
        let challenge = self.get(Column::Challenge);
        let goal = self.get(Column::Goal).to_owned();
        let is_challenge_above = is_as_above(self.get(Column::Number), &above.number)
            && is_as_above(challenge, &above.challenge)
            && is_as_above(self.get(Column::Votes), &above.votes)
            && !self.is_filled(Column::Part);
        if !is_challenge_above {
            let cell = |column| self.get(column).to_owned();
            *above = Above {
                number: cell(Column::Number),
                challenge: cell(Column::Challenge),
                votes: cell(Column::Votes),
                goal: cell(Column::Goal),
                audience: cell(Column::Audience),
            };
            return;
        }
        self.is_repeated = !challenge.is_empty();
        let is_goal_above = is_as_above(&goal, &above.goal);
        if !goal.is_empty() && !is_goal_above {
            above.goal = goal;
            self.get(Column::Audience).clone_into(&mut above.audience);
        }
        if self.is_repeated {
            self.set(Column::Challenge, String::new());
            self.set(Column::Votes, String::new());
            self.set(Column::Number, String::new());
        }
        if is_goal_above {
            self.set(Column::Goal, String::new());
            if is_as_above(self.get(Column::Audience), &above.audience) {
                self.set(Column::Audience, String::new());
            }
        }
    }

    fn note_findings(&mut self, head: &Headings, ledger: &mut Ledger<'_>) {
        for column in TEXTS {
            let mut text = self.get(column).to_owned();
            if text.is_empty() {
                continue;
            }
            let state = STATES.contains(&column).then(|| marks::state(&text)).flatten();
            for finding in marks::findings(&text).into_iter().chain(state) {
                let words = finding.words.clone();
                if let Some(written) = ledger.replacement(&self.at, head.name(column), finding) {
                    text = clean(&text.replacen(&words, &written, 1));
                }
            }
            self.set(column, text);
        }
    }
}

/// A number of rows that stands in a column without a heading.
fn is_number(place: usize, text: &str) -> bool {
    place == 0
        && text.len() < 8
        && text.starts_with(|letter: char| letter.is_ascii_digit())
        && text.chars().all(|letter| letter.is_ascii_digit() || ".)".contains(letter))
}

/// What a row is read with.
pub(super) struct RowContext<'a, 'd> {
    pub(super) sheet: Option<&'a str>,
    pub(super) ledger: &'a mut Ledger<'d>,
}

impl RowContext<'_, '_> {
    /// The cells without errors of formulas, moved to the left where that was accepted.
    fn cells(&mut self, row: &Row, head: &Headings, at: &At) -> Vec<String> {
        let mut cells = row.cells.clone();
        if head.is_own() {
            return cells;
        }
        for (place, cell) in cells.iter_mut().enumerate().filter(|(_, cell)| is_formula_error(cell))
        {
            let name = head.names.get(place).map_or("", String::as_str);
            self.ledger.ask(at, name, Finding::new(DoubtKind::FormulaError, cell));
            cell.clear();
        }
        if !head.is_own()
            && let Some(shift) = shift(&cells, head)
        {
            let words = cells.get(shift.empty + 1).cloned().unwrap_or_default();
            let kind = DoubtKind::Shifted { column: shift.column };
            if self.ledger.ask(at, shift.column.heading(), Finding::new(kind, &words)) {
                cells.remove(shift.empty);
            }
        }
        cells
    }
}

struct Shift {
    /// The column in which the first cell should stand.
    column: Column,
    /// The place of the empty cell before it.
    empty: usize,
}

/// Whether a row stands one column too far to the right from an empty cell on: a numbered list under
/// stakeholders, or a cell beyond the last heading.
fn shift(cells: &[String], head: &Headings) -> Option<Shift> {
    let is_empty = |place: &usize| cells.get(*place).is_some_and(String::is_empty);
    let is_list =
        |place: usize| cells.get(place).is_some_and(|cell| lists::is_numbered(&clean(cell)));
    let steps = head.place(Column::FirstSteps).filter(is_empty);
    if let Some(empty) = steps.filter(|place| is_list(place + 1)) {
        return Some(Shift { column: Column::FirstSteps, empty });
    }
    let last = cells.iter().rposition(|cell| !cell.is_empty() && !is_dash(cell))?;
    let first = head.place(Column::Challenge)? + 1;
    if last < head.names.len() || last == 0 {
        return None;
    }
    let empty = (first..last).rev().find(is_empty)?;
    let column = head.columns.get(empty).copied().flatten()?;
    Some(Shift { column, empty })
}

/// Whether a text announces sub-challenges.
pub(super) fn announces_parts(text: &str) -> bool {
    let is_short = text.chars().count() < 80;
    key(text).contains("teilherausforderung") && (text.ends_with(':') || is_short)
}
