//! The forms of the organiser's page, read from what was posted. Their words are in
//! [`shared::forms::organising`], which the page writes them with.
//!
//! Owns what a form asks for; whether it may be done is decided by use cases.

use crate::http::extract::Pairs;
use backend::voting::RoundSettings;
use shared::api::MAX_PAPER;
use shared::error::AppError;
use shared::forms::FormWord;
use shared::forms::organising::{self as names, BudgetScope, MAX_GRACE, MAX_NAME, OrganiserStep};
use shared::id::{ChallengeId, FieldId, RoundId};
use shared::language::LanguageTag;
use shared::live::BoardSetting;
use shared::text::Text;
use shared::voting::round::{Budget, RulesError};
use std::collections::BTreeMap;
use std::time::Duration;

/// A form as it was sent.
#[derive(Clone, Debug)]
pub(super) enum OrganiserForm {
    Open { round: RoundId },
    Close { round: RoundId, grace: Duration },
    Reopen { round: RoundId },
    Delete { round: RoundId },
    Prepare { settings: RoundSettings },
    Change { round: RoundId, settings: RoundSettings },
    Board { setting: BoardSetting },
    Paper { round: RoundId, dots: BTreeMap<ChallengeId, u64> },
}

impl OrganiserForm {
    /// Reads the form of the button that was pressed.
    ///
    /// # Errors
    /// [`AppError::Malformed`] for what the page cannot send; [`RulesError`] and
    /// [`AppError::Paper`] for numbers that are none.
    pub(super) fn read(fields: &Pairs) -> Result<Self, AppError> {
        let round = || RoundId::parse(fields.text(names::ROUND)).map_err(|_| AppError::Malformed);
        Ok(match read_word(fields, names::STEP)? {
            OrganiserStep::Open => Self::Open { round: round()? },
            OrganiserStep::Close => Self::Close { round: round()?, grace: read_grace(fields)? },
            OrganiserStep::Reopen => Self::Reopen { round: round()? },
            OrganiserStep::Delete => Self::Delete { round: round()? },
            OrganiserStep::Prepare => Self::Prepare { settings: read_settings(fields)? },
            OrganiserStep::Change => {
                Self::Change { round: round()?, settings: read_settings(fields)? }
            }
            OrganiserStep::Board => Self::Board { setting: read_board(fields)? },
            OrganiserStep::Paper => Self::Paper { round: round()?, dots: read_paper(fields)? },
        })
    }

    /// What it does.
    pub(super) const fn step(&self) -> OrganiserStep {
        match self {
            Self::Open { .. } => OrganiserStep::Open,
            Self::Close { .. } => OrganiserStep::Close,
            Self::Reopen { .. } => OrganiserStep::Reopen,
            Self::Delete { .. } => OrganiserStep::Delete,
            Self::Prepare { .. } => OrganiserStep::Prepare,
            Self::Change { .. } => OrganiserStep::Change,
            Self::Board { .. } => OrganiserStep::Board,
            Self::Paper { .. } => OrganiserStep::Paper,
        }
    }
}

/// A whole number from 0 on; `None` for anything else.
pub(super) fn read_count(fields: &Pairs, name: &str) -> Option<u32> {
    let number: u64 = fields.text(name).trim().parse().ok()?;
    u32::try_from(number).ok()
}

/// A choice by its word.
fn read_word<T: FormWord>(fields: &Pairs, name: &str) -> Result<T, AppError> {
    T::from_word(fields.text(name)).ok_or(AppError::Malformed)
}

/// The time for phones to deliver, cut to the longest there is.
fn read_grace(fields: &Pairs) -> Result<Duration, AppError> {
    let seconds: u64 = fields.text(names::GRACE).trim().parse().map_err(|_| AppError::Malformed)?;
    Ok(Duration::from_secs(seconds.min(MAX_GRACE)))
}

fn read_settings(fields: &Pairs) -> Result<RoundSettings, AppError> {
    // A number that is none is as far out of bounds as one that is too large.
    let dots = read_count(fields, names::DOTS).ok_or(RulesError::Budget)?;
    // As the field on the page: what is longer is cut there too.
    let name: String = fields.text(names::NAME).trim().chars().take(MAX_NAME).collect();
    let wanted: Result<Vec<FieldId>, _> = fields.all(names::FIELD).map(FieldId::parse).collect();
    Ok(RoundSettings {
        name: Text::parse(&name).ok(),
        fields: Some(wanted.map_err(|_| AppError::Malformed)?),
        budget: match read_word(fields, names::BUDGET)? {
            BudgetScope::Field => Budget::Field(dots),
            BudgetScope::Round => Budget::Round(dots),
        },
        max_per_challenge: read_count(fields, names::MAX).ok_or(RulesError::MaxPerChallenge)?,
        choice: read_word(fields, names::CHOICE)?,
        results: read_word(fields, names::RESULTS)?,
        access: read_word(fields, names::ACCESS)?,
        shortlist: read_count(fields, names::SHORTLIST).ok_or(RulesError::Shortlist)?,
    })
}

fn read_board(fields: &Pairs) -> Result<BoardSetting, AppError> {
    let given = |name| fields.first(name).filter(|text| !text.is_empty());
    let field = given(names::FIELD).map(FieldId::parse).transpose();
    let second = given(names::SECOND).map(LanguageTag::parse).transpose();
    Ok(BoardSetting {
        scene: read_word(fields, names::SCENE)?,
        field: field.map_err(|_| AppError::Malformed)?,
        second: second.map_err(|_| AppError::Malformed)?,
        is_dark: given(names::DARK).is_some(),
    })
}

/// Sticky dots by challenge; an empty field is none.
fn read_paper(fields: &Pairs) -> Result<BTreeMap<ChallengeId, u64>, AppError> {
    fields
        .after_prefix(names::PAPER)
        .map(|(id, text)| (id, text.trim()))
        .filter(|(_, text)| !text.is_empty())
        .map(|(id, text)| {
            let challenge = ChallengeId::parse(id).map_err(|_| AppError::Malformed)?;
            let dots = text.parse().map_err(|_| AppError::Paper { max: MAX_PAPER })?;
            Ok((challenge, dots))
        })
        .collect()
}
