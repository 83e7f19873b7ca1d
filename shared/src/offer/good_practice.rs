//! What is said of an offer that is marked as good practice, beside why it is marked.

use crate::text::{Text, Texts};
use serde::{Deserialize, Serialize};

/// A year from 1900 to 2100.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(value_type = u16, minimum = 1900, maximum = 2100))]
#[serde(try_from = "u16", into = "u16")]
pub struct Year(u16);

/// No year of an offer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a year from {} to {}", Year::FIRST, Year::LAST)]
pub struct NotAYear;

impl Year {
    /// The first one.
    pub const FIRST: u16 = 1900;
    /// The last one.
    pub const LAST: u16 = 2100;

    /// The year as a number.
    pub const fn get(self) -> u16 {
        self.0
    }
}

impl TryFrom<u16> for Year {
    type Error = NotAYear;

    fn try_from(year: u16) -> Result<Self, NotAYear> {
        if (Self::FIRST..=Self::LAST).contains(&year) { Ok(Self(year)) } else { Err(NotAYear) }
    }
}

impl From<Year> for u16 {
    fn from(year: Year) -> Self {
        year.0
    }
}

/// The parts of a good-practice example. They are shown only where the offer is marked
/// ([`super::Offer::good_practice`]).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct GoodPracticeParts {
    /// Whom it helps, and how.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub for_whom: Option<Texts<500>>,
    /// Since when it exists.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub since: Option<Year>,
    /// Who takes part, by names; not translated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub partners: Option<Text<500>>,
    /// What others can take over.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub takeaway: Option<Texts<500>>,
}

impl GoodPracticeParts {
    /// Whether nothing is said.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;
    use serde_json::json;

    #[rstest]
    #[case(1899, None)]
    #[case(1900, Some(1900))]
    #[case(2100, Some(2100))]
    #[case(2101, None)]
    fn only_a_year_that_can_be_true_is_read(#[case] year: u16, #[case] expected: Option<u16>) {
        let parts = serde_json::from_value::<GoodPracticeParts>(json!({ "since": year }));
        assert_eq!(parts.ok().and_then(|parts| parts.since).map(Year::get), expected);
    }

    #[test]
    fn parts_that_say_nothing_are_not_written() {
        let parts: GoodPracticeParts = serde_json::from_value(json!({})).unwrap();
        assert!(parts.is_empty());
        assert_eq!(serde_json::to_value(parts).unwrap(), json!({}));
    }
}
