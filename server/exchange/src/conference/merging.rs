//! A file over the content of a conference: records that are found again keep their ids, short
//! titles and translations; what the file no longer has stays unless it is to be removed.

mod challenges;
mod columns;
mod goals;
mod matching;
mod texts;

use super::pairing::Key;
use super::{Draft, FieldDraft};
use columns::FileColumns;
use matching::{Matching, Place};
use shared::digest::sha256;
use shared::id::{ChallengeId, FieldId};
use shared::language::UiLanguage;
use shared::text::Texts;
use shared::voting::conference::{Challenge, Field};
use std::collections::{BTreeMap, BTreeSet};
use texts::merge_texts;

/// Hexadecimal digits of the key of a new challenge.
const KEY: usize = 20;

/// What was decided about the differences.
#[derive(Clone, Copy, Debug)]
pub struct MergeOptions<'a> {
    /// Keys of [`Gone`] records that are removed.
    pub removed: &'a BTreeSet<String>,
    /// Stored challenges that new ones are in other words, by the keys of [`NewChallenge`].
    pub same: &'a BTreeMap<String, ChallengeId>,
    /// Challenges that were put to the vote: they stay in their fields.
    pub voted_on: &'a BTreeSet<ChallengeId>,
}

/// What a conference would be.
#[derive(Clone, Debug, Default)]
pub struct Merge {
    /// Its fields. References are not linked.
    pub fields: Vec<Field>,
    /// Records that the file no longer has, whether they are removed or not.
    pub gone: Vec<Gone>,
    /// Challenges of the file that were not found again.
    pub new: Vec<NewChallenge>,
}

/// A stored record that the file no longer has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gone {
    /// What a decision about it names.
    pub key: String,
    /// What it is.
    pub kind: GoneKind,
    /// The field it belongs to, or itself.
    pub field: FieldId,
    /// Its German text or name.
    pub text: String,
    /// Challenges and sub-challenges that would vanish with it.
    pub challenges: Vec<ChallengeId>,
    /// Whether it is removed.
    pub is_removed: bool,
}

/// What a record is that the file no longer has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GoneKind {
    /// A field with its challenges.
    Field,
    /// A challenge with its sub-challenges.
    Challenge,
    /// A sub-challenge.
    Part,
    /// A goal with its measures.
    Goal,
    /// A measure.
    Measure,
}

/// A challenge of the file that was not found again by its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewChallenge {
    /// What a decision about it names: the same for the same words in the same field.
    pub key: String,
    /// Its id in the merged fields.
    pub id: ChallengeId,
    /// The stored challenge that it is in other words, by decision.
    pub same_as: Option<ChallengeId>,
}

/// Merges a file into the fields of a conference; `random` gives 128 random bits for each new record.
pub fn merge_fields(
    stored: &[Field],
    draft: Draft,
    options: MergeOptions<'_>,
    random: &mut dyn FnMut() -> u128,
) -> Merge {
    let matching = Matching::of(stored, &draft, options);
    let columns = FileColumns::of(&draft);
    let merger =
        Merger { stored, options, matching: &matching, columns, merge: Merge::default(), random };
    merger.merge(draft)
}

/// A merge while it is made.
struct Merger<'a> {
    stored: &'a [Field],
    options: MergeOptions<'a>,
    matching: &'a Matching,
    columns: FileColumns,
    merge: Merge,
    random: &'a mut dyn FnMut() -> u128,
}

/// A record that the file no longer has, as it was found.
struct Missing<'a> {
    key: String,
    kind: GoneKind,
    field: &'a FieldId,
    text: String,
    challenges: Vec<ChallengeId>,
}

impl<'a> Merger<'a> {
    fn merge(mut self, draft: Draft) -> Merge {
        for (place, field) in draft.fields.into_iter().enumerate() {
            let field = self.field(place, field);
            self.merge.fields.push(field);
        }
        let stored = self.stored;
        for (place, field) in stored.iter().enumerate() {
            if self.matching.fields.contains(&Some(place)) {
                continue;
            }
            let left = self.unmatched(place);
            let missing = Missing {
                key: field.id.to_string(),
                kind: GoneKind::Field,
                field: &field.id,
                text: german(&field.name),
                challenges: left.iter().flat_map(|one| ids(one)).cloned().collect(),
            };
            if self.is_kept(missing) {
                let challenges = left.into_iter().cloned().collect();
                let Field { id, name, .. } = field;
                let field = Field { id: id.clone(), name: name.clone(), challenges };
                self.merge.fields.push(field);
            }
        }
        self.merge
    }

    fn field(&mut self, place: usize, draft: FieldDraft) -> Field {
        let FieldDraft { name, challenges } = draft;
        let key = Key::of_texts(&name);
        let (stored, matching) = (self.stored, self.matching);
        let before = matching.fields[place].map(|at| &stored[at]);
        let id = match before {
            Some(before) => before.id.clone(),
            None => FieldId::from_random((self.random)()),
        };
        let name = merge_texts(before.map(|one| &one.name), name);
        let spot = Spot { field: &id, key: &key };
        let mut merged = Vec::new();
        for (draft, at) in challenges.into_iter().zip(&matching.challenges[place]) {
            merged.push(self.challenge(spot, draft, *at));
        }
        let left = matching.fields[place].map(|at| self.unmatched(at));
        for challenge in left.into_iter().flatten() {
            let missing = Missing {
                key: challenge.id.to_string(),
                kind: GoneKind::Challenge,
                field: &id,
                text: german(&challenge.text),
                challenges: ids(challenge).cloned().collect(),
            };
            if self.is_kept(missing) {
                merged.push(challenge.clone());
            }
        }
        Field { id, name, challenges: merged }
    }

    /// The challenges of a stored field that are nowhere in the file.
    fn unmatched(&self, field: usize) -> Vec<&'a Challenge> {
        let is_matched = |challenge: usize| {
            let place = Place { field, challenge };
            self.matching.challenges.iter().flatten().any(|found| *found == Some(place))
        };
        let stored = self.stored;
        let challenges = stored[field].challenges.iter().enumerate();
        challenges.filter(|(at, _)| !is_matched(*at)).map(|(_, one)| one).collect()
    }

    /// Notes that the file no longer has a record; gives whether it is kept.
    fn is_kept(&mut self, missing: Missing<'_>) -> bool {
        let Missing { key, kind, field, text, challenges } = missing;
        let is_removed = self.options.removed.contains(&key);
        let field = field.clone();
        self.merge.gone.push(Gone { key, kind, field, text, challenges, is_removed });
        !is_removed
    }
}

/// A field of the file: its id in the merged fields, and its name.
#[derive(Clone, Copy)]
struct Spot<'a> {
    field: &'a FieldId,
    key: &'a Key,
}

fn ids(challenge: &Challenge) -> impl Iterator<Item = &ChallengeId> {
    std::iter::once(&challenge.id).chain(challenge.parts.iter().map(|part| &part.id))
}

fn german<const MAX: usize>(texts: &Texts<MAX>) -> String {
    texts.pick(UiLanguage::De).text
}

/// The key of a challenge that was not found again.
fn new_key(field: &Key, text: &Key) -> String {
    let digest = sha256(&format!("{}\n{}", field.as_str(), text.as_str()));
    digest.chars().take(KEY).collect()
}

#[cfg(test)]
mod tests;
