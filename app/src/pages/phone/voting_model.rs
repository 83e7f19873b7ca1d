//! The view model of the vote: the rules, the ballot, and what steps do to it.

use crate::i18n::I18n;
use crate::outbox::OutboxSignals;
use i18n::words;
use leptos::prelude::*;
use shared::id::{ChallengeId, FieldId};
use shared::voting::ballot::{
    Allocation, Ballot, Slate, can_add, check, dots_left_in_field, takes_dots,
};
use shared::voting::round::{Budget, FieldChoice, RoundRules, RoundState};

/// A step of the participant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// Places one more dot.
    Add(ChallengeId),
    /// Takes one dot back.
    Remove(ChallengeId),
    /// Chooses this workshop, or `None` to choose again.
    Choose(Option<FieldId>),
    /// Reverts the last change.
    Undo,
}

/// What a step makes of the ballot.
pub(super) struct StepOutcome {
    pub(super) dots: Allocation,
    pub(super) field: Option<FieldId>,
    /// Confirms the step.
    pub(super) message: String,
}

/// The round and the participant's ballot.
#[derive(Clone, Copy)]
pub(super) struct VotingModel {
    pub(super) rules: RoundRules,
    pub(super) slate: StoredValue<Slate>,
    pub(super) signals: OutboxSignals,
    pub(super) state: RwSignal<RoundState>,
    /// How long a closing round still takes ballots.
    pub(super) countdown: RwSignal<Option<String>>,
}

impl VotingModel {
    pub(super) fn dots(self, challenge: &ChallengeId) -> u32 {
        self.signals.outbox.with(|outbox| outbox.dots().dots_on(challenge))
    }

    pub(super) fn takes_dots(self, challenge: &ChallengeId) -> bool {
        self.slate.with_value(|slate| takes_dots(&self.rules, slate, challenge))
    }

    pub(super) fn can_add(self, challenge: &ChallengeId) -> bool {
        self.signals.outbox.with(|outbox| {
            self.slate.with_value(|slate| can_add(&self.rules, slate, outbox.ballot(), challenge))
        })
    }

    pub(super) fn dots_left_in(self, field: &FieldId) -> u32 {
        self.signals.outbox.with(|outbox| {
            self.slate
                .with_value(|slate| dots_left_in_field(&self.rules, slate, outbox.ballot(), field))
        })
    }

    /// The chosen workshop.
    pub(super) fn field(self) -> Option<FieldId> {
        self.signals.outbox.with(|outbox| outbox.ballot().field.clone())
    }

    /// Whether a field's challenges are shown: all are, unless each participant chooses one field.
    pub(super) fn shows(self, field: &FieldId) -> bool {
        self.rules.choice == FieldChoice::All || self.field().as_ref() == Some(field)
    }

    /// Whether there are buttons; whether a ballot still counts is up to the server.
    pub(super) fn is_open(self) -> bool {
        matches!(self.state.get(), RoundState::Open | RoundState::Closing { .. })
    }

    /// Whether the round is over.
    pub(super) fn is_closed(self) -> bool {
        self.state.get() == RoundState::Closed
    }

    /// What to know about the round while placing dots; empty where it is simply open.
    pub(super) fn round_notice(self, i18n: I18n) -> String {
        match self.state.get() {
            RoundState::Open => String::new(),
            state => words::round_state(i18n, state).to_owned(),
        }
    }

    /// Whether a field has all its dots, or some of those that are for all fields.
    pub(super) fn is_done(self, field: &FieldId) -> bool {
        match self.rules.budget {
            Budget::Field(_) => self.dots_left_in(field) == 0,
            Budget::Round(_) => self.signals.outbox.with(|outbox| {
                let is_here = |id| self.slate.with_value(|slate| slate.field_of(id) == Some(field));
                outbox.dots().iter().any(|(challenge, _)| is_here(challenge))
            }),
        }
    }

    /// Applies a step to the ballot.
    ///
    /// # Errors
    /// Why the rules forbid it, as a message.
    pub(super) fn apply(self, i18n: I18n, step: Step) -> Result<StepOutcome, String> {
        let Ballot { dots, field, revision } =
            self.signals.outbox.with_untracked(|outbox| outbox.ballot().clone());
        match step {
            Step::Add(id) => {
                let more = dots.with(&id, dots.dots_on(&id).saturating_add(1));
                let ballot = Ballot { revision, dots: more, field };
                let checked = self.slate.with_value(|slate| check(&self.rules, slate, &ballot));
                checked.map_err(|error| words::ballot_error(i18n, &error))?;
                let message = i18n.vote_placed().to_owned();
                Ok(StepOutcome { dots: ballot.dots, field: ballot.field, message })
            }
            Step::Remove(id) => {
                let less = dots.with(&id, dots.dots_on(&id).saturating_sub(1));
                Ok(StepOutcome { dots: less, field, message: i18n.vote_taken().to_owned() })
            }
            // Only the chosen field may have dots.
            Step::Choose(field) => {
                Ok(StepOutcome { dots: Allocation::default(), field, message: String::new() })
            }
            Step::Undo => Ok(StepOutcome { dots, field, message: i18n.vote_undone().to_owned() }),
        }
    }
}
