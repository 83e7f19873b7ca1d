//! Identifiers: one type for each kind of record; randomness is passed in.

use serde::{Deserialize, Serialize};
use std::fmt;

/// A malformed identifier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[error("not an identifier")]
pub struct IdError;

/// Lower-case letters, digits and hyphens, 1 to 64 of them.
fn is_id(text: &str) -> bool {
    (1..=64).contains(&text.len())
        && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

/// Crockford's base 32: no letter can be mistaken for a digit.
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// 128 bits as 26 lower-case characters.
fn encode(random: u128) -> String {
    (0..26).rev().map(|place| char::from(ALPHABET[(random >> (place * 5)) as usize & 31])).collect()
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        ///
        /// 1 to 64 lower-case letters, digits and hyphens.
        #[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[cfg_attr(
            feature = "openapi",
            derive(utoipa::ToSchema),
            schema(pattern = "^[a-z0-9-]{1,64}$")
        )]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// Parses an identifier.
            ///
            /// # Errors
            /// [`IdError`] where it is malformed.
            pub fn parse(text: &str) -> Result<Self, IdError> {
                if is_id(text) { Ok(Self(text.to_owned())) } else { Err(IdError) }
            }

            /// A new identifier from 128 random bits.
            pub fn from_random(random: u128) -> Self {
                Self(encode(random))
            }

            /// The identifier itself.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl TryFrom<String> for $name {
            type Error = IdError;

            fn try_from(text: String) -> Result<Self, Self::Error> {
                if is_id(&text) { Ok(Self(text)) } else { Err(IdError) }
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> Self {
                id.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str(&self.0)
            }
        }
    )*};
}

ids! {
    /// An offer.
    OfferId
    /// A provider of offers.
    ProviderId
    /// A city or town of the county, such as `oer-erkenschwick`.
    CityId
    /// A category of offers, such as `sprache`.
    CategoryId
    /// A conference.
    ConferenceId
    /// A field of action within a conference.
    FieldId
    /// A challenge within a field.
    ChallengeId
    /// A round of voting.
    RoundId
    /// A reader's report on an offer.
    ReportId
    /// An import of offers.
    ImportId
    /// An uploaded file that waits to be imported.
    StagedFileId
    /// A ballot; random, so that it does not reveal who cast it or when.
    BallotId
    /// A mail of the queue.
    MailId
    /// What a provider wants to be changed in an offer.
    ProposalId
    /// A group of participants whose ballots an organiser has left out.
    ExclusionId
    /// An account of somebody who works on the desk.
    AccountId
    /// An entry of the audit log.
    AuditEntryId
    /// A table of residents.
    ResidentsId
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case(0, "00000000000000000000000000")]
    #[case(31, "0000000000000000000000000z")]
    #[case(u128::MAX, "7zzzzzzzzzzzzzzzzzzzzzzzzz")]
    fn random_bits_become_26_characters(#[case] random: u128, #[case] text: &str) {
        assert_eq!(OfferId::from_random(random).as_str(), text);
    }

    #[rstest]
    #[case("castrop-rauxel", true)]
    #[case("", false)]
    #[case("A", false)]
    #[case("../etc", false)]
    fn an_id_is_recognised_by_its_form(#[case] text: &str, #[case] is_id: bool) {
        assert_eq!(CityId::parse(text).is_ok(), is_id);
    }
}
