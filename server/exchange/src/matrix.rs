//! The matrix of a conference: fields, sections, challenges, goals and measures as towns write them
//! into workbooks, and the table of votes that a conference brings home.
//!
//! Four layouts are read: a sheet for each field; names of fields above the headings; a column of
//! fields; and the result table of votes. What is odd becomes a [`Doubt`] with a proposal; a person
//! accepts or declines it by its key, and the file is read again with these [`Decisions`]. Nothing
//! is guessed, and what has no column is kept as a note.

mod assembly;
mod cleaning;
mod columns;
mod content;
mod doubts;
mod draft;
mod field_name;
mod headings;
mod layout;
mod lists;
mod marks;
mod persons;
mod records;
mod references;
mod row;
mod write;

pub use columns::Column;
pub use doubts::{At, Decision, Decisions, Doubt, DoubtKey, DoubtKind, MAX_DOUBTS, StateWord};
pub use records::{Matrix, MatrixChallenge, MatrixField, MatrixGoal, MatrixMeasure, MatrixPart};
pub use references::{FieldTexts, Link, Places};
pub use write::{MatrixFormat, MatrixTitle, write};

use crate::conference::Draft;
use crate::error::ReadError;
use crate::file::{self, SourceFile};
use assembly::Assembly;
use doubts::{Finding, Ledger};

/// Most rows of a matrix: the largest known has 100.
pub const MAX_MATRIX_ROWS: usize = 2_000;

/// What a file says.
#[derive(Clone, Debug, Default)]
pub struct MatrixReading {
    /// The matrix, with accepted proposals applied.
    pub matrix: Matrix,
    /// The same as the draft of a conference, in German.
    pub draft: Draft,
    /// What a person should look at, in the order of the file, with what was decided.
    pub doubts: Vec<Doubt>,
    /// Number of rows read, headings and names of fields apart.
    pub rows: usize,
    /// Names of sheets in which no matrix was found.
    pub unread_sheets: Vec<String>,
}

/// Reads a CSV file or a workbook with what was decided about its doubts.
///
/// # Errors
/// [`ReadError`]; [`ReadError::MissingColumn`] for a file without challenges,
/// [`ReadError::TooManyRows`] for more than [`MAX_MATRIX_ROWS`].
pub fn read(file: &SourceFile, decisions: &Decisions) -> Result<MatrixReading, ReadError> {
    let kind = file.kind()?;
    let is_heading = |cell: &str| Column::find(cell).is_some();
    let sheets = file::all_sheets(kind, &file.content, &is_heading)?;
    let mut ledger = Ledger::new(decisions);
    let layout = layout::layout(&sheets, &mut ledger)?;
    let rows: usize = layout.sheets.iter().map(|sheet| sheet.lines.len()).sum();
    if rows > MAX_MATRIX_ROWS {
        return Err(ReadError::TooManyRows { most: MAX_MATRIX_ROWS });
    }
    let mut assembly = Assembly::new(&mut ledger);
    layout.sheets.iter().for_each(|sheet| assembly.add_sheet(sheet));
    let (matrix, problems, rows) = assembly.finish();
    let matrix = problems.or_content(matrix)?;
    let draft = draft::draft(&matrix)?;
    note_unknown_references(&matrix, &mut ledger);
    let unread_sheets = layout.unread_sheets;
    Ok(MatrixReading { matrix, draft, doubts: ledger.doubts, rows, unread_sheets })
}

impl Matrix {
    /// The texts that references are compared with.
    pub fn places(&self) -> Places {
        Places::new(self.fields.iter().map(|field| FieldTexts {
            name: field.name.clone(),
            challenges: field.challenges.iter().map(|one| one.text.clone()).collect(),
        }))
    }
}

/// Notes references that mean a field or a challenge which is not there.
fn note_unknown_references(matrix: &Matrix, ledger: &mut Ledger<'_>) {
    let places = matrix.places();
    let challenges = matrix.fields.iter().flat_map(|field| &field.challenges);
    let goals = challenges.flat_map(|challenge| &challenge.goals);
    for measure in goals.flat_map(|goal| &goal.measures) {
        for reference in &measure.references {
            if references::is_named(reference) && places.link(reference) == Link::default() {
                let finding = Finding::new(DoubtKind::UnknownReference, reference);
                ledger.ask(&measure.at, Column::References.heading(), finding);
            }
        }
    }
}

#[cfg(test)]
mod tests;
