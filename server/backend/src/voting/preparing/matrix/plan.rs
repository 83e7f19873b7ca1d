//! What importing a matrix over a conference would make of it: pure, over what was loaded.

use super::super::edits::check_removal;
use super::super::replacement::{check_field_removal, check_replacement};
use crate::db::matrix_imports::MatrixCounts;
use crate::db::staged_matrices::MatrixDecisions;
use crate::secret::random_u128;
use crate::voting::imports::link_references;
use exchange::conference::{
    Draft, FieldDifference, Gone, MergeOptions, NewChallenge, RecordChange, build_fields,
    compare_fields, merge_fields,
};
use shared::desk::conferences::ConferenceError;
use shared::id::ChallengeId;
use shared::voting::conference::{Conference, Field};
use shared::voting::round::{Round, RoundState};
use std::collections::BTreeSet;

/// What a matrix would make of a conference.
#[derive(Clone, Debug, Default)]
pub(super) struct Plan {
    /// The fields as they would be.
    pub(super) fields: Vec<Field>,
    /// What differs.
    pub(super) differences: Vec<FieldDifference>,
    /// What the file no longer has.
    pub(super) gone: Vec<GoneRecord>,
    /// Challenges that were not found again.
    pub(super) new: Vec<NewChallenge>,
    /// Why it cannot be done as it is.
    pub(super) refusal: Option<ConferenceError>,
}

/// A stored record that the file no longer has.
#[derive(Clone, Debug)]
pub struct GoneRecord {
    /// The record.
    pub gone: Gone,
    /// Why it cannot be removed.
    pub refusal: Option<ConferenceError>,
}

impl Plan {
    /// Makes a new conference of a file.
    pub(super) fn new(draft: Draft) -> Self {
        let mut fields = build_fields(draft.fields, &mut random_u128);
        link_references(&mut fields);
        Self {
            differences: compare_fields(&[], &fields),
            refusal: check_replacement(&[], &fields, &[]).err(),
            fields,
            ..Self::default()
        }
    }

    /// Merges a file into a conference.
    pub(super) fn over(stored: Stored<'_>, draft: Draft, decisions: &MatrixDecisions) -> Self {
        let Stored { conference, rounds } = stored;
        let opened = rounds.iter().filter(|round| round.state != RoundState::Prepared);
        let voted_on: BTreeSet<ChallengeId> =
            opened.flat_map(|round| round.slate.challenges()).cloned().collect();
        let options = MergeOptions {
            removed: &decisions.removed,
            same: &decisions.same,
            voted_on: &voted_on,
        };
        let before = &conference.fields;
        let mut merge = merge_fields(before, draft, options, &mut random_u128);
        // A file that says what is stored links nothing anew either.
        if merge.fields != *before {
            link_references(&mut merge.fields);
        }
        let gone = merge.gone.into_iter().map(|gone| GoneRecord {
            refusal: check_removal(gone.challenges.iter(), rounds)
                .and_then(|()| check_field_removal(&gone, rounds))
                .err(),
            gone,
        });
        Self {
            differences: compare_fields(before, &merge.fields),
            gone: gone.collect(),
            new: merge.new,
            refusal: check_replacement(before, &merge.fields, rounds).err(),
            fields: merge.fields,
        }
    }
}

/// What a file is merged into.
#[derive(Clone, Copy)]
pub(super) struct Stored<'a> {
    pub(super) conference: &'a Conference,
    pub(super) rounds: &'a [Round],
}

/// Counts challenges by what happens to them.
pub(super) fn count_challenges(differences: &[FieldDifference]) -> MatrixCounts {
    let mut counts = MatrixCounts::default();
    for challenge in differences.iter().flat_map(|field| &field.challenges) {
        match challenge.change {
            RecordChange::New => counts.created += 1,
            RecordChange::Changed(_) => counts.changed += 1,
            RecordChange::Removed => counts.removed += 1,
            RecordChange::Same => {}
        }
    }
    counts
}
