//! Parses the forms of the organiser's page. Their fields and words are in
//! [`shared::forms::organising`], which the page uses too.
//!
//! Owns what a form asks for; whether that is allowed is decided by use cases.

use crate::http::extract::Pairs;
use backend::voting::{BurstExclusion, PaperEntry, RoundSettings};
use shared::api::MAX_PAPER;
use shared::error::AppError;
use shared::forms::FormWord;
use shared::forms::organising::{self as names, BudgetScope, MAX_GRACE, OrganiserStep};
use shared::id::{ChallengeId, ExclusionId, FieldId, RoundId};
use shared::language::LanguageTag;
use shared::live::{BoardSetting, PhoneMessage};
use shared::text::Text;
use shared::time::Millis;
use shared::voting::round::{Budget, HeadingRule, RulesError};
use std::collections::BTreeMap;
use std::time::Duration;

/// A parsed form.
#[derive(Clone, Debug)]
pub(super) enum OrganiserForm {
    Open { round: RoundId },
    Close { round: RoundId, grace: Duration },
    TakeBack { round: RoundId },
    Reopen { round: RoundId },
    Delete { round: RoundId },
    Prepare { settings: RoundSettings },
    Change { round: RoundId, settings: RoundSettings },
    Board { setting: BoardSetting },
    Paper { round: RoundId, entry: PaperEntry },
    Exclude { burst: BurstExclusion },
    Restore { exclusion: ExclusionId },
    Message { message: PhoneMessage },
    EndMessage,
}

impl OrganiserForm {
    /// Parses the form of the button that was pressed.
    ///
    /// # Errors
    /// [`AppError::Malformed`] for what the page cannot send; [`RulesError`] and
    /// [`AppError::Paper`] for invalid numbers, [`AppError::Reason`] for a missing reason,
    /// [`AppError::Message`] for a message that cannot be sent.
    pub(super) fn parse(fields: &Pairs) -> Result<Self, AppError> {
        let round =
            || RoundId::parse(fields.value_or_empty(names::ROUND)).map_err(|_| AppError::Malformed);
        Ok(match parse_word(fields, names::STEP)? {
            OrganiserStep::Open => Self::Open { round: round()? },
            OrganiserStep::Close => Self::Close { round: round()?, grace: parse_grace(fields)? },
            OrganiserStep::TakeBack => Self::TakeBack { round: round()? },
            OrganiserStep::Reopen => Self::Reopen { round: round()? },
            OrganiserStep::Delete => Self::Delete { round: round()? },
            OrganiserStep::Prepare => Self::Prepare { settings: parse_settings(fields)? },
            OrganiserStep::Change => {
                Self::Change { round: round()?, settings: parse_settings(fields)? }
            }
            OrganiserStep::Board => Self::Board { setting: parse_board(fields)? },
            OrganiserStep::Paper => Self::Paper { round: round()?, entry: parse_paper(fields)? },
            OrganiserStep::Exclude => Self::Exclude { burst: parse_burst(fields)? },
            OrganiserStep::Restore => Self::Restore { exclusion: parse_exclusion(fields)? },
            OrganiserStep::Message => Self::Message { message: parse_message(fields)? },
            OrganiserStep::EndMessage => Self::EndMessage,
        })
    }

    pub(super) const fn step(&self) -> OrganiserStep {
        match self {
            Self::Open { .. } => OrganiserStep::Open,
            Self::Close { .. } => OrganiserStep::Close,
            Self::TakeBack { .. } => OrganiserStep::TakeBack,
            Self::Reopen { .. } => OrganiserStep::Reopen,
            Self::Delete { .. } => OrganiserStep::Delete,
            Self::Prepare { .. } => OrganiserStep::Prepare,
            Self::Change { .. } => OrganiserStep::Change,
            Self::Board { .. } => OrganiserStep::Board,
            Self::Paper { .. } => OrganiserStep::Paper,
            Self::Exclude { .. } => OrganiserStep::Exclude,
            Self::Restore { .. } => OrganiserStep::Restore,
            Self::Message { .. } => OrganiserStep::Message,
            Self::EndMessage => OrganiserStep::EndMessage,
        }
    }
}

/// A non-negative integer; `None` for anything else.
pub(super) fn parse_count(fields: &Pairs, name: &str) -> Option<u32> {
    let number: u64 = fields.value_or_empty(name).trim().parse().ok()?;
    u32::try_from(number).ok()
}

fn parse_word<T: FormWord>(fields: &Pairs, name: &str) -> Result<T, AppError> {
    T::from_word(fields.value_or_empty(name)).ok_or(AppError::Malformed)
}

/// The grace period in which phones deliver their ballots, at most [`MAX_GRACE`].
fn parse_grace(fields: &Pairs) -> Result<Duration, AppError> {
    let seconds: u64 =
        fields.value_or_empty(names::GRACE).trim().parse().map_err(|_| AppError::Malformed)?;
    Ok(Duration::from_secs(seconds.min(MAX_GRACE)))
}

/// The settings of a round.
///
/// # Errors
/// [`RulesError`], [`AppError::Malformed`].
pub(crate) fn parse_settings(fields: &Pairs) -> Result<RoundSettings, AppError> {
    // What is not a number is reported like a number out of range.
    let dots = parse_count(fields, names::DOTS).ok_or(RulesError::Budget)?;
    let name = fields.value_or_empty(names::NAME).trim();
    let name = (!name.is_empty()).then(|| Text::parse(name)).transpose();
    let field_ids: Result<Vec<FieldId>, _> =
        fields.values(names::FIELD).map(FieldId::parse).collect();
    Ok(RoundSettings {
        name: name.map_err(|_| RulesError::Name)?,
        fields: Some(field_ids.map_err(|_| AppError::Malformed)?),
        budget: match parse_word(fields, names::BUDGET)? {
            BudgetScope::Field => Budget::Field(dots),
            BudgetScope::Round => Budget::Round(dots),
        },
        max_per_challenge: parse_count(fields, names::MAX).ok_or(RulesError::MaxPerChallenge)?,
        choice: parse_word(fields, names::CHOICE)?,
        headings: match fields.value(names::HEADINGS) {
            Some(_) => parse_word(fields, names::HEADINGS)?,
            None => HeadingRule::default(),
        },
        results: parse_word(fields, names::RESULTS)?,
        access: parse_word(fields, names::ACCESS)?,
        shortlist: parse_count(fields, names::SHORTLIST).ok_or(RulesError::Shortlist)?,
    })
}

fn parse_board(fields: &Pairs) -> Result<BoardSetting, AppError> {
    let non_empty = |name| fields.value(name).filter(|text| !text.is_empty());
    let field = non_empty(names::FIELD).map(FieldId::parse).transpose();
    let challenge = non_empty(names::CHALLENGE).map(ChallengeId::parse).transpose();
    let second = non_empty(names::SECOND).map(LanguageTag::parse).transpose();
    let revealed = non_empty(names::REVEALED).map(str::parse).transpose();
    Ok(BoardSetting {
        scene: parse_word(fields, names::SCENE)?,
        field: field.map_err(|_| AppError::Malformed)?,
        challenge: challenge.map_err(|_| AppError::Malformed)?,
        revealed: revealed.map_err(|_| AppError::Malformed)?.unwrap_or_default(),
        second: second.map_err(|_| AppError::Malformed)?,
        is_dark: non_empty(names::DARK).is_some(),
    })
}

fn parse_paper(fields: &Pairs) -> Result<PaperEntry, AppError> {
    Ok(PaperEntry {
        shown: parse_paper_dots(fields, names::SHOWN)?,
        dots: parse_paper_dots(fields, names::PAPER)?,
    })
}

fn parse_burst(fields: &Pairs) -> Result<BurstExclusion, AppError> {
    let time = |name| fields.value_or_empty(name).parse().map(Millis);
    Ok(BurstExclusion {
        first: time(names::FIRST).map_err(|_| AppError::Malformed)?,
        last: time(names::LAST).map_err(|_| AppError::Malformed)?,
        reason: Text::parse(fields.value_or_empty(names::REASON)).map_err(|_| AppError::Reason)?,
    })
}

fn parse_exclusion(fields: &Pairs) -> Result<ExclusionId, AppError> {
    ExclusionId::parse(fields.value_or_empty(names::EXCLUSION)).map_err(|_| AppError::Malformed)
}

fn parse_message(fields: &Pairs) -> Result<PhoneMessage, AppError> {
    PhoneMessage::parse(fields.value_or_empty(names::MESSAGE)).map_err(|_| AppError::Message)
}

/// Sticky dots by challenge; empty inputs are skipped.
fn parse_paper_dots(fields: &Pairs, prefix: &str) -> Result<BTreeMap<ChallengeId, u64>, AppError> {
    fields
        .with_prefix(prefix)
        .map(|(id, text)| (id, text.trim()))
        .filter(|(_, text)| !text.is_empty())
        .map(|(id, text)| {
            let challenge = ChallengeId::parse(id).map_err(|_| AppError::Malformed)?;
            let dots = text.parse().map_err(|_| AppError::Paper { max: MAX_PAPER })?;
            Ok((challenge, dots))
        })
        .collect()
}
