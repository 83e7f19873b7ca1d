//! Dots on challenges.

use crate::id::ChallengeId;
use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;

/// The dots on each challenge; challenges without dots are left out. On the wire an object of
/// numbers.
///
/// A sorted list: a ballot has only a few entries, and the code of a map would be a twentieth of
/// the phone page's download.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(
    feature = "openapi",
    schema(value_type = std::collections::BTreeMap<ChallengeId, u32>)
)]
pub struct Allocation(Vec<(ChallengeId, u32)>);

impl Serialize for Allocation {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(challenge, dots)| (challenge, dots)))
    }
}

impl<'de> Deserialize<'de> for Allocation {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(AllocationVisitor)
    }
}

struct AllocationVisitor;

impl<'de> Visitor<'de> for AllocationVisitor {
    type Value = Allocation;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("dots by challenge")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Allocation, A::Error> {
        let mut allocation = Allocation::default();
        while let Some((challenge, dots)) = map.next_entry()? {
            allocation.set(challenge, dots);
        }
        Ok(allocation)
    }
}

impl FromIterator<(ChallengeId, u32)> for Allocation {
    fn from_iter<I: IntoIterator<Item = (ChallengeId, u32)>>(dots: I) -> Self {
        let mut allocation = Self::default();
        for (challenge, count) in dots {
            allocation.set(challenge, count);
        }
        allocation
    }
}

impl Allocation {
    /// Dots on a challenge.
    pub fn dots_on(&self, challenge: &ChallengeId) -> u32 {
        self.place(challenge).map_or(0, |place| self.0[place].1)
    }

    /// Challenges with dots and their numbers, ordered by id.
    pub fn iter(&self) -> impl Iterator<Item = (&ChallengeId, u32)> {
        self.0.iter().map(|(challenge, dots)| (challenge, *dots))
    }

    /// Whether there is no dot.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// A copy with this many dots on the challenge.
    #[must_use]
    pub fn with(&self, challenge: &ChallengeId, dots: u32) -> Self {
        let mut changed = self.clone();
        changed.set(challenge.clone(), dots);
        changed
    }

    /// The position of a challenge in the list, or where it would be inserted.
    fn place(&self, challenge: &ChallengeId) -> Result<usize, usize> {
        self.0.binary_search_by(|(known, _)| known.cmp(challenge))
    }

    fn set(&mut self, challenge: ChallengeId, dots: u32) {
        match (self.place(&challenge), dots) {
            (Ok(place), 0) => drop(self.0.remove(place)),
            (Ok(place), _) => self.0[place].1 = dots,
            (Err(_), 0) => {}
            (Err(place), _) => self.0.insert(place, (challenge, dots)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{challenge, dots};
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    proptest! {
        #[test]
        fn it_is_a_map_without_zeros(steps in proptest::collection::vec((0..5_u32, 0..3_u32), 0..30)) {
            let (mut allocation, mut map) = (Allocation::default(), BTreeMap::new());
            for (place, count) in steps {
                let id = challenge(&format!("c{place}"));
                allocation = allocation.with(&id, count);
                map.insert(id, count);
            }
            map.retain(|_, count| *count > 0);
            let pairs: Vec<_> = allocation.iter().map(|(id, n)| (id.clone(), n)).collect();
            prop_assert_eq!(pairs, map.into_iter().collect::<Vec<_>>());
        }
    }

    #[test]
    fn on_the_wire_it_is_an_object_and_the_last_of_two_equal_names_counts() {
        let read: Allocation = serde_json::from_str(r#"{"b":2,"a":1,"c":0,"b":3}"#).unwrap();
        assert_eq!(read, dots(&[("a", 1), ("b", 3)]));
        assert_eq!(serde_json::to_string(&read).unwrap(), r#"{"a":1,"b":3}"#);
        assert!(serde_json::from_str::<Allocation>(r#"[["a",1]]"#).is_err());
    }
}
