//! A matrix as a file that is read again without loss: a workbook with a sheet for each field, or
//! one table as CSV.
//!
//! Challenges have numbers, and what is left empty on purpose is a dash, so that nothing depends on
//! what stands above.

use super::columns::Column;
use super::records::{Matrix, MatrixChallenge, MatrixField, MatrixGoal, MatrixMeasure};
use crate::documentation::grid::{Cell, Grid, Heading};
use crate::documentation::workbook::{self, About};
use crate::error::WriteError;
use crate::offer_table::write::encode_csv;
use jiff::civil::Date;
use shared::language::UiLanguage;

/// What is left empty on purpose.
const NONE: &str = "–";

/// File formats of a matrix.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MatrixFormat {
    /// One table in the text format of German spreadsheet programs: UTF-8, semicolons.
    Csv,
    /// A workbook with a sheet for each field.
    Xlsx,
}

/// What a workbook says about itself.
#[derive(Clone, Copy, Debug)]
pub struct MatrixTitle<'a> {
    /// Title of the conference.
    pub title: &'a str,
    /// The day on which it is written.
    pub made: Date,
}

/// A matrix in a file format. Numbers of challenges are those of the conference.
///
/// # Errors
/// [`WriteError`] where it exceeds the limits of the format.
pub fn write(
    matrix: &Matrix,
    format: MatrixFormat,
    title: MatrixTitle<'_>,
) -> Result<Vec<u8>, WriteError> {
    let fields = || matrix.fields.iter().zip(1..);
    match format {
        MatrixFormat::Csv => {
            let headings = columns(true).map(|column| column.heading().to_owned()).collect();
            let lines = fields().flat_map(|(field, number)| table_lines(field, number));
            encode_csv(std::iter::once(headings).chain(lines))
        }
        MatrixFormat::Xlsx => {
            let grids: Vec<Grid> = fields().map(|(field, number)| sheet(field, number)).collect();
            let about = About { title: title.title, language: UiLanguage::De };
            workbook::encode(&grids, about, title.made).map_err(WriteError::encode)
        }
    }
}

/// The columns of one table, or of a field's sheet.
fn columns(is_table: bool) -> impl Iterator<Item = Column> {
    let is_written =
        move |column: &Column| *column != Column::Rank && (is_table || *column != Column::Field);
    Column::ALL.into_iter().filter(is_written)
}

fn sheet(field: &MatrixField, number: usize) -> Grid {
    let cell = |column, line: &Line| match line.get(column) {
        text if column == Column::Votes => Cell::number(text.parse::<u32>().ok()),
        text => Cell::text(Some(text.to_owned())),
    };
    let lines = lines(field, number);
    let heading =
        |column: Column| Heading { words: column.heading().to_owned(), width: width(column) };
    Grid {
        name: field.name.clone(),
        title: Some(format!("{} {number}: {}", Column::Field.heading(), field.name)),
        headings: columns(false).map(heading).collect(),
        lines: lines
            .iter()
            .map(|line| columns(false).map(|column| cell(column, line)).collect())
            .collect(),
    }
}

/// In characters.
const fn width(column: Column) -> u16 {
    match column {
        Column::Number | Column::Rank => 6,
        Column::Votes => 14,
        Column::Field | Column::Section | Column::ShortTitle | Column::Audience => 22,
        Column::Part | Column::References | Column::Notes | Column::Remarks => 26,
        Column::Challenge
        | Column::Goal
        | Column::Measure
        | Column::FirstSteps
        | Column::Stakeholders
        | Column::Resources => 34,
    }
}

fn table_lines(field: &MatrixField, number: usize) -> Vec<Vec<String>> {
    let mut lines = lines(field, number);
    if lines.is_empty() {
        lines.push(Line::default());
    }
    let cells = |line: &Line| {
        let cell = |column| match column {
            Column::Field => field.name.clone(),
            column => line.get(column).to_owned(),
        };
        columns(true).map(cell).collect()
    };
    lines.iter().map(cells).collect()
}

/// A line, by columns.
#[derive(Clone, Debug, Default)]
struct Line([String; Column::ALL.len()]);

impl Line {
    fn get(&self, column: Column) -> &str {
        &self.0[column as usize]
    }

    fn set(&mut self, column: Column, text: Option<&str>) {
        text.unwrap_or_default().clone_into(&mut self.0[column as usize]);
    }
}

fn lines(field: &MatrixField, number: usize) -> Vec<Line> {
    let challenges = field.challenges.iter().zip(1..);
    challenges.flat_map(|(one, place)| challenge(one, &format!("{number}.{place}"))).collect()
}

fn challenge(challenge: &MatrixChallenge, number: &str) -> Vec<Line> {
    let votes = |votes: Option<u32>| votes.map(|votes| votes.to_string());
    let mut first = Line::default();
    first.set(Column::Number, Some(number));
    first.set(Column::Section, Some(challenge.section.as_deref().unwrap_or(NONE)));
    first.set(Column::ShortTitle, challenge.short_title.as_deref());
    first.set(Column::Challenge, Some(&challenge.text));
    first.set(Column::Votes, votes(challenge.votes).as_deref());
    first.set(Column::Notes, challenge.notes.as_deref());
    let mut lines = Vec::new();
    let mut begin = Some(first);
    for one in &challenge.goals {
        lines.extend(goal(one, begin.take().unwrap_or_default()));
    }
    lines.extend(begin);
    for part in &challenge.parts {
        let mut line = Line::default();
        line.set(Column::Number, Some(number));
        line.set(Column::Part, Some(&part.text));
        line.set(Column::Votes, votes(part.votes).as_deref());
        lines.push(line);
    }
    lines
}

/// A goal; its first measure stands beside it, unless that has an audience of its own.
fn goal(goal: &MatrixGoal, mut first: Line) -> Vec<Line> {
    first.set(Column::Goal, Some(goal.text.as_deref().unwrap_or(NONE)));
    first.set(Column::Audience, goal.audience.as_deref());
    let mut measures = goal.measures.iter().peekable();
    if let Some(beside) = measures.next_if(|measure| measure.audience.is_none()) {
        fill_measure(&mut first, beside);
    }
    let others = measures.map(|measure| {
        let mut line = Line::default();
        fill_measure(&mut line, measure);
        line.set(Column::Audience, measure.audience.as_deref());
        line
    });
    std::iter::once(first).chain(others).collect()
}

fn fill_measure(line: &mut Line, measure: &MatrixMeasure) {
    line.set(Column::Measure, measure.text.as_deref());
    line.set(Column::FirstSteps, measure.first_steps.as_deref());
    line.set(Column::Stakeholders, measure.stakeholders.as_deref());
    line.set(Column::Resources, measure.resources.as_deref());
    line.set(Column::Remarks, measure.remarks.as_deref());
    line.set(Column::References, Some(&measure.references.join("\n")));
}
