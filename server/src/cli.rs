//! The command line: one function for each command, messages in the reader's language.

/// Says a line. One that cannot be said, on a full disk or to nobody, ends nothing: `println!`
/// would panic.
macro_rules! say {
    ($stream:expr, $($words:tt)*) => {{
        let _ = writeln!($stream, $($words)*);
    }};
}

mod files;
mod imports;
mod rounds;
mod serve;
mod words;

use crate::config::{Command, Config, Export};
use crate::documentation;
use backend::Service;
use backend::clock::Clock;
use backend::db::Db;
use i18n::I18n;
use shared::voting::join_code::JoinCode;
use std::io::{Write, stderr, stdout};
use std::process::ExitCode;
use words::Words;

/// Executes a command and says how it went; failures go to standard error.
pub async fn run(config: Config) -> ExitCode {
    let words = Words(I18n::for_server(config.message_language()));
    match execute(config, words).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(said) => {
            say!(stderr(), "{said}");
            ExitCode::FAILURE
        }
    }
}

/// A failure is the words for it.
async fn execute(config: Config, words: Words) -> Result<(), String> {
    if let Command::Recount { file, value } = config.command {
        return rounds::recount_file(&file, value.as_deref(), words);
    }
    let db = Db::open(&config.database_url).await.map_err(|error| words.database(&error))?;
    if let Command::Serve(settings) = config.command {
        let secret_file = settings.secret_file(&config.database_url);
        return serve::serve_pages(db, &settings, &secret_file, words).await;
    }
    // No pages are served, so no address is needed.
    let service = Service::new(db, Clock::System, "");
    let executed = execute_on(&service, config.command, words).await;
    service.close().await;
    executed
}

async fn execute_on(service: &Service, command: Command, words: Words) -> Result<(), String> {
    match command {
        Command::Import(import) => imports::import(service, import, words).await,
        Command::Export(export) => write_export(service, export, words).await,
        Command::Reports => list_reports(service, words).await,
        Command::Round(command) => rounds::move_round(service, command, words).await,
        Command::Organiser { code, public_url } => {
            say!(stdout(), "{}", make_link(service, &code, &public_url, words).await?);
            say!(stdout(), "{}", words.0.cli_organiser_new());
            Ok(())
        }
        // Executed before a database was opened, or with another service.
        Command::Recount { .. } | Command::Serve(_) => Ok(()),
    }
}

async fn write_export(service: &Service, export: Export, words: Words) -> Result<(), String> {
    match export {
        Export::Offers { format, file } => {
            let export = service.export_all(format.into()).await;
            let export = export.map_err(|error| words.service(error))?;
            std::fs::write(&file, &export.file).map_err(|error| words.written(&error))?;
            say!(stdout(), "{}", words.exported(&export, &file));
            if export.omitted_providers > 0 {
                say!(stdout(), "{}", words.left_out(export.omitted_providers));
            }
        }
        Export::Results { code, format, file } => {
            let language = words.0.language();
            let document = service.show_documentation(&code, None, language).await;
            let document = document.map_err(|error| words.service(error))?;
            let written = documentation::write(service, &document, format, language);
            let written = written.map_err(|error| words.service(error))?;
            std::fs::write(&file, written).map_err(|error| words.written(&error))?;
            say!(stdout(), "{}", words.0.cli_results_written(&file.display().to_string()));
        }
    }
    Ok(())
}

/// A new secret link for the organiser of a conference, in words.
async fn make_link(
    service: &Service,
    code: &JoinCode,
    public_url: &str,
    words: Words,
) -> Result<String, String> {
    let organiser = service.authorise_operator(code).await.map_err(|error| words.service(error))?;
    let key = service.renew_key(&organiser).await.map_err(|error| words.service(error))?;
    Ok(words.organiser_link(public_url, &key))
}

async fn list_reports(service: &Service, words: Words) -> Result<(), String> {
    let reports = service.list_reports().await.map_err(|error| words.service(error))?;
    if reports.is_empty() {
        say!(stdout(), "{}", words.0.cli_no_reports());
    }
    for report in &reports {
        say!(stdout(), "{}", words.reported(report));
    }
    Ok(())
}
