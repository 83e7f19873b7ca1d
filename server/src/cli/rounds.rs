//! Opening, closing and taking up rounds; counting a recount file again.

use super::Words;
use crate::config::RoundCommand;
use backend::Service;
use backend::error::ServiceError;
use backend::recount::recount;
use shared::voting::round::{Round, RoundState};
use std::io::{Write, stdout};
use std::path::Path;
use std::time::Duration;

/// Moves a round to its next state.
pub(super) async fn move_round(
    service: &Service,
    command: RoundCommand,
    words: Words,
) -> Result<(), String> {
    let round = execute(service, command).await.map_err(|error| words.service(error))?;
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

/// Counts a file again and says what it holds.
pub(super) fn recount_file(
    file: &Path,
    published: Option<&str>,
    words: Words,
) -> Result<(), String> {
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
