//! A round on the organiser's page: its state, and what can be done with it now.

use super::FormContext;
use super::settings::settings_form;
use super::visibility::visibility_label;
use crate::components::{PickedText, replaced_view, static_view};
use crate::i18n::I18n;
use i18n::words;
use leptos::prelude::*;
use shared::api::OrganiserRound;
use shared::forms::FormWord;
use shared::forms::organising::{self as names, MAX_GRACE, OrganiserStep};
use shared::live::Turnout;
use shared::voting::round::{DEFAULT_GRACE, RoundState};

/// A round with its forms. `live` is the turnout of the current round; `None` for all others.
#[component]
pub(super) fn RoundCard(
    context: FormContext,
    round: OrganiserRound,
    live: Option<RwSignal<Option<Turnout>>>,
    can_open: bool,
) -> impl IntoView {
    let i18n = context.i18n;
    let number = i18n.vote_round(&round.status.number.to_string());
    let name = round.name.clone().map(|name| view! { " · " <PickedText text=name/> });
    let fields = context.conference.fields.iter().filter(|field| round.fields.contains(&field.id));
    let fields: Vec<_> = fields.map(|field| field.name.text.clone()).collect();
    let turnout = round.turnout.clone();
    let done = Signal::derive(move || {
        let latest = live.and_then(|live| live.get()).unwrap_or_else(|| turnout.clone());
        i18n.board_done(latest.done)
    });
    let state = words::steered_round_state(i18n, round.status.state);
    let id = format!("round-{}", round.status.number);
    let labelled_by = id.clone();
    let forms = forms(&context, &round, can_open);
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

fn facts(i18n: I18n, round: &OrganiserRound) -> String {
    let facts = [
        format!("{}: {}", i18n.organise_results(), visibility_label(i18n, round.results)),
        format!("{}: {}", i18n.organise_access(), words::round_access(i18n, round.access)),
        format!("{}: {}", i18n.organise_shortlist(), round.shortlist),
    ];
    facts.join(" · ")
}

/// What can be done with a round in its state.
fn forms(context: &FormContext, round: &OrganiserRound, can_open: bool) -> AnyView {
    let i18n = context.i18n;
    let id = round.status.id.as_str();
    match round.status.state {
        RoundState::Prepared => {
            let (open, delete) = (Button::open(i18n), Button::delete(i18n));
            let open = can_open.then(|| button_form(context, id, open, None));
            let delete = button_form(context, id, delete, None);
            let is_refused = context.form(OrganiserStep::Change, id).is_refused();
            let change = settings_form(context, Some(round));
            replaced_view(view! {
                {open}
                <details class="organise-prepare" open=is_refused>
                    <summary>{i18n.organise_settings()}</summary>
                    {change}
                    {delete}
                </details>
            })
        }
        // What to do about a running round is the next step, on top of the page.
        RoundState::Open | RoundState::Closing { .. } => ().into_any(),
        RoundState::Closed => {
            let reopen = Button::reopen(i18n);
            replaced_view(can_open.then(|| button_form(context, id, reopen, None)))
        }
    }
}

/// How long phones may still deliver.
pub(super) fn grace_field(i18n: I18n) -> AnyView {
    static_view(view! {
        <label>
            <span>{i18n.organise_grace()}</span>
            <input
                type="number"
                name=names::GRACE
                min="0"
                max=MAX_GRACE
                value=DEFAULT_GRACE.as_secs()
                inputmode="numeric"
            />
        </label>
    })
}

/// A submit button.
pub(super) struct Button {
    step: OrganiserStep,
    label: &'static str,
    class: &'static str,
}

impl Button {
    pub(super) fn open(i18n: I18n) -> Self {
        Self { step: OrganiserStep::Open, label: i18n.organise_open(), class: "button" }
    }

    pub(super) fn close(i18n: I18n) -> Self {
        let class = "button button-strong";
        Self { step: OrganiserStep::Close, label: i18n.organise_close(), class }
    }

    /// Takes back closing.
    pub(super) fn go_on(i18n: I18n) -> Self {
        Self { step: OrganiserStep::TakeBack, label: i18n.organise_go_on(), class: "button" }
    }

    /// Takes back opening.
    pub(super) fn not_yet(i18n: I18n) -> Self {
        let class = "button-quiet";
        Self { step: OrganiserStep::TakeBack, label: i18n.organise_not_yet(), class }
    }

    fn reopen(i18n: I18n) -> Self {
        Self { step: OrganiserStep::Reopen, label: i18n.organise_reopen(), class: "button-quiet" }
    }

    fn delete(i18n: I18n) -> Self {
        Self { step: OrganiserStep::Delete, label: i18n.organise_delete(), class: "button-quiet" }
    }
}

/// A form about a round that has little more than its button.
pub(super) fn button_form(
    context: &FormContext,
    round: &str,
    button: Button,
    more: Option<AnyView>,
) -> AnyView {
    static_view(view! {
        <form class="organise-form" method="post" action=context.action.clone()>
            <input type="hidden" name=names::ROUND value=round.to_owned()/>
            {more}
            <button type="submit" class=button.class name=names::STEP value=button.step.word()>
                {button.label}
            </button>
        </form>
    })
}
