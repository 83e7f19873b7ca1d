//! The command line: one function for each command, messages in the reader's language.

mod words;

/// Says a line. One that cannot be said, on a full disk or to nobody, ends nothing: `println!`
/// would panic.
macro_rules! say {
    ($stream:expr, $($words:tt)*) => {{
        let _ = writeln!($stream, $($words)*);
    }};
}

use crate::clock::Clock;
use crate::config::{
    Command, Config, Export, Import, ImportConference, ImportDocument, RoundCommand, Serve,
};
use crate::db::Db;
use crate::error::ServiceError;
use crate::export::{export_offers, export_results};
use crate::import::documents::{self, Document};
use crate::import::hsds::Fallback;
use crate::import::{ImportReport, conference, offers};
use crate::recount::recount;
use crate::secret::ServerSecret;
use crate::service::{RoundSettings, Service};
use crate::{allow_many_files, demo, listen, serve};
use i18n::I18n;
use shared::join_code::JoinCode;
use shared::round::{Budget, FieldChoice, ResultsVisibility, Round, RoundState};
use std::io::{Write, stderr, stdout};
use std::path::Path;
use std::process::ExitCode;
use std::time::Duration;
use words::{Words, unknown_columns};

/// Open files below which a hall of ten thousand phones cannot be served: one for each, and some.
const ENOUGH_FILES: u64 = 11_000;

/// Carries out a command and says how it went; failures go to standard error.
pub async fn run(config: Config) -> ExitCode {
    let i18n = I18n::for_server(config.message_language());
    match carry_out(config, i18n).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(words) => {
            say!(stderr(), "{words}");
            ExitCode::FAILURE
        }
    }
}

/// A failure is the words for it.
async fn carry_out(config: Config, i18n: I18n) -> Result<(), String> {
    let words = Words(i18n);
    if let Command::Recount { file, value } = config.command {
        return recount_file(&file, value.as_deref(), words);
    }
    let db = Db::open(&config.database_url).await.map_err(|error| words.database(&error))?;
    match config.command {
        Command::Serve(settings) => {
            let secret_file = settings.secret_file(&config.database_url);
            serve_pages(db, (&settings, &secret_file), words).await
        }
        Command::Import(Import::Offers { file, dry_run, city, category }) => {
            let fallback = Fallback { city, category };
            let now = Clock::System.now();
            let imported = offers::import(&db, &file, &fallback, (dry_run, now)).await;
            report(words, &imported.map_err(|error| words.import(&error))?, dry_run);
            Ok(())
        }
        Command::Import(Import::Conference(settings)) => {
            import_conference(&db, settings, words).await
        }
        Command::Import(Import::Vocabulary(settings)) => {
            import_document(&db, settings, Document::Vocabulary, words).await
        }
        Command::Import(Import::SchoolFree(settings)) => {
            import_document(&db, settings, Document::SchoolFree, words).await
        }
        Command::Reports => list_reports(db, words).await,
        Command::Export(Export::Offers { format, file }) => {
            let exported = export_offers(&db, format, &file).await;
            let written = exported.map_err(|error| words.export(&error))?;
            say!(stdout(), "{}", words.exported(&written, &file));
            if written.left_out > 0 {
                say!(stdout(), "{}", words.left_out(written.left_out));
            }
            Ok(())
        }
        Command::Export(Export::Results { code, format, file }) => {
            let exported = export_results(db, (&code, format), &file, i18n).await;
            exported.map_err(|error| words.export(&error))?;
            say!(stdout(), "{}", i18n.cli_results_written(&file.display().to_string()));
            Ok(())
        }
        Command::Round(command) => move_round(db, command, words).await,
        Command::Organiser { code, public_url } => {
            let service = Service::new(db, Clock::System, &public_url);
            say!(stdout(), "{}", make_link(&service, &code, &public_url, words).await?);
            say!(stdout(), "{}", i18n.cli_organiser_new());
            service.stop().await;
            Ok(())
        }
        // Needs no database, so it was carried out before one was opened.
        Command::Recount { .. } => Ok(()),
    }
}

fn report(words: Words, report: &ImportReport, is_dry_run: bool) {
    say!(stdout(), "{}", words.report(report));
    if !report.unknown_columns.is_empty() {
        say!(stdout(), "{}", unknown_columns(words.0, &report.unknown_columns));
    }
    if !report.passed_over.is_empty() {
        say!(stdout(), "{}", words.passed_over(&report.passed_over));
    }
    if !report.duplicates.is_empty() {
        say!(stdout(), "{}", words.duplicates(&report.duplicates));
    }
    if is_dry_run {
        say!(stdout(), "{}", words.0.cli_dry_run());
    }
}

async fn import_conference(
    db: &Db,
    settings: ImportConference,
    words: Words,
) -> Result<(), String> {
    let round = round_settings(&settings);
    let (is_dry_run, public_url) = (settings.dry_run, settings.public_url);
    let file = settings.file;
    let settings = conference::Settings { title: settings.title, code: settings.code, round };
    let now = Clock::System.now();
    let imported = conference::import(db, &file, &settings, (is_dry_run, now)).await;
    let (conference, round, done) = imported.map_err(|error| words.import(&error))?;
    report(words, &done, is_dry_run);
    if !is_dry_run {
        say!(stdout(), "{}", words.0.cli_conference_code(conference.code.as_str()));
        say!(stdout(), "{}", words.0.cli_round_id(round.id.as_str()));
        let service = Service::new(db.clone(), Clock::System, &public_url);
        say!(stdout(), "{}", make_link(&service, &conference.code, &public_url, words).await?);
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

/// A new secret link for the organiser of a conference, in words.
async fn make_link(
    service: &Service,
    code: &JoinCode,
    public_url: &str,
    words: Words,
) -> Result<String, String> {
    let said = |error: ServiceError| words.app_error(&error.into_app_error());
    let organiser = service.operator(code).await.map_err(said)?;
    let key = service.renew_key(&organiser).await.map_err(said)?;
    Ok(words.organiser_link(public_url, &key))
}

/// Counts a file again and says what it holds.
fn recount_file(file: &Path, published: Option<&str>, words: Words) -> Result<(), String> {
    let text = std::fs::read_to_string(file).map_err(|error| words.unreadable(&error))?;
    let counted = recount(&text).map_err(|error| words.recount(&error))?;
    say!(stdout(), "{}", words.counted(&counted));
    match published {
        Some(value) if !counted.check_value.eq_ignore_ascii_case(value.trim()) => {
            Err(words.0.cli_recount_wrong(words.0.cli_recount_given()))
        }
        Some(_) => Ok(()),
        None => {
            say!(stdout(), "{}", words.0.cli_recount_compare());
            Ok(())
        }
    }
}

async fn import_document(
    db: &Db,
    settings: ImportDocument,
    document: Document,
    words: Words,
) -> Result<(), String> {
    let ImportDocument { file, dry_run } = settings;
    let imported = documents::import(db, &file, document, (dry_run, Clock::System.now())).await;
    report(words, &imported.map_err(|error| words.import(&error))?, dry_run);
    Ok(())
}

async fn list_reports(db: Db, words: Words) -> Result<(), String> {
    let service = Service::new(db, Clock::System, "");
    let reports = service.list_reports().await;
    let reports = reports.map_err(|error| words.app_error(&error.into_app_error()))?;
    if reports.is_empty() {
        say!(stdout(), "{}", words.0.cli_no_reports());
    }
    for report in &reports {
        say!(stdout(), "{}", words.reported(report));
    }
    service.stop().await;
    Ok(())
}

async fn move_round(db: Db, command: RoundCommand, words: Words) -> Result<(), String> {
    // No pages are served, so no address is needed.
    let service = Service::new(db, Clock::System, "");
    let moved = carry_out_move(&service, command).await;
    let round = moved.map_err(|error| words.app_error(&error.into_app_error()))?;
    say!(
        stdout(),
        "{}",
        match round.state {
            RoundState::Open => words.0.cli_round_open(),
            RoundState::Closing { .. } => words.0.cli_round_closing(),
            RoundState::Closed => words.0.cli_round_closed(),
            RoundState::Prepared => words.0.cli_round_prepared(),
        }
    );
    service.stop().await;
    Ok(())
}

async fn carry_out_move(service: &Service, command: RoundCommand) -> Result<Round, ServiceError> {
    match command {
        RoundCommand::Open { code } => {
            service.open_round(&service.operator(&code).await?, None).await
        }
        RoundCommand::Close { code, grace } => {
            let organiser = service.operator(&code).await?;
            service.close_round(&organiser, None, Duration::from_secs(grace)).await
        }
        RoundCommand::Reopen { code } => {
            let organiser = service.operator(&code).await?;
            let current = service.current_round(&organiser).await?;
            service.reopen_round(&organiser, &current.id).await
        }
    }
}

async fn serve_pages(
    db: Db,
    (settings, secret_file): (&Serve, &Path),
    words: Words,
) -> Result<(), String> {
    if let Some(limit) = allow_many_files().filter(|limit| *limit < ENOUGH_FILES) {
        say!(stderr(), "{}", words.0.cli_files(&words.0.number(limit)));
    }
    let listener =
        listen(settings.listen).map_err(|error| words.listen(settings.listen, &error))?;
    let local = listener.local_addr().map_err(|error| words.listen(settings.listen, &error))?;
    let clock = Clock::System;
    crate::service::prepare_taxonomy(&db).await.map_err(|error| words.database(&error))?;
    let public_url = settings.public_url(local);
    let secret =
        ServerSecret::open(secret_file).map_err(|error| words.secret_file(secret_file, &error))?;
    let own = crate::service::Settings { stale_after: settings.stale_after, secret };
    let service = Service::with_settings(db, clock.clone(), &public_url, own);
    let demo = if settings.demo {
        let prepared = demo::prepare(&service, &clock, settings.demo_offers).await;
        Some(prepared.map_err(|error| words.demo(&error))?)
    } else {
        None
    };
    // The first visitor shall not wait for the index.
    let prepared = service.show_taxonomy().await;
    prepared.map_err(|error| words.app_error(&error.into_app_error()))?;
    say_where(words.0, settings, local.port(), demo.as_ref());
    if let Some(code) = &demo {
        say!(stdout(), "  {}", make_link(&service, code, &public_url, words).await?);
    }
    serve(service, listener, interrupted())
        .await
        .map_err(|error| words.listen(settings.listen, &error))
}

/// The last lines of a start: where to look.
fn say_where(i18n: I18n, settings: &Serve, port: u16, demo: Option<&JoinCode>) {
    say!(stdout(), "{}", i18n.cli_running());
    say!(stdout(), "  {}", i18n.cli_here(&format!("http://127.0.0.1:{port}")));
    if let Some(url) = &settings.public_url {
        say!(stdout(), "  {}", i18n.cli_phones(url));
    }
    if let Some(code) = demo {
        say!(stdout(), "  {}", i18n.cli_demo_code(code.as_str()));
    }
}

/// Done when the process is told to end.
async fn interrupted() {
    let interrupt = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        let terminate = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate());
        if let Ok(mut terminate) = terminate {
            tokio::select! {
                _ = interrupt => {}
                _ = terminate.recv() => {}
            }
            return;
        }
    }
    // Where signals cannot be heard, only a hard end stops the server.
    if interrupt.await.is_err() {
        std::future::pending::<()>().await;
    }
}
