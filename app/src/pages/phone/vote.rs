//! The vote as the page works with it: the rules, the ballot, and what steps do to it.

use crate::i18n::I18n;
use crate::outbox::Signals;
use i18n::words;
use leptos::prelude::*;
use shared::id::{ChallengeId, FieldId};
use shared::voting::ballot::{Allocation, Ballot, Slate, can_add, check, dots_left_in_field};
use shared::voting::round::{FieldChoice, RoundRules, RoundState};

/// What the participant does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// One more dot.
    Add(ChallengeId),
    /// One dot less.
    Remove(ChallengeId),
    /// Goes to this workshop, or to none yet.
    Choose(Option<FieldId>),
    /// Takes the last change back.
    Undo,
}

/// The round as the page works with it.
#[derive(Clone, Copy)]
pub(super) struct Vote {
    pub(super) rules: RoundRules,
    pub(super) slate: StoredValue<Slate>,
    pub(super) signals: Signals,
    pub(super) state: RwSignal<RoundState>,
}

impl Vote {
    pub(super) fn dots(self, challenge: &ChallengeId) -> u32 {
        self.signals.outbox.with(|outbox| outbox.dots().dots_on(challenge))
    }

    pub(super) fn can_add(self, challenge: &ChallengeId) -> bool {
        self.signals.outbox.with(|outbox| {
            self.slate.with_value(|slate| can_add(&self.rules, slate, outbox.ballot(), challenge))
        })
    }

    pub(super) fn left_in(self, field: &FieldId) -> u32 {
        self.signals.outbox.with(|outbox| {
            self.slate
                .with_value(|slate| dots_left_in_field(&self.rules, slate, outbox.ballot(), field))
        })
    }

    /// The workshop chosen.
    pub(super) fn field(self) -> Option<FieldId> {
        self.signals.outbox.with(|outbox| outbox.ballot().field.clone())
    }

    /// Whether a field's challenges are to be seen: all are, unless each participant chooses one.
    pub(super) fn shows(self, field: &FieldId) -> bool {
        self.rules.choice == FieldChoice::All || self.field().as_ref() == Some(field)
    }

    /// Whether buttons make sense; whether a ballot still counts the server decides.
    pub(super) fn is_open(self) -> bool {
        matches!(self.state.get(), RoundState::Open | RoundState::Closing { .. })
    }

    /// What a step makes of the ballot, and the words to confirm it with; or why it cannot be
    /// taken.
    pub(super) fn after(
        self,
        i18n: I18n,
        step: Step,
    ) -> Result<(Allocation, Option<FieldId>, String), String> {
        let Ballot { dots, field, revision } =
            self.signals.outbox.with_untracked(|outbox| outbox.ballot().clone());
        match step {
            Step::Add(id) => {
                let more = dots.with(&id, dots.dots_on(&id).saturating_add(1));
                let ballot = Ballot { revision, dots: more, field };
                let checked = self.slate.with_value(|slate| check(&self.rules, slate, &ballot));
                checked.map_err(|error| words::ballot_error(i18n, &error))?;
                Ok((ballot.dots, ballot.field, i18n.vote_placed().to_owned()))
            }
            Step::Remove(id) => {
                let less = dots.with(&id, dots.dots_on(&id).saturating_sub(1));
                Ok((less, field, i18n.vote_taken().to_owned()))
            }
            // Dots lie in the chosen field only.
            Step::Choose(field) => Ok((Allocation::default(), field, String::new())),
            Step::Undo => Ok((dots, field, i18n.vote_undone().to_owned())),
        }
    }
}
