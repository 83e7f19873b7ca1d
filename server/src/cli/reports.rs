//! The command `reports`.

use super::messages::Messages;
use super::output::print_line;
use backend::Service;

/// Lists readers' reports about mistakes in offers.
pub(super) async fn list_reports(service: &Service, messages: Messages) -> Result<(), String> {
    let reports = service.list_reports().await.map_err(|error| messages.service(error))?;
    let overflows =
        service.list_report_overflows().await.map_err(|error| messages.service(error))?;
    if reports.is_empty() && overflows.is_empty() {
        print_line(messages.i18n.cli_no_reports());
    }
    for report in &reports {
        print_line(&messages.report(report));
    }
    for overflow in &overflows {
        print_line(&messages.report_overflow(overflow));
    }
    Ok(())
}
