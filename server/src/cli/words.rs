//! Words for what the command line has to say; every failure by an exhaustive match.

use crate::db::DbError;
use crate::demo::DemoError;
use crate::import::{CellError, ImportError, ImportReport, MAX_FILE, MAX_ROWS, Problem};
use app::error::AppError;
use app::i18n::I18n;
use app::words::{app_error, contact_error, text_error};
use shared::round::{MAX_DOTS, RulesError};
use std::net::SocketAddr;

/// Words in one language.
#[derive(Clone, Copy)]
pub(super) struct Words(pub(super) I18n);

/// The line on columns that were passed over.
pub(super) fn unknown_columns(i18n: I18n, columns: &[String]) -> String {
    let list = columns.iter().map(|column| quoted(column)).collect::<Vec<_>>().join(", ");
    i18n.import_unknown_columns(&list)
}

fn quoted(text: &str) -> String {
    format!("\"{text}\"")
}

impl Words {
    pub(super) fn app_error(self, error: &AppError) -> String {
        app_error(self.0, error)
    }

    pub(super) fn database(self, error: &DbError) -> String {
        self.0.cli_database(&error.to_string())
    }

    pub(super) fn listen(self, address: SocketAddr, error: &std::io::Error) -> String {
        self.0.cli_listen(&address.to_string(), &error.to_string())
    }

    pub(super) fn demo(self, error: &DemoError) -> String {
        match error {
            DemoError::Import(error) => self.import(error),
            DemoError::County(error) => self.0.cli_database(&error.to_string()),
            DemoError::Db(error) => self.database(error),
            DemoError::Service(error) => self.0.cli_database(&error.to_string()),
            DemoError::Code(error) => self.app_error(&(*error).into()),
        }
    }

    pub(super) fn report(self, report: &ImportReport) -> String {
        let rows = self.0.number(report.rows as u64);
        let created = self.0.number(report.created as u64);
        let updated = self.0.number(report.updated as u64);
        self.0.import_report(&created, &rows, &updated)
    }

    pub(super) fn import(self, error: &ImportError) -> String {
        let i18n = self.0;
        match error {
            ImportError::Read(error) => i18n.import_read(&error.to_string()),
            ImportError::TooLarge { bytes } => {
                i18n.import_too_large(&megabytes(*bytes), &megabytes(MAX_FILE))
            }
            ImportError::Empty => i18n.import_empty().to_owned(),
            ImportError::Encoding => i18n.import_encoding().to_owned(),
            ImportError::Kind => i18n.import_kind().to_owned(),
            ImportError::Table { reason } => i18n.import_table(reason),
            ImportError::TooManyRows => i18n.import_too_many_rows(&i18n.number(MAX_ROWS as u64)),
            ImportError::Json { line, column, reason } => {
                i18n.import_json(&column.to_string(), &line.to_string(), reason)
            }
            ImportError::MissingColumn(column) => i18n.import_missing_column(column),
            ImportError::DoubleColumn(column) => i18n.import_double_column(column),
            ImportError::Problems(problems) => self.problems(problems),
            ImportError::CodeTaken(code) => i18n.import_code_taken(code.as_str()),
            ImportError::Rules(RulesError::Budget) => i18n.import_budget(&MAX_DOTS.to_string()),
            ImportError::Rules(RulesError::MaxPerChallenge) => {
                i18n.import_max_per_challenge().to_owned()
            }
            ImportError::Db(error) => self.database(error),
        }
    }

    fn problems(self, problems: &[Problem]) -> String {
        let lines = problems.iter().map(|problem| {
            let reason = self.cell(&problem.reason);
            self.0.import_problem(problem.column, &reason, &problem.row.to_string())
        });
        std::iter::once(self.0.import_problems().to_owned())
            .chain(lines.map(|line| format!("  {line}")))
            .collect::<Vec<_>>()
            .join("\n")
    }

    fn cell(self, error: &CellError) -> String {
        let i18n = self.0;
        match error {
            CellError::Missing => i18n.import_cell_missing().to_owned(),
            CellError::Text(error) => text_error(i18n, *error),
            CellError::Contact(error) => contact_error(i18n, *error),
            CellError::Unknown(value) => i18n.import_cell_unknown(value),
            CellError::Number(value) => i18n.import_cell_number(value),
            CellError::Date(value) => i18n.import_cell_date(value),
            CellError::Repeated(row) => i18n.import_cell_repeated(&row.to_string()),
        }
    }
}

fn megabytes(bytes: u64) -> String {
    bytes.div_ceil(1024 * 1024).to_string()
}
