//! Words for worksheets.

use crate::I18n;
use shared::voting::worksheet::{Disposition, SheetPart};

/// The label of a part of a worksheet in a form.
pub fn sheet_part(i18n: I18n, part: SheetPart) -> &'static str {
    match part {
        SheetPart::Wording => i18n.sheet_wording(),
        SheetPart::Goals => i18n.sheet_goals(),
        SheetPart::Audiences => i18n.sheet_audiences(),
        SheetPart::Measures => i18n.sheet_measures(),
        SheetPart::FirstSteps => i18n.result_first_steps(),
        SheetPart::Stakeholders => i18n.result_stakeholders(),
        SheetPart::Resources => i18n.result_resources(),
        SheetPart::Remarks => i18n.result_remarks(),
        SheetPart::Reason => i18n.sheet_reason(),
    }
}

/// The name of a part where its text is read; forms ask for it with [`sheet_part`].
pub fn written_part(i18n: I18n, part: SheetPart) -> &'static str {
    match part {
        SheetPart::Reason => i18n.sheet_because(),
        other => sheet_part(i18n, other),
    }
}

/// Where a challenge goes, in words.
pub fn disposition(i18n: I18n, disposition: Disposition) -> &'static str {
    match disposition {
        Disposition::WorkedOut => i18n.sheet_worked_out(),
        Disposition::OtherField => i18n.sheet_other_field(),
        Disposition::HigherLevel => i18n.sheet_higher_level(),
        Disposition::OwnBody => i18n.sheet_own_body(),
        Disposition::Later => i18n.sheet_later(),
        Disposition::Dropped => i18n.sheet_dropped(),
    }
}
