//! The ballot's form: the whole ballot as the page showed it, and the step of the button that
//! was pressed. Its words are in [`shared::forms::voting`].

use crate::http::extract::Pairs;
use shared::api::BallotRequest;
use shared::error::AppError;
use shared::forms::voting as names;
use shared::id::{ChallengeId, FieldId};
use shared::voting::ballot::{Allocation, Ballot, BallotError, Revision};
use shared::voting::round::MAX_DOTS;
use std::collections::BTreeMap;

/// The ballot as the page showed it.
pub(super) fn read_ballot(fields: &Pairs) -> Result<Ballot, AppError> {
    let revision = fields.text(names::REVISION).parse().map_err(|_| AppError::Malformed)?;
    let dots: Result<BTreeMap<String, serde_json::Number>, AppError> = fields
        .after_prefix(names::DOTS)
        .map(|(id, value)| Ok((id.to_owned(), value.parse().map_err(|_| AppError::Malformed)?)))
        .collect();
    let field = read_field(fields.text(names::FIELD))?;
    let request = BallotRequest { revision: Revision(revision), dots: dots?, field, code: None };
    let shown: Ballot = request.try_into()?;
    // A page shows no more than a round can give. Where the form is refused, the page draws each
    // of these dots again: billions of them would end the process.
    let is_possible = shown.dots.iter().all(|(_, dots)| dots <= MAX_DOTS);
    if is_possible { Ok(shown) } else { Err(AppError::Malformed) }
}

fn read_field(text: &str) -> Result<Option<FieldId>, AppError> {
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
    /// Another field, or none yet, to choose anew.
    Choose(Option<FieldId>),
}

impl BallotStep {
    /// The step of the button that was pressed.
    pub(super) fn read(fields: &Pairs) -> Result<Self, AppError> {
        let challenge = |text: &str| ChallengeId::parse(text).map_err(|_| AppError::Malformed);
        match (fields.text(names::ADD), fields.text(names::REMOVE)) {
            ("", "") => {
                let chosen = fields.first(names::CHOOSE).ok_or(AppError::Malformed)?;
                read_field(chosen).map(Self::Choose)
            }
            (added, "") => challenge(added).map(Self::Add),
            (_, removed) => challenge(removed).map(Self::Remove),
        }
    }

    /// The ballot after this step, to be cast.
    pub(super) fn after(&self, shown: &Ballot) -> Result<Ballot, BallotError> {
        let with = |challenge, dots| (shown.dots.with(challenge, dots), shown.field.clone());
        let (dots, field) = match self {
            Self::Add(challenge) => {
                let dots = shown.dots.dots_on(challenge).checked_add(1);
                with(challenge, dots.ok_or(BallotError::Revision)?)
            }
            Self::Remove(challenge) => {
                with(challenge, shown.dots.dots_on(challenge).saturating_sub(1))
            }
            // Dots lie in the chosen field only.
            Self::Choose(field) => (Allocation::default(), field.clone()),
        };
        Ok(Ballot { revision: shown.revision.next(), dots, field })
    }

    /// The place on the page to go on from.
    pub(super) fn place(&self) -> &str {
        match self {
            Self::Add(challenge) | Self::Remove(challenge) => challenge.as_str(),
            Self::Choose(_) => names::PLACE,
        }
    }
}
