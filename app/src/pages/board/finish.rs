//! The end of a round in sight of all: the countdown, how many are done, and the last call in all
//! languages.

use super::stage::Stage;
use crate::components::{Markup, static_view};
use leptos::prelude::*;
use shared::voting::round::RoundState;

/// The slide.
pub(super) fn finish_stage(stage: Stage) -> AnyView {
    let Stage { i18n, live, content } = stage;
    let title = move || match live.map(|state| state.round.state) {
        Some(RoundState::Closing { .. }) => i18n.board_last_call(),
        Some(RoundState::Closed) => i18n.board_closed_title(),
        _ => i18n.board_finish_title(),
    };
    let seconds = move || live.seconds_left();
    let number = Signal::derive(move || seconds().map(|seconds| seconds.to_string()));
    let unit = Signal::derive(move || seconds().map(|seconds| i18n.board_seconds(seconds)));
    let done = move || {
        let turnout = live.map(|state| state.turnout.clone()).unwrap_or_default();
        // With paper or cards more may be done than have joined.
        let joined = turnout.joined.max(turnout.done);
        i18n.board_done_of(&i18n.number(turnout.done), &i18n.number(joined))
    };
    let mut calls = Markup::default();
    content.with_value(|content| {
        let mut said = vec![i18n.board_last_call()];
        for greeting in &content.greetings {
            let Some(call) = greeting.last_call.as_deref() else { continue };
            if !said.contains(&call) {
                said.push(call);
                let (lang, dir) = (greeting.language.as_str(), greeting.language.dir());
                calls.line("p", &[("lang", lang), ("dir", dir)], call);
            }
        }
    });
    let is_closed =
        Signal::derive(move || live.map(|state| state.round.state) == Some(RoundState::Closed));
    static_view(view! {
        <section class="stage stage-finish" class:finish-closed=is_closed>
            <h1 class="type-76">{Signal::derive(title)}</h1>
            <p class="finish-time">
                <strong>{number}</strong>
                <span>{unit}</span>
            </p>
            <p class="finish-done type-58">{Signal::derive(done)}</p>
            {calls.into_view("finish-calls")}
        </section>
    })
}
