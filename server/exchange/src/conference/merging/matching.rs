//! Which fields and challenges of a file are which stored ones.

use super::{MergeOptions, new_key};
use crate::conference::pairing::{Key, pair};
use crate::conference::{Draft, FieldDraft};
use shared::voting::conference::Field;
use std::collections::BTreeSet;

/// Where a stored challenge stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    pub(super) field: usize,
    pub(super) challenge: usize,
}

/// For each field and challenge of the file the stored one that it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Matching {
    pub(super) fields: Vec<Option<usize>>,
    pub(super) challenges: Vec<Vec<Option<Place>>>,
}

/// A field by what is compared.
struct FieldKeys {
    name: Key,
    challenges: Vec<Key>,
}

impl FieldKeys {
    fn of_stored(field: &Field) -> Self {
        let challenges = field.challenges.iter().map(|one| Key::of_texts(&one.text)).collect();
        Self { name: Key::of_texts(&field.name), challenges }
    }

    fn of_draft(field: &FieldDraft) -> Self {
        let challenges = field.challenges.iter().map(|one| Key::of_texts(&one.text)).collect();
        Self { name: Key::of_texts(&field.name), challenges }
    }

    /// Whether at least half of the challenges of the smaller one are in both.
    fn has_content_of(&self, other: &Self) -> bool {
        let common = self.challenges.iter().filter(|key| other.challenges.contains(key)).count();
        common > 0 && common * 2 >= self.challenges.len().min(other.challenges.len())
    }
}

impl Matching {
    /// Fields by name, then by content; challenges within their field, then those of the same words
    /// anywhere.
    pub(super) fn of(stored: &[Field], draft: &Draft, options: MergeOptions<'_>) -> Self {
        let known: Vec<FieldKeys> = stored.iter().map(FieldKeys::of_stored).collect();
        let given: Vec<FieldKeys> = draft.fields.iter().map(FieldKeys::of_draft).collect();
        let fields = match_fields(&known, &given);
        let challenges = given.iter().zip(&fields).map(|(field, at)| {
            let Some(at) = at else { return vec![None; field.challenges.len()] };
            let places = pair(&known[*at].challenges, &field.challenges).into_iter();
            places.map(|place| place.map(|challenge| Place { field: *at, challenge })).collect()
        });
        let challenges = challenges.collect();
        let mut matching = Self { fields, challenges };
        matching.apply_decisions(stored, &given, options);
        matching.find_moved(stored, Keys { known: &known, given: &given }, options);
        matching
    }

    fn used(&self) -> BTreeSet<Place> {
        self.challenges.iter().flatten().flatten().copied().collect()
    }

    /// Joins what somebody said is the same in other words, within its field.
    fn apply_decisions(
        &mut self,
        stored: &[Field],
        given: &[FieldKeys],
        options: MergeOptions<'_>,
    ) {
        let mut used = self.used();
        for (place, field) in given.iter().enumerate() {
            let Some(at) = self.fields[place] else { continue };
            for (number, key) in field.challenges.iter().enumerate() {
                let Some(id) = options.same.get(&new_key(&field.name, key)) else { continue };
                let found = stored[at].challenges.iter().position(|one| one.id == *id);
                let found = found.map(|challenge| Place { field: at, challenge });
                let slot = &mut self.challenges[place][number];
                if let Some(found) = found.filter(|found| slot.is_none() && !used.contains(found)) {
                    *slot = Some(found);
                    used.insert(found);
                }
            }
        }
    }

    /// Finds challenges that were moved to another field, unless they were put to the vote in theirs.
    fn find_moved(&mut self, stored: &[Field], keys: Keys<'_>, options: MergeOptions<'_>) {
        let mut used = self.used();
        for (place, field) in keys.given.iter().enumerate() {
            for (number, key) in field.challenges.iter().enumerate() {
                if self.challenges[place][number].is_some() {
                    continue;
                }
                let found = keys.places_of(key).find(|at| {
                    let challenge = &stored[at.field].challenges[at.challenge];
                    let ids = challenge.parts.iter().map(|part| &part.id).chain([&challenge.id]);
                    !used.contains(at) && !ids.into_iter().any(|id| options.voted_on.contains(id))
                });
                if let Some(found) = found {
                    self.challenges[place][number] = Some(found);
                    used.insert(found);
                }
            }
        }
    }
}

/// What is compared.
#[derive(Clone, Copy)]
struct Keys<'a> {
    known: &'a [FieldKeys],
    given: &'a [FieldKeys],
}

impl<'a> Keys<'a> {
    /// Where stored challenges of these words stand.
    fn places_of(self, key: &'a Key) -> impl Iterator<Item = Place> + 'a {
        self.known.iter().enumerate().flat_map(move |(field, known)| {
            let same = known.challenges.iter().enumerate().filter(move |(_, one)| *one == key);
            same.map(move |(challenge, _)| Place { field, challenge })
        })
    }
}

fn match_fields(known: &[FieldKeys], given: &[FieldKeys]) -> Vec<Option<usize>> {
    let names =
        |fields: &[FieldKeys]| fields.iter().map(|one| one.name.clone()).collect::<Vec<_>>();
    let mut fields = pair(&names(known), &names(given));
    for (place, field) in given.iter().enumerate().filter(|(_, field)| !field.challenges.is_empty())
    {
        if fields[place].is_none() {
            let is_free = |at: &usize| !fields.contains(&Some(*at));
            let is_renamed = |at: &usize| field.has_content_of(&known[*at]);
            fields[place] = (0..known.len()).filter(is_free).find(is_renamed);
        }
    }
    fields
}
