//! Lines become fields, sections and challenges.
//!
//! No line of headings and no section ever becomes a challenge. Cells on the left that are empty
//! continue the row above.

mod challenges;
mod goals;
mod sections;

use super::cleaning::is_dash;
use super::columns::{Column, key};
use super::doubts::{At, DoubtKind, Finding, Ledger};
use super::field_name::FieldName;
use super::headings::Headings;
use super::layout::{Line, SheetLines};
use super::records::{Matrix, MatrixChallenge, MatrixField, append};
use super::row::{Above, MatrixRow, RowContext};
use crate::file::Row;
use crate::problems::Problems;
use crate::sheet::CellError;
use crate::sheet::errors::is_formula_error;
use sections::Section;
use std::rc::Rc;

/// Columns by which a row that has only a challenge is no challenge but a section.
const DETAILS: [Column; 9] = [
    Column::Votes,
    Column::Rank,
    Column::Goal,
    Column::Audience,
    Column::Measure,
    Column::FirstSteps,
    Column::Stakeholders,
    Column::Resources,
    Column::Remarks,
];

/// A matrix while it is read.
pub(super) struct Assembly<'l, 'd> {
    pub(super) ledger: &'l mut Ledger<'d>,
    pub(super) problems: Problems,
    pub(super) matrix: Matrix,
    /// Rows with content.
    pub(super) rows: usize,
    /// The headings above the current row.
    head: Rc<Headings>,
    /// Position of the field that rows belong to.
    field: Option<usize>,
    section: Option<Section>,
    number: String,
    above: Above,
    /// Whether rows with a challenge and votes are parts of the last challenge.
    is_in_parts: bool,
    /// Whether the sheet has more than challenges.
    has_details: bool,
    has_votes: bool,
}

impl<'l, 'd> Assembly<'l, 'd> {
    pub(super) fn new(ledger: &'l mut Ledger<'d>) -> Self {
        Self {
            ledger,
            problems: Problems::default(),
            matrix: Matrix::default(),
            rows: 0,
            head: Rc::default(),
            field: None,
            section: None,
            number: String::new(),
            above: Above::default(),
            is_in_parts: false,
            has_details: false,
            has_votes: false,
        }
    }

    pub(super) fn add_sheet(&mut self, sheet: &SheetLines<'_>) {
        self.has_details = DETAILS.iter().any(|column| sheet.used.contains(column));
        self.has_votes = sheet.used.contains(&Column::Votes);
        self.leave_field();
        for line in &sheet.lines {
            match line {
                Line::Headings(headings) => self.head = Rc::clone(headings),
                Line::Field(field) => {
                    let at = At { sheet: sheet.sheet.map(str::to_owned), row: field.row };
                    self.enter_field(&field.name, at, true);
                }
                Line::Row(row) => {
                    self.rows += 1;
                    self.enter_by_column(row, sheet.sheet);
                    let context = RowContext { sheet: sheet.sheet, ledger: &mut *self.ledger };
                    let row = MatrixRow::read(row, &self.head, &mut self.above, context);
                    self.add_row(row);
                }
            }
        }
    }

    /// The matrix, when all sheets were added.
    pub(super) fn finish(mut self) -> (Matrix, Problems, usize) {
        self.leave_section();
        self.note_same_challenges();
        (self.matrix, self.problems, self.rows)
    }

    fn add_row(&mut self, mut row: MatrixRow) {
        // The rest of a row of headings, which must not be voted on.
        if !row.is_own && Column::find(row.get(Column::Challenge)) == Some(Column::Challenge) {
            row.set(Column::Challenge, String::new());
        }
        let is_said = row.is_own && row.is_dashed(Column::Goal);
        if row.has_only(&[Column::Field, Column::Rank]) && !row.is_repeated && !is_said {
            return;
        }
        if self.field.is_none() {
            self.problem::<()>(&row.at, Column::Field, CellError::Missing);
            return;
        }
        if row.is_filled(Column::Section) || row.is_dashed(Column::Section) {
            self.enter_section(&row);
        }
        if row.is_filled(Column::Part) {
            return self.add_part(&row, Column::Part);
        }
        if row.has_only(&[Column::Field, Column::Section, Column::Challenge])
            && row.is_filled(Column::Challenge)
        {
            return self.add_lone_row(row);
        }
        if row.is_filled(Column::Challenge) {
            let is_part = self.is_in_parts
                && row.has_only(&[Column::Field, Column::Challenge, Column::Votes, Column::Rank]);
            if is_part {
                return self.add_part(&row, Column::Challenge);
            }
            return self.add_challenge(row);
        }
        self.continue_challenge(&row);
    }

    /// Enters the field that the row's cell names, before what stands above counts for it.
    fn enter_by_column(&mut self, row: &Row, sheet: Option<&str>) {
        let cell = row.cell(self.head.place(Column::Field));
        if cell.is_empty() || is_dash(cell) || is_formula_error(cell) {
            return;
        }
        let name = if self.head.is_own() { cell.to_owned() } else { FieldName::read(cell).name };
        let at = At { sheet: sheet.map(str::to_owned), row: row.number };
        self.enter_field(&name, at, false);
    }

    /// Continues the field of this name, or begins it.
    fn enter_field(&mut self, name: &str, at: At, is_line: bool) {
        let wanted = key(name);
        let is_it = |field: &MatrixField| {
            field.name == name || (!wanted.is_empty() && key(&field.name) == wanted)
        };
        if self.field.and_then(|place| self.matrix.fields.get(place)).is_some_and(is_it) {
            return;
        }
        self.leave_field();
        let known = self.matrix.fields.iter().position(is_it);
        let first = known.and_then(|place| self.matrix.fields.get(place)).map(|field| field.at.row);
        let is_continued = first.is_some_and(|row| {
            let finding = Finding::new(DoubtKind::FieldTwice { row }, name);
            !is_line || self.ask(&at, Column::Field, finding)
        });
        self.field = known.filter(|_| is_continued).or_else(|| {
            let field = MatrixField { at, name: name.to_owned(), challenges: Vec::new() };
            self.matrix.fields.push(field);
            Some(self.matrix.fields.len() - 1)
        });
    }

    fn leave_field(&mut self) {
        self.leave_section();
        self.field = None;
        self.number.clear();
        self.above = Above::default();
        self.is_in_parts = false;
    }

    fn note_same_challenges(&mut self) {
        let mut seen: Vec<(String, usize)> = Vec::new();
        for challenge in self.matrix.fields.iter().flat_map(|field| &field.challenges) {
            let key = key(&challenge.text);
            if let Some((_, row)) = seen.iter().find(|(known, _)| *known == key) {
                let kind = DoubtKind::SameChallenge { row: *row };
                let finding = Finding::new(kind, &challenge.text);
                self.ledger.ask(&challenge.at, Column::Challenge.heading(), finding);
            }
            seen.push((key, challenge.at.row));
        }
    }

    /// The challenge that a row continues.
    fn challenge(&mut self) -> Option<&mut MatrixChallenge> {
        self.matrix.fields.get_mut(self.field?)?.challenges.last_mut()
    }

    fn push_challenge(&mut self, challenge: MatrixChallenge) {
        if let Some(field) = self.field.and_then(|place| self.matrix.fields.get_mut(place)) {
            field.challenges.push(challenge);
        }
    }

    fn add_note(&mut self, text: &str) {
        if let Some(challenge) = self.challenge() {
            append(&mut challenge.notes, text);
        }
    }

    fn ask(&mut self, at: &At, column: Column, finding: Finding) -> bool {
        self.ledger.ask(at, self.head.name(column), finding)
    }

    fn problem<T>(&mut self, at: &At, column: Column, error: CellError) -> Option<T> {
        let name = place_name(at, self.head.name(column));
        self.problems.note(at.row, name, Err::<T, _>(error))
    }
}

/// The column of a problem, behind its sheet where there are several.
pub(super) fn place_name(at: &At, heading: &str) -> String {
    match &at.sheet {
        Some(sheet) => format!("{sheet} › {heading}"),
        None => heading.to_owned(),
    }
}

/// A challenge without the votes at its end: "… (12 Stimmen)".
struct WithVotes<'a> {
    text: &'a str,
    votes: u32,
}

fn votes_at_end(text: &str) -> Option<WithVotes<'_>> {
    let inner = text.trim_end().strip_suffix([')', ']'])?;
    let begin = inner.rfind(['(', '['])?;
    let words: Vec<&str> = inner.get(begin + 1..)?.split_whitespace().collect();
    let [count, unit] = words.as_slice() else { return None };
    let is_unit = ["stimme", "stimmen", "punkt", "punkte"].contains(&key(unit).as_str());
    let votes = count.parse().ok().filter(|_| is_unit)?;
    let text = inner.get(..begin)?.trim_end();
    (!text.is_empty()).then_some(WithVotes { text, votes })
}
