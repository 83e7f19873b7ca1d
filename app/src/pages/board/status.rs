//! The status of the round in the hall.

use super::stage::Stage;
use crate::components::static_view;
use i18n::words;
use leptos::prelude::*;
use shared::voting::round::RoundState;

/// The line below the stage: the state of the round, how many have joined, how many have placed
/// dots, and where to join or, in the end, to read.
pub(super) fn board_foot(stage: Stage) -> AnyView {
    let Stage { i18n, live, content } = stage;
    let round = move || live.map(|board| board.round.state);
    let joined = move || live.map(|state| state.turnout.joined).unwrap_or(0);
    let done = move || live.map(|state| state.turnout.done).unwrap_or(0);
    let state_text = Signal::derive(move || {
        round().map_or(i18n.vote_no_round(), |state| words::round_state(i18n, state)).to_owned()
    });
    let (joined_text, done_text) = (
        Signal::derive(move || i18n.board_joined(joined())),
        Signal::derive(move || i18n.board_done(done())),
    );
    let (joined_value, done_value) =
        (Signal::derive(move || joined().to_string()), Signal::derive(move || done().to_string()));
    let is_open = Signal::derive(move || round().is_some_and(is_open));
    let progress = Signal::derive(move || progress_width(done(), joined()).to_string());
    let is_closed = Signal::derive(move || round() == Some(RoundState::Closed));
    let address = move || {
        content.with_value(|content| {
            let address = [&*content.host, &*content.code].concat();
            if is_closed.get() { i18n.board_result_address(&address) } else { address }
        })
    };
    static_view(view! {
        <div class="board-status" class:status-closed=is_closed>
            <p class="round-state" class:round-open=is_open>
                <span>{state_text}</span>
            </p>
            <p class="board-joined" data-joined=joined_value>
                {joined_text}
            </p>
            <p class="board-done" data-done=done_value>
                {done_text}
            </p>
            <svg class="bar board-progress" viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true">
                <rect class="bar-track" width="1000" height="10"></rect>
                <rect class="bar-fill" width=progress height="10"></rect>
            </svg>
            <p class="board-to-read">
                <bdi>{Signal::derive(address)}</bdi>
            </p>
        </div>
    })
}

/// The filled width of a bar of 1,000 units; at most all of it, since with paper or cards more may
/// be done than have joined.
fn progress_width(done: u64, joined: u64) -> u64 {
    done.min(joined).saturating_mul(1_000).checked_div(joined).unwrap_or(0)
}

const fn is_open(state: RoundState) -> bool {
    matches!(state, RoundState::Open | RoundState::Closing { .. })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn progress_is_empty_without_participants_and_never_more_than_full() {
        assert_eq!(progress_width(0, 0), 0);
        assert_eq!(progress_width(3, 4), 750);
        assert_eq!(progress_width(9, 4), 1_000);
    }
}
