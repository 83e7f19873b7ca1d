//! A round of voting: which fields, how many dots, and where in its life it stands.
//!
//! The life is prepared → open → closing → closed. While closing, phones still
//! deliver what they hold; the server's clock decides when that is over.

use crate::id::{ConferenceId, FieldId, RoundId};
use crate::live::RoundStatus;
use crate::text::Lines;
use crate::time::Millis;
use crate::voting::ballot::Slate;
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// How long a closing round still takes ballots, unless the operator says otherwise.
pub const DEFAULT_GRACE: Duration = Duration::from_secs(30);
/// Places on the shortlist, unless the organiser says otherwise.
pub const DEFAULT_SHORTLIST: u32 = 5;
/// Most places on it.
pub const MAX_SHORTLIST: u32 = 20;
/// Most dots a rule can give out; keeps sums far from overflow and dots countable.
pub const MAX_DOTS: u32 = 100;

/// How many dots a participant has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Budget {
    /// So many in each field of the round.
    Field(u32),
    /// So many in all fields together.
    Round(u32),
}

impl Budget {
    /// The number, whatever it is per.
    pub const fn dots(self) -> u32 {
        match self {
            Self::Field(dots) | Self::Round(dots) => dots,
        }
    }
}

/// In which fields a participant places dots.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum FieldChoice {
    /// In all fields of the round.
    #[default]
    All,
    /// In one: the workshop the participant goes to.
    One,
}

/// What a ballot may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RoundRules {
    /// Dots of a participant.
    pub budget: Budget,
    /// Most dots on one challenge, its sub-challenges among them.
    pub max_per_challenge: u32,
    /// Fields on one ballot.
    #[serde(default)]
    pub choice: FieldChoice,
}

/// Rules that no round can have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum RulesError {
    /// No dots at all, or more than [`MAX_DOTS`].
    #[error("a participant has 1 to {MAX_DOTS} dots")]
    Budget,
    /// No dots on a challenge, or more than the participant has.
    #[error("a challenge takes at least one dot and at most as many as a participant has")]
    MaxPerChallenge,
    /// No field, or one that is not the conference's.
    #[error("a round needs fields of its conference")]
    Fields,
    /// A shortlist without places, or with more than [`MAX_SHORTLIST`].
    #[error("a shortlist has 1 to {MAX_SHORTLIST} places")]
    Shortlist,
}

impl RoundRules {
    /// Checks rules.
    ///
    /// # Errors
    /// [`RulesError`] where a number is out of its bounds.
    pub fn new(
        budget: Budget,
        max_per_challenge: u32,
        choice: FieldChoice,
    ) -> Result<Self, RulesError> {
        if !(1..=MAX_DOTS).contains(&budget.dots()) {
            Err(RulesError::Budget)
        } else if !(1..=budget.dots()).contains(&max_per_challenge) {
            Err(RulesError::MaxPerChallenge)
        } else {
            Ok(Self { budget, max_per_challenge, choice })
        }
    }
}

/// When participants and the board see how many dots lie where.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ResultsVisibility {
    /// From the first dot on.
    Live,
    /// Once the round is closed.
    AfterClosing,
}

/// Who may vote.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Access {
    /// Whoever joins, one ballot for each device.
    Open,
    /// Whoever joins; a device may be handed on, and then takes another ballot.
    SharedDevices,
    /// Whoever holds a personal code, one ballot for each code.
    PersonalCodes,
}

/// Where a round stands, as it is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum RoundState {
    /// Not yet open.
    Prepared,
    /// Takes ballots.
    Open,
    /// Takes what phones still hold, until then.
    Closing {
        /// End of the grace period, by the server's clock.
        until: Millis,
    },
    /// Over.
    Closed,
}

/// Why a round cannot go where it was told to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum TransitionError {
    /// It has been opened before.
    #[error("the round has been opened already")]
    AlreadyOpened,
    /// It is not open.
    #[error("the round is not open")]
    NotOpen,
    /// It is not over.
    #[error("the round is not closed")]
    NotClosed,
    /// Another round of the conference is open.
    #[error("another round is open")]
    OtherOpen,
}

impl RoundState {
    /// The state at this moment: a closing round is closed when its grace is over.
    #[must_use]
    pub fn at(self, now: Millis) -> Self {
        match self {
            Self::Closing { until } if now >= until => Self::Closed,
            state => state,
        }
    }

    /// Whether ballots are taken at this moment.
    pub fn takes_ballots(self, now: Millis) -> bool {
        matches!(self.at(now), Self::Open | Self::Closing { .. })
    }

    /// Opens a prepared round.
    ///
    /// # Errors
    /// [`TransitionError::AlreadyOpened`] for any other: reopening makes a new round.
    pub fn open(self) -> Result<Self, TransitionError> {
        match self {
            Self::Prepared => Ok(Self::Open),
            _ => Err(TransitionError::AlreadyOpened),
        }
    }

    /// Begins to close an open round, or closes it at once where there is no grace.
    ///
    /// # Errors
    /// [`TransitionError::NotOpen`] for any other.
    pub fn close(self, now: Millis, grace: Duration) -> Result<Self, TransitionError> {
        match self {
            Self::Open if grace.is_zero() => Ok(Self::Closed),
            Self::Open => Ok(Self::Closing { until: now.after(grace) }),
            _ => Err(TransitionError::NotOpen),
        }
    }
}

/// A round of voting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Round {
    /// Identifier.
    pub id: RoundId,
    /// The conference it belongs to.
    pub conference: ConferenceId,
    /// 1 for the first round of the conference, and so on.
    pub number: u32,
    /// What it is called beside its number, such as "first workshop phase".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Lines>,
    /// The round it takes up again, to compare with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub follows: Option<RoundId>,
    /// Where it stands, as stored; see [`RoundState::at`].
    pub state: RoundState,
    /// What a ballot may hold.
    pub rules: RoundRules,
    /// When results are seen.
    pub results: ResultsVisibility,
    /// Who may vote.
    pub access: Access,
    /// Places of a field that go on to be worked out; ties at the line go on together.
    pub shortlist: u32,
    /// Fields voted on, in the conference's order.
    pub fields: Vec<FieldId>,
    /// What stands to vote, for the rules.
    pub slate: Slate,
}

impl Round {
    /// Where it stands at this moment, for everybody.
    pub fn status(&self, now: Millis) -> RoundStatus {
        RoundStatus { id: self.id.clone(), number: self.number, state: self.state.at(now) }
    }

    /// The round taken up again: the same settings, a new number, no ballots, prepared.
    ///
    /// # Errors
    /// [`TransitionError::NotClosed`] while it still runs.
    pub fn reopened(
        &self,
        (id, number): (RoundId, u32),
        now: Millis,
    ) -> Result<Self, TransitionError> {
        if self.state.at(now) != RoundState::Closed {
            return Err(TransitionError::NotClosed);
        }
        let follows = Some(self.id.clone());
        Ok(Self { id, number, follows, state: RoundState::Prepared, ..self.clone() })
    }

    /// Whether dots may be shown at this moment.
    pub fn shows_results(&self, now: Millis) -> bool {
        self.results == ResultsVisibility::Live || self.state.at(now) == RoundState::Closed
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case(Budget::Field(5), 5, Ok(()))]
    #[case(Budget::Round(0), 1, Err(RulesError::Budget))]
    #[case(Budget::Round(101), 1, Err(RulesError::Budget))]
    #[case(Budget::Field(3), 4, Err(RulesError::MaxPerChallenge))]
    #[case(Budget::Field(3), 0, Err(RulesError::MaxPerChallenge))]
    fn rules_stay_within_their_bounds(
        #[case] budget: Budget,
        #[case] max: u32,
        #[case] expected: Result<(), RulesError>,
    ) {
        assert_eq!(RoundRules::new(budget, max, FieldChoice::All).map(|_| ()), expected);
    }

    #[test]
    fn a_closing_round_takes_ballots_until_its_grace_is_over() {
        let state = RoundState::Open.close(Millis(1_000), Duration::from_secs(30)).unwrap();
        assert!(state.takes_ballots(Millis(30_999)));
        assert!(!state.takes_ballots(Millis(31_000)));
        assert_eq!(state.at(Millis(31_000)), RoundState::Closed);
    }

    #[test]
    fn a_round_opens_once_and_closes_once() {
        let open = RoundState::Prepared.open().unwrap();
        assert_eq!(open.open(), Err(TransitionError::AlreadyOpened));
        let closed = open.close(Millis(0), Duration::ZERO).unwrap();
        assert_eq!(closed, RoundState::Closed);
        assert_eq!(closed.close(Millis(0), Duration::ZERO), Err(TransitionError::NotOpen));
        assert_eq!(
            RoundState::Prepared.close(Millis(0), Duration::ZERO),
            Err(TransitionError::NotOpen)
        );
    }
}
