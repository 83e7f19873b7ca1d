//! A round of voting: its fields, its rules, and its state.
//!
//! The states are prepared → open → closing → closed. While a round is closing, phones still
//! deliver pending ballots; the server's clock decides when that ends.

use crate::id::{ConferenceId, FieldId, RoundId};
use crate::text::Lines;
use crate::time::Millis;
use crate::voting::ballot::Slate;
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// Default grace period during which a closing round still accepts ballots.
pub const DEFAULT_GRACE: Duration = Duration::from_secs(30);
/// Default number of places on the shortlist.
pub const DEFAULT_SHORTLIST: u32 = 5;
/// Maximum number of places on the shortlist.
pub const MAX_SHORTLIST: u32 = 20;
/// Maximum number of dots per participant; prevents overflow of sums and keeps dots countable.
pub const MAX_DOTS: u32 = 100;

/// How many dots a participant has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Budget {
    /// Per field of the round.
    Field(u32),
    /// For all fields together.
    Round(u32),
}

impl Budget {
    /// The number, regardless of what it applies to.
    pub const fn dots(self) -> u32 {
        match self {
            Self::Field(dots) | Self::Round(dots) => dots,
        }
    }
}

/// In which fields a participant may place dots.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum FieldChoice {
    /// In all fields of the round.
    #[default]
    All,
    /// In one field: the workshop the participant attends.
    One,
}

/// What a challenge with sub-challenges does in a round: whether it takes dots itself, and whether
/// the dots of its parts count for it too. Dots on parts are always shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum HeadingRule {
    /// It takes dots, and those of its parts count for it.
    #[default]
    OwnAndParts,
    /// It takes dots; its parts count for themselves.
    OwnOnly,
    /// It takes none; those of its parts count for it.
    PartsOnly,
    /// It takes none and counts none, so it comes last; its parts count for themselves.
    NoVotes,
}

impl HeadingRule {
    /// Whether dots can be placed on it.
    pub const fn takes_dots(self) -> bool {
        matches!(self, Self::OwnAndParts | Self::OwnOnly)
    }

    /// Whether dots on its parts count for its rank and towards its maximum.
    pub const fn counts_parts(self) -> bool {
        matches!(self, Self::OwnAndParts | Self::PartsOnly)
    }

    /// Whether it is what rounds had before there was a choice; their files do not name it.
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
    fn is_default(&self) -> bool {
        *self == Self::default()
    }
}

/// The rules for ballots.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RoundRules {
    /// Number of dots of a participant.
    pub budget: Budget,
    /// Maximum dots on one challenge, including its sub-challenges where they count for it.
    pub max_per_challenge: u32,
    /// How many fields a ballot may use.
    #[serde(default)]
    pub choice: FieldChoice,
    /// What challenges with sub-challenges do.
    #[serde(
        default,
        deserialize_with = "crate::absent::or_default",
        skip_serializing_if = "HeadingRule::is_default"
    )]
    pub headings: HeadingRule,
}

/// Why the settings of a round are invalid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum RulesError {
    /// No dots at all, or more than 100.
    #[error("a participant has 1 to {MAX_DOTS} dots")]
    Budget,
    /// No dots per challenge, or more than the participant has.
    #[error("a challenge takes at least one dot and at most as many as a participant has")]
    MaxPerChallenge,
    /// No field, or one that is not in the conference.
    #[error("a round needs fields of its conference")]
    Fields,
    /// The name is too long or malformed.
    #[error("the name is too long or malformed")]
    Name,
    /// An empty shortlist, or one with more than 20 places.
    #[error("a shortlist has 1 to {MAX_SHORTLIST} places")]
    Shortlist,
}

impl RoundRules {
    /// Validates rules.
    ///
    /// # Errors
    /// [`RulesError`] where a number is out of range.
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
            Ok(Self { budget, max_per_challenge, choice, headings: HeadingRule::default() })
        }
    }

    /// The same rules with another one for challenges with sub-challenges.
    #[must_use]
    pub const fn with_headings(self, headings: HeadingRule) -> Self {
        Self { headings, ..self }
    }
}

/// When participants and the board see the number of dots.
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
    /// Everyone who joins, one ballot for each device.
    Open,
    /// Everyone who joins; a device may be handed on for another ballot.
    SharedDevices,
    /// Everyone with a personal code, one ballot for each code.
    PersonalCodes,
}

/// The stored state of a round.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum RoundState {
    /// Not opened yet.
    Prepared,
    /// Accepts ballots.
    Open,
    /// Accepts pending ballots until the end of the grace period.
    Closing {
        /// End of the grace period by the server's clock.
        until: Millis,
    },
    /// Closed for good.
    Closed,
}

/// Why the state of a round cannot be changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum TransitionError {
    /// It was opened before.
    #[error("the round has been opened already")]
    AlreadyOpened,
    /// It is not open.
    #[error("the round is not open")]
    NotOpen,
    /// It is not closed.
    #[error("the round is not closed")]
    NotClosed,
    /// Another round of the conference is open.
    #[error("another round is open")]
    OtherOpen,
    /// Somebody has voted since it was opened.
    #[error("the round has ballots")]
    HasBallots,
}

impl RoundState {
    /// The state at this moment: a closing round is closed after its grace period.
    #[must_use]
    pub fn at(self, now: Millis) -> Self {
        match self {
            Self::Closing { until } if now >= until => Self::Closed,
            state => state,
        }
    }

    /// Whether ballots are accepted at this moment.
    pub fn takes_ballots(self, now: Millis) -> bool {
        matches!(self.at(now), Self::Open | Self::Closing { .. })
    }

    /// Opens a prepared round.
    ///
    /// # Errors
    /// [`TransitionError::AlreadyOpened`] in any other state: reopening creates a new round.
    pub fn open(self) -> Result<Self, TransitionError> {
        match self {
            Self::Prepared => Ok(Self::Open),
            _ => Err(TransitionError::AlreadyOpened),
        }
    }

    /// Starts closing an open round, or closes it at once without a grace period.
    ///
    /// # Errors
    /// [`TransitionError::NotOpen`] in any other state.
    pub fn close(self, now: Millis, grace: Duration) -> Result<Self, TransitionError> {
        match self {
            Self::Open if grace.is_zero() => Ok(Self::Closed),
            Self::Open => Ok(Self::Closing { until: now.after(grace) }),
            _ => Err(TransitionError::NotOpen),
        }
    }

    /// Takes back the last step: a closing round is open again, an open one is prepared again as
    /// long as nobody has voted.
    ///
    /// # Errors
    /// [`TransitionError::HasBallots`] for an open round with ballots,
    /// [`TransitionError::NotOpen`] for one that is prepared or closed.
    pub fn take_back(self, now: Millis, has_ballots: bool) -> Result<Self, TransitionError> {
        match self.at(now) {
            Self::Closing { .. } => Ok(Self::Open),
            Self::Open if has_ballots => Err(TransitionError::HasBallots),
            Self::Open => Ok(Self::Prepared),
            Self::Prepared | Self::Closed => Err(TransitionError::NotOpen),
        }
    }
}

/// Public information about the running round.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RoundStatus {
    /// The round.
    pub id: RoundId,
    /// Its number within the conference.
    pub number: u32,
    /// Its state.
    pub state: RoundState,
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
    /// Its name besides the number, such as "first workshop phase".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Lines>,
    /// The round it repeats, for comparison.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub follows: Option<RoundId>,
    /// The stored state; see [`RoundState::at`].
    pub state: RoundState,
    /// The rules for ballots.
    pub rules: RoundRules,
    /// When results are visible.
    pub results: ResultsVisibility,
    /// Who may vote.
    pub access: Access,
    /// Number of places per field on the shortlist; ties at the end are all included.
    pub shortlist: u32,
    /// Fields voted on, in the conference's order.
    pub fields: Vec<FieldId>,
    /// The challenges that can be voted on.
    pub slate: Slate,
}

impl Round {
    /// Its public status at this moment.
    pub fn status(&self, now: Millis) -> RoundStatus {
        RoundStatus { id: self.id.clone(), number: self.number, state: self.state.at(now) }
    }

    /// A repetition of this round: the same settings, a new number, no ballots, prepared.
    ///
    /// # Errors
    /// [`TransitionError::NotClosed`] while it is still running.
    pub fn reopened(&self, id: RoundId, number: u32, now: Millis) -> Result<Self, TransitionError> {
        if self.state.at(now) != RoundState::Closed {
            return Err(TransitionError::NotClosed);
        }
        let follows = Some(self.id.clone());
        Ok(Self { id, number, follows, state: RoundState::Prepared, ..self.clone() })
    }

    /// Whether results are visible at this moment.
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
    fn rules_without_a_choice_for_headings_are_written_as_ever() {
        let rules = RoundRules::new(Budget::Field(5), 3, FieldChoice::All).unwrap();
        let written = r#"{"budget":{"field":5},"max_per_challenge":3,"choice":"all"}"#;
        assert_eq!(serde_json::to_string(&rules).unwrap(), written);
        assert_eq!(serde_json::from_str::<RoundRules>(written).unwrap(), rules);
        let other = serde_json::to_value(rules.with_headings(HeadingRule::PartsOnly)).unwrap();
        assert_eq!(other["headings"], "parts_only");
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

    const CLOSING: RoundState = RoundState::Closing { until: Millis(30_000) };

    #[rstest]
    #[case::closing_by_mistake(CLOSING, true, Ok(RoundState::Open))]
    #[case::opened_by_mistake(RoundState::Open, false, Ok(RoundState::Prepared))]
    #[case::somebody_has_voted(RoundState::Open, true, Err(TransitionError::HasBallots))]
    #[case::nothing_was_done(RoundState::Prepared, false, Err(TransitionError::NotOpen))]
    #[case::closed_for_good(RoundState::Closed, false, Err(TransitionError::NotOpen))]
    fn the_last_step_is_taken_back_while_no_vote_depends_on_it(
        #[case] state: RoundState,
        #[case] has_ballots: bool,
        #[case] expected: Result<RoundState, TransitionError>,
    ) {
        assert_eq!(state.take_back(Millis(29_999), has_ballots), expected);
    }

    #[test]
    fn closing_cannot_be_taken_back_after_the_grace_period() {
        assert_eq!(CLOSING.take_back(Millis(30_000), false), Err(TransitionError::NotOpen));
    }
}
