//! The command `care`.

use super::messages::Messages;
use super::output::print_line;
use crate::config::{CareArgs, CareCommand, SecretFile};
use backend::accounts::Editor;
use backend::clock::Clock;
use backend::db::Db;
use backend::finder::care::CareSelection;
use backend::secret::ServerSecret;
use backend::{Service, Settings};
use std::path::PathBuf;

/// Lists or asks providers with stale offers; links are signed with the server's secret.
pub(super) async fn execute(
    db: Db,
    command: CareCommand,
    secret_path: impl FnOnce(SecretFile) -> PathBuf,
    messages: Messages,
) -> Result<(), String> {
    let settings = |args: CareArgs| Settings {
        stale_after: args.stale_after,
        care: args.settings(false),
        ..Settings::default()
    };
    let (service, result) = match command {
        CareCommand::List(args) => {
            let service = Service::with_settings(db, Clock::System, "", settings(args));
            let result = list_stale_offers(&service, messages).await;
            (service, result)
        }
        CareCommand::Send { provider, public_url, secret_file, care } => {
            let path = secret_path(secret_file);
            let secret = ServerSecret::load_or_create(&path)
                .map_err(|error| messages.secret_file(&path, &error))?;
            let settings = Settings { secret, ..settings(care) };
            let service = Service::with_settings(db, Clock::System, &public_url, settings);
            let selection = provider.map_or(CareSelection::Due, CareSelection::Provider);
            let result = send_mails(&service, &selection, messages).await;
            (service, result)
        }
    };
    service.close().await;
    result
}

/// Lists the offers with doubts from an import.
pub(super) async fn list_doubtful_offers(
    service: &Service,
    messages: Messages,
) -> Result<(), String> {
    let offers = service
        .list_doubtful_offers(&Editor::at_command_line())
        .await
        .map_err(|error| messages.database(&error))?;
    if offers.is_empty() {
        print_line(messages.i18n.import_care_none());
    }
    for line in offers.iter().flat_map(|offer| messages.doubtful_offer(offer)) {
        print_line(&line);
    }
    Ok(())
}

/// Lists providers with stale offers.
async fn list_stale_offers(service: &Service, messages: Messages) -> Result<(), String> {
    let cases = service.plan_care().await.map_err(|error| messages.service(error))?;
    if cases.is_empty() {
        print_line(messages.i18n.cli_care_none());
    }
    for line in cases.iter().flat_map(|case| messages.care_case(case)) {
        print_line(&line);
    }
    Ok(())
}

/// Queues mails to providers.
async fn send_mails(
    service: &Service,
    selection: &CareSelection,
    messages: Messages,
) -> Result<(), String> {
    let report =
        service.send_care_mails(selection).await.map_err(|error| messages.service(error))?;
    for address in &report.queued {
        print_line(address.as_str());
    }
    let count = report.queued.len() as u64;
    print_line(&messages.i18n.cli_care_queued(&messages.i18n.number(count)));
    Ok(())
}
