//! Messages about recount files.

use super::Messages;
use backend::recount::{Recount, RecountError};
use i18n::words::ballot_error;

impl Messages {
    pub(in crate::cli) fn unreadable(self, error: &std::io::Error) -> String {
        self.i18n.cli_recount_wrong(&error.to_string())
    }

    pub(in crate::cli) fn recount(self, totals: &Recount) -> String {
        let (i18n, number) = (self.i18n, |n| self.i18n.number(n));
        let mut lines = vec![i18n.cli_recount_right(&number(totals.ballots), &number(totals.dots))];
        if totals.paper > 0 {
            lines.push(i18n.cli_recount_paper(&number(totals.paper)));
        }
        if totals.excluded > 0 {
            lines.push(i18n.cli_recount_excluded(&number(totals.excluded)));
        }
        lines.push(i18n.cli_recount_value(&totals.check_value));
        lines.join("\n")
    }

    pub(in crate::cli) fn recount_failed(self, error: &RecountError) -> String {
        let i18n = self.i18n;
        let reason = match error {
            RecountError::Malformed(line) => i18n.cli_recount_line(&line.to_string()),
            RecountError::HashMismatch(line) => i18n.cli_recount_chain(&line.to_string()),
            RecountError::OutOfOrder(line) => i18n.cli_recount_order(&line.to_string()),
            RecountError::Ballot(line, error) => {
                i18n.cli_recount_ballot(&line.to_string(), &ballot_error(i18n, error))
            }
            RecountError::MissingExcluded => i18n.cli_recount_missing().to_owned(),
            RecountError::SumMismatch => i18n.cli_recount_sum().to_owned(),
            RecountError::MissingResult => i18n.cli_recount_end().to_owned(),
        };
        i18n.cli_recount_wrong(&reason)
    }
}
