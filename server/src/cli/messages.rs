//! Words for what the command line has to say; every failure by an exhaustive match.

use super::files::FileError;
use crate::demo::DemoError;
use backend::clock::local_time;
use backend::db::DbError;
use backend::db::reports::StoredReport;
use backend::error::ServiceError;
use backend::finder::WholeExport;
use backend::import::{ImportError, ImportReport};
use backend::recount::{Recount, RecountError};
use backend::secret::OrganiserKey;
use exchange::Duplicate;
use exchange::error::{ReadError, WriteError};
use exchange::hsds::{RecordError, RecordProblem};
use exchange::limits::{MAX_COLUMNS, MAX_FILE, MAX_ROWS, MAX_TEXT};
use exchange::problem::Problem;
use exchange::sheet::CellError;
use i18n::I18n;
use i18n::words::{app_error, ballot_error, contact_error, rules_error, text_error};
use shared::contact::Mail;
use shared::error::AppError;
use shared::search::vocabulary::{MAX_ENTRIES, VocabularyError};
use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::Path;

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
            ImportError::Read(error) => self.read(error),
            ImportError::CodeTaken(code) => i18n.import_code_taken(code.as_str()),
            ImportError::Rules(error) => rules_error(i18n, *error),
            ImportError::Vocabulary(error) => self.vocabulary(error),
            ImportError::Db(error) => self.database(error),
            ImportError::Stopped(_) => self.app_error(&AppError::NotStored),
        }
    }

    fn read(self, error: &ReadError) -> String {
        let i18n = self.0;
        match error {
            ReadError::TooLarge { bytes } => {
                i18n.import_too_large(&megabytes(*bytes), &megabytes(MAX_FILE))
            }
            ReadError::Empty => i18n.import_empty().to_owned(),
            ReadError::Encoding => i18n.import_encoding().to_owned(),
            ReadError::Kind => i18n.import_kind().to_owned(),
            ReadError::Table { reason } => i18n.import_table(reason),
            ReadError::TooManyRows => i18n.import_too_many_rows(&i18n.number(MAX_ROWS as u64)),
            ReadError::TooManyColumns { row } => {
                i18n.import_too_many_columns(&i18n.number(MAX_COLUMNS as u64), &row.to_string())
            }
            ReadError::TooMuchText => i18n.import_too_much_text(&megabytes(MAX_TEXT)),
            ReadError::Json { line, column, reason } => {
                i18n.import_json(&column.to_string(), &line.to_string(), reason)
            }
            ReadError::MissingColumn(column) => i18n.import_missing_column(column),
            ReadError::DoubleColumn(column) => i18n.import_double_column(column),
            ReadError::Problems(problems) => self.problems(problems),
            ReadError::Records(problems) => self.records(problems),
        }
    }

    /// The organiser's secret link.
    pub(super) fn organiser_link(self, public_url: &str, key: &OrganiserKey) -> String {
        let (base, tag) = (public_url.trim_end_matches('/'), self.0.language().tag());
        self.0.cli_organiser_link(&format!("{base}/{tag}/organise/{}", key.as_str()))
    }

    /// What the server's secret was not read for.
    pub(super) fn secret_file(self, file: &Path, error: &std::io::Error) -> String {
        self.0.cli_secret_file(&file.display().to_string(), &error.to_string())
    }

    /// A file that is not there.
    pub(super) fn unreadable(self, error: &std::io::Error) -> String {
        self.0.cli_recount_wrong(&error.to_string())
    }

    /// What a recount file holds.
    pub(super) fn counted(self, counted: &Recount) -> String {
        let (i18n, number) = (self.0, |n| self.0.number(n));
        let mut lines =
            vec![i18n.cli_recount_right(&number(counted.ballots), &number(counted.dots))];
        if counted.paper > 0 {
            lines.push(i18n.cli_recount_paper(&number(counted.paper)));
        }
        lines.push(i18n.cli_recount_value(&counted.check_value));
        lines.join("\n")
    }

    /// What is wrong with a recount file.
    pub(super) fn recount(self, error: &RecountError) -> String {
        let i18n = self.0;
        let reason = match error {
            RecountError::Line(line) => i18n.cli_recount_line(&line.to_string()),
            RecountError::Chain(line) => i18n.cli_recount_chain(&line.to_string()),
            RecountError::Order(line) => i18n.cli_recount_order(&line.to_string()),
            RecountError::Ballot(line, error) => {
                i18n.cli_recount_ballot(&line.to_string(), &ballot_error(i18n, error))
            }
            RecountError::Sum => i18n.cli_recount_sum().to_owned(),
            RecountError::End => i18n.cli_recount_end().to_owned(),
        };
        i18n.cli_recount_wrong(&reason)
    }

    fn vocabulary(self, error: &VocabularyError) -> String {
        let i18n = self.0;
        match error {
            VocabularyError::TooMany => {
                i18n.import_vocabulary_size(&i18n.number(MAX_ENTRIES as u64))
            }
            VocabularyError::Repeated { id } => i18n.import_vocabulary_repeated(id),
            VocabularyError::Entry { id, entry } => i18n.import_vocabulary_entry(entry, id),
        }
    }

    /// One report: day, offer, what was said, where to answer.
    pub(super) fn reported(self, report: &StoredReport) -> String {
        let StoredReport { offer, report, created_at } = report;
        let day = self.0.date(local_time(*created_at).day);
        let reply_to = report.reply_to.as_ref().map_or("", Mail::as_str);
        format!("{day}  {offer}  {reply_to}\n  {}", report.text.as_str().replace('\n', "\n  "))
    }

    pub(super) fn exported(self, exported: &WholeExport, file: &Path) -> String {
        let offers = self.0.number(exported.offers as u64);
        let providers = self.0.number(exported.providers as u64);
        self.0.export_done(&file.display().to_string(), &offers, &providers)
    }

    pub(super) fn left_out(self, providers: usize) -> String {
        self.0.export_left_out(&self.0.number(providers as u64))
    }

    /// Our own failures but those of formats are logged, and told by their incident.
    pub(super) fn service(self, error: ServiceError) -> String {
        match error {
            ServiceError::Encode(WriteError { reason }) => self.0.export_encode(&reason),
            other => self.app_error(&other.into_app_error()),
        }
    }

    pub(super) fn written(self, error: &std::io::Error) -> String {
        self.0.export_write(&error.to_string())
    }

    pub(super) fn file(self, error: &FileError) -> String {
        match error {
            FileError::Read(error) => self.0.import_read(&error.to_string()),
            FileError::Refused(error) => self.read(error),
        }
    }

    pub(super) fn duplicates(self, duplicates: &[Duplicate]) -> String {
        std::iter::once(self.0.import_duplicates().to_owned())
            .chain(duplicates.iter().map(|pair| format!("  {}", self.duplicate(pair))))
            .collect::<Vec<_>>()
            .join("\n")
    }

    fn duplicate(self, Duplicate { found, like }: &Duplicate) -> String {
        let i18n = self.0;
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

    fn problems(self, problems: &[Problem]) -> String {
        let lines = problems.iter().map(|problem| {
            let reason = self.cell(&problem.reason);
            self.0.import_problem(&problem.column, &reason, &problem.row.to_string())
        });
        std::iter::once(self.0.import_problems().to_owned())
            .chain(lines.map(|line| format!("  {line}")))
            .collect::<Vec<_>>()
            .join("\n")
    }

    fn records(self, problems: &[RecordProblem]) -> String {
        let lines = problems.iter().map(|problem| {
            let reason = self.record(&problem.reason);
            self.0.import_record_problem(problem.field, &reason, &problem.record.to_string())
        });
        std::iter::once(self.0.import_records().to_owned())
            .chain(lines.map(|line| format!("  {line}")))
            .collect::<Vec<_>>()
            .join("\n")
    }

    fn record(self, error: &RecordError) -> String {
        let i18n = self.0;
        match error {
            RecordError::Missing => i18n.import_record_missing().to_owned(),
            RecordError::Text(error) => text_error(i18n, *error),
            RecordError::Unknown(value) => i18n.import_record_unknown(value),
            RecordError::Repeated(record) => i18n.import_record_repeated(&record.to_string()),
            RecordError::Shape(reason) => i18n.import_record_shape(reason),
        }
    }

    /// The line on fields that have no place with us.
    pub(super) fn passed_over(self, fields: &BTreeMap<String, usize>) -> String {
        let fields: Vec<String> = fields
            .iter()
            .map(|(field, records)| format!("{field} ({})", self.0.number(*records as u64)))
            .collect();
        self.0.import_passed_over(&fields.join(self.0.list_separator()))
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
            CellError::Time { value, example } => i18n.import_cell_time(example, value),
            CellError::LostLetters => i18n.import_cell_lost_letters().to_owned(),
            CellError::Degrees(value) => i18n.import_cell_degrees(DEGREES_EXAMPLE, value),
        }
    }
}

/// A latitude within the county, as a spreadsheet has it.
const DEGREES_EXAMPLE: &str = "51,614720";

fn megabytes(bytes: u64) -> String {
    bytes.div_ceil(1024 * 1024).to_string()
}
