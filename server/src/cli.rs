//! The command line: one function for each command, with messages in the user's language.

mod backups;
mod care;
mod database;
mod exports;
mod files;
mod import_report;
mod imports;
pub(crate) mod messages;
mod offer_imports;
mod organisers;
mod outcome;
mod output;
mod preview;
mod reports;
mod rounds;
mod serve;
mod users;

use crate::config::{Command, Config, SecretFile};
use backend::Service;
use backend::backup::{Existing, ServerFiles};
use backend::clock::Clock;
use backend::db::DatabaseLock;
use database::{Patience, open_database};
use i18n::I18n;
pub(crate) use messages::Messages;
use outcome::Outcome;
use output::print_error;
use std::process::ExitCode;

/// Executes a command; failures are reported on standard error.
pub async fn run(config: Config) -> ExitCode {
    let messages = Messages { i18n: I18n::for_server(config.message_language()) };
    match execute(config, messages).await {
        Ok(outcome) => outcome.exit_code(),
        Err(message) => {
            print_error(&message);
            ExitCode::FAILURE
        }
    }
}

/// # Errors
/// The message about the failure.
async fn execute(config: Config, messages: Messages) -> Result<Outcome, String> {
    let url = config.database_url;
    let files =
        |secret: SecretFile| ServerFiles { secret: secret.path(&url), database_url: url.clone() };
    let command = match config.command {
        Command::Recount { file, value } => {
            rounds::verify_recount_file(&file, value.as_deref(), messages)?;
            return Ok(Outcome::Done);
        }
        Command::Serve(args) => {
            // Held until the server has ended.
            let _lock = DatabaseLock::acquire(&url).map_err(|error| messages.lock(&error))?;
            let db = open_database(&url, Patience::Unlimited, messages).await?;
            let secret_file = args.secret_file.path(&url);
            serve::serve_pages(db, &args, &secret_file, messages).await?;
            return Ok(Outcome::Done);
        }
        Command::Backup { file, secret_file } => {
            backups::back_up(&files(secret_file), &file, messages).await?;
            return Ok(Outcome::Done);
        }
        Command::Restore { file, replace, secret_file } => {
            let existing = if replace { Existing::KeepBeside } else { Existing::Refuse };
            backups::restore(&files(secret_file), &file, existing, messages).await?;
            return Ok(Outcome::Done);
        }
        Command::Care { command: Some(command) } => {
            let db = open_database(&url, Patience::OneAttempt, messages).await?;
            let secret = |secret_file: SecretFile| secret_file.path(&url);
            care::execute(db, command, secret, messages).await?;
            return Ok(Outcome::Done);
        }
        command => command,
    };
    let db = open_database(&url, Patience::OneAttempt, messages).await?;
    // No pages are served, so the service needs no public URL.
    let service = Service::new(db, Clock::System, "");
    let result = execute_on(&service, command, messages).await;
    service.close().await;
    result
}

async fn execute_on(
    service: &Service,
    command: Command,
    messages: Messages,
) -> Result<Outcome, String> {
    match command {
        Command::Import(command) => return imports::import(service, command, messages).await,
        Command::Care { .. } => care::list_doubtful_offers(service, messages).await,
        Command::Export(command) => exports::export(service, command, messages).await,
        Command::Reports => reports::list_reports(service, messages).await,
        Command::Round(command) => rounds::change_round_state(service, command, messages).await,
        Command::Organiser { code, public_url } => {
            organisers::renew_link(service, &code, &public_url, messages).await
        }
        Command::User(command) => users::run(service, command, messages).await,
        // `execute` has handled these, without a database or with another service.
        Command::Recount { .. }
        | Command::Serve(_)
        | Command::Backup { .. }
        | Command::Restore { .. } => Ok(()),
    }
    .map(|()| Outcome::Done)
}
