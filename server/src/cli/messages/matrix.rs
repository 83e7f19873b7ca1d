//! Messages about matrices of conferences: what a person should look at.

use super::Messages;
use exchange::matrix::{Doubt, DoubtKind};

impl Messages {
    /// A line for each doubt, below a first one.
    pub(crate) fn matrix_doubts(self, doubts: &[Doubt]) -> String {
        std::iter::once(self.i18n.import_matrix_doubts().to_owned())
            .chain(doubts.iter().map(|doubt| format!("  {}", self.matrix_doubt(doubt))))
            .collect::<Vec<_>>()
            .join("\n")
    }

    /// Where a doubt is, its words, why, and what is proposed.
    fn matrix_doubt(self, doubt: &Doubt) -> String {
        let i18n = self.i18n;
        let reason = self.matrix_doubt_reason(&doubt.kind);
        let proposal = doubt.proposal.as_deref().filter(|proposal| !proposal.is_empty());
        let reason = proposal.map_or_else(
            || reason.clone(),
            |proposal| i18n.import_matrix_proposal(proposal, &reason),
        );
        let sheet = doubt.sheet.as_deref();
        if doubt.row == 0 {
            return i18n.import_matrix_sheet(&reason, sheet.unwrap_or_default());
        }
        let row = doubt.row.to_string();
        let place = if doubt.column.is_empty() {
            i18n.import_matrix_row(&reason, &row, &doubt.words)
        } else {
            i18n.import_matrix_cell(&doubt.column, &reason, &row, &doubt.words)
        };
        let in_sheet = sheet.map(|sheet| i18n.import_matrix_in_sheet(&place, sheet));
        in_sheet.unwrap_or(place).replace('\n', " ")
    }

    /// Why a place is doubtful, as a sentence or a question.
    pub(crate) fn matrix_doubt_reason(self, kind: &DoubtKind) -> String {
        let i18n = self.i18n;
        let text = match kind {
            DoubtKind::Heading { column } => return i18n.import_matrix_heading(column.heading()),
            DoubtKind::Shifted { column } => return i18n.import_matrix_shifted(column.heading()),
            DoubtKind::FieldTwice { row } => {
                return i18n.import_matrix_field_twice(&row.to_string());
            }
            DoubtKind::SameChallenge { row } => {
                return i18n.import_matrix_same_challenge(&row.to_string());
            }
            DoubtKind::Repeated { row } => return i18n.import_matrix_repeated(&row.to_string()),
            DoubtKind::Entries { count } => {
                return i18n.import_matrix_entries(&i18n.number(*count as u64));
            }
            DoubtKind::VotesTwice { column } => {
                return i18n.import_matrix_votes_twice(&i18n.number(u64::from(*column)));
            }
            DoubtKind::PageBreak => i18n.import_matrix_page_break(),
            DoubtKind::LoneRow => i18n.import_matrix_lone_row(),
            DoubtKind::FieldLine => i18n.import_matrix_field_line(),
            DoubtKind::RemarkRow => i18n.import_matrix_remark_row(),
            DoubtKind::UnknownColumn => i18n.import_matrix_unknown_column(),
            DoubtKind::ExtraCell => i18n.import_matrix_extra_cell(),
            DoubtKind::Hyphen => i18n.import_matrix_hyphen(),
            DoubtKind::CellRange => i18n.import_matrix_cell_range(),
            DoubtKind::Cut => i18n.import_matrix_cut(),
            DoubtKind::Footnote => i18n.import_matrix_footnote(),
            DoubtKind::FootnoteText => i18n.import_matrix_footnote_text(),
            DoubtKind::PersonName => i18n.import_matrix_person(),
            DoubtKind::State { .. } => i18n.import_matrix_state(),
            DoubtKind::UnknownReference => i18n.import_matrix_unknown_reference(),
            DoubtKind::VotesText => i18n.import_matrix_votes_text(),
            DoubtKind::FormulaError => i18n.import_matrix_formula(),
            DoubtKind::HiddenSheet => i18n.import_matrix_hidden_sheet(),
        };
        text.to_owned()
    }
}
