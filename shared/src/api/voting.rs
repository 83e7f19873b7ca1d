//! Joining, ballots, results, the board.

use super::conferences::ConferenceView;
use crate::id::{ChallengeId, FieldId};
use crate::live::{BoardState, RoundStatus, Turnout};
use crate::voting::ballot::{Allocation, Ballot, Revision};
use crate::voting::personal_code::PersonalCode;
use crate::voting::receipt::Receipt;
use crate::voting::tally::{FieldResult, Votes};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// `GET /api/v1/conferences/{code}/phone`: the conference and the caller's ballot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PhoneView {
    /// The conference.
    pub conference: ConferenceView,
    /// The caller's ballot of the round; untouched for somebody new.
    pub ballot: Ballot,
    /// The words for it, where the server holds one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub receipt: Option<Receipt>,
    /// Stands for the caller in what the phone stores; another one after handing on. Says
    /// nothing about who it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub participant: Option<String>,
    /// Whether the round wants a personal code that the caller has not given yet.
    #[serde(default)]
    pub wants_code: bool,
}

/// Body of `PUT /api/v1/rounds/{id}/ballot`, as the server reads it; a phone sends its [`Ballot`].
///
/// Numbers are read wide, so that a negative or broken one is told apart from bad JSON.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct BallotRequest {
    /// Grows with every change, from 1.
    pub revision: Revision,
    /// Dots by challenge.
    #[cfg_attr(feature = "openapi", schema(value_type = Allocation))]
    pub dots: BTreeMap<String, serde_json::Number>,
    /// The field chosen, in rounds where each participant goes to one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<FieldId>,
    /// A personal code; without one, the one in the caller's cookie counts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<PersonalCode>,
}

/// A ballot that is none in form, before any rule is asked.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum BallotFormError {
    /// Negative, broken or too large.
    #[error("dots are whole numbers from 0 on, not {value}")]
    NotAWholeNumber {
        /// The value as it came.
        value: String,
    },
    /// Something that is no id of a challenge.
    #[error("not a challenge: {value}")]
    NotAChallenge {
        /// The id as it came, cut to 40 characters.
        value: String,
    },
    /// More entries than any round has challenges.
    #[error("too many challenges on a ballot")]
    TooManyChallenges,
}

/// Most entries of a ballot that are looked at.
pub const MAX_BALLOT_ENTRIES: usize = 1_000;

impl TryFrom<BallotRequest> for Ballot {
    type Error = BallotFormError;

    fn try_from(request: BallotRequest) -> Result<Self, BallotFormError> {
        if request.dots.len() > MAX_BALLOT_ENTRIES {
            return Err(BallotFormError::TooManyChallenges);
        }
        let dots: Result<Allocation, BallotFormError> =
            request.dots.into_iter().map(|(id, number)| read_dots(&id, &number)).collect();
        Ok(Self { revision: request.revision, dots: dots?, field: request.field })
    }
}

fn read_dots(id: &str, number: &serde_json::Number) -> Result<(ChallengeId, u32), BallotFormError> {
    let cut = |text: &str| text.chars().take(40).collect::<String>();
    let challenge =
        ChallengeId::parse(id).map_err(|_| BallotFormError::NotAChallenge { value: cut(id) })?;
    let dots = number
        .as_u64()
        .and_then(|dots| u32::try_from(dots).ok())
        .ok_or_else(|| BallotFormError::NotAWholeNumber { value: cut(&number.to_string()) })?;
    Ok((challenge, dots))
}

/// Answer to `POST /api/v1/conferences/{code}/join`; the cookie comes beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Joined {}

/// Answer to `PUT` and `GET /api/v1/rounds/{id}/ballot`: what the server now holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BallotAnswer {
    /// The ballot on disk.
    pub ballot: Ballot,
    /// The words for it; none as long as there is no ballot.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub receipt: Option<Receipt>,
}

/// `GET /api/v1/rounds/{id}/result`
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RoundResult {
    /// Which round, and where it stands.
    pub round: RoundStatus,
    /// Joined and done.
    pub turnout: Turnout,
    /// Dots in all.
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
    /// The live state; `None` where there is no round.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub live: Option<BoardState>,
    /// Address people type, such as `https://…/K7M4PX`.
    pub join_address: String,
    /// The QR code of that address: rows of modules, `true` is dark.
    pub qr: Vec<Vec<bool>>,
}

/// `GET /api/v1/conferences/{code}/receipts?words=`: whether a ballot is in the count.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReceiptView {
    /// Title of the conference.
    pub title: crate::text::Picked,
    /// The words that were looked for; `None` where nothing was asked yet.
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
    /// What it holds: challenges in the reader's language, and their dots.
    pub dots: Vec<CountedDots>,
}

/// Dots of a ballot on one challenge.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CountedDots {
    /// The challenge or sub-challenge.
    pub text: crate::text::Picked,
    /// How many.
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
    fn a_broken_ballot_is_told_from_bad_json(#[case] body: &str, #[case] error: &str) {
        let request: BallotRequest = serde_json::from_str(body).unwrap();
        assert_eq!(Ballot::try_from(request).unwrap_err().to_string(), error);
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
