//! Rows that could not be taken, as a file of the same columns with one more that says why, to be
//! corrected and imported again.

use crate::error::WriteError;
use crate::file::Row;
use crate::offer_table::write::{encode_csv, text_workbook};
use crate::problem::Problem;

/// Rows that could not be taken.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rejected {
    /// Headings of the file.
    pub headings: Vec<String>,
    /// The rows, in order.
    pub rows: Vec<RejectedRow>,
}

/// A row that could not be taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RejectedRow {
    /// The row as it was.
    pub row: Row,
    /// Why, at least one reason.
    pub problems: Vec<Problem>,
}

/// Format of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RejectedFormat {
    /// As German spreadsheet programs expect it.
    Csv,
    /// Workbook, every cell a text.
    Xlsx,
}

impl Rejected {
    /// Every problem of every row.
    pub fn problems(&self) -> impl Iterator<Item = &Problem> {
        self.rows.iter().flat_map(|row| &row.problems)
    }

    /// The file; `heading` is that of the last column, `describe` gives the words for a problem.
    ///
    /// # Errors
    /// [`WriteError`] where a cell is too long for a workbook.
    pub fn encode(
        &self,
        format: RejectedFormat,
        heading: &str,
        describe: impl Fn(&Problem) -> String,
    ) -> Result<Vec<u8>, WriteError> {
        let width = self.headings.len();
        let line = |cells: &[String], last: String| {
            let padded = cells.iter().cloned().chain(std::iter::repeat(String::new())).take(width);
            padded.chain([last]).collect::<Vec<String>>()
        };
        let first = line(&self.headings, heading.to_owned());
        let lines = self.rows.iter().map(|row| {
            let problems: Vec<String> = row.problems.iter().map(&describe).collect();
            line(&row.row.cells, problems.join("; "))
        });
        let lines = std::iter::once(first).chain(lines);
        match format {
            RejectedFormat::Csv => encode_csv(lines),
            RejectedFormat::Xlsx => text_workbook(lines),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::file::{Kind, table};
    use crate::sheet::CellError;
    use rstest::rstest;

    #[rstest]
    #[case(RejectedFormat::Csv, Kind::Csv)]
    #[case(RejectedFormat::Xlsx, Kind::Xlsx)]
    fn rejected_rows_come_back_with_their_cells_and_a_reason(
        #[case] format: RejectedFormat,
        #[case] kind: Kind,
    ) {
        let problem = Problem { row: 3, column: "Stadt".into(), reason: CellError::Missing };
        let cells = ["", "=Chor", "a;\"b\"\nc"].map(str::to_owned).to_vec();
        let rejected = Rejected {
            headings: ["Stadt", "Name", "Notiz", "leer"].map(str::to_owned).to_vec(),
            rows: vec![RejectedRow { row: Row { number: 3, cells }, problems: vec![problem] }],
        };
        let bytes =
            rejected.encode(format, "Fehler", |problem| problem.column.to_string()).unwrap();
        let table = table(kind, &bytes).unwrap();
        assert_eq!(table.headings, ["Stadt", "Name", "Notiz", "leer", "Fehler"]);
        assert_eq!(table.rows[0].cells, ["", "=Chor", "a;\"b\"\nc", "", "Stadt"]);
    }
}
