//! What every import reports.

use super::messages::Messages;
use super::output::print_line;
use backend::import::{ImportReport, Mode};

pub(super) const fn import_mode(is_dry_run: bool) -> Mode {
    if is_dry_run { Mode::DryRun } else { Mode::Store }
}

pub(super) fn print_report(report: &ImportReport, mode: Mode, messages: Messages) {
    print_line(&messages.import_report(report));
    if !report.unknown_columns.is_empty() {
        print_line(&messages.unknown_columns(&report.unknown_columns));
    }
    if !report.ignored_fields.is_empty() {
        print_line(&messages.ignored_fields(&report.ignored_fields));
    }
    if !report.doubts.is_empty() {
        print_line(&messages.doubts(&report.doubts));
    }
    if !report.duplicates.is_empty() {
        print_line(&messages.duplicates(&report.duplicates));
    }
    if mode == Mode::DryRun {
        print_line(messages.i18n.cli_dry_run());
    }
}
