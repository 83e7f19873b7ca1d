//! Messages about imports of offers: rows that were left, differences, doubts, undoing.

use super::Messages;
use backend::clock::local_time;
use backend::db::imports::StoredImport;
use backend::finder::DoubtfulOffer;
use backend::import::{UndoError, UndoReport};
use exchange::difference::{Difference, OfferDifference};
use exchange::file::TableSource;
use exchange::problem::Problem;
use exchange::rejected::RejectedRow;
use i18n::words::doubt_reason;
use shared::id::ImportId;
use shared::language::UiLanguage;
use std::io::ErrorKind;
use std::path::Path;

impl Messages {
    /// Where in the file the table was found, and what was not read.
    pub(crate) fn table_source(self, source: &TableSource) -> Vec<String> {
        let i18n = self.i18n;
        let encoding = source.guessed_encoding.map(|name| i18n.import_source_encoding(name));
        let sheet = source.sheet.as_deref().map(|name| i18n.import_source_sheet(name));
        let rows: Vec<String> = source.hidden_rows.iter().map(ToString::to_string).collect();
        let rows = (!rows.is_empty())
            .then(|| i18n.import_source_hidden(&rows.join(i18n.list_separator())));
        let sheets = (!source.hidden_sheets.is_empty()).then(|| {
            i18n.import_source_hidden_sheets(&source.hidden_sheets.join(i18n.list_separator()))
        });
        [encoding, sheet, rows, sheets].into_iter().flatten().collect()
    }

    /// Why a new file could not be written.
    pub(crate) fn create_failed(self, path: &Path, error: &std::io::Error) -> String {
        if error.kind() == ErrorKind::AlreadyExists {
            return self.i18n.import_file_exists(&path.display().to_string());
        }
        self.write_failed(error)
    }

    /// A line for each problem.
    pub(crate) fn problem_lines<'a>(
        self,
        problems: impl Iterator<Item = &'a Problem>,
    ) -> impl Iterator<Item = String> {
        problems.map(move |problem| {
            let reason = self.cell_error(&problem.reason);
            let row = problem.row.to_string();
            format!("  {}", self.i18n.import_problem(&problem.column, &reason, &row))
        })
    }

    /// What is wrong with a row, and what is doubtful in it.
    pub(crate) fn rejected_row(self, row: &RejectedRow) -> String {
        let problems = row
            .problems
            .iter()
            .map(|problem| format!("{}: {}", problem.column, self.cell_error(&problem.reason)));
        let doubts = row.doubts.iter().map(|one| {
            let reason = doubt_reason(self.i18n, &one.doubt.reason);
            format!("{}: {} – {reason}", one.column, one.doubt.words)
        });
        problems.chain(doubts).collect::<Vec<_>>().join("; ")
    }

    /// A line for each doubt.
    pub(crate) fn doubtful_offer(self, doubtful: &DoubtfulOffer) -> Vec<String> {
        let name = doubtful.offer.name.pick(UiLanguage::De).text;
        let line = |stored: &backend::db::doubts::StoredDoubt| {
            let reason = doubt_reason(self.i18n, &stored.doubt.reason);
            let (id, words) = (doubtful.offer.id.as_str(), stored.doubt.words.as_str());
            self.i18n.import_care(&stored.heading, id, &name, &reason, words)
        };
        doubtful.doubts.iter().map(line).collect()
    }

    pub(crate) fn stored_import(self, import: &StoredImport) -> String {
        let i18n = self.i18n;
        let day = i18n.date(local_time(import.created_at).day);
        let [created, updated, rejected] =
            [import.created, import.updated, import.rejected].map(|count| i18n.number(count));
        let id = import.id.as_str();
        let line = i18n.import_list_line(&created, &day, id, &rejected, &import.source, &updated);
        let undone = import.undone_at.map(|moment| {
            let day = i18n.date(local_time(moment).day);
            format!(" – {}", i18n.import_list_undone(&day))
        });
        line + &undone.unwrap_or_default()
    }

    pub(crate) fn undone(self, report: &UndoReport) -> Vec<String> {
        let i18n = self.i18n;
        let [restored, removed] =
            [report.restored, report.removed].map(|count| i18n.number(count as u64));
        let kept = (!report.kept.is_empty())
            .then(|| i18n.import_undo_kept(&report.kept.join(i18n.list_separator())));
        std::iter::once(i18n.import_undone(&removed, &restored)).chain(kept).collect()
    }

    pub(crate) fn undo_failed(self, id: &ImportId, error: &UndoError) -> String {
        match error {
            UndoError::Unknown => self.i18n.import_undo_unknown(id.as_str()),
            UndoError::ForeignTown => self.i18n.import_foreign_town().to_owned(),
            UndoError::Undone => self.i18n.import_undo_twice().to_owned(),
            UndoError::Changed(records) => {
                let first = self.i18n.import_undo_changed();
                format!("{first}\n  {}", records.join("\n  "))
            }
            UndoError::Db(error) => self.database(error),
        }
    }

    pub(crate) fn difference_counts(self, differences: &[OfferDifference]) -> String {
        let count = |is_it: fn(&OfferDifference) -> bool| {
            self.i18n.number(differences.iter().filter(|one| is_it(one)).count() as u64)
        };
        let added = count(|one| one.difference == Difference::New);
        let changed = count(|one| matches!(one.difference, Difference::Changed(_)));
        let same = count(|one| one.difference == Difference::Same);
        let (doubtful, twice) = (count(|one| one.is_doubtful), count(|one| one.is_duplicate));
        self.i18n.import_preview_counts(&added, &changed, &doubtful, &same, &twice)
    }

    /// The offer with its state, then its cells that change.
    pub(crate) fn difference_lines(self, one: &OfferDifference) -> Vec<String> {
        let first = format!("{}: {} ({})", self.states(one), one.name, one.offer);
        let changes = match &one.difference {
            Difference::Changed(changes) => changes.as_slice(),
            Difference::New | Difference::Same => &[],
        };
        let cells = changes.iter().map(|change| {
            let line = self.i18n.import_preview_cell(&change.column, &change.new, &change.old);
            format!("  {line}")
        });
        std::iter::once(first).chain(cells).collect()
    }

    /// Every state that an offer is in.
    pub(crate) fn states(self, one: &OfferDifference) -> String {
        let i18n = self.i18n;
        let difference = match one.difference {
            Difference::New => i18n.import_state_new(),
            Difference::Changed(_) => i18n.import_state_changed(),
            Difference::Same => i18n.import_state_same(),
        };
        let doubtful = one.is_doubtful.then(|| i18n.import_state_doubtful());
        let twice = one.is_duplicate.then(|| i18n.import_state_twice());
        let states: Vec<&str> = [Some(difference), doubtful, twice].into_iter().flatten().collect();
        states.join(i18n.list_separator())
    }
}
