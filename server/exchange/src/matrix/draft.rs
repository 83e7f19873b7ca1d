//! A matrix as the draft of a conference, its texts within their limits.

use super::assembly::place_name;
use super::columns::Column;
use super::doubts::At;
use super::records::{Matrix, MatrixChallenge, MatrixField, MatrixGoal, MatrixMeasure, MatrixPart};
use crate::conference::{ChallengeDraft, Draft, FieldDraft, GoalDraft, MeasureDraft, PartDraft};
use crate::error::ReadError;
use crate::problems::Problems;
use shared::text::{Text, Texts};

/// The draft of a conference; its texts are German.
///
/// # Errors
/// [`ReadError::Problems`] for texts that are too long, with row and column.
pub(super) fn draft(matrix: &Matrix) -> Result<Draft, ReadError> {
    let mut checker = Checker(Problems::default());
    let fields = matrix.fields.iter().filter_map(|field| checker.field(field)).collect();
    checker.0.or_content(Draft { fields, ..Draft::default() })
}

struct Checker(Problems);

impl Checker {
    fn field(&mut self, field: &MatrixField) -> Option<FieldDraft> {
        let name = self.texts(&field.at, Column::Field, &field.name);
        let challenges = field.challenges.iter();
        let challenges = challenges.filter_map(|challenge| self.challenge(challenge)).collect();
        Some(FieldDraft { name: name?, challenges })
    }

    fn challenge(&mut self, challenge: &MatrixChallenge) -> Option<ChallengeDraft> {
        let at = &challenge.at;
        let text = self.texts(at, Column::Challenge, &challenge.text);
        let section = self.optional(at, Column::Section, challenge.section.as_deref());
        let short_title = self.optional(at, Column::ShortTitle, challenge.short_title.as_deref());
        let notes = self.optional(at, Column::Notes, challenge.notes.as_deref());
        let goals = challenge.goals.iter().map(|goal| self.goal(goal)).collect();
        let parts = challenge.parts.iter().filter_map(|part| self.part(part)).collect();
        let votes = challenge.votes;
        Some(ChallengeDraft { section, short_title, text: text?, goals, notes, parts, votes })
    }

    fn goal(&mut self, goal: &MatrixGoal) -> GoalDraft {
        GoalDraft {
            text: self.optional(&goal.at, Column::Goal, goal.text.as_deref()),
            audience: self.optional(&goal.at, Column::Audience, goal.audience.as_deref()),
            measures: goal.measures.iter().map(|measure| self.measure(measure)).collect(),
        }
    }

    fn measure(&mut self, measure: &MatrixMeasure) -> MeasureDraft {
        let at = &measure.at;
        let references = measure.references.iter();
        let references = references.filter_map(|text| self.text(at, Column::References, text));
        let references = references.collect();
        MeasureDraft {
            text: self.optional(at, Column::Measure, measure.text.as_deref()),
            audience: self.optional(at, Column::Audience, measure.audience.as_deref()),
            first_steps: self.optional(at, Column::FirstSteps, measure.first_steps.as_deref()),
            stakeholders: self.optional(at, Column::Stakeholders, measure.stakeholders.as_deref()),
            resources: self.optional(at, Column::Resources, measure.resources.as_deref()),
            remarks: self.optional(at, Column::Remarks, measure.remarks.as_deref()),
            references,
        }
    }

    fn part(&mut self, part: &MatrixPart) -> Option<PartDraft> {
        let text = self.texts(&part.at, Column::Challenge, &part.text)?;
        Some(PartDraft { text, votes: part.votes })
    }

    fn optional<const MAX: usize>(
        &mut self,
        at: &At,
        column: Column,
        text: Option<&str>,
    ) -> Option<Texts<MAX>> {
        text.and_then(|text| self.texts(at, column, text))
    }

    fn texts<const MAX: usize>(
        &mut self,
        at: &At,
        column: Column,
        text: &str,
    ) -> Option<Texts<MAX>> {
        self.text(at, column, text).map(Texts::german)
    }

    fn text<const MAX: usize>(&mut self, at: &At, column: Column, text: &str) -> Option<Text<MAX>> {
        self.0.note(at.row, place_name(at, column.heading()), Text::parse(text))
    }
}
