//! Detection of probable duplicates. They are reported, never removed: whether two offers are the
//! same has to be decided by a person.
//!
//! Only offers of the same city are compared, and only if their names share the beginning of a
//! word. In groups of more than [`WINDOW`] offers each is compared with its neighbours in
//! alphabetical order, so that the cost is proportional to the number of offers rather than to its
//! square.

mod fingerprint;
mod names;

use fingerprint::Fingerprint;
pub(crate) use fingerprint::name as offer_name;
use names::Vocabulary;
use shared::id::{OfferId, ProviderId};
use shared::offer::{Offer, OfferStatus};
use shared::provider::Provider;
use std::collections::{BTreeMap, BTreeSet};

/// Most pairs that are reported; a longer list is of no use.
const MAX_DUPLICATES: usize = 200;
/// Largest group in which all pairs are compared; in larger ones the number of neighbours.
const WINDOW: usize = 100;
/// Letters of a word's beginning by which offers are grouped.
const BEGINNING: usize = 3;

/// Two offers that are probably the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Duplicate {
    /// An offer of the file.
    pub found: OfferRef,
    /// Another offer of the file, or an existing one.
    pub like: OfferRef,
}

/// An offer in a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfferRef {
    /// Its id.
    pub id: OfferId,
    /// Its name.
    pub name: String,
    /// Its row in the table; `None` for an existing offer, or in a file without rows.
    pub row: Option<usize>,
}

/// An offer to compare.
struct Candidate<'a> {
    offer: &'a Offer,
    row: Option<usize>,
    is_existing: bool,
    print: Fingerprint,
    /// Its groups, the smallest first.
    groups: Vec<usize>,
}

impl Candidate<'_> {
    fn to_ref(&self) -> OfferRef {
        let name = fingerprint::name(self.offer).to_owned();
        OfferRef { id: self.offer.id.clone(), name, row: self.row }
    }

    /// The smallest group of both.
    fn common_group(&self, other: &Self) -> Option<usize> {
        self.groups.iter().find(|group| other.groups.contains(group)).copied()
    }
}

/// The input of the comparison.
#[derive(Clone, Copy)]
pub(crate) struct Comparison<'a> {
    /// Offers of a file.
    pub(crate) found: &'a [Offer],
    /// Their rows, where they come from a table.
    pub(crate) rows: &'a [usize],
    /// Existing offers.
    pub(crate) existing: &'a [&'a Offer],
    /// The providers of both; of two with the same id the later one is used.
    pub(crate) providers: &'a [&'a Provider],
}

/// Pairs of probable duplicates, at most [`MAX_DUPLICATES`], in the order of the file. Archived
/// offers are ignored.
pub(crate) fn find_duplicates(comparison: Comparison<'_>) -> Vec<Duplicate> {
    let providers: BTreeMap<&ProviderId, &Provider> =
        comparison.providers.iter().map(|provider| (&provider.id, *provider)).collect();
    let rows = comparison.rows.iter().copied().map(Some).chain(std::iter::repeat(None));
    let found = comparison.found.iter().zip(rows).map(|(offer, row)| (offer, row, false));
    let all: Vec<_> = found
        .chain(comparison.existing.iter().map(|offer| (*offer, None, true)))
        .filter(|(offer, ..)| offer.status != OfferStatus::Archived)
        .collect();
    let words =
        fingerprint::vocabulary(all.iter().map(|(offer, ..)| *offer), providers.values().copied());
    let mut candidates: Vec<_> = all
        .into_iter()
        .map(|(offer, row, is_existing)| {
            let print = Fingerprint::new(offer, providers.get(&offer.provider).copied(), &words);
            Candidate { offer, row, is_existing, print, groups: Vec::new() }
        })
        .collect();
    let groups = group(&mut candidates, &words);
    find_pairs(&candidates, &groups, &words)
        .into_iter()
        .filter_map(|(one, other)| candidates.get(one).zip(candidates.get(other)))
        .map(|(one, other)| Duplicate { found: one.to_ref(), like: other.to_ref() })
        .collect()
}

/// Pairs of probable duplicates among all offers of a stock, at most [`MAX_DUPLICATES`].
pub fn find_duplicates_within(offers: &[Offer], providers: &[Provider]) -> Vec<Duplicate> {
    let providers: Vec<&Provider> = providers.iter().collect();
    let comparison = Comparison { found: offers, rows: &[], existing: &[], providers: &providers };
    find_duplicates(comparison)
}

/// Positions of candidates that share a city and the beginning of a word, the smallest group
/// first; sorted by name within a group.
fn group(candidates: &mut [Candidate<'_>], words: &Vocabulary) -> Vec<Vec<usize>> {
    let mut by_beginning: BTreeMap<(&str, String), Vec<usize>> = BTreeMap::new();
    for (place, candidate) in candidates.iter().enumerate() {
        let beginning = |word: &usize| words.text(*word).chars().take(BEGINNING).collect();
        let beginnings: BTreeSet<String> =
            candidate.print.name.words.iter().map(beginning).collect();
        for beginning in beginnings {
            by_beginning.entry((candidate.offer.city.as_str(), beginning)).or_default().push(place);
        }
    }
    let mut groups: Vec<Vec<usize>> = by_beginning.into_values().collect();
    groups.sort_by_key(Vec::len);
    for (number, group) in groups.iter_mut().enumerate() {
        group.sort_by_key(|place| candidates.get(*place).map(|candidate| &candidate.print.name));
        for place in group {
            if let Some(candidate) = candidates.get_mut(*place) {
                candidate.groups.push(number);
            }
        }
    }
    groups
}

/// Positions of duplicates, each pair once, the smaller position first.
fn find_pairs(
    candidates: &[Candidate<'_>],
    groups: &[Vec<usize>],
    words: &Vocabulary,
) -> BTreeSet<(usize, usize)> {
    let mut pairs = BTreeSet::new();
    for (number, group) in groups.iter().enumerate() {
        for (place, other_place) in neighbours(group) {
            let both = candidates.get(place).zip(candidates.get(other_place));
            let Some((one, other)) = both else { continue };
            // A pair of existing offers is not reported.
            if !(one.is_existing && other.is_existing)
                && one.common_group(other) == Some(number)
                && one.print.is_similar(&other.print, words)
            {
                pairs.insert((place, other_place));
                if pairs.len() == MAX_DUPLICATES {
                    return pairs;
                }
            }
        }
    }
    pairs
}

/// Pairs of a group to compare, the smaller position first: all pairs, or in a large group the
/// pairs with the next [`WINDOW`] members.
fn neighbours(group: &[usize]) -> impl Iterator<Item = (usize, usize)> {
    group.iter().enumerate().flat_map(|(index, one)| {
        let next = group.iter().skip(index + 1).take(WINDOW);
        next.map(move |other| (*one.min(other), *one.max(other)))
    })
}

#[cfg(test)]
mod tests;
