//! The content of a conference as a matrix, in one language.

use super::records::{Matrix, MatrixChallenge, MatrixField, MatrixGoal, MatrixMeasure, MatrixPart};
use shared::language::LanguageTag;
use shared::text::Texts;
use shared::voting::conference::{Challenge, Conference, Goal, Measure};

impl Matrix {
    /// The matrix of a conference for a reader of this language. The votes are those of an earlier
    /// conference.
    pub fn of_conference(conference: &Conference, language: &LanguageTag) -> Self {
        let reader = Reader(language);
        let fields = conference.fields.iter().map(|field| MatrixField {
            name: reader.text(&field.name),
            challenges: field.challenges.iter().map(|one| reader.challenge(one)).collect(),
            ..MatrixField::default()
        });
        Self { fields: fields.collect() }
    }
}

struct Reader<'a>(&'a LanguageTag);

impl Reader<'_> {
    fn text<const MAX: usize>(&self, texts: &Texts<MAX>) -> String {
        texts.pick_in(self.0).text
    }

    fn optional<const MAX: usize>(&self, texts: Option<&Texts<MAX>>) -> Option<String> {
        texts.map(|texts| self.text(texts))
    }

    fn challenge(&self, challenge: &Challenge) -> MatrixChallenge {
        let parts = challenge.parts.iter().map(|part| MatrixPart {
            text: self.text(&part.text),
            votes: part.earlier_votes,
            ..MatrixPart::default()
        });
        MatrixChallenge {
            section: self.optional(challenge.section.as_ref()),
            short_title: self.optional(challenge.short_title.as_ref()),
            text: self.text(&challenge.text),
            votes: challenge.earlier_votes,
            goals: challenge.goals.iter().map(|goal| self.goal(goal)).collect(),
            parts: parts.collect(),
            notes: self.optional(challenge.notes.as_ref()),
            ..MatrixChallenge::default()
        }
    }

    fn goal(&self, goal: &Goal) -> MatrixGoal {
        MatrixGoal {
            text: self.optional(goal.text.as_ref()),
            audience: self.optional(goal.audience.as_ref()),
            measures: goal.measures.iter().map(|measure| self.measure(measure)).collect(),
            ..MatrixGoal::default()
        }
    }

    fn measure(&self, measure: &Measure) -> MatrixMeasure {
        let references = measure.references.iter();
        // A line of the cell is a reference.
        let references = references.map(|one| one.text.as_str().replace('\n', " "));
        MatrixMeasure {
            text: self.optional(measure.text.as_ref()),
            audience: self.optional(measure.audience.as_ref()),
            first_steps: self.optional(measure.first_steps.as_ref()),
            stakeholders: self.optional(measure.stakeholders.as_ref()),
            resources: self.optional(measure.resources.as_ref()),
            remarks: self.optional(measure.remarks.as_ref()),
            references: references.collect(),
            ..MatrixMeasure::default()
        }
    }
}
