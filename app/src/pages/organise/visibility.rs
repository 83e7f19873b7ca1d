//! Labels for when results are shown.

use crate::i18n::I18n;
use shared::voting::round::ResultsVisibility;

pub(super) fn visibility_label(i18n: I18n, visibility: ResultsVisibility) -> &'static str {
    match visibility {
        ResultsVisibility::Live => i18n.organise_results_live(),
        ResultsVisibility::AfterClosing => i18n.organise_results_after(),
    }
}
