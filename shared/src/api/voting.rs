//! Joining, ballots, results, the board.

use super::conferences::ConferenceView;
use super::organising::ExclusionReason;
use crate::id::{ChallengeId, FieldId};
use crate::language::LanguageTag;
use crate::live::{BoardState, Turnout};
use crate::time::Millis;
use crate::voting::ballot::{Allocation, Ballot, Revision};
use crate::voting::personal_code::PersonalCode;
use crate::voting::receipt::Receipt;
use crate::voting::round::RoundStatus;
use crate::voting::tally::{FieldResult, Votes};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// `GET /api/v1/conferences/{code}/phone`: the conference and the caller's ballot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PhoneView {
    /// The conference.
    pub conference: ConferenceView,
    /// The caller's ballot in the round; empty for a new participant.
    pub ballot: Ballot,
    /// Its receipt words, where the server has a ballot.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub receipt: Option<Receipt>,
    /// Identifies the caller's stored data on the phone; changes when the device is handed on.
    /// Does not identify a person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub participant: Option<String>,
    /// Whether the round requires a personal code that the caller has not given yet.
    #[serde(default)]
    pub wants_code: bool,
    /// The organiser's message to all phones, if any. Plain text, whatever is in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<crate::live::PhoneMessage>))]
    pub message: Option<String>,
    /// The server's time, by which phones count down.
    pub now: Millis,
    /// Whether tables have written anything into the worksheets of the conference.
    #[serde(default)]
    pub has_sheets: bool,
}

/// Body of `PUT /api/v1/rounds/{id}/ballot` as the server parses it; a phone sends its [`Ballot`].
///
/// Numbers are parsed leniently, so that a negative or fractional one is distinguished from
/// malformed JSON.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct BallotRequest {
    /// Incremented with every change, starting at 1.
    #[cfg_attr(
        feature = "openapi",
        schema(value_type = u64, minimum = 1, maximum = 9_007_199_254_740_991_i64)
    )]
    pub revision: Revision,
    /// Dots by challenge.
    #[cfg_attr(feature = "openapi", schema(value_type = Allocation))]
    pub dots: BTreeMap<String, serde_json::Number>,
    /// The chosen field, in rounds where each participant chooses one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<FieldId>,
    /// A personal code; without it the one in the caller's cookie is used.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<PersonalCode>,
}

/// A malformed ballot, rejected before any rule is checked.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum BallotFormError {
    /// Negative, fractional or too large.
    #[error("dots are whole numbers from 0 on, not {value}")]
    NotAWholeNumber {
        /// The value as received.
        value: String,
    },
    /// Not a challenge id.
    #[error("not a challenge: {value}")]
    NotAChallenge {
        /// The id as received, cut to 40 characters.
        value: String,
    },
    /// More entries than any round has challenges.
    #[error("too many challenges on a ballot")]
    TooManyChallenges,
}

/// Most entries a ballot may have.
pub const MAX_BALLOT_ENTRIES: usize = 1_000;

impl TryFrom<BallotRequest> for Ballot {
    type Error = BallotFormError;

    fn try_from(request: BallotRequest) -> Result<Self, BallotFormError> {
        if request.dots.len() > MAX_BALLOT_ENTRIES {
            return Err(BallotFormError::TooManyChallenges);
        }
        let dots: Result<Allocation, BallotFormError> =
            request.dots.into_iter().map(|(id, number)| parse_dots(&id, &number)).collect();
        Ok(Self { revision: request.revision, dots: dots?, field: request.field })
    }
}

fn parse_dots(
    id: &str,
    number: &serde_json::Number,
) -> Result<(ChallengeId, u32), BallotFormError> {
    let cut = |text: &str| text.chars().take(40).collect::<String>();
    let challenge =
        ChallengeId::parse(id).map_err(|_| BallotFormError::NotAChallenge { value: cut(id) })?;
    // `2.0` is an integer for JSON Schema.
    let text = number.to_string();
    let whole = text.strip_suffix(".0").unwrap_or(&text);
    let dots =
        whole.parse::<u32>().map_err(|_| BallotFormError::NotAWholeNumber { value: cut(&text) })?;
    Ok((challenge, dots))
}

/// Response to `POST /api/v1/conferences/{code}/join`; the cookie is in a header.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Joined {}

/// Response to `PUT` and `GET /api/v1/rounds/{id}/ballot`: the ballot the server now has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BallotAnswer {
    /// The stored ballot.
    pub ballot: Ballot,
    /// Its receipt words; missing until there is a ballot.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub receipt: Option<Receipt>,
}

/// `GET /api/v1/rounds/{id}/result`
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RoundResult {
    /// The round and its state.
    pub round: RoundStatus,
    /// Number of participants and ballots.
    pub turnout: Turnout,
    /// All dots.
    pub votes: Votes,
    /// By field, best first.
    pub fields: Vec<FieldResult>,
}

/// `GET /api/v1/conferences/{code}/board`
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BoardView {
    /// The conference.
    pub conference: ConferenceView,
    /// The live state; `None` without a round.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub live: Option<BoardState>,
    /// Address to type, such as `https://…/K7M4PX`.
    pub join_address: String,
    /// The QR code of that address: rows of modules, `true` is dark.
    pub qr: Vec<Vec<bool>>,
    /// The server's time, by which boards show the same slide and count down.
    pub now: Millis,
    /// What is said to everybody in the hall, in each language of the conference.
    pub greetings: Vec<BoardGreeting>,
}

/// What a board says in one language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BoardGreeting {
    /// The language.
    pub language: LanguageTag,
    /// Its own name.
    pub name: String,
    /// The invitation to join, where the interface speaks this language.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub invitation: Option<String>,
    /// The last call before the round is closed, likewise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_call: Option<String>,
}

/// `GET /api/v1/conferences/{code}/receipts?words=`: whether a ballot was counted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReceiptView {
    /// Title of the conference.
    pub title: crate::text::Picked,
    /// The words looked up; `None` for an empty query.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub receipt: Option<Receipt>,
    /// The ballots with these words, one for each round they were cast in.
    pub ballots: Vec<CountedBallot>,
}

/// A ballot as it is counted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CountedBallot {
    /// The round.
    pub round: RoundStatus,
    /// Its challenges in the reader's language with their dots.
    pub dots: Vec<CountedDots>,
    /// Why the organiser has left it out of the count; `None` where it is counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub excluded: Option<ExclusionReason>,
}

/// Dots of a ballot on one challenge.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CountedDots {
    /// The challenge or sub-challenge.
    pub text: crate::text::Picked,
    /// Number of dots.
    pub dots: u32,
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case(r#"{"revision":1,"dots":{"a":-1}}"#, "dots are whole numbers from 0 on, not -1")]
    #[case(r#"{"revision":1,"dots":{"a":1.5}}"#, "dots are whole numbers from 0 on, not 1.5")]
    #[case(
        r#"{"revision":1,"dots":{"a":4294967296}}"#,
        "dots are whole numbers from 0 on, not 4294967296"
    )]
    #[case(r#"{"revision":1,"dots":{"A!":1}}"#, "not a challenge: A!")]
    fn a_malformed_ballot_is_distinguished_from_bad_json(#[case] body: &str, #[case] error: &str) {
        let request: BallotRequest = serde_json::from_str(body).unwrap();
        assert_eq!(Ballot::try_from(request).unwrap_err().to_string(), error);
    }

    #[test]
    fn a_whole_number_may_have_a_decimal_point() {
        let request: BallotRequest =
            serde_json::from_str(r#"{"revision":1,"dots":{"a":2.0}}"#).unwrap();
        let ballot = Ballot::try_from(request).unwrap();
        assert_eq!(ballot.dots.dots_on(&ChallengeId::parse("a").unwrap()), 2);
    }

    #[test]
    fn a_ballot_survives_the_wire() {
        let ballot: Ballot =
            serde_json::from_str(r#"{"revision":3,"dots":{"a":2,"b":0}}"#).unwrap();
        let wire = serde_json::to_string(&ballot).unwrap();
        assert_eq!(wire, r#"{"revision":3,"dots":{"a":2}}"#);
        let request: BallotRequest = serde_json::from_str(&wire).unwrap();
        assert_eq!(Ballot::try_from(request), Ok(ballot));
    }
}
