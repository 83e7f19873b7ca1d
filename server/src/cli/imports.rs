//! Taking in files, and what is said of it.

use super::words::unknown_columns;
use super::{Words, files, make_link};
use crate::config::{Import, ImportConference};
use backend::Service;
use backend::finder::Document;
use backend::import::{ImportReport, Mode};
use backend::voting::{ConferenceSettings, RoundSettings};
use exchange::hsds::Fallback;
use shared::voting::round::{Budget, FieldChoice, ResultsVisibility};
use std::io::{Write, stdout};
use std::path::Path;

/// Takes in a file.
pub(super) async fn import(service: &Service, import: Import, words: Words) -> Result<(), String> {
    match import {
        Import::Offers { file, dry_run, city, category } => {
            let (mode, fallback) = (mode(dry_run), Fallback { city, category });
            let file = files::read(&file).map_err(|error| words.file(&error))?;
            let imported = service.import_offers(file, &fallback, mode).await;
            report(words, &imported.map_err(|error| words.import(&error))?, mode);
            Ok(())
        }
        Import::Conference(settings) => import_conference(service, settings, words).await,
        Import::Vocabulary(settings) => {
            let mode = mode(settings.dry_run);
            import_document(service, &settings.file, Document::Vocabulary, mode, words).await
        }
        Import::SchoolFree(settings) => {
            let mode = mode(settings.dry_run);
            import_document(service, &settings.file, Document::SchoolFree, mode, words).await
        }
    }
}

const fn mode(is_dry_run: bool) -> Mode {
    if is_dry_run { Mode::DryRun } else { Mode::Store }
}

async fn import_document(
    service: &Service,
    file: &Path,
    document: Document,
    mode: Mode,
    words: Words,
) -> Result<(), String> {
    let file = files::read(file).map_err(|error| words.file(&error))?;
    let imported = service.import_document(&file, document, mode).await;
    report(words, &imported.map_err(|error| words.import(&error))?, mode);
    Ok(())
}

async fn import_conference(
    service: &Service,
    settings: ImportConference,
    words: Words,
) -> Result<(), String> {
    let (mode, round) = (mode(settings.dry_run), round_settings(&settings));
    let file = files::read(&settings.file).map_err(|error| words.file(&error))?;
    let public_url = settings.public_url;
    let settings = ConferenceSettings { title: settings.title, code: settings.code, round };
    let imported = service.import_conference(&file, &settings, mode).await;
    let imported = imported.map_err(|error| words.import(&error))?;
    report(words, &imported.report, mode);
    if mode == Mode::Store {
        let code = &imported.conference.code;
        say!(stdout(), "{}", words.0.cli_conference_code(code.as_str()));
        say!(stdout(), "{}", words.0.cli_round_id(imported.round.id.as_str()));
        say!(stdout(), "{}", make_link(service, code, &public_url, words).await?);
    }
    Ok(())
}

fn round_settings(settings: &ImportConference) -> RoundSettings {
    let dots = settings.dots;
    RoundSettings {
        name: None,
        fields: None,
        budget: if settings.dots_for_all { Budget::Round(dots) } else { Budget::Field(dots) },
        max_per_challenge: settings.max_per_challenge.unwrap_or(dots),
        choice: if settings.one_field { FieldChoice::One } else { FieldChoice::All },
        results: if settings.hidden {
            ResultsVisibility::AfterClosing
        } else {
            ResultsVisibility::Live
        },
        access: settings.access.into(),
        shortlist: settings.shortlist,
    }
}

fn report(words: Words, report: &ImportReport, mode: Mode) {
    say!(stdout(), "{}", words.report(report));
    if !report.unknown_columns.is_empty() {
        say!(stdout(), "{}", unknown_columns(words.0, &report.unknown_columns));
    }
    if !report.ignored_fields.is_empty() {
        say!(stdout(), "{}", words.ignored_fields(&report.ignored_fields));
    }
    if !report.duplicates.is_empty() {
        say!(stdout(), "{}", words.duplicates(&report.duplicates));
    }
    if mode == Mode::DryRun {
        say!(stdout(), "{}", words.0.cli_dry_run());
    }
}
