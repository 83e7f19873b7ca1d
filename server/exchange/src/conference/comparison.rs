//! What differs between two states of the fields of a conference, record by record and text by
//! text, in German.

use crate::matrix::Column;
use shared::id::{ChallengeId, FieldId};
use shared::language::UiLanguage;
use shared::text::Texts;
use shared::voting::conference::{Challenge, Field, Goal, Measure};
use std::collections::{BTreeMap, BTreeSet};

/// What happens to a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RecordChange {
    /// It was not there.
    New,
    /// These texts change; none where only translations and links of references do.
    Changed(Vec<TextChange>),
    /// Nothing.
    Same,
    /// It vanishes.
    Removed,
}

/// A text that changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextChange {
    /// Which one.
    pub cell: CellName,
    /// Before; empty for none.
    pub old: String,
    /// After; empty for none.
    pub new: String,
}

/// Names a text of a challenge.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct CellName {
    /// Number of the sub-challenge, from 1; 0 for the challenge itself.
    pub part: usize,
    /// Number of the goal, from 1; 0 for the challenge itself.
    pub goal: usize,
    /// Number of the measure within its goal, from 1; 0 for the goal itself.
    pub measure: usize,
    /// What it says.
    pub column: Column,
}

/// A field in two states.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldDifference {
    /// Its id.
    pub id: FieldId,
    /// Its name; the new one where it is renamed.
    pub name: String,
    /// What happens to it; renaming is a change of [`Column::Field`].
    pub change: RecordChange,
    /// Whether the challenges that were there before stand in another order.
    pub is_reordered: bool,
    /// Its challenges; those that vanish at the end.
    pub challenges: Vec<ChallengeDifference>,
}

/// A challenge in two states.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChallengeDifference {
    /// Its id.
    pub id: ChallengeId,
    /// Its number, such as "2.3"; the old one where it vanishes.
    pub number: String,
    /// Its text, the new one where it changes.
    pub text: String,
    /// What happens to it.
    pub change: RecordChange,
}

/// Compares two states of fields, by ids.
pub fn compare_fields(before: &[Field], after: &[Field]) -> Vec<FieldDifference> {
    let comparison = Comparison::new(before, after);
    let kept = after.iter().zip(1..).map(|(field, number)| comparison.field(field, number));
    let removed = before.iter().filter(|field| find(after, &field.id).is_none());
    kept.chain(removed.map(|field| comparison.removed_field(field))).collect()
}

fn find<'a>(fields: &'a [Field], id: &FieldId) -> Option<&'a Field> {
    fields.iter().find(|field| field.id == *id)
}

fn german<const MAX: usize>(texts: &Texts<MAX>) -> String {
    texts.pick(UiLanguage::De).text
}

/// Where a challenge stands.
#[derive(Clone, Copy)]
struct Stored<'a> {
    field: &'a Field,
    challenge: &'a Challenge,
}

struct Comparison<'a> {
    before: &'a [Field],
    stored: BTreeMap<&'a ChallengeId, Stored<'a>>,
    after: BTreeMap<&'a ChallengeId, &'a Field>,
}

impl<'a> Comparison<'a> {
    fn new(before: &'a [Field], after: &'a [Field]) -> Self {
        let pairs = |fields: &'a [Field]| {
            fields.iter().flat_map(|field| field.challenges.iter().map(move |one| (field, one)))
        };
        let stored =
            pairs(before).map(|(field, challenge)| (&challenge.id, Stored { field, challenge }));
        let after = pairs(after).map(|(field, challenge)| (&challenge.id, field));
        Self { before, stored: stored.collect(), after: after.collect() }
    }

    fn field(&self, field: &Field, number: usize) -> FieldDifference {
        let before = find(self.before, &field.id);
        let change = match before {
            None => RecordChange::New,
            Some(before) if before.name == field.name => RecordChange::Same,
            Some(before) => {
                let (old, new) = (german(&before.name), german(&field.name));
                let cell = CellName { part: 0, goal: 0, measure: 0, column: Column::Field };
                let changes = (old != new).then_some(TextChange { cell, old, new });
                RecordChange::Changed(changes.into_iter().collect())
            }
        };
        let challenges = field.challenges.iter().zip(1..);
        let mut challenges: Vec<ChallengeDifference> = challenges
            .map(|(one, place)| self.challenge(field, one, format!("{number}.{place}")))
            .collect();
        challenges.extend(before.into_iter().flat_map(|before| self.removed(before)));
        FieldDifference {
            id: field.id.clone(),
            name: german(&field.name),
            change,
            is_reordered: before.is_some_and(|before| is_reordered(before, field)),
            challenges,
        }
    }

    fn removed_field(&self, field: &Field) -> FieldDifference {
        FieldDifference {
            id: field.id.clone(),
            name: german(&field.name),
            change: RecordChange::Removed,
            is_reordered: false,
            challenges: self.removed(field),
        }
    }

    /// The challenges of a field that are nowhere afterwards.
    fn removed(&self, field: &Field) -> Vec<ChallengeDifference> {
        let number = self.before.iter().position(|one| one.id == field.id).map_or(0, |at| at + 1);
        let challenges = field.challenges.iter().zip(1..);
        let removed = challenges.filter(|(one, _)| !self.after.contains_key(&one.id));
        let removed = removed.map(|(one, place)| ChallengeDifference {
            id: one.id.clone(),
            number: format!("{number}.{place}"),
            text: german(&one.text),
            change: RecordChange::Removed,
        });
        removed.collect()
    }

    fn challenge(&self, field: &Field, after: &Challenge, number: String) -> ChallengeDifference {
        let change = match self.stored.get(&after.id) {
            None => RecordChange::New,
            Some(stored) if stored.challenge == after && stored.field.id == field.id => {
                RecordChange::Same
            }
            Some(stored) => {
                RecordChange::Changed(changes(*stored, Stored { field, challenge: after }))
            }
        };
        ChallengeDifference { id: after.id.clone(), number, text: german(&after.text), change }
    }
}

fn is_reordered(before: &Field, after: &Field) -> bool {
    let ids = |field: &Field| field.challenges.iter().map(|one| one.id.clone()).collect::<Vec<_>>();
    let (old, new) = (ids(before), ids(after));
    let kept = old.iter().filter(|id| new.contains(id));
    kept.ne(new.iter().filter(|id| old.contains(id)))
}

/// The texts that differ, in the order of their names.
fn changes(before: Stored<'_>, after: Stored<'_>) -> Vec<TextChange> {
    let (mut old, mut new) = (Cells::of(before.challenge), Cells::of(after.challenge));
    if before.field.id != after.field.id {
        let name = CellName { part: 0, goal: 0, measure: 0, column: Column::Field };
        old.insert(name, german(&before.field.name));
        new.insert(name, german(&after.field.name));
    }
    let names: BTreeSet<CellName> = old.0.keys().chain(new.0.keys()).copied().collect();
    let text = |cells: &Cells, cell| cells.0.get(&cell).cloned().unwrap_or_default();
    let changes = names.into_iter().map(|cell| TextChange {
        cell,
        old: text(&old, cell),
        new: text(&new, cell),
    });
    changes.filter(|change| change.old != change.new).collect()
}

/// The texts of a challenge by their names.
#[derive(Default)]
struct Cells(BTreeMap<CellName, String>);

impl Cells {
    fn of(challenge: &Challenge) -> Self {
        let mut cells = Self::default();
        let own = |column| CellName { part: 0, goal: 0, measure: 0, column };
        cells.add(own(Column::Section), challenge.section.as_ref());
        cells.add(own(Column::ShortTitle), challenge.short_title.as_ref());
        cells.add(own(Column::Challenge), Some(&challenge.text));
        cells.add_votes(own(Column::Votes), challenge.earlier_votes);
        cells.add(own(Column::Notes), challenge.notes.as_ref());
        for (part, number) in challenge.parts.iter().zip(1..) {
            let name = |column| CellName { part: number, ..own(column) };
            cells.add(name(Column::Part), Some(&part.text));
            cells.add_votes(name(Column::Votes), part.earlier_votes);
        }
        challenge.goals.iter().zip(1..).for_each(|(goal, number)| cells.add_goal(goal, number));
        cells
    }

    fn add_goal(&mut self, goal: &Goal, number: usize) {
        let name = |column| CellName { part: 0, goal: number, measure: 0, column };
        self.add(name(Column::Goal), goal.text.as_ref());
        self.add(name(Column::Audience), goal.audience.as_ref());
        for (measure, place) in goal.measures.iter().zip(1..) {
            self.add_measure(measure, CellName { measure: place, ..name(Column::Measure) });
        }
    }

    fn add_measure(&mut self, measure: &Measure, own: CellName) {
        let name = |column| CellName { column, ..own };
        self.add(own, measure.text.as_ref());
        self.add(name(Column::Audience), measure.audience.as_ref());
        self.add(name(Column::FirstSteps), measure.first_steps.as_ref());
        self.add(name(Column::Stakeholders), measure.stakeholders.as_ref());
        self.add(name(Column::Resources), measure.resources.as_ref());
        self.add(name(Column::Remarks), measure.remarks.as_ref());
        let references: Vec<&str> =
            measure.references.iter().map(|one| one.text.as_str()).collect();
        self.insert(name(Column::References), references.join("\n"));
    }

    fn add<const MAX: usize>(&mut self, name: CellName, texts: Option<&Texts<MAX>>) {
        self.insert(name, texts.map(german).unwrap_or_default());
    }

    fn add_votes(&mut self, name: CellName, votes: Option<u32>) {
        self.insert(name, votes.map(|votes| votes.to_string()).unwrap_or_default());
    }

    fn insert(&mut self, name: CellName, text: String) {
        if !text.is_empty() {
            self.0.insert(name, text);
        }
    }
}
