//! A draft as fields of a conference, with new ids; randomness is passed in.

use super::{ChallengeDraft, FieldDraft, GoalDraft, MeasureDraft, PartDraft};
use shared::id::{ChallengeId, FieldId};
use shared::voting::conference::{Challenge, Field, Goal, Measure, Reference, SubChallenge};

/// Builds fields; every record gets an id from 128 random bits. References are not linked.
pub fn build_fields(drafts: Vec<FieldDraft>, random: &mut dyn FnMut() -> u128) -> Vec<Field> {
    drafts.into_iter().map(|draft| build_field(draft, random)).collect()
}

pub(super) fn build_field(draft: FieldDraft, random: &mut dyn FnMut() -> u128) -> Field {
    let challenges = draft.challenges.into_iter();
    Field {
        id: FieldId::from_random(random()),
        name: draft.name,
        challenges: challenges.map(|one| build_challenge(one, random)).collect(),
    }
}

pub(super) fn build_challenge(
    draft: ChallengeDraft,
    random: &mut dyn FnMut() -> u128,
) -> Challenge {
    Challenge {
        id: ChallengeId::from_random(random()),
        section: draft.section,
        short_title: draft.short_title,
        text: draft.text,
        goals: draft.goals.into_iter().map(build_goal).collect(),
        notes: draft.notes,
        parts: draft.parts.into_iter().map(|part| build_part(part, random)).collect(),
        earlier_votes: draft.votes,
    }
}

pub(super) fn build_part(draft: PartDraft, random: &mut dyn FnMut() -> u128) -> SubChallenge {
    let PartDraft { text, votes } = draft;
    SubChallenge { id: ChallengeId::from_random(random()), text, earlier_votes: votes }
}

pub(super) fn build_goal(draft: GoalDraft) -> Goal {
    let GoalDraft { text, audience, measures } = draft;
    Goal { text, audience, measures: measures.into_iter().map(build_measure).collect() }
}

pub(super) fn build_measure(draft: MeasureDraft) -> Measure {
    let MeasureDraft { text, audience, first_steps, stakeholders, resources, remarks, references } =
        draft;
    let reference = |text| Reference { text, field: None, challenge: None };
    let references = references.into_iter().map(reference).collect();
    Measure { text, audience, first_steps, stakeholders, resources, remarks, references }
}
