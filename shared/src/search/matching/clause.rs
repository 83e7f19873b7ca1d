//! A clause of a query with the offers it finds.

use super::super::dictionary::Term;
use super::super::index::Index;
use super::super::postings::{Doc, Place};
use super::super::reason::{How, Reason};

/// A way in which a word found something.
#[derive(Clone, Copy, Debug)]
struct Candidate {
    how: How,
    found: FoundBy,
}

/// What a word met.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FoundBy {
    Term(Term),
    Meaning(u32),
    /// Several words at once.
    Words,
}

/// How sure a way to find something is, in sixteenths. Chosen by hand on the query set.
pub(super) const fn quality(how: How) -> u16 {
    match how {
        How::Exact => 16,
        How::OtherScript | How::Meaning => 14,
        How::Parts => 12,
        How::Beginning => 11,
        How::Similar => 7,
    }
}

/// The same for what a word found this way means: the word itself says more.
const fn quality_of_meaning(how: How) -> u16 {
    match how {
        How::Meaning | How::Exact => quality(How::Meaning),
        _ => quality(how) - 2,
    }
}

/// One word or phrase of the query, with what it finds.
///
/// For each offer the best way it was found: worth in the highest byte, then three bits of
/// place, then the number of the candidate. 0 for offers not found.
#[derive(Clone, Debug)]
pub(super) struct Clause {
    pub(super) typed: String,
    candidates: Vec<Candidate>,
    hits: Vec<u32>,
}

const CANDIDATE_BITS: u32 = 21;
const CANDIDATE_MASK: u32 = (1 << CANDIDATE_BITS) - 1;

impl Clause {
    /// A clause that has found none of so many offers.
    pub(super) fn new(typed: &str, offers: usize) -> Self {
        Self { typed: typed.to_owned(), candidates: Vec::new(), hits: vec![0; offers] }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.hits.iter().all(|packed| *packed == 0)
    }

    /// Whether anything was found otherwise than by likeness.
    pub(super) fn is_sure(&self) -> bool {
        self.candidates.iter().any(|candidate| candidate.how != How::Similar)
    }

    /// What an offer is worth, 1 to 255; 0 where it was not found.
    pub(super) fn worth(&self, doc: Doc) -> u32 {
        self.hits.get(doc as usize).map_or(0, |packed| packed >> 24)
    }

    /// Offers in which a word or meaning stands, each with its places.
    pub(super) fn add(
        &mut self,
        (how, found): (How, FoundBy),
        run: impl Iterator<Item = (Doc, u8)>,
    ) {
        self.add_with_bonus((how, found), 0, run);
    }

    /// The same with so many sixteenths more than usual.
    pub(super) fn add_with_bonus(
        &mut self,
        (how, found): (How, FoundBy),
        bonus: u16,
        run: impl Iterator<Item = (Doc, u8)>,
    ) {
        let quality = bonus
            + match found {
                FoundBy::Meaning(_) => quality_of_meaning(how),
                FoundBy::Term(_) | FoundBy::Words => quality(how),
            };
        let Some(candidate) = self.candidate(how, found) else { return };
        for (doc, mask) in run {
            let place = Place::best(mask);
            self.note(doc, place, (u32::from(place.weight() * quality), candidate));
        }
    }

    /// Offers that all of several clauses found, worth their average.
    pub(super) fn add_all_of(&mut self, each: &[Self], how: How) {
        let Ok(number) = u32::try_from(each.len()) else { return };
        if number == 0 {
            return;
        }
        let Some(candidate) = self.candidate(how, FoundBy::Words) else { return };
        for doc in 0..Doc::try_from(self.hits.len()).unwrap_or(Doc::MAX) {
            let worths = each.iter().map(|one| one.worth(doc));
            let sum =
                worths.into_iter().try_fold(0, |sum, worth| (worth > 0).then_some(sum + worth));
            let place = each.first().and_then(|one| one.best(doc)).map(|(place, _)| place);
            if let (Some(sum), Some(place)) = (sum, place) {
                // A phrase that is known as one is the better reason at the same worth.
                let worth = sum / number * u32::from(quality(how)) / 16;
                self.note(doc, place, (worth.saturating_sub(1), candidate));
            }
        }
    }

    /// The number of a new candidate; `None` where there are too many.
    fn candidate(&mut self, how: How, found: FoundBy) -> Option<u32> {
        let number = u32::try_from(self.candidates.len()).ok()?;
        (number < CANDIDATE_MASK).then(|| {
            self.candidates.push(Candidate { how, found });
            number
        })
    }

    fn note(&mut self, doc: Doc, place: Place, (worth, candidate): (u32, u32)) {
        let packed = worth.clamp(1, 0xff) << 24 | (place as u32) << CANDIDATE_BITS | candidate;
        if let Some(best) = self.hits.get_mut(doc as usize) {
            *best = (*best).max(packed);
        }
    }

    /// Place and candidate of an offer that was found.
    fn best(&self, doc: Doc) -> Option<(Place, usize)> {
        let packed = self.hits.get(doc as usize).copied().filter(|packed| *packed != 0)?;
        let place = Place::of_number((packed >> CANDIDATE_BITS & 7) as u8);
        Some((place, (packed & CANDIDATE_MASK) as usize))
    }

    /// Why an offer was found.
    pub(super) fn reason(&self, index: &Index, doc: Doc) -> Option<Reason> {
        let (place, candidate) = self.best(doc)?;
        let Candidate { how, found } = *self.candidates.get(candidate)?;
        let (word, meaning) = match found {
            FoundBy::Term(term) => (index.shown.get(term as usize).cloned(), None),
            FoundBy::Meaning(number) => (None, index.meanings.get(number as usize).cloned()),
            FoundBy::Words => (None, None),
        };
        Some(Reason { typed: self.typed.clone(), how, place, found: word, meaning })
    }
}
