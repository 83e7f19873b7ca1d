//! Which columns a file has. What it has nowhere stays as it is stored; what it has elsewhere and
//! not here is empty here.

use crate::conference::{Draft, GoalDraft, MeasureDraft};

/// The columns that a file fills somewhere.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "a flag for each column")]
pub(super) struct FileColumns {
    pub(super) has_sections: bool,
    pub(super) has_notes: bool,
    pub(super) has_parts: bool,
    pub(super) has_goals: bool,
    pub(super) has_audiences: bool,
    pub(super) has_measures: bool,
    pub(super) has_first_steps: bool,
    pub(super) has_stakeholders: bool,
    pub(super) has_resources: bool,
    pub(super) has_remarks: bool,
    pub(super) has_references: bool,
}

impl FileColumns {
    pub(super) fn of(draft: &Draft) -> Self {
        let mut columns = Self::default();
        for challenge in draft.fields.iter().flat_map(|field| &field.challenges) {
            columns.has_sections |= challenge.section.is_some();
            columns.has_notes |= challenge.notes.is_some();
            columns.has_parts |= !challenge.parts.is_empty();
            challenge.goals.iter().for_each(|goal| columns.add_goal(goal));
        }
        columns
    }

    fn add_goal(&mut self, goal: &GoalDraft) {
        self.has_goals = true;
        self.has_audiences |= goal.audience.is_some();
        self.has_measures |= !goal.measures.is_empty();
        goal.measures.iter().for_each(|measure| self.add_measure(measure));
    }

    fn add_measure(&mut self, measure: &MeasureDraft) {
        self.has_audiences |= measure.audience.is_some();
        self.has_first_steps |= measure.first_steps.is_some();
        self.has_stakeholders |= measure.stakeholders.is_some();
        self.has_resources |= measure.resources.is_some();
        self.has_remarks |= measure.remarks.is_some();
        self.has_references |= !measure.references.is_empty();
    }
}
