//! Years beside a named group: "Jugendliche ab 14", "junge Erwachsene bis 27 Jahre".
//!
//! The name limits an open range: nobody means babies by young adults up to 27.

use super::BANDS;
use super::names::named;
use shared::offer::audience::AgeGroup;
use std::ops::RangeInclusive;

/// Up to this age "Kinder" starts with birth: "Kinder bis 3 Jahre".
const SMALL: u32 = 6;

/// The groups that are named beside years; empty where none are.
pub(super) struct NamedYears {
    groups: Vec<AgeGroup>,
    /// The groups of each name.
    names: Vec<&'static [AgeGroup]>,
}

impl NamedYears {
    /// Of the folded words beside the years.
    pub(super) fn new(words: &[String]) -> Self {
        let mut names = Vec::new();
        let mut rest = words;
        while let Some((word, behind)) = rest.split_first() {
            let pair = behind.first().and_then(|next| named(&format!("{word} {next}")));
            names.extend(pair.or_else(|| named(word)).map(|(ages, _)| ages));
            rest = if pair.is_some() { &behind[1..] } else { behind };
        }
        Self { groups: names.iter().copied().flatten().copied().collect(), names }
    }

    /// Whether a name stands there with which the years have nothing in common.
    pub(super) fn has_others(&self, ranges: &[RangeInclusive<u32>]) -> bool {
        let touches = |band: &RangeInclusive<u32>| {
            ranges.iter().any(|range| band.start() <= range.end() && range.start() <= band.end())
        };
        let has_years = |name: &&[AgeGroup]| {
            BANDS.iter().any(|(age, band)| name.contains(age) && touches(band))
        };
        !self.names.iter().all(has_years)
    }

    /// The groups of an open range within those that are named; `None` where the range is closed,
    /// no group is named or the name has nothing in common with the years.
    pub(super) fn ages(&self, range: &RangeInclusive<u32>) -> Option<Vec<AgeGroup>> {
        let bands = || BANDS.iter().filter(|(age, _)| self.groups.contains(age));
        let youngest = bands().map(|(_, band)| *band.start()).min()?;
        let oldest = bands().map(|(_, band)| *band.end()).max()?;
        let (first, last) = (*range.start(), *range.end());
        // "Kinder bis 3" and "Senioren ab 55" go beyond what their names usually mean.
        let is_to = first == 0 && youngest > 0 && last > youngest && last > SMALL;
        // Adults are named for all ages from theirs on.
        let is_from = last == u32::MAX && oldest < ADULT && first < oldest;
        if !is_to && !is_from {
            return None;
        }
        let first = if is_to { youngest } else { first };
        let last = if is_from { oldest } else { last };
        let touches = |band: &RangeInclusive<u32>| *band.start() <= last && first <= *band.end();
        // "bis 27" only touches the group that begins there.
        let is_limit = |age: &AgeGroup, band: &RangeInclusive<u32>| {
            is_to && *band.start() == last && !self.groups.contains(age)
        };
        let found = BANDS.iter().filter(|(age, band)| touches(band) && !is_limit(age, band));
        Some(found.map(|(age, _)| *age).collect())
    }
}

/// Age from which a name means all older people, too.
const ADULT: u32 = 27;
