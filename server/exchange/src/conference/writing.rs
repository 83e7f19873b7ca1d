//! A conference as a draft, in all its languages: what it is moved to another server with.

use super::{ChallengeDraft, Draft, FieldDraft, GoalDraft, MeasureDraft, PartDraft};
use crate::error::WriteError;
use shared::voting::conference::{Challenge, Conference, Field, Goal, Measure, SubChallenge};

impl Draft {
    /// The content of a conference without ids and without its code, which only one can have.
    pub fn of_conference(conference: &Conference) -> Self {
        Self {
            title: Some(conference.title.clone()),
            place: conference.place.clone(),
            date: conference.date,
            code: None,
            languages: conference.languages.clone(),
            programme: conference.programme.clone(),
            fields: conference.fields.iter().map(field).collect(),
        }
    }

    /// As a JSON document, which is read again without loss.
    ///
    /// # Errors
    /// [`WriteError`]; never for content that was read.
    pub fn encode(&self) -> Result<Vec<u8>, WriteError> {
        serde_json::to_vec_pretty(self).map_err(WriteError::encode)
    }
}

fn field(field: &Field) -> FieldDraft {
    let challenges = field.challenges.iter().map(challenge).collect();
    FieldDraft { name: field.name.clone(), challenges }
}

fn challenge(challenge: &Challenge) -> ChallengeDraft {
    ChallengeDraft {
        section: challenge.section.clone(),
        short_title: challenge.short_title.clone(),
        text: challenge.text.clone(),
        goals: challenge.goals.iter().map(goal).collect(),
        notes: challenge.notes.clone(),
        parts: challenge.parts.iter().map(part).collect(),
        votes: challenge.earlier_votes,
    }
}

fn part(part: &SubChallenge) -> PartDraft {
    PartDraft { text: part.text.clone(), votes: part.earlier_votes }
}

fn goal(goal: &Goal) -> GoalDraft {
    GoalDraft {
        text: goal.text.clone(),
        audience: goal.audience.clone(),
        measures: goal.measures.iter().map(measure).collect(),
    }
}

fn measure(measure: &Measure) -> MeasureDraft {
    MeasureDraft {
        text: measure.text.clone(),
        audience: measure.audience.clone(),
        first_steps: measure.first_steps.clone(),
        stakeholders: measure.stakeholders.clone(),
        resources: measure.resources.clone(),
        remarks: measure.remarks.clone(),
        references: measure.references.iter().map(|one| one.text.clone()).collect(),
    }
}
