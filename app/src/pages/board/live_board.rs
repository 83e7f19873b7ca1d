//! The live state of the board, and what its parts show of it.

use super::content::BoardContent;
use super::slides::{Moment, Slide, slides};
use crate::components::FieldTally;
use leptos::prelude::*;
use shared::id::{ChallengeId, FieldId};
use shared::live::{BoardResults, BoardScene, BoardState, slide_at};
use shared::time::Millis;
use shared::voting::round::RoundState;
use shared::voting::tally::{FieldResult, ResultRow};

/// The live state of the board, and what this screen makes of it.
#[derive(Clone, Copy)]
pub(super) struct LiveBoard {
    /// `None` without a round.
    pub(super) state: RwSignal<Option<BoardState>>,
    /// The server's time, as far as this screen knows it.
    pub(super) clock: RwSignal<Millis>,
    /// How often somebody has pressed next, less how often back.
    pub(super) shift: RwSignal<i32>,
    /// The scene in the address, instead of the organiser's.
    pub(super) own_scene: Option<BoardScene>,
    /// The number of a field in the address.
    pub(super) own_field: Option<usize>,
}

impl LiveBoard {
    pub(super) fn map<T>(self, get: impl Fn(&BoardState) -> T) -> Option<T> {
        self.state.with(|state| state.as_ref().map(get))
    }

    /// The slide shown now.
    pub(super) fn slide(self, content: &BoardContent) -> Slide {
        let millis = u64::try_from(self.clock.get().0).unwrap_or(0);
        let own_field = self.own_field.and_then(|number| {
            let mut fields = content.fields.iter();
            fields.find(|field| field.number == number).map(|field| &field.field.id)
        });
        self.state.with(|state| {
            let state = state.as_ref();
            let setting = state.map(|state| &state.setting);
            let scene = setting.map(|setting| setting.scene).unwrap_or_default();
            let moment = Moment {
                scene: self.own_scene.unwrap_or(scene),
                only: own_field.or_else(|| setting?.field.as_ref()),
                state,
            };
            let mut slides = slides(content, moment);
            slides.swap_remove(slide_at(millis, self.shift.get(), slides.len()))
        })
    }

    pub(super) fn is_dark(self) -> bool {
        self.map(|state| state.setting.is_dark).unwrap_or(false)
    }

    /// Whether results are hidden.
    pub(super) fn is_hidden(self) -> bool {
        self.map(|state| state.results == BoardResults::Hidden).unwrap_or(false)
    }

    /// Whole seconds until a closing round is closed.
    pub(super) fn seconds_left(self) -> Option<u64> {
        let RoundState::Closing { until } = self.map(|state| state.round.state)? else {
            return None;
        };
        Some(self.clock.get().seconds_until(until))
    }

    /// How many have chosen a field; `None` where there is no such choice.
    pub(super) fn chosen(self, field: &FieldId) -> Option<u64> {
        self.map(|state| {
            let chosen = state.turnout.chosen.iter().find(|chosen| chosen.field == *field)?;
            Some(chosen.ballots)
        })
        .flatten()
    }

    /// The part of the state that one field's table shows.
    pub(super) fn field_tally(self, field: &FieldId) -> Option<FieldTally> {
        self.map(|state| {
            let is_final = state.round.state == RoundState::Closed;
            Some(FieldTally { result: field_result(state, field)?.clone(), is_final })
        })
        .flatten()
    }

    /// The result of a challenge, and the most dots in its field.
    pub(super) fn row(self, field: &FieldId, challenge: &ChallengeId) -> Option<LiveRow> {
        self.map(|state| {
            let rows = &field_result(state, field)?.rows;
            let row = rows.iter().find(|row| row.challenge == *challenge)?.clone();
            let most = rows.iter().map(|row| row.votes.dots).max().unwrap_or(0);
            Some(LiveRow { row, most, is_final: state.round.state == RoundState::Closed })
        })
        .flatten()
    }
}

/// The result of a challenge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct LiveRow {
    pub(super) row: ResultRow,
    /// Most dots on a challenge of the field.
    pub(super) most: u64,
    /// Whether the round is closed.
    pub(super) is_final: bool,
}

fn field_result<'a>(state: &'a BoardState, field: &FieldId) -> Option<&'a FieldResult> {
    let BoardResults::Shown(fields) = &state.results else { return None };
    fields.iter().find(|result| result.field == *field)
}
