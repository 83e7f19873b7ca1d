//! The command `organiser`, and the organiser's secret link.

use super::messages::Messages;
use super::output::print_line;
use backend::Service;
use shared::voting::join_code::JoinCode;

/// Prints a new secret link; the old one is revoked.
pub(super) async fn renew_link(
    service: &Service,
    code: &JoinCode,
    public_url: &str,
    messages: Messages,
) -> Result<(), String> {
    print_line(&create_link(service, code, public_url, messages).await?);
    print_line(messages.i18n.cli_organiser_new());
    Ok(())
}

/// The message with a new secret link for the organiser of a conference; the old one is revoked.
pub(super) async fn create_link(
    service: &Service,
    code: &JoinCode,
    public_url: &str,
    messages: Messages,
) -> Result<String, String> {
    let organiser =
        service.authorise_operator(code).await.map_err(|error| messages.service(error))?;
    let key = service.renew_key(&organiser).await.map_err(|error| messages.service(error))?;
    Ok(messages.organiser_link(public_url, &key))
}
