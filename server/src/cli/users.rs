//! The command `user`, and the link that sets up an empty desk.

use super::messages::Messages;
use super::output::print_line;
use crate::config::UserCommand;
use backend::Service;
use backend::accounts::{Administrator, IssuedLink, LinkPurpose};
use i18n::words::desk::desk_error;
use shared::desk::account::Grant;
use shared::desk::{AccountError, DeskError};

/// Prints a link for a new account.
pub(super) async fn run(
    service: &Service,
    command: UserCommand,
    messages: Messages,
) -> Result<(), String> {
    let UserCommand::Add { mail, role, cities, provider, public_url } = command;
    let grant = Grant { cities: cities.into_iter().collect(), provider, ..Grant::of(role) };
    let right = Administrator::at_command_line();
    let link = service.invite(&right, &mail, grant).await.map_err(|error| match error {
        backend::error::ServiceError::Desk(error) => desk_error(messages.i18n, &error),
        error => messages.service(error),
    })?;
    let IssuedLink { token, purpose: LinkPurpose::Create { mail: Some(mail), .. } } = link else {
        return Err(desk_error(messages.i18n, &DeskError::Account(AccountError::Link)));
    };
    let url = messages.account_link(&public_url, &token);
    print_line(&messages.i18n.cli_user_link(mail.as_str(), &url));
    Ok(())
}

/// Prints a link that creates the first administrator, where there are no accounts.
pub(super) async fn print_set_up_link(
    service: &Service,
    public_url: &str,
    messages: Messages,
) -> Result<(), String> {
    let token = service.issue_set_up_link().await.map_err(|error| messages.service(error))?;
    if let Some(token) = token {
        let url = messages.account_link(public_url, &token);
        print_line(&format!("  {}", messages.i18n.cli_set_up(&url)));
    }
    Ok(())
}
