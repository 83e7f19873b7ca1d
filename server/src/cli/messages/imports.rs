//! Messages about imports: the report, and what is wrong with a file.

use super::Messages;
use crate::cli::files::FileError;
use backend::import::{ImportError, ImportReport};
use exchange::Duplicate;
use exchange::error::{JsonError, ReadError};
use exchange::hsds::{RecordError, RecordProblem};
use exchange::limits::{MAX_COLUMNS, MAX_FILE, MAX_TEXT};
use exchange::offers::RowDoubt;
use exchange::problem::Problem;
use exchange::sheet::CellError;
use i18n::words::desk::vocabulary_error;
use i18n::words::{contact_error, doubt_reason, rules_error, text_error};
use shared::error::AppError;
use std::collections::BTreeMap;

/// A latitude within the county, as written in a German spreadsheet.
const DEGREES_EXAMPLE: &str = "51,614720";

impl Messages {
    pub(crate) fn import_report(self, report: &ImportReport) -> String {
        let rows = self.i18n.number(report.rows as u64);
        let created = self.i18n.number(report.created as u64);
        let updated = self.i18n.number(report.updated as u64);
        self.i18n.import_report(&created, &rows, &updated)
    }

    pub(crate) fn unknown_columns(self, columns: &[String]) -> String {
        let names: Vec<String> = columns.iter().map(|column| format!("\"{column}\"")).collect();
        self.i18n.import_unknown_columns(&names.join(", "))
    }

    /// HSDS fields that we do not store, with the number of records that have them.
    pub(crate) fn ignored_fields(self, fields: &BTreeMap<String, usize>) -> String {
        let fields: Vec<String> = fields
            .iter()
            .map(|(field, records)| format!("{field} ({})", self.i18n.number(*records as u64)))
            .collect();
        self.i18n.import_passed_over(&fields.join(self.i18n.list_separator()))
    }

    pub(crate) fn doubts(self, doubts: &[RowDoubt]) -> String {
        let lines = doubts.iter().map(|RowDoubt { row, column, doubt, .. }| {
            let reason = doubt_reason(self.i18n, &doubt.reason);
            self.i18n.import_doubt(column, &reason, &row.to_string(), &doubt.words)
        });
        std::iter::once(self.i18n.import_doubts().to_owned())
            .chain(lines.map(|line| format!("  {line}")))
            .collect::<Vec<_>>()
            .join("\n")
    }

    pub(crate) fn duplicates(self, duplicates: &[Duplicate]) -> String {
        std::iter::once(self.i18n.import_duplicates().to_owned())
            .chain(duplicates.iter().map(|pair| format!("  {}", self.duplicate(pair))))
            .collect::<Vec<_>>()
            .join("\n")
    }

    fn duplicate(self, Duplicate { found, like }: &Duplicate) -> String {
        let i18n = self.i18n;
        let (id, name) = (found.id.as_str(), found.name.as_str());
        let (other_id, other_name) = (like.id.as_str(), like.name.as_str());
        match (found.row, like.row) {
            (Some(row), Some(other_row)) => {
                let (row, other_row) = (row.to_string(), other_row.to_string());
                i18n.import_duplicate_rows(id, name, other_id, other_name, &other_row, &row)
            }
            (Some(row), None) => {
                i18n.import_duplicate_known(id, name, other_id, other_name, &row.to_string())
            }
            (None, _) => i18n.import_duplicate_records(id, name, other_id, other_name),
        }
    }

    pub(in crate::cli) fn file(self, error: &FileError) -> String {
        match error {
            FileError::Io(error) => self.i18n.import_read(&error.to_string()),
            FileError::Rejected(error) => self.read_failed(error),
        }
    }

    pub(crate) fn import_failed(self, error: &ImportError) -> String {
        let i18n = self.i18n;
        match error {
            ImportError::Read(error) => self.read_failed(error),
            ImportError::Columns(columns) => {
                let missing = columns.missing.iter().map(|one| i18n.import_missing_column(one));
                missing.collect::<Vec<_>>().join("\n")
            }
            ImportError::CodeTaken(code) => i18n.import_code_taken(code.as_str()),
            ImportError::Rules(error) => rules_error(i18n, *error),
            ImportError::Vocabulary(error) => vocabulary_error(self.i18n, error),
            ImportError::Db(error) => self.database(error),
            ImportError::Stopped(_) => self.app_error(&AppError::NotStored),
        }
    }

    fn read_failed(self, error: &ReadError) -> String {
        let i18n = self.i18n;
        match error {
            ReadError::TooLarge { bytes } => {
                i18n.import_too_large(&megabytes(*bytes), &megabytes(MAX_FILE))
            }
            ReadError::Empty => i18n.import_empty().to_owned(),
            ReadError::Encoding => i18n.import_encoding().to_owned(),
            ReadError::Protected => i18n.import_protected().to_owned(),
            ReadError::Kind => i18n.import_kind().to_owned(),
            ReadError::Table { reason } => i18n.import_table(reason),
            ReadError::TooManyRows { most } => {
                i18n.import_too_many_rows(&i18n.number(*most as u64))
            }
            ReadError::TooManyColumns { row } => {
                i18n.import_too_many_columns(&i18n.number(MAX_COLUMNS as u64), &row.to_string())
            }
            ReadError::TooMuchText => i18n.import_too_much_text(&megabytes(MAX_TEXT)),
            ReadError::Json(error) => self.json_error(error),
            ReadError::MissingColumn(column) => i18n.import_missing_column(column),
            ReadError::DoubleColumn(column) => i18n.import_double_column(column),
            ReadError::Problems(problems) => self.cell_problems(problems),
            ReadError::Records(problems) => self.record_problems(problems),
        }
    }

    fn json_error(self, error: &JsonError) -> String {
        let i18n = self.i18n;
        match error {
            JsonError::Syntax { line, column } => {
                i18n.import_json(&column.to_string(), &line.to_string())
            }
            JsonError::UnknownKey { path } => i18n.import_json_unknown(path),
            JsonError::MissingKey { path } => i18n.import_json_missing(path),
            JsonError::Value { path, value } if path.is_empty() => i18n.import_json_shape(value),
            JsonError::Value { path, value } => i18n.import_json_value(path, value),
        }
    }

    fn cell_problems(self, problems: &[Problem]) -> String {
        std::iter::once(self.i18n.import_problems().to_owned())
            .chain(self.problem_lines(problems.iter()))
            .collect::<Vec<_>>()
            .join("\n")
    }

    pub(crate) fn cell_error(self, error: &CellError) -> String {
        let i18n = self.i18n;
        match error {
            CellError::Missing => i18n.import_cell_missing().to_owned(),
            CellError::Text(error) => text_error(i18n, *error),
            CellError::Contact(error) => contact_error(i18n, *error),
            CellError::Unknown(value) => i18n.import_cell_unknown(value),
            CellError::Number(value) => i18n.import_cell_number(value),
            CellError::Date(value) => i18n.import_cell_date(value),
            CellError::ForeignTown => i18n.import_foreign_town().to_owned(),
            CellError::Repeated(row) => i18n.import_cell_repeated(&row.to_string()),
            CellError::Time { value, example } => i18n.import_cell_time(example, value),
            CellError::LostLetters => i18n.import_cell_lost_letters().to_owned(),
            CellError::Degrees(value) => i18n.import_cell_degrees(DEGREES_EXAMPLE, value),
        }
    }

    fn record_problems(self, problems: &[RecordProblem]) -> String {
        let lines = problems.iter().map(|problem| self.record_problem(problem));
        std::iter::once(self.i18n.import_records().to_owned())
            .chain(lines.map(|line| format!("  {line}")))
            .collect::<Vec<_>>()
            .join("\n")
    }

    /// What is wrong with a record.
    pub(crate) fn record_problem(self, problem: &RecordProblem) -> String {
        let reason = self.record_error(&problem.reason);
        self.i18n.import_record_problem(&problem.field, &reason, &problem.record.to_string())
    }

    pub(crate) fn record_error(self, error: &RecordError) -> String {
        let i18n = self.i18n;
        match error {
            RecordError::Missing => i18n.import_record_missing().to_owned(),
            RecordError::Text(error) => text_error(i18n, *error),
            RecordError::Unknown(value) => i18n.import_record_unknown(value),
            RecordError::ForeignTown => i18n.import_foreign_town().to_owned(),
            RecordError::Repeated(record) => i18n.import_record_repeated(&record.to_string()),
            RecordError::Shape(reason) => i18n.import_record_shape(reason),
        }
    }
}

fn megabytes(bytes: u64) -> String {
    bytes.div_ceil(1024 * 1024).to_string()
}
