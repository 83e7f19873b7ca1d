//! What importing a matrix would change, in words.

use super::decisions::SAME;
use super::words::{cell_label, gone_label};
use crate::http::desk::DeskFailure;
use backend::voting::{GoneRecord, MatrixReview};
use desk::components::{CellChangeLine, Choice};
use desk::pages::matrix::{ChangeCard, FieldCounts, GoneLine, SameChoice};
use exchange::conference::{
    ChallengeDifference, FieldDifference, GoneKind, NewChallenge, RecordChange, TextChange,
};
use i18n::I18n;
use shared::desk::DeskError;
use shared::voting::conference::{Challenge, Field};

/// How many challenges of each field there are.
pub(super) fn field_counts(review: &MatrixReview) -> Vec<FieldCounts> {
    let gone = review.gone.iter().map(|one| &one.gone);
    let is_whole = |kind| matches!(kind, GoneKind::Field | GoneKind::Challenge);
    let gone: Vec<_> = gone.filter(|one| is_whole(one.kind)).collect();
    let counts = |(number, difference): (usize, &FieldDifference)| {
        let field = review.fields.iter().find(|field| field.id == difference.id);
        let is_gone =
            |one: &&ChallengeDifference| gone.iter().any(|gone| gone.challenges.contains(&one.id));
        let count = |is_it: &dyn Fn(&ChallengeDifference) -> bool| {
            difference.challenges.iter().filter(|one| is_it(one)).count() as u64
        };
        let gone_here = difference.challenges.iter().filter(is_gone).count() as u64;
        FieldCounts {
            name: format!("{}. {}", number + 1, difference.name),
            challenges: field.map_or(0, |field| field.challenges.len() as u64),
            measures: field.map_or(0, count_measures),
            counts: [
                count(&|one| one.change == RecordChange::New),
                count(&|one| matches!(one.change, RecordChange::Changed(_))),
                count(&|one| one.change == RecordChange::Same && !is_gone(&one)),
                gone_here,
            ],
        }
    };
    review.differences.iter().enumerate().map(counts).collect()
}

fn count_measures(field: &Field) -> u64 {
    field.challenges.iter().flat_map(Challenge::measures).count() as u64
}

/// Fields and challenges that would be new, change or vanish.
pub(super) fn change_cards(review: &MatrixReview, i18n: I18n) -> Vec<ChangeCard> {
    review
        .differences
        .iter()
        .flat_map(|field| {
            let challenges = field.challenges.iter().filter(|one| is_worth_a_card(review, one));
            let challenges = challenges.map(|one| challenge_card(review, field, one, i18n));
            field_card(field, i18n).into_iter().chain(challenges).collect::<Vec<_>>()
        })
        .collect()
}

/// One that was said to be a stored one in other words can be told apart again.
fn is_worth_a_card(review: &MatrixReview, one: &ChallengeDifference) -> bool {
    one.change != RecordChange::Same || review.new.iter().any(|new| new.id == one.id)
}

fn field_card(field: &FieldDifference, i18n: I18n) -> Option<ChangeCard> {
    let (state, changes) = match &field.change {
        RecordChange::New => (i18n.import_state_new(), Vec::new()),
        RecordChange::Removed => (i18n.desk_matrix_removed(), Vec::new()),
        RecordChange::Changed(changes) if changes.is_empty() => {
            (i18n.desk_matrix_only_links(), Vec::new())
        }
        RecordChange::Changed(changes) => (i18n.desk_matrix_renamed(), lines(changes, i18n)),
        RecordChange::Same if field.is_reordered => (i18n.desk_matrix_reordered(), Vec::new()),
        RecordChange::Same => return None,
    };
    let title = field.name.clone();
    Some(ChangeCard { title, state: state.to_owned(), changes, same: None })
}

fn challenge_card(
    review: &MatrixReview,
    field: &FieldDifference,
    one: &ChallengeDifference,
    i18n: I18n,
) -> ChangeCard {
    let (state, changes) = match &one.change {
        RecordChange::New => (i18n.import_state_new(), Vec::new()),
        RecordChange::Removed => (i18n.desk_matrix_removed(), Vec::new()),
        RecordChange::Changed(changes) if changes.is_empty() => {
            (i18n.desk_matrix_only_links(), Vec::new())
        }
        RecordChange::Changed(changes) => (i18n.import_state_changed(), lines(changes, i18n)),
        RecordChange::Same => (i18n.import_state_same(), Vec::new()),
    };
    let new = review.new.iter().find(|new| new.id == one.id);
    ChangeCard {
        title: format!("{} {}", one.number, one.text),
        state: state.to_owned(),
        changes,
        same: new.and_then(|new| same_choice(review, field, new, i18n)),
    }
}

/// The challenges of the field that are no longer in the file, and the one that was chosen.
fn same_choice(
    review: &MatrixReview,
    field: &FieldDifference,
    new: &NewChallenge,
    i18n: I18n,
) -> Option<SameChoice> {
    let gone = review.gone.iter().map(|one| &one.gone);
    let gone = gone.filter(|one| one.kind == GoneKind::Challenge && one.field == field.id);
    let chosen = new.same_as.as_ref().map(ToString::to_string).unwrap_or_default();
    let none = Choice::new("", i18n.desk_matrix_same_new(), &chosen);
    let before = new.same_as.as_ref().and_then(|id| {
        let challenges = field.challenges.iter();
        let text = challenges.into_iter().find(|one| one.id == *id).map(old_text)?;
        Some(Choice::new(id.as_str(), text, &chosen))
    });
    let choices: Vec<Choice> = std::iter::once(none)
        .chain(before)
        .chain(gone.map(|one| Choice::new(&*one.key, &*one.text, &chosen)))
        .collect();
    (choices.len() > 1).then(|| SameChoice { name: format!("{SAME}{}", new.key), choices })
}

/// The text that a challenge had.
fn old_text(one: &ChallengeDifference) -> String {
    let RecordChange::Changed(changes) = &one.change else { return one.text.clone() };
    let is_own = |change: &&TextChange| {
        change.cell.column == exchange::matrix::Column::Challenge && change.cell.part == 0
    };
    changes.iter().find(is_own).map_or_else(|| one.text.clone(), |change| change.old.clone())
}

fn lines(changes: &[TextChange], i18n: I18n) -> Vec<CellChangeLine> {
    let line = |change: &TextChange| CellChangeLine {
        column: cell_label(change.cell, i18n),
        old: change.old.clone(),
        new: change.new.clone(),
    };
    changes.iter().map(line).collect()
}

/// What the file no longer has.
pub(super) fn gone_lines(review: &MatrixReview, i18n: I18n) -> Vec<GoneLine> {
    let line = |GoneRecord { gone, refusal }: &GoneRecord| {
        let label = i18n.desk_matrix_remove(gone_label(gone.kind, i18n), &gone.text);
        let refusal = refusal.clone();
        GoneLine {
            key: gone.key.clone(),
            label,
            is_removed: gone.is_removed,
            refusal: refusal.map(|error| DeskFailure::Desk(DeskError::from(error)).message(i18n)),
        }
    };
    review.gone.iter().map(line).collect()
}
