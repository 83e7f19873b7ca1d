//! The command `user`: links for accounts; and the link that sets up an empty desk.

use super::messages::Messages;
use super::output::print_line;
use crate::config::UserCommand;
use backend::Service;
use backend::accounts::{Administrator, IssuedLink, LinkPurpose};
use backend::error::ServiceError;
use i18n::words::desk::desk_error;
use shared::desk::DeskError;
use shared::desk::account::Grant;

/// Prints the link of an account that is created or reset.
pub(super) async fn run(
    service: &Service,
    command: UserCommand,
    messages: Messages,
) -> Result<(), String> {
    let right = Administrator::at_command_line();
    let (issued, public_url) = match command {
        UserCommand::Add { mail, role, cities, provider, public_url } => {
            let grant = Grant { cities: cities.into_iter().collect(), provider, ..Grant::of(role) };
            (service.invite(&right, &mail, grant).await, public_url)
        }
        UserCommand::Reset { mail, public_url } => {
            (reset(service, &right, &mail).await, public_url)
        }
    };
    let IssuedLink { token, purpose, .. } = issued.map_err(|error| match error {
        ServiceError::Desk(error) => desk_error(messages.i18n, &error),
        error => messages.service(error),
    })?;
    let mail = match purpose {
        LinkPurpose::Create { mail, .. } => mail.map(String::from).unwrap_or_default(),
        LinkPurpose::Password { mail, .. } => mail.into(),
    };
    let url = messages.account_link(&public_url, &token);
    print_line(&messages.i18n.cli_user_link(&mail, &url));
    Ok(())
}

async fn reset(
    service: &Service,
    right: &Administrator,
    mail: &str,
) -> Result<IssuedLink, ServiceError> {
    let accounts = service.list_accounts(right).await?;
    let wanted = mail.to_lowercase();
    let account = accounts.into_iter().find(|account| account.mail.as_str() == wanted);
    let account = account.ok_or(DeskError::Missing)?;
    service.reset_second_factor(right, &account.id).await?;
    service.issue_password_link(right, &account.id).await
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
