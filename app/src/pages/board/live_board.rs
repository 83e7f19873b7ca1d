//! The live state of the board, and what its parts show of it.

use crate::components::FieldTally;
use leptos::prelude::*;
use shared::id::FieldId;
use shared::live::{BoardResults, BoardScene, BoardState};
use shared::voting::round::RoundState;

/// The live state of the board; `None` without a round.
#[derive(Clone, Copy)]
pub(super) struct LiveBoard(RwSignal<Option<BoardState>>);

impl LiveBoard {
    pub(super) fn new(state: Option<BoardState>) -> Self {
        Self(RwSignal::new(state))
    }

    pub(super) fn map<T>(self, get: impl Fn(&BoardState) -> T) -> Option<T> {
        self.0.with(|state| state.as_ref().map(get))
    }

    /// The scene shown; without a round, how to join.
    fn scene(self) -> BoardScene {
        let scene = self.map(|state| state.setting.scene.at(state.round.state));
        scene.unwrap_or(BoardScene::Joining)
    }

    pub(super) fn is_scene(self, scene: BoardScene) -> Signal<bool> {
        Signal::derive(move || self.scene() == scene)
    }

    /// Whether a field is shown: all are, unless the organiser has chosen one.
    pub(super) fn shows(self, field: &FieldId) -> bool {
        let only = self.map(|state| state.setting.field.clone()).flatten();
        only.is_none_or(|only| only == *field)
    }

    /// Whether results are hidden.
    pub(super) fn is_hidden(self) -> bool {
        self.map(|state| state.results == BoardResults::Hidden).unwrap_or(false)
    }

    /// Whether any row is marked as shortlisted, so that the mark is explained once beside the
    /// tables.
    pub(super) fn has_shortlist(self) -> bool {
        self.map(has_shortlist).unwrap_or(false)
    }

    /// How many have chosen a field; `None` where there is no such choice.
    pub(super) fn chosen(self, field: &FieldId) -> Option<u64> {
        self.map(|state| chosen(state, field)).flatten()
    }

    /// The part of the state that one field's table shows.
    pub(super) fn field_tally(self, field: &FieldId) -> Option<FieldTally> {
        self.map(|state| field_tally(state, field)).flatten()
    }
}

fn chosen(state: &BoardState, field: &FieldId) -> Option<u64> {
    let chosen = state.turnout.chosen.iter().find(|chosen| chosen.field == *field)?;
    Some(chosen.ballots)
}

fn has_shortlist(state: &BoardState) -> bool {
    let BoardResults::Shown(fields) = &state.results else {
        return false;
    };
    let mut rows = fields.iter().flat_map(|field| &field.rows);
    state.round.state == RoundState::Closed && rows.any(|row| row.is_shortlisted)
}

fn field_tally(state: &BoardState, field: &FieldId) -> Option<FieldTally> {
    let BoardResults::Shown(fields) = &state.results else {
        return None;
    };
    let result = fields.iter().find(|result| result.field == *field)?.clone();
    Some(FieldTally { result, is_final: state.round.state == RoundState::Closed })
}

/// Subscribes to live states while the board is shown.
#[cfg(feature = "hydrate")]
pub(super) fn subscribe_to_board(
    code: &shared::voting::join_code::JoinCode,
    live: LiveBoard,
    is_connected: RwSignal<bool>,
) {
    use crate::live::{Handlers, subscribe};

    let subscription = StoredValue::new_local(None);
    let code = code.clone();
    Effect::new(move |_| {
        let handlers = Handlers {
            on_state: Box::new(move |state: BoardState| {
                let is_other_page = live.0.with_untracked(|old| {
                    old.as_ref().is_none_or(|old| {
                        old.round.id != state.round.id || old.setting.second != state.setting.second
                    })
                });
                if is_other_page {
                    // Another round may have other fields, and another second language has other
                    // texts, so the page has to be loaded again.
                    let _ = window().location().reload();
                } else {
                    live.0.set(Some(state));
                }
            }),
            on_connection: Box::new(move |connected| {
                if is_connected.get_untracked() != connected {
                    is_connected.set(connected);
                }
            }),
        };
        subscription.set_value(Some(subscribe(&code, "board", handlers)));
    });
    on_cleanup(move || subscription.set_value(None));
}
