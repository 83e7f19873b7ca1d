//! What a dry run says: the difference of each offer.

use super::files::write_new;
use super::messages::Messages;
use super::output::print_line;
use backend::import::OfferImportReport;
use exchange::difference::{CellChange, Difference, OfferDifference, encode_report};
use std::path::Path;

/// Lines that are printed; all of them are in the report.
const MAX_LINES: usize = 100;

/// Prints what would change, and writes all of it to a file.
pub(super) fn print_preview(
    imported: &OfferImportReport,
    report: Option<&Path>,
    messages: Messages,
) -> Result<(), String> {
    let differences = &imported.differences;
    print_line(&messages.difference_counts(differences));
    let lines: Vec<String> = differences
        .iter()
        .filter(|one| one.difference != Difference::Same || one.is_doubtful || one.is_duplicate)
        .flat_map(|one| messages.difference_lines(one))
        .collect();
    lines.iter().take(MAX_LINES).for_each(|line| print_line(line));
    let more = lines.len().saturating_sub(MAX_LINES);
    if more > 0 {
        print_line(&messages.i18n.import_preview_more(&messages.i18n.number(more as u64)));
    }
    let Some(path) = report else { return Ok(()) };
    let rows = differences.iter().flat_map(|one| report_rows(one, messages));
    let content = encode_report(std::iter::once(report_headings(messages)).chain(rows))
        .map_err(|error| messages.i18n.export_encode(&error.reason))?;
    write_new(path, &content).map_err(|error| messages.create_failed(path, &error))?;
    print_line(&messages.i18n.import_written(&path.display().to_string()));
    Ok(())
}

fn report_headings(messages: Messages) -> Vec<String> {
    let i18n = messages.i18n;
    let words = [i18n.import_report_state(), i18n.import_report_column(), i18n.import_report_old()];
    // The columns of the county's spreadsheet, whatever the language.
    ["Kennung", "Name"]
        .into_iter()
        .chain(words)
        .chain([i18n.import_report_new()])
        .map(str::to_owned)
        .collect()
}

/// A line for each cell that changes, or one for the offer.
fn report_rows(one: &OfferDifference, messages: Messages) -> Vec<Vec<String>> {
    let row = |change: Option<&CellChange>| {
        let cells = change.map_or_else(Default::default, |change| {
            [change.column.clone(), change.old.clone(), change.new.clone()]
        });
        let first = [one.offer.as_str().to_owned(), one.name.clone(), messages.states(one)];
        first.into_iter().chain(cells).collect::<Vec<_>>()
    };
    match &one.difference {
        Difference::Changed(changes) if !changes.is_empty() => {
            changes.iter().map(|change| row(Some(change))).collect()
        }
        Difference::Changed(_) | Difference::New | Difference::Same => vec![row(None)],
    }
}
