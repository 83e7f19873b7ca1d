//! A round on the organiser's page: where it stands, and what can be done with it now.

use super::Desk;
use super::settings::settings_form;
use crate::components::{PickedText, settled, still};
use crate::i18n::I18n;
use i18n::words;
use leptos::prelude::*;
use shared::api::OrganiserRound;
use shared::live::Turnout;
use shared::voting::round::{DEFAULT_GRACE, ResultsVisibility, RoundState};

/// A round with its forms. `live` holds the numbers of the round that counts in the hall.
#[component]
pub(super) fn RoundCard(
    desk: Desk,
    round: OrganiserRound,
    live: Option<RwSignal<Option<Turnout>>>,
    can_open: bool,
) -> impl IntoView {
    let i18n = desk.i18n;
    let number = i18n.vote_round(&round.status.number.to_string());
    let name = round.name.clone().map(|name| view! { " · " <PickedText text=name/> });
    let fields = desk.conference.fields.iter().filter(|field| round.fields.contains(&field.id));
    let fields: Vec<_> = fields.map(|field| field.name.text.clone()).collect();
    let turnout = round.turnout.clone();
    let done = Signal::derive(move || {
        let now = live.and_then(|live| live.get()).unwrap_or_else(|| turnout.clone());
        i18n.board_done(now.done)
    });
    let state = round_state(i18n, round.status.state);
    let id = format!("round-{}", round.status.number);
    let labelled_by = id.clone();
    let forms = forms(&desk, &round, can_open);
    view! {
        <li class="card" class:organise-current=live.is_some() data-round=round.status.id.to_string()>
            <section aria-labelledby=labelled_by>
                <h3 id=id>{number} {name}</h3>
                <p class="organise-state">
                    <strong>{state}</strong>
                    " "
                    {done}
                </p>
                <p class="hint">{words::rules(i18n, &round.rules)}</p>
                <p class="hint">{facts(i18n, &round)}</p>
                <p class="hint">{fields.join(i18n.list_separator())}</p>
                {forms}
            </section>
        </li>
    }
}

fn round_state(i18n: I18n, state: RoundState) -> &'static str {
    match state {
        RoundState::Prepared => i18n.cli_round_prepared(),
        RoundState::Open => i18n.cli_round_open(),
        RoundState::Closing { .. } => i18n.cli_round_closing(),
        RoundState::Closed => i18n.cli_round_closed(),
    }
}

fn facts(i18n: I18n, round: &OrganiserRound) -> String {
    let facts = [
        format!("{}: {}", i18n.organise_results(), results(i18n, round.results)),
        format!("{}: {}", i18n.organise_access(), words::round_access(i18n, round.access)),
        format!("{}: {}", i18n.organise_shortlist(), round.shortlist),
    ];
    facts.join(" · ")
}

pub(super) fn results(i18n: I18n, results: ResultsVisibility) -> &'static str {
    match results {
        ResultsVisibility::Live => i18n.organise_results_live(),
        ResultsVisibility::AfterClosing => i18n.organise_results_after(),
    }
}

/// What can be done with a round where it stands.
fn forms(desk: &Desk, round: &OrganiserRound, can_open: bool) -> AnyView {
    let i18n = desk.i18n;
    let id = round.status.id.to_string();
    let one = |what, words, class| one_button(desk, (what, id.clone()), (words, class), None);
    match round.status.state {
        RoundState::Prepared => {
            let open = can_open.then(|| one("open", i18n.organise_open(), "button"));
            let change = settings_form(desk, Some(round));
            settled(view! {
                {open}
                <details class="organise-prepare" open=desk.is_refused(("change", &id))>
                    <summary>{i18n.organise_settings()}</summary>
                    {change}
                    {one("delete", i18n.organise_delete(), "button-quiet")}
                </details>
            })
        }
        RoundState::Open => {
            let grace = still(view! {
                <label>
                    <span>{i18n.organise_grace()}</span>
                    <input
                        type="number"
                        name="grace"
                        min="0"
                        max="600"
                        value=DEFAULT_GRACE.as_secs()
                        inputmode="numeric"
                    />
                </label>
            });
            let words = (i18n.organise_close(), "button button-strong");
            one_button(desk, ("close", id), words, Some(grace))
        }
        RoundState::Closing { .. } => ().into_any(),
        RoundState::Closed => {
            settled(can_open.then(|| one("reopen", i18n.organise_reopen(), "button-quiet")))
        }
    }
}

/// A form that is no more than its button.
fn one_button(
    desk: &Desk,
    (what, round): (&'static str, String),
    (words, class): (&'static str, &'static str),
    more: Option<AnyView>,
) -> AnyView {
    still(view! {
        <form class="organise-form" method="post" action=desk.action.clone()>
            <input type="hidden" name="round" value=round/>
            {more}
            <button type="submit" class=class name="do" value=what>
                {words}
            </button>
        </form>
    })
}
