//! The command `import`, and the report on what was imported.

use super::files::read_file;
use super::messages::Messages;
use super::organisers::create_link;
use super::output::print_line;
use crate::config::{ImportCommand, ImportConferenceArgs, ImportDocumentArgs};
use backend::Service;
use backend::finder::Document;
use backend::import::{ImportReport, Mode};
use backend::voting::{ConferenceSettings, RoundSettings};
use exchange::hsds::Fallback;
use shared::voting::round::{Budget, FieldChoice, ResultsVisibility};

/// Imports a file.
pub(super) async fn import(
    service: &Service,
    command: ImportCommand,
    messages: Messages,
) -> Result<(), String> {
    match command {
        ImportCommand::Offers { file, dry_run, city, category } => {
            let (mode, fallback) = (import_mode(dry_run), Fallback { city, category });
            let file = read_file(&file).map_err(|error| messages.file(&error))?;
            let report = service
                .import_offers(file, &fallback, mode)
                .await
                .map_err(|error| messages.import_failed(&error))?;
            print_report(&report, mode, messages);
            Ok(())
        }
        ImportCommand::Conference(args) => import_conference(service, args, messages).await,
        ImportCommand::Vocabulary(args) => {
            import_document(service, &args, Document::Vocabulary, messages).await
        }
        ImportCommand::SchoolFree(args) => {
            import_document(service, &args, Document::SchoolFree, messages).await
        }
    }
}

const fn import_mode(is_dry_run: bool) -> Mode {
    if is_dry_run { Mode::DryRun } else { Mode::Store }
}

async fn import_document(
    service: &Service,
    args: &ImportDocumentArgs,
    document: Document,
    messages: Messages,
) -> Result<(), String> {
    let mode = import_mode(args.dry_run);
    let file = read_file(&args.file).map_err(|error| messages.file(&error))?;
    let report = service
        .import_document(&file, document, mode)
        .await
        .map_err(|error| messages.import_failed(&error))?;
    print_report(&report, mode, messages);
    Ok(())
}

async fn import_conference(
    service: &Service,
    args: ImportConferenceArgs,
    messages: Messages,
) -> Result<(), String> {
    let (mode, round) = (import_mode(args.dry_run), round_settings(&args));
    let file = read_file(&args.file).map_err(|error| messages.file(&error))?;
    let settings = ConferenceSettings { title: args.title, code: args.code, round };
    let imported = service
        .import_conference(&file, &settings, mode)
        .await
        .map_err(|error| messages.import_failed(&error))?;
    print_report(&imported.report, mode, messages);
    if mode == Mode::Store {
        let code = &imported.conference.code;
        print_line(&messages.i18n.cli_conference_code(code.as_str()));
        print_line(&messages.i18n.cli_round_id(imported.round.id.as_str()));
        print_line(&create_link(service, code, &args.public_url, messages).await?);
    }
    Ok(())
}

fn round_settings(args: &ImportConferenceArgs) -> RoundSettings {
    let dots = args.dots;
    RoundSettings {
        name: None,
        fields: None,
        budget: if args.dots_for_all { Budget::Round(dots) } else { Budget::Field(dots) },
        max_per_challenge: args.max_per_challenge.unwrap_or(dots),
        choice: if args.one_field { FieldChoice::One } else { FieldChoice::All },
        results: if args.hidden {
            ResultsVisibility::AfterClosing
        } else {
            ResultsVisibility::Live
        },
        access: args.access.into(),
        shortlist: args.shortlist,
    }
}

fn print_report(report: &ImportReport, mode: Mode, messages: Messages) {
    print_line(&messages.import_report(report));
    if !report.unknown_columns.is_empty() {
        print_line(&messages.unknown_columns(&report.unknown_columns));
    }
    if !report.ignored_fields.is_empty() {
        print_line(&messages.ignored_fields(&report.ignored_fields));
    }
    if !report.doubts.is_empty() {
        print_line(&messages.doubts(&report.doubts));
    }
    if !report.duplicates.is_empty() {
        print_line(&messages.duplicates(&report.duplicates));
    }
    if mode == Mode::DryRun {
        print_line(messages.i18n.cli_dry_run());
    }
}
