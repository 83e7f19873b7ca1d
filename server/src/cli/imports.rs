//! The command `import`.

use super::files::read_file;
use super::import_report::{import_mode, print_report};
use super::messages::Messages;
use super::offer_imports::import_offers;
use super::organisers::create_link;
use super::outcome::Outcome;
use super::output::print_line;
use crate::config::{ImportCommand, ImportConferenceArgs, ImportDocumentArgs};
use backend::Service;
use backend::accounts::Editor;
use backend::finder::Document;
use backend::import::{LaterChanges, Mode};
use backend::voting::{ConferenceSettings, RoundSettings};
use shared::voting::round::{Budget, FieldChoice, ResultsVisibility};

/// Imports a file.
pub(super) async fn import(
    service: &Service,
    command: ImportCommand,
    messages: Messages,
) -> Result<Outcome, String> {
    match command {
        ImportCommand::Offers(args) => return import_offers(service, args, messages).await,
        ImportCommand::List => list_imports(service, messages).await,
        ImportCommand::Undo { id, discard_changes } => {
            let later = if discard_changes { LaterChanges::Discard } else { LaterChanges::Refuse };
            let report = service.undo_import(&Editor::at_command_line(), &id, later).await;
            let report = report.map_err(|error| messages.undo_failed(&id, &error))?;
            messages.undone(&report).iter().for_each(|line| print_line(line));
            Ok(())
        }
        ImportCommand::Conference(args) => import_conference(service, args, messages).await,
        ImportCommand::Addresses(args) => import_addresses(service, &args, messages).await,
        ImportCommand::Vocabulary(args) => {
            import_document(service, &args, Document::Vocabulary, messages).await
        }
        ImportCommand::SchoolFree(args) => {
            import_document(service, &args, Document::SchoolFree, messages).await
        }
    }
    .map(|()| Outcome::Done)
}

async fn list_imports(service: &Service, messages: Messages) -> Result<(), String> {
    let imports = service
        .list_imports(&Editor::at_command_line())
        .await
        .map_err(|error| messages.database(&error))?;
    if imports.is_empty() {
        print_line(messages.i18n.import_list_none());
    }
    for import in &imports {
        print_line(&messages.stored_import(import));
    }
    Ok(())
}

async fn import_addresses(
    service: &Service,
    args: &ImportDocumentArgs,
    messages: Messages,
) -> Result<(), String> {
    let mode = import_mode(args.dry_run);
    let file = read_file(&args.file).map_err(|error| messages.file(&error))?;
    let report = service.import_addresses(file, mode).await;
    let report = report.map_err(|error| messages.import_failed(&error))?;
    messages.address_report(&report).iter().for_each(|line| print_line(line));
    if mode == Mode::DryRun {
        print_line(messages.i18n.cli_dry_run());
    }
    Ok(())
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
    if !imported.doubts.is_empty() {
        print_line(&messages.matrix_doubts(&imported.doubts));
    }
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
        headings: args.headings.into(),
        results: if args.hidden {
            ResultsVisibility::AfterClosing
        } else {
            ResultsVisibility::Live
        },
        access: args.access.into(),
        shortlist: args.shortlist,
    }
}
