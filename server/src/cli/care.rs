//! The command `care`.

use super::messages::Messages;
use super::output::print_line;
use backend::Service;
use backend::accounts::Editor;

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
