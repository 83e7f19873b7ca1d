//! Parses the ballot's form: the whole ballot as the page showed it, and the step of the button
//! that was pressed. Its fields are in [`shared::forms::voting`].

use crate::http::extract::Pairs;
use shared::api::BallotRequest;
use shared::error::AppError;
use shared::forms::voting as names;
use shared::id::{ChallengeId, FieldId};
use shared::voting::ballot::{Allocation, Ballot, BallotError, Revision};
use shared::voting::round::MAX_DOTS;
use std::collections::BTreeMap;

/// The ballot as the page showed it.
pub(super) fn parse_ballot(fields: &Pairs) -> Result<Ballot, AppError> {
    let revision =
        fields.value_or_empty(names::REVISION).parse().map_err(|_| AppError::Malformed)?;
    let dots: Result<BTreeMap<String, serde_json::Number>, AppError> = fields
        .with_prefix(names::DOTS)
        .map(|(id, value)| Ok((id.to_owned(), value.parse().map_err(|_| AppError::Malformed)?)))
        .collect();
    let field = parse_field(fields.value_or_empty(names::FIELD))?;
    let request = BallotRequest { revision: Revision(revision), dots: dots?, field, code: None };
    let shown: Ballot = request.try_into()?;
    // No page shows more dots than a round can give. If the form is rejected, the page draws each
    // of these dots again; billions of them would crash the process.
    let is_possible = shown.dots.iter().all(|(_, dots)| dots <= MAX_DOTS);
    if is_possible { Ok(shown) } else { Err(AppError::Malformed) }
}

fn parse_field(text: &str) -> Result<Option<FieldId>, AppError> {
    match text {
        "" => Ok(None),
        id => FieldId::parse(id).map(Some).map_err(|_| AppError::Malformed),
    }
}

/// What a button of the form does.
#[derive(Clone, Debug)]
pub(super) enum BallotStep {
    /// One more dot.
    Add(ChallengeId),
    /// One dot fewer.
    Remove(ChallengeId),
    /// Another field, or none, to return to the choice.
    Choose(Option<FieldId>),
}

impl BallotStep {
    /// The step of the button that was pressed.
    pub(super) fn parse(fields: &Pairs) -> Result<Self, AppError> {
        let challenge = |text: &str| ChallengeId::parse(text).map_err(|_| AppError::Malformed);
        match (fields.value_or_empty(names::ADD), fields.value_or_empty(names::REMOVE)) {
            ("", "") => {
                let chosen = fields.value(names::CHOOSE).ok_or(AppError::Malformed)?;
                parse_field(chosen).map(Self::Choose)
            }
            (added, "") => challenge(added).map(Self::Add),
            (_, removed) => challenge(removed).map(Self::Remove),
        }
    }

    /// The ballot after this step, with the next revision.
    pub(super) fn apply_to(&self, shown: &Ballot) -> Result<Ballot, BallotError> {
        let with = |challenge, dots| (shown.dots.with(challenge, dots), shown.field.clone());
        let (dots, field) = match self {
            Self::Add(challenge) => {
                let dots = shown.dots.dots_on(challenge).checked_add(1);
                with(challenge, dots.ok_or(BallotError::Revision)?)
            }
            Self::Remove(challenge) => {
                with(challenge, shown.dots.dots_on(challenge).saturating_sub(1))
            }
            // Dots belong to the chosen field only.
            Self::Choose(field) => (Allocation::default(), field.clone()),
        };
        Ok(Ballot { revision: shown.revision.next(), dots, field })
    }

    /// The challenge whose dots it changes.
    pub(super) fn into_challenge(self) -> Option<ChallengeId> {
        match self {
            Self::Add(challenge) | Self::Remove(challenge) => Some(challenge),
            Self::Choose(_) => None,
        }
    }

    /// Id of the element on the page to continue from; its field is the one that is shown.
    pub(super) fn place(&self) -> &str {
        match self {
            Self::Add(challenge) | Self::Remove(challenge) => challenge.as_str(),
            Self::Choose(_) => names::PLACE,
        }
    }
}
