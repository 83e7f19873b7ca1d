//! The command `import offers`.

use super::files::{create_new, read_file, write_new};
use super::import_report::{import_mode, print_report};
use super::messages::Messages;
use super::outcome::Outcome;
use super::output::print_line;
use super::preview::print_preview;
use crate::config::{AcceptChoice, ImportOffersArgs};
use backend::Service;
use backend::accounts::Editor;
use backend::import::{
    Accept, ImportError, Mode, OfferImportOptions, OfferImportReport, UnconfirmedColumns,
};
use exchange::file::{Kind, SourceFile, json};
use exchange::hsds::Fallback;
use exchange::mapping::Mapping;
use exchange::rejected::{Rejected, RejectedFormat};
use std::fs::File;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

/// Imports a file of offers.
pub(super) async fn import_offers(
    service: &Service,
    args: ImportOffersArgs,
    messages: Messages,
) -> Result<Outcome, String> {
    let mode = import_mode(args.dry_run);
    let file = read_file(&args.file).map_err(|error| messages.file(&error))?;
    let mapping = match &args.mapping {
        Some(path) => match find_mapping(service, &file, path, messages).await? {
            FoundMapping::Confirmed(mapping) => mapping,
            FoundMapping::Written => return Ok(Outcome::MappingUnconfirmed),
        },
        None => None,
    };
    let rejected = match (&args.rejected, mode) {
        (Some(path), Mode::Store) => Some(RejectedFile::create(path, &file, messages)?),
        _ => None,
    };
    let accept = match args.accept {
        AcceptChoice::All => Accept::All,
        AcceptChoice::Good => Accept::Good { reasons: rejected_heading(messages) },
    };
    let fallback = Fallback { city: args.city, category: args.category };
    let options = OfferImportOptions { fallback, accept, mapping, mode };
    let imported = match service.import_offers(&Editor::at_command_line(), file, options).await {
        Ok(imported) => imported,
        Err(error) => {
            if let Some(rejected) = rejected {
                rejected.remove();
            }
            return import_failed(&error, messages);
        }
    };
    print_notices(&imported, mode, messages);
    if mode == Mode::DryRun {
        print_preview(&imported, args.report.as_deref(), messages)?;
    }
    finish_rejected(&imported.rejected, rejected, messages)
}

fn rejected_heading(messages: Messages) -> String {
    messages.i18n.import_rejected_column().to_owned()
}

fn import_failed(error: &ImportError, messages: Messages) -> Result<Outcome, String> {
    let ImportError::Columns(columns) = error else { return Err(messages.import_failed(error)) };
    print_line(&messages.import_failed(error));
    print_proposals(columns, messages);
    Ok(Outcome::MappingUnconfirmed)
}

fn print_notices(imported: &OfferImportReport, mode: Mode, messages: Messages) {
    messages.table_source(&imported.source).iter().for_each(|line| print_line(line));
    if imported.is_remembered {
        print_line(messages.i18n.import_mapping_remembered());
    }
    print_report(&imported.report, mode, messages);
    if !imported.proposals.is_empty() {
        let columns = UnconfirmedColumns {
            proposals: imported.proposals.clone(),
            mapping: imported.mapping.clone(),
            ..UnconfirmedColumns::default()
        };
        print_proposals(&columns, messages);
    }
    if let Some(import) = &imported.import {
        print_line(&messages.i18n.import_number(import.as_str()));
    }
}

/// What the columns probably are, and the mapping that accepts it.
fn print_proposals(columns: &UnconfirmedColumns, messages: Messages) {
    print_line(messages.i18n.import_proposals());
    for proposal in &columns.proposals {
        let line = messages.i18n.import_proposal(&proposal.column, &proposal.heading);
        print_line(&format!("  {line}"));
    }
    let mapping = columns.mapping.clone().accepting(&columns.proposals);
    print_line(messages.i18n.import_mapping_accept());
    print_line(&serde_json::to_string(&mapping).unwrap_or_default());
}

/// A mapping that was named on the command line.
enum FoundMapping {
    /// To be applied; `None` where nothing has to be decided.
    Confirmed(Option<Mapping>),
    /// Written with proposals, to be looked at first.
    Written,
}

async fn find_mapping(
    service: &Service,
    file: &SourceFile,
    path: &Path,
    messages: Messages,
) -> Result<FoundMapping, String> {
    match std::fs::read(path) {
        Ok(content) => {
            let mapping = json(&content).map_err(ImportError::from);
            return mapping
                .map(|mapping| FoundMapping::Confirmed(Some(mapping)))
                .map_err(|error| messages.import_failed(&error));
        }
        Err(error) if error.kind() == ErrorKind::NotFound => {}
        Err(error) => return Err(messages.i18n.import_read(&error.to_string())),
    }
    let columns = service.find_unconfirmed_columns(file.clone()).await;
    let columns = columns.map_err(|error| messages.import_failed(&error))?;
    let Some(UnconfirmedColumns { proposals, unknown, mapping, .. }) = columns else {
        return Ok(FoundMapping::Confirmed(None));
    };
    let mapping = mapping.accepting(&proposals).leaving_out(&unknown);
    let text = serde_json::to_vec_pretty(&mapping).unwrap_or_default();
    write_new(path, &text).map_err(|error| messages.create_failed(path, &error))?;
    print_line(&messages.i18n.import_mapping_written(&path.display().to_string()));
    Ok(FoundMapping::Written)
}

/// The file for rows that are left, created before anything is stored.
struct RejectedFile {
    path: PathBuf,
    file: File,
    format: LeftFormat,
}

/// Format of the file for what is left: that of the imported one.
enum LeftFormat {
    Table(RejectedFormat),
    Json,
}

impl RejectedFile {
    fn create(path: &Path, source: &SourceFile, messages: Messages) -> Result<Self, String> {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let kinds = (Kind::from_name(&source.name), Kind::from_name(&name));
        let format = match kinds {
            (Ok(Kind::Json), Ok(Kind::Json)) => Some(LeftFormat::Json),
            (Ok(Kind::Json), _) => None,
            _ => Rejected::format(&name).map(LeftFormat::Table),
        };
        let format = format
            .ok_or_else(|| messages.i18n.import_rejected_kind(&path.display().to_string()))?;
        let file = create_new(path).map_err(|error| messages.create_failed(path, &error))?;
        Ok(Self { path: path.to_owned(), file, format })
    }

    /// Removes the file, which is empty.
    fn remove(self) {
        drop(self.file);
        let _ = std::fs::remove_file(self.path);
    }

    fn write(mut self, rejected: &Rejected, messages: Messages) -> Result<PathBuf, String> {
        let heading = rejected_heading(messages);
        let content = match self.format {
            LeftFormat::Table(format) => {
                rejected.encode(format, &heading, |row| messages.rejected_row(row))
            }
            LeftFormat::Json => rejected.encode_json(|problem| messages.record_problem(problem)),
        };
        let content = content.map_err(|error| messages.i18n.export_encode(&error.reason))?;
        self.file.write_all(&content).map_err(|error| messages.write_failed(&error))?;
        Ok(self.path)
    }
}

fn finish_rejected(
    rejected: &Rejected,
    file: Option<RejectedFile>,
    messages: Messages,
) -> Result<Outcome, String> {
    if rejected.is_empty() {
        if let Some(file) = file {
            file.remove();
        }
        return Ok(Outcome::Done);
    }
    let rows = messages.i18n.number(rejected.len() as u64);
    let line = match file {
        Some(file) => {
            let path = file.write(rejected, messages)?;
            messages.i18n.import_left(&path.display().to_string(), &rows)
        }
        None => messages.i18n.import_would_leave(&rows),
    };
    print_line(&line);
    messages.problem_lines(rejected.problems()).for_each(|line| print_line(&line));
    let records = rejected.record_problems().map(|problem| messages.record_problem(problem));
    records.for_each(|line| print_line(&format!("  {line}")));
    Ok(Outcome::RowsLeft)
}
