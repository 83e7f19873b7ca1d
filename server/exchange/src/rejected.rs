//! Rows that could not be taken, as a file of the same columns with one more that says why, to be
//! corrected and imported again.

use crate::error::WriteError;
use crate::file::{Kind, Row};
use crate::hsds::RecordProblem;
use crate::offer_table::write::{encode_csv, text_workbook};
use crate::problem::Problem;
use crate::sheet::reading::Doubt;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Rows that could not be taken.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rejected {
    /// Headings of the file.
    pub headings: Vec<String>,
    /// The rows, in order.
    pub rows: Vec<RejectedRow>,
    /// Records of a file that is no table, in order.
    pub records: Vec<RejectedRecord>,
}

/// A row that could not be taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RejectedRow {
    /// The row as it was.
    pub row: Row,
    /// Why, at least one reason.
    pub problems: Vec<Problem>,
    /// What else is doubtful in it.
    pub doubts: Vec<CellDoubt>,
}

/// A record that could not be taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RejectedRecord {
    /// The list of the file that it is from, such as `services`.
    pub list: Cow<'static, str>,
    /// The record as it was.
    pub record: Value,
    /// Why, at least one reason.
    pub problems: Vec<RecordProblem>,
}

/// A doubt about a cell of a row that could not be taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CellDoubt {
    /// Heading of the column.
    pub column: Cow<'static, str>,
    /// The words and the reason.
    pub doubt: Doubt,
}

/// Member of a record in which its problems are told.
pub(crate) const REASONS: &str = "what_to_change";

/// Format of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RejectedFormat {
    /// As German spreadsheet programs expect it.
    Csv,
    /// Workbook, every cell a text.
    Xlsx,
}

impl Rejected {
    /// Number of rows and records.
    pub fn len(&self) -> usize {
        self.rows.len() + self.records.len()
    }

    /// Whether everything could be taken.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Every problem of every record.
    pub fn record_problems(&self) -> impl Iterator<Item = &RecordProblem> {
        self.records.iter().flat_map(|record| &record.problems)
    }

    /// Every problem of every row.
    pub fn problems(&self) -> impl Iterator<Item = &Problem> {
        self.rows.iter().flat_map(|row| &row.problems)
    }

    /// Records as a file of their structure, each with what is wrong in it.
    ///
    /// # Errors
    /// [`WriteError`].
    pub fn encode_json(
        &self,
        describe: impl Fn(&RecordProblem) -> String,
    ) -> Result<Vec<u8>, WriteError> {
        let mut lists: BTreeMap<&str, Vec<Value>> = BTreeMap::new();
        for RejectedRecord { list, record, problems } in &self.records {
            let mut record = record.clone();
            if let Value::Object(fields) = &mut record {
                let reasons = problems.iter().map(|problem| Value::String(describe(problem)));
                fields.insert(REASONS.to_owned(), reasons.collect());
            }
            lists.entry(list).or_default().push(record);
        }
        serde_json::to_vec_pretty(&lists).map_err(WriteError::encode)
    }

    /// Format of the file by its ending; `None` for another one.
    pub fn format(file_name: &str) -> Option<RejectedFormat> {
        match Kind::from_name(file_name) {
            Ok(Kind::Csv) if file_name.to_ascii_lowercase().ends_with(".csv") => {
                Some(RejectedFormat::Csv)
            }
            Ok(Kind::Xlsx) => Some(RejectedFormat::Xlsx),
            _ => None,
        }
    }

    /// The file; `heading` is that of the last column, `describe` gives the words for a row. A column
    /// of this heading that the file already has, from an earlier round of corrections, is replaced.
    ///
    /// # Errors
    /// [`WriteError`] where a cell is too long for a workbook.
    pub fn encode(
        &self,
        format: RejectedFormat,
        heading: &str,
        describe: impl Fn(&RejectedRow) -> String,
    ) -> Result<Vec<u8>, WriteError> {
        let kept: Vec<usize> = (0..self.headings.len())
            .filter(|place| self.headings.get(*place).is_some_and(|known| known != heading))
            .collect();
        let line = |cells: &[String], last: String| {
            let cell = |place: &usize| cells.get(*place).cloned().unwrap_or_default();
            kept.iter().map(cell).chain([last]).collect::<Vec<String>>()
        };
        let first = line(&self.headings, heading.to_owned());
        let lines = self.rows.iter().map(|row| line(&row.row.cells, describe(row)));
        let lines = std::iter::once(first).chain(lines);
        match format {
            RejectedFormat::Csv => encode_csv(lines),
            RejectedFormat::Xlsx => text_workbook(lines),
        }
    }

    /// Headings of the encoded file.
    pub fn headings_with(&self, heading: &str) -> Vec<String> {
        let kept = self.headings.iter().filter(|known| known.as_str() != heading).cloned();
        kept.chain([heading.to_owned()]).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::file::table;
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
            records: Vec::new(),
            rows: vec![RejectedRow {
                row: Row { number: 3, cells },
                problems: vec![problem],
                doubts: Vec::new(),
            }],
        };
        let describe = |row: &RejectedRow| row.problems[0].column.to_string();
        let bytes = rejected.encode(format, "Fehler", describe).unwrap();
        let table = table(kind, &bytes).unwrap();
        assert_eq!(table.headings, ["Stadt", "Name", "Notiz", "leer", "Fehler"]);
        assert_eq!(table.rows[0].cells, ["", "=Chor", "a;\"b\"\nc", "", "Stadt"]);
    }

    #[test]
    fn the_reasons_of_an_earlier_round_are_replaced() {
        let problem = Problem { row: 2, column: "Stadt".into(), reason: CellError::Missing };
        let row = Row { number: 2, cells: ["", "alt", "Chor"].map(str::to_owned).to_vec() };
        let rejected = Rejected {
            headings: ["Stadt", "Fehler", "Name"].map(str::to_owned).to_vec(),
            records: Vec::new(),
            rows: vec![RejectedRow { row, problems: vec![problem], doubts: Vec::new() }],
        };
        let bytes = rejected.encode(RejectedFormat::Csv, "Fehler", |_| "neu".to_owned()).unwrap();
        let table = table(Kind::Csv, &bytes).unwrap();
        assert_eq!(table.headings, rejected.headings_with("Fehler"));
        assert_eq!(table.headings, ["Stadt", "Name", "Fehler"]);
        assert_eq!(table.rows[0].cells, ["", "Chor", "neu"]);
    }
}
