//! A clause of a query with the offers it matches.

use super::super::dictionary::Term;
use super::super::index::Index;
use super::super::postings::{Doc, Place};
use super::super::reason::{How, Reason};

/// A way in which a clause matches.
#[derive(Clone, Copy, Debug)]
pub(super) struct Match {
    pub(super) how: How,
    pub(super) target: MatchTarget,
}

/// What a clause matches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum MatchTarget {
    Term(Term),
    Meaning(u32),
    /// Several words together.
    Words,
}

/// Confidence in a way of matching, in sixteenths. Tuned by hand on the query set.
pub(super) const fn quality(how: How) -> u16 {
    match how {
        How::Exact => 16,
        How::OtherScript | How::Meaning => 14,
        How::Parts => 12,
        How::Beginning => 11,
        How::Similar => 7,
    }
}

/// The same for a meaning found this way: the word itself is the stronger evidence.
const fn quality_of_meaning(how: How) -> u16 {
    match how {
        How::Meaning | How::Exact => quality(How::Meaning),
        _ => quality(how) - 2,
    }
}

/// One word or phrase of the query with its matches.
///
/// For each offer the best match, packed: score in the highest byte, then three bits of place,
/// then the number of the match. 0 for offers that do not match.
#[derive(Clone, Debug)]
pub(super) struct Clause {
    pub(super) typed: String,
    /// Whether it is a telephone number, mail or web address.
    is_contact: bool,
    matches: Vec<Match>,
    hits: Vec<u32>,
}

const MATCH_BITS: u32 = 21;
const MATCH_MASK: u32 = (1 << MATCH_BITS) - 1;

impl Clause {
    /// A clause without matches, for this many offers.
    pub(super) fn new(typed: &str, offers: usize) -> Self {
        Self {
            typed: typed.to_owned(),
            is_contact: false,
            matches: Vec::new(),
            hits: vec![0; offers],
        }
    }

    /// A clause of contact data, for this many offers.
    pub(super) fn of_contact(typed: &str, offers: usize) -> Self {
        Self { is_contact: true, ..Self::new(typed, offers) }
    }

    /// Whether it is contact data.
    pub(super) const fn is_contact(&self) -> bool {
        self.is_contact
    }

    pub(super) fn is_empty(&self) -> bool {
        self.hits.iter().all(|packed| *packed == 0)
    }

    /// Whether anything matches other than by similarity.
    pub(super) fn is_sure(&self) -> bool {
        self.matches.iter().any(|one| one.how != How::Similar)
    }

    /// Score of an offer, 1 to 255; 0 where it does not match.
    pub(super) fn score(&self, doc: Doc) -> u32 {
        self.hits.get(doc as usize).map_or(0, |packed| packed >> 24)
    }

    /// Adds the offers in which a word or meaning occurs, each with its places.
    pub(super) fn add(&mut self, matched: Match, run: impl Iterator<Item = (Doc, u8)>) {
        self.add_with_bonus(matched, 0, run);
    }

    /// The same with a bonus in sixteenths.
    pub(super) fn add_with_bonus(
        &mut self,
        matched: Match,
        bonus: u16,
        run: impl Iterator<Item = (Doc, u8)>,
    ) {
        let quality = bonus
            + match matched.target {
                MatchTarget::Meaning(_) => quality_of_meaning(matched.how),
                MatchTarget::Term(_) | MatchTarget::Words => quality(matched.how),
            };
        let Some(number) = self.push_match(matched) else { return };
        for (doc, mask) in run {
            let place = Place::best(mask);
            self.record(doc, place, u32::from(place.weight() * quality), number);
        }
    }

    /// Adds the offers that all of several clauses match, with their average score.
    pub(super) fn add_all_of(&mut self, each: &[Self], how: How) {
        let Ok(clauses) = u32::try_from(each.len()) else { return };
        if clauses == 0 {
            return;
        }
        let matched = Match { how, target: MatchTarget::Words };
        let Some(number) = self.push_match(matched) else { return };
        for doc in 0..Doc::try_from(self.hits.len()).unwrap_or(Doc::MAX) {
            let sum = each
                .iter()
                .map(|one| one.score(doc))
                .try_fold(0, |sum, score| (score > 0).then_some(sum + score));
            let place = each.first().and_then(|one| one.best(doc)).map(|(place, _)| place);
            if let (Some(sum), Some(place)) = (sum, place) {
                // At the same score a phrase known as a whole is the better reason.
                let score = sum / clauses * u32::from(quality(how)) / 16;
                self.record(doc, place, score.saturating_sub(1), number);
            }
        }
    }

    /// The number of a new match; `None` where there are too many.
    fn push_match(&mut self, matched: Match) -> Option<u32> {
        let number = u32::try_from(self.matches.len()).ok()?;
        (number < MATCH_MASK).then(|| {
            self.matches.push(matched);
            number
        })
    }

    fn record(&mut self, doc: Doc, place: Place, score: u32, number: u32) {
        let packed = score.clamp(1, 0xff) << 24 | (place as u32) << MATCH_BITS | number;
        if let Some(best) = self.hits.get_mut(doc as usize) {
            *best = (*best).max(packed);
        }
    }

    /// Place and match number of a matching offer.
    fn best(&self, doc: Doc) -> Option<(Place, usize)> {
        let packed = self.hits.get(doc as usize).copied().filter(|packed| *packed != 0)?;
        let place = Place::from_number((packed >> MATCH_BITS & 7) as u8);
        Some((place, (packed & MATCH_MASK) as usize))
    }

    /// Why an offer matched.
    pub(super) fn reason(&self, index: &Index, doc: Doc) -> Option<Reason> {
        let (place, number) = self.best(doc)?;
        let Match { how, target } = *self.matches.get(number)?;
        let (word, meaning) = match target {
            MatchTarget::Term(term) => (index.shown.get(term as usize).cloned(), None),
            MatchTarget::Meaning(number) => (None, index.meanings.get(number as usize).cloned()),
            MatchTarget::Words => (None, None),
        };
        Some(Reason { typed: self.typed.clone(), how, place, found: word, meaning })
    }
}
