//! The command `round`, and the verification of a recount file.

use super::messages::Messages;
use super::output::print_line;
use crate::config::RoundCommand;
use backend::Service;
use backend::error::ServiceError;
use backend::recount::recount;
use i18n::words;
use shared::voting::round::Round;
use std::path::Path;
use std::time::Duration;

/// Opens, closes or reopens a round, and reports its new state.
pub(super) async fn change_round_state(
    service: &Service,
    command: RoundCommand,
    messages: Messages,
) -> Result<(), String> {
    let round = execute(service, command).await.map_err(|error| messages.service(error))?;
    print_line(words::steered_round_state(messages.i18n, round.state));
    Ok(())
}

async fn execute(service: &Service, command: RoundCommand) -> Result<Round, ServiceError> {
    match command {
        RoundCommand::Open { code } => {
            service.open_round(&service.authorise_operator(&code).await?, None).await
        }
        RoundCommand::Close { code, grace } => {
            let organiser = service.authorise_operator(&code).await?;
            service.close_round(&organiser, None, Duration::from_secs(grace)).await
        }
        RoundCommand::Reopen { code } => {
            let organiser = service.authorise_operator(&code).await?;
            let current = service.find_current_round(&organiser).await?;
            service.reopen_round(&organiser, &current.id).await
        }
    }
}

/// Recounts a file, reports the totals, and compares the check value with the published one.
pub(super) fn verify_recount_file(
    file: &Path,
    published: Option<&str>,
    messages: Messages,
) -> Result<(), String> {
    let text = std::fs::read_to_string(file).map_err(|error| messages.unreadable(&error))?;
    let totals = recount(&text).map_err(|error| messages.recount_failed(&error))?;
    print_line(&messages.recount(&totals));
    match published {
        Some(value) if !totals.check_value.eq_ignore_ascii_case(value.trim()) => {
            Err(messages.i18n.cli_recount_wrong(messages.i18n.cli_recount_given()))
        }
        Some(_) => Ok(()),
        None => {
            print_line(messages.i18n.cli_recount_compare());
            Ok(())
        }
    }
}
