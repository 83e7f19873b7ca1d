//! When results are seen, in words.

use crate::i18n::I18n;
use shared::voting::round::ResultsVisibility;

/// The words for it.
pub(super) fn results(i18n: I18n, results: ResultsVisibility) -> &'static str {
    match results {
        ResultsVisibility::Live => i18n.organise_results_live(),
        ResultsVisibility::AfterClosing => i18n.organise_results_after(),
    }
}
