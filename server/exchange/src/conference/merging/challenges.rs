//! A challenge of the file over the stored one.

use super::matching::Place;
use super::texts::{merge_optional, merge_texts};
use super::{GoneKind, Merger, Missing, NewChallenge, Spot, german, new_key};
use crate::conference::building::{build_challenge, build_part};
use crate::conference::pairing::{Key, pair};
use crate::conference::{ChallengeDraft, PartDraft};
use shared::voting::conference::{Challenge, SubChallenge};

impl Merger<'_> {
    pub(super) fn challenge(
        &mut self,
        spot: Spot<'_>,
        draft: ChallengeDraft,
        found: Option<Place>,
    ) -> Challenge {
        let key = new_key(spot.key, &Key::of_texts(&draft.text));
        let decided = self.options.same.get(&key).cloned();
        let stored = self.stored;
        let before = found.map(|at| &stored[at.field].challenges[at.challenge]);
        let challenge = match before {
            Some(before) => self.merged(spot, before, draft),
            None => build_challenge(draft, self.random),
        };
        let same_as = decided.filter(|id| *id == challenge.id);
        if before.is_none() || same_as.is_some() {
            self.merge.new.push(NewChallenge { key, id: challenge.id.clone(), same_as });
        }
        challenge
    }

    fn merged(&mut self, spot: Spot<'_>, before: &Challenge, draft: ChallengeDraft) -> Challenge {
        let ChallengeDraft { section, short_title, text, goals, notes, parts, votes } = draft;
        let keeps_section = !self.columns.has_sections;
        let keeps_notes = !self.columns.has_notes;
        Challenge {
            id: before.id.clone(),
            section: merge_optional(before.section.as_ref(), section, keeps_section),
            short_title: merge_optional(before.short_title.as_ref(), short_title, true),
            text: merge_texts(Some(&before.text), text),
            goals: self.goals(spot, before, goals),
            notes: merge_optional(before.notes.as_ref(), notes, keeps_notes),
            parts: self.parts(spot, before, parts),
            earlier_votes: votes.or(before.earlier_votes),
        }
    }

    fn parts(
        &mut self,
        spot: Spot<'_>,
        before: &Challenge,
        drafts: Vec<PartDraft>,
    ) -> Vec<SubChallenge> {
        if !self.columns.has_parts {
            return before.parts.clone();
        }
        let stored: Vec<Key> = before.parts.iter().map(|part| Key::of_texts(&part.text)).collect();
        let given: Vec<Key> = drafts.iter().map(|part| Key::of_texts(&part.text)).collect();
        let pairs = pair(&stored, &given);
        let mut parts = Vec::new();
        for (draft, at) in drafts.into_iter().zip(&pairs) {
            parts.push(match at.map(|at| &before.parts[at]) {
                Some(known) => SubChallenge {
                    id: known.id.clone(),
                    text: merge_texts(Some(&known.text), draft.text),
                    earlier_votes: draft.votes.or(known.earlier_votes),
                },
                None => build_part(draft, self.random),
            });
        }
        let left = before.parts.iter().enumerate().filter(|(at, _)| !pairs.contains(&Some(*at)));
        for (_, part) in left {
            let missing = Missing {
                key: part.id.to_string(),
                kind: GoneKind::Part,
                field: spot.field,
                text: german(&part.text),
                challenges: vec![part.id.clone()],
            };
            if self.is_kept(missing) {
                parts.push(part.clone());
            }
        }
        parts
    }
}
