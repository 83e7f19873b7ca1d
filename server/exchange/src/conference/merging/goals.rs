//! Goals and measures of the file over the stored ones. They have no ids: what they keep are
//! translations, and what references are linked to.

use super::texts::merge_optional;
use super::{GoneKind, Merger, Missing, Spot};
use crate::conference::building::{build_goal, build_measure};
use crate::conference::pairing::{Key, pair};
use crate::conference::{GoalDraft, MeasureDraft};
use shared::language::UiLanguage;
use shared::text::{Text, Texts};
use shared::voting::conference::{Challenge, Goal, Measure, Reference};

/// A challenge whose goals are merged.
#[derive(Clone, Copy)]
struct Owner<'a> {
    spot: Spot<'a>,
    /// Begins the keys of its records.
    key: &'a str,
}

impl Merger<'_> {
    pub(super) fn goals(
        &mut self,
        spot: Spot<'_>,
        before: &Challenge,
        drafts: Vec<GoalDraft>,
    ) -> Vec<Goal> {
        if !self.columns.has_goals {
            return before.goals.clone();
        }
        let stored: Vec<Key> = before.goals.iter().map(goal_key).collect();
        let given: Vec<Goal> = drafts.iter().cloned().map(build_goal).collect();
        let given: Vec<Key> = given.iter().map(goal_key).collect();
        let pairs = pair(&stored, &given);
        let mut goals = Vec::new();
        for (draft, at) in drafts.into_iter().zip(&pairs) {
            goals.push(match at {
                Some(at) => {
                    let key = format!("{}-goal-{at}", before.id);
                    self.goal(Owner { spot, key: &key }, &before.goals[*at], draft)
                }
                None => build_goal(draft),
            });
        }
        for (at, goal) in before.goals.iter().enumerate() {
            let missing = Missing {
                key: format!("{}-goal-{at}", before.id),
                kind: GoneKind::Goal,
                field: spot.field,
                text: goal_text(goal),
                challenges: Vec::new(),
            };
            if !pairs.contains(&Some(at)) && self.is_kept(missing) {
                goals.push(goal.clone());
            }
        }
        goals
    }

    fn goal(&mut self, owner: Owner<'_>, before: &Goal, draft: GoalDraft) -> Goal {
        let GoalDraft { text, audience, measures } = draft;
        let keeps_audience = !self.columns.has_audiences;
        Goal {
            text: merge_optional(before.text.as_ref(), text, false),
            audience: merge_optional(before.audience.as_ref(), audience, keeps_audience),
            measures: self.measures(owner, before, measures),
        }
    }

    fn measures(
        &mut self,
        owner: Owner<'_>,
        before: &Goal,
        drafts: Vec<MeasureDraft>,
    ) -> Vec<Measure> {
        if !self.columns.has_measures {
            return before.measures.clone();
        }
        let stored: Vec<Key> = before.measures.iter().map(measure_key).collect();
        let given: Vec<Measure> = drafts.iter().cloned().map(build_measure).collect();
        let given: Vec<Key> = given.iter().map(measure_key).collect();
        let pairs = pair(&stored, &given);
        let mut measures = Vec::new();
        for (draft, at) in drafts.into_iter().zip(&pairs) {
            measures.push(match at {
                Some(at) => self.measure(&before.measures[*at], draft),
                None => build_measure(draft),
            });
        }
        for (at, measure) in before.measures.iter().enumerate() {
            let missing = Missing {
                key: format!("{}-measure-{at}", owner.key),
                kind: GoneKind::Measure,
                field: owner.spot.field,
                text: measure_text(measure),
                challenges: Vec::new(),
            };
            if !pairs.contains(&Some(at)) && self.is_kept(missing) {
                measures.push(measure.clone());
            }
        }
        measures
    }

    fn measure(&self, before: &Measure, draft: MeasureDraft) -> Measure {
        let columns = &self.columns;
        let keeps_audience = !columns.has_audiences;
        let keeps_steps = !columns.has_first_steps;
        let keeps_stakeholders = !columns.has_stakeholders;
        let keeps_resources = !columns.has_resources;
        let keeps_remarks = !columns.has_remarks;
        let references = if columns.has_references {
            draft.references.into_iter().map(|text| reference(before, text)).collect()
        } else {
            before.references.clone()
        };
        let stakeholders = draft.stakeholders;
        let text = merge_optional(before.text.as_ref(), draft.text, false);
        let audience = merge_optional(before.audience.as_ref(), draft.audience, keeps_audience);
        let steps = merge_optional(before.first_steps.as_ref(), draft.first_steps, keeps_steps);
        let stakeholders =
            merge_optional(before.stakeholders.as_ref(), stakeholders, keeps_stakeholders);
        let resources = merge_optional(before.resources.as_ref(), draft.resources, keeps_resources);
        let remarks = merge_optional(before.remarks.as_ref(), draft.remarks, keeps_remarks);
        Measure { text, audience, first_steps: steps, stakeholders, resources, remarks, references }
    }
}

/// A reference with what it is linked to. A line of a cell is a reference.
fn reference(before: &Measure, text: Text<500>) -> Reference {
    let is_it = |known: &&Reference| known.text.as_str().replace('\n', " ") == text.as_str();
    let known = before.references.iter().find(is_it).cloned();
    known.unwrap_or(Reference { text, field: None, challenge: None })
}

fn german<const MAX: usize>(texts: Option<&Texts<MAX>>) -> Option<String> {
    texts.map(|texts| texts.pick(UiLanguage::De).text)
}

fn goal_text(goal: &Goal) -> String {
    let measure = || goal.measures.first().map(measure_text);
    german(goal.text.as_ref()).or_else(measure).unwrap_or_default()
}

fn goal_key(goal: &Goal) -> Key {
    Key::of(&goal_text(goal))
}

fn measure_text(measure: &Measure) -> String {
    let Measure { text, first_steps, stakeholders, resources, remarks, references, .. } = measure;
    german(text.as_ref())
        .or_else(|| german(first_steps.as_ref()))
        .or_else(|| german(stakeholders.as_ref()))
        .or_else(|| german(resources.as_ref()))
        .or_else(|| german(remarks.as_ref()))
        .or_else(|| references.first().map(|one| one.text.as_str().to_owned()))
        .unwrap_or_default()
}

fn measure_key(measure: &Measure) -> Key {
    Key::of(&measure_text(measure))
}
