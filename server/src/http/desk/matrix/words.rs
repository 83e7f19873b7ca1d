//! Words for what is doubtful in a matrix and for the cells that change.

use crate::cli::messages::Messages;
use desk::pages::matrix::{DoubtCard, DoubtChoices, DoubtNote};
use exchange::conference::{CellName, GoneKind};
use exchange::matrix::{Column, Doubt, DoubtKind};
use i18n::I18n;

/// A place to decide about.
pub(super) fn doubt_card(doubt: &Doubt, i18n: I18n) -> DoubtCard {
    let DoubtNote { place, words, reason } = doubt_note(doubt, i18n);
    let own = || doubt.own_text.clone().unwrap_or_default();
    DoubtCard {
        key: doubt.key.as_str().to_owned(),
        place,
        words,
        reason,
        is_person: doubt.kind == DoubtKind::PersonName,
        choices: doubt.kind.is_question().then(|| DoubtChoices {
            accept: accept_label(doubt, i18n),
            decline: decline_label(&doubt.kind, i18n).to_owned(),
            is_accepted: doubt.is_accepted,
        }),
        own: doubt.kind.takes_text().then(own),
    }
}

/// A place to know about.
pub(super) fn doubt_note(doubt: &Doubt, i18n: I18n) -> DoubtNote {
    DoubtNote {
        place: place(doubt, i18n),
        words: doubt.words.clone(),
        reason: Messages { i18n }.matrix_doubt_reason(&doubt.kind),
    }
}

fn place(doubt: &Doubt, i18n: I18n) -> String {
    let sheet = doubt.sheet.as_deref();
    if doubt.row == 0 {
        return i18n.desk_matrix_place_sheet(sheet.unwrap_or_default());
    }
    let row = doubt.row.to_string();
    let place = if doubt.column.is_empty() {
        i18n.desk_matrix_place_row(&row)
    } else {
        i18n.desk_matrix_place_cell(&doubt.column.replace('\n', " "), &row)
    };
    match sheet {
        Some(sheet) => i18n.import_matrix_in_sheet(&place, sheet),
        None => place,
    }
}

/// What accepting a proposal does.
fn accept_label(doubt: &Doubt, i18n: I18n) -> String {
    let proposal = doubt.proposal.as_deref().unwrap_or_default();
    let label = match doubt.kind {
        DoubtKind::Heading { .. } => i18n.desk_matrix_accept_heading(),
        DoubtKind::Shifted { .. } => i18n.desk_matrix_accept_shifted(),
        DoubtKind::PageBreak => i18n.desk_matrix_accept_page_break(),
        DoubtKind::LoneRow => i18n.desk_matrix_accept_challenge(),
        DoubtKind::FieldLine => i18n.desk_matrix_accept_field(),
        DoubtKind::FieldTwice { .. } => i18n.desk_matrix_accept_same_field(),
        DoubtKind::RemarkRow => i18n.desk_matrix_accept_goal(),
        DoubtKind::Entries { .. } => i18n.desk_matrix_accept_entries(),
        DoubtKind::VotesTwice { .. } => return i18n.desk_matrix_accept_votes(proposal),
        _ if proposal.is_empty() => i18n.desk_matrix_accept_leave_out(),
        _ => return i18n.desk_matrix_accept_text(proposal),
    };
    label.to_owned()
}

/// What declining a proposal does.
fn decline_label(kind: &DoubtKind, i18n: I18n) -> &'static str {
    match kind {
        DoubtKind::LoneRow | DoubtKind::FieldLine => i18n.desk_matrix_decline_section(),
        DoubtKind::FieldTwice { .. } => i18n.desk_matrix_decline_other_field(),
        DoubtKind::RemarkRow => i18n.desk_matrix_decline_remark(),
        _ => i18n.desk_matrix_decline_keep(),
    }
}

/// What a cell says, and of what.
pub(super) fn cell_label(cell: CellName, i18n: I18n) -> String {
    let CellName { part, goal, measure, column } = cell;
    let label = column_label(column, i18n);
    let [goal_number, measure_number] = [goal, measure].map(|number| number.to_string());
    match (part, goal, measure) {
        (0, 0, _) => label.to_owned(),
        (0, _, 0) => i18n.desk_matrix_of_goal(label, &goal_number),
        (0, ..) => i18n.desk_matrix_of_measure(label, &goal_number, &measure_number),
        (part, ..) => i18n.desk_matrix_of_part(label, &part.to_string()),
    }
}

fn column_label(column: Column, i18n: I18n) -> &'static str {
    match column {
        Column::Number | Column::Challenge => i18n.desk_conference_text(),
        Column::Field => i18n.desk_matrix_field(),
        Column::Section => i18n.desk_conference_section(),
        Column::ShortTitle => i18n.desk_conference_short_title(),
        Column::Part => i18n.desk_conference_part(),
        Column::Votes | Column::Rank => i18n.desk_matrix_votes(),
        Column::Goal => i18n.desk_conference_goal(),
        Column::Audience => i18n.desk_conference_audience(),
        Column::Measure => i18n.desk_conference_measure(),
        Column::FirstSteps => i18n.desk_conference_first_steps(),
        Column::Stakeholders => i18n.desk_conference_stakeholders(),
        Column::Resources => i18n.desk_conference_resources(),
        Column::Remarks => i18n.desk_conference_remarks(),
        Column::References => i18n.desk_conference_references(),
        Column::Notes => i18n.desk_conference_notes(),
    }
}

/// What a record is that the file no longer has.
pub(super) fn gone_label(kind: GoneKind, i18n: I18n) -> &'static str {
    match kind {
        GoneKind::Field => i18n.desk_matrix_field(),
        GoneKind::Challenge => i18n.desk_conference_text(),
        GoneKind::Part => i18n.desk_conference_part(),
        GoneKind::Goal => i18n.desk_conference_goal(),
        GoneKind::Measure => i18n.desk_conference_measure(),
    }
}
