//! The organiser's next step, on top of the page: one at a time, with what it means for the hall.

use super::FormContext;
use super::round::{Button, button_form, grace_field};
use crate::components::{Icon, PickedText, localised_path, replaced_view, static_view};
use crate::i18n::I18n;
use i18n::words;
use leptos::prelude::*;
use shared::api::OrganiserRound;
use shared::forms::organising as names;
use shared::live::Turnout;
use shared::voting::next_step::{NextStep, next_step};

/// What the organiser does next, and how many it concerns. `live` is the turnout of the current
/// round.
#[component]
pub(super) fn NextStepCard(
    context: FormContext,
    rounds: Vec<OrganiserRound>,
    live: RwSignal<Option<Turnout>>,
) -> impl IntoView {
    let i18n = context.i18n;
    let states: Vec<_> = rounds.iter().map(|round| round.status.state).collect();
    let step = next_step(&states);
    let round = step.position().and_then(|position| rounds.get(position));
    let form = match (step, round) {
        (NextStep::Open(_), Some(round)) => open_step(&context, round),
        (NextStep::Close(_), Some(round)) => close_step(&context, round, live),
        (NextStep::Wait(_), Some(round)) => wait_step(&context, round),
        (NextStep::Present(_), Some(_)) => present_step(&context),
        _ => prepare_step(i18n),
    };
    let heading = round.map(|round| {
        let number = i18n.vote_round(&round.status.number.to_string());
        let name = round.name.clone().map(|name| view! { " · " <PickedText text=name/> });
        view! { ": " {number} {name} }
    });
    let number = round.map(|round| round.status.number.to_string());
    view! {
        <section class="card organise-next" aria-labelledby="next-title" data-number=number>
            <h2 id="next-title">{i18n.organise_next()} {heading}</h2>
            {form}
        </section>
    }
}

fn prepare_step(i18n: I18n) -> AnyView {
    static_view(view! { <p>{i18n.organise_next_prepare()}</p> })
}

fn open_step(context: &FormContext, round: &OrganiserRound) -> AnyView {
    let i18n = context.i18n;
    let open = button_form(context, round.status.id.as_str(), Button::open(i18n), None);
    replaced_view(view! {
        <p>{i18n.organise_next_open()}</p>
        <p class="hint">{words::rules(i18n, &round.rules)}</p>
        {open}
    })
}

/// Closing asks first: the form is behind a summary and says whom it concerns.
fn close_step(
    context: &FormContext,
    round: &OrganiserRound,
    live: RwSignal<Option<Turnout>>,
) -> AnyView {
    let i18n = context.i18n;
    let id = round.status.id.as_str();
    let turnout = move || live.get().unwrap_or_default();
    let missing = move || {
        let Turnout { joined, done, .. } = turnout();
        i18n.organise_next_missing(joined.saturating_sub(done))
    };
    let close = button_form(context, id, Button::close(i18n), Some(grace_field(i18n)));
    let has_dots = Signal::derive(move || turnout().done > 0);
    let take_back = button_form(context, id, Button::not_yet(i18n), None);
    replaced_view(view! {
        <p>{i18n.organise_next_close()} " " <strong>{missing}</strong></p>
        <details class="organise-confirm">
            <summary class="button button-strong">{i18n.organise_close_ask()}</summary>
            <div class="organise-question">
                <p>{i18n.organise_close_question()}</p>
                {close}
            </div>
        </details>
        <div hidden=has_dots>{take_back}</div>
    })
}

fn wait_step(context: &FormContext, round: &OrganiserRound) -> AnyView {
    let i18n = context.i18n;
    let go_on = button_form(context, round.status.id.as_str(), Button::go_on(i18n), None);
    replaced_view(view! {
        <p>{i18n.organise_next_wait()}</p>
        {go_on}
    })
}

fn present_step(context: &FormContext) -> AnyView {
    let i18n = context.i18n;
    let results = localised_path(i18n, &format!("results/{}", context.conference.code));
    static_view(view! {
        <p>{i18n.organise_next_present()}</p>
        <p class="organise-links">
            <a class="button" href=format!("#{}", names::BOARD_PLACE)>
                <Icon name="board"/>
                <span>{i18n.organise_board()}</span>
            </a>
            <a class="button-quiet" href=results>
                {i18n.result_documentation()}
            </a>
        </p>
    })
}
