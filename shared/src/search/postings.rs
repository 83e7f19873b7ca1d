//! Postings: in which offers a term occurs, and where in them.
//!
//! Each term has a run of bytes: the distance to the next document as a variable-length integer,
//! then a mask of places. Documents are sorted, so runs are short and read once from front to
//! back.

use serde::{Deserialize, Serialize};

/// Number of an offer within an index.
pub type Doc = u32;

/// Where in an offer a word occurs, as bits of a mask.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// In its name, in any language.
    Name,
    /// As a part of a compound in its name.
    NamePart,
    /// City, district, venue.
    Where,
    /// The provider's name.
    Provider,
    /// Its description, in any language, or a compound in it.
    Description,
    /// Not in its texts: it is a filter value of the offer.
    Value,
}

impl Place {
    const ALL: [Self; 6] =
        [Self::Name, Self::NamePart, Self::Where, Self::Provider, Self::Description, Self::Value];

    pub(super) const fn bit(self) -> u8 {
        1 << self as u8
    }

    /// The best place in a mask.
    pub(super) fn best(mask: u8) -> Self {
        let found = Self::ALL.into_iter().filter(|place| mask & place.bit() != 0);
        found.max_by_key(|place| place.weight()).unwrap_or(Self::Description)
    }

    /// The place with this number, the inverse of `as u8`.
    pub(super) fn from_number(number: u8) -> Self {
        Self::ALL.get(usize::from(number)).copied().unwrap_or(Self::Description)
    }

    /// Weight of a word at this place, at most 12. Tuned by hand on the query set.
    pub(super) const fn weight(self) -> u16 {
        match self {
            Self::Name => 12,
            Self::NamePart => 10,
            Self::Value => 9,
            Self::Where => 6,
            Self::Provider => 5,
            Self::Description => 3,
        }
    }
}

/// Runs of documents by number.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Postings {
    /// Where each run begins; one more than there are runs.
    starts: Vec<u32>,
    bytes: Vec<u8>,
}

impl Postings {
    /// Adds a run and returns its number; documents must be in order.
    pub(super) fn push(&mut self, run: impl IntoIterator<Item = (Doc, u8)>) -> u32 {
        if self.starts.is_empty() {
            self.starts.push(0);
        }
        let mut before = 0;
        for (doc, mask) in run {
            write_number(&mut self.bytes, doc - before);
            self.bytes.push(mask);
            before = doc;
        }
        self.starts.push(u32::try_from(self.bytes.len()).unwrap_or(u32::MAX));
        u32::try_from(self.starts.len() - 2).unwrap_or(u32::MAX)
    }

    /// The documents of a run with their masks; empty for an unknown number.
    pub(super) fn run(&self, number: u32) -> Run<'_> {
        let number = number as usize;
        let range = self.starts.get(number).zip(self.starts.get(number + 1));
        let bytes = range.and_then(|(from, to)| self.bytes.get(*from as usize..*to as usize));
        Run { bytes: bytes.unwrap_or_default(), doc: 0 }
    }

    /// Size of a run in bytes, which grows with its number of offers.
    pub(super) fn bytes_of(&self, number: u32) -> u32 {
        let number = number as usize;
        let range = self.starts.get(number).zip(self.starts.get(number + 1));
        range.map_or(0, |(from, to)| to.saturating_sub(*from))
    }

    /// Memory used in bytes.
    pub(super) fn size(&self) -> usize {
        self.bytes.len() + self.starts.len() * size_of::<u32>()
    }
}

/// Reads a run from front to back.
#[derive(Clone, Debug)]
pub(super) struct Run<'a> {
    bytes: &'a [u8],
    doc: Doc,
}

impl Iterator for Run<'_> {
    type Item = (Doc, u8);

    fn next(&mut self) -> Option<(Doc, u8)> {
        let distance = read_number(&mut self.bytes)?;
        let (mask, rest) = self.bytes.split_first()?;
        self.bytes = rest;
        self.doc = self.doc.wrapping_add(distance);
        Some((self.doc, *mask))
    }
}

/// Seven bits per byte, the lowest first; the highest bit means that more follow.
fn write_number(bytes: &mut Vec<u8>, mut number: u32) {
    while number >= 0x80 {
        bytes.push((number & 0x7f) as u8 | 0x80);
        number >>= 7;
    }
    bytes.push((number & 0x7f) as u8);
}

fn read_number(bytes: &mut &[u8]) -> Option<u32> {
    let mut number = 0;
    for shift in (0..32).step_by(7) {
        let (byte, rest) = bytes.split_first()?;
        *bytes = rest;
        number |= u32::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            return Some(number);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn runs_round_trip(
            runs in proptest::collection::vec(
                proptest::collection::btree_map(0..u32::MAX, 1..=63_u8, 0..20), 0..6),
        ) {
            let mut postings = Postings::default();
            for (number, run) in runs.iter().enumerate() {
                let pushed = postings.push(run.iter().map(|(doc, mask)| (*doc, *mask)));
                prop_assert_eq!(pushed as usize, number);
            }
            for (number, run) in (0..).zip(&runs) {
                let read: Vec<_> = postings.run(number).collect();
                prop_assert_eq!(read, run.iter().map(|(d, m)| (*d, *m)).collect::<Vec<_>>());
            }
            prop_assert_eq!(postings.run(99).count(), 0);
        }

        #[test]
        fn damaged_bytes_end_a_run(bytes in proptest::collection::vec(any::<u8>(), 0..30)) {
            let end = u32::try_from(bytes.len()).unwrap();
            let postings = Postings { starts: vec![0, end], bytes };
            prop_assert!(postings.run(0).count() <= 15);
        }
    }
}
