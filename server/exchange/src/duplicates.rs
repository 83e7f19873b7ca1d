//! Offers that are probably the same under two ids. They are named, never dropped: whether it
//! is so, somebody who knows them has to say.
//!
//! Only offers of one city are compared, and of them only those whose names have words that
//! begin alike. In a crowd of over [`CROWD`] such offers each one is compared with its
//! neighbours in alphabetical order, so that the work grows with the number of offers and not
//! with its square.

mod likeness;
mod names;

use likeness::Fingerprint;
use names::Vocabulary;
use shared::id::{OfferId, ProviderId};
use shared::offer::{Offer, OfferStatus};
use shared::provider::Provider;
use std::collections::{BTreeMap, BTreeSet};

/// Most pairs that are named; nobody reads on after that.
const MAX_DUPLICATES: usize = 200;
/// Most offers of which each is compared with each.
const CROWD: usize = 100;
/// Letters at the beginning of a word by which offers find each other.
const BEGINNING: usize = 3;

/// Two offers that are probably the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Duplicate {
    /// An offer of the file.
    pub found: Twin,
    /// Another one of the file, or one that was there before.
    pub like: Twin,
}

/// One of two such offers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Twin {
    /// Its id.
    pub id: OfferId,
    /// Its name.
    pub name: String,
    /// Its row in the table; `None` for one that was there before, or in a file without rows.
    pub row: Option<usize>,
}

/// An offer to compare.
struct Candidate<'a> {
    offer: &'a Offer,
    row: Option<usize>,
    is_held: bool,
    print: Fingerprint,
    /// Its groups, the smallest one first.
    groups: Vec<usize>,
}

impl Candidate<'_> {
    fn twin(&self) -> Twin {
        let name = likeness::name(self.offer).to_owned();
        Twin { id: self.offer.id.clone(), name, row: self.row }
    }

    /// The smallest group that both are in.
    fn common_group(&self, other: &Self) -> Option<usize> {
        self.groups.iter().find(|group| other.groups.contains(group)).copied()
    }
}

/// What is compared.
#[derive(Clone, Copy)]
pub(crate) struct Comparison<'a> {
    /// Offers of a file.
    pub(crate) found: &'a [Offer],
    /// Their rows, where they come from a table.
    pub(crate) rows: &'a [usize],
    /// Offers that were there before.
    pub(crate) held: &'a [&'a Offer],
    /// The providers of both; of two with the same id the later one counts.
    pub(crate) providers: &'a [&'a Provider],
}

/// Pairs of probably equal offers, at most [`MAX_DUPLICATES`], in the order of the file. What
/// is archived is left out.
pub(crate) fn find_duplicates(comparison: Comparison<'_>) -> Vec<Duplicate> {
    let providers: BTreeMap<&ProviderId, &Provider> =
        comparison.providers.iter().map(|provider| (&provider.id, *provider)).collect();
    let rows = comparison.rows.iter().copied().map(Some).chain(std::iter::repeat(None));
    let found = comparison.found.iter().zip(rows).map(|(offer, row)| (offer, row, false));
    let all: Vec<_> = found
        .chain(comparison.held.iter().map(|offer| (*offer, None, true)))
        .filter(|(offer, ..)| offer.status != OfferStatus::Archived)
        .collect();
    let words =
        likeness::vocabulary(all.iter().map(|(offer, ..)| *offer), providers.values().copied());
    let mut candidates: Vec<_> = all
        .into_iter()
        .map(|(offer, row, is_held)| {
            let print = Fingerprint::new(offer, providers.get(&offer.provider).copied(), &words);
            Candidate { offer, row, is_held, print, groups: Vec::new() }
        })
        .collect();
    let groups = group(&mut candidates, &words);
    let twins = |(one, other): (usize, usize)| {
        let (one, other) = (candidates.get(one)?, candidates.get(other)?);
        Some(Duplicate { found: one.twin(), like: other.twin() })
    };
    find_pairs(&candidates, &groups, &words).into_iter().filter_map(twins).collect()
}

/// The places of candidates that have a city and the beginning of a word in common, the
/// smallest group first; within a group by name.
fn group(candidates: &mut [Candidate<'_>], words: &Vocabulary) -> Vec<Vec<usize>> {
    let mut groups: BTreeMap<(&str, String), Vec<usize>> = BTreeMap::new();
    for (place, candidate) in candidates.iter().enumerate() {
        let beginning = |word: &usize| words.text(*word).chars().take(BEGINNING).collect();
        let beginnings: BTreeSet<String> =
            candidate.print.name.words.iter().map(beginning).collect();
        for beginning in beginnings {
            groups.entry((candidate.offer.city.as_str(), beginning)).or_default().push(place);
        }
    }
    let mut groups: Vec<Vec<usize>> = groups.into_values().collect();
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

/// Places of equal candidates, each pair once, the smaller one first.
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
            // Two that were there before are no news.
            if !(one.is_held && other.is_held)
                && one.common_group(other) == Some(number)
                && one.print.is_like(&other.print, words)
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

/// Pairs of a group that are compared, the smaller place first: each with each, in a crowd each
/// with the [`CROWD`] that come next.
fn neighbours(group: &[usize]) -> impl Iterator<Item = (usize, usize)> {
    group.iter().enumerate().flat_map(|(index, one)| {
        let next = group.iter().skip(index + 1).take(CROWD);
        next.map(move |other| (*one.min(other), *one.max(other)))
    })
}

#[cfg(test)]
mod tests;
