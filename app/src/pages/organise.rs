//! The organiser's page: one plain page for a conference, opened by its secret link.
//!
//! Real forms that post and redirect; the numbers follow the live state. The use cases decide what
//! each form does and who may do it.

mod board;
mod bursts;
mod connection;
#[cfg(feature = "hydrate")]
mod live_updates;
mod message;
mod next_step;
mod paper;
mod round;
mod settings;
mod visibility;

use super::{error_page, path_parameter, with_answer};
use crate::components::{
    ErrorSummary, Frame, Icon, PickedText, localised_path, replaced_view, static_view,
};
#[cfg(feature = "ssr")]
use crate::forms::{RefusedForm, Typed, error_message};
use crate::i18n::{I18n, use_i18n};
use board::board_form;
use bursts::bursts_section;
use connection::{ConnectionSignals, connection_notice};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use leptos_router::{LazyRoute, lazy_route};
use message::message_form;
use next_step::NextStepCard;
use paper::paper_form;
use round::RoundCard;
use settings::settings_form;
use shared::api::{ConferenceView, OrganiserView};
use shared::forms::FormWord;
use shared::forms::organising::{self as names, OrganiserStep};
use shared::live::Turnout;
use shared::voting::next_step::next_step;
use shared::voting::round::RoundState;

/// Characters of the key in a secret link.
const KEY_LENGTH: usize = 32;

/// The conference whose key is in the address.
#[derive(Debug)]
pub(crate) struct OrganisePage;

#[lazy_route]
impl LazyRoute for OrganisePage {
    fn data() -> Self {
        Self
    }

    fn view(this: Self) -> AnyView {
        let OrganisePage = this;
        with_answer(OrganisePage::request, |answer| match answer.parse() {
            Ok(view) => replaced_view(view! { <Organise view=view/> }),
            Err(error) => error_page(error),
        })
    }
}

/// Values of a refused form, to be shown again.
pub(super) type FormValues = Vec<(String, String)>;

/// What the parts of the page have in common.
#[derive(Clone)]
struct FormContext {
    i18n: I18n,
    /// Where forms are sent.
    action: String,
    conference: ConferenceView,
    /// Values of a refused form; empty otherwise.
    typed: FormValues,
    /// The word of the step that led to this page; empty otherwise.
    saved: String,
}

impl FormContext {
    /// The form for this step with this round; `round` is empty where the step concerns none.
    fn form<'a>(&'a self, step: OrganiserStep, round: &'a str) -> Form<'a> {
        Form { context: self, step, round }
    }

    /// Confirms the step that led to this page, beside its form.
    fn saved_notice(&self, step: OrganiserStep) -> Option<AnyView> {
        let is_saved = self.saved == step.word();
        is_saved.then(|| {
            static_view(
                view! { <p class="organise-saved" role="status">{self.i18n.organise_saved()}</p> },
            )
        })
    }

    fn typed_value(&self, wanted: &str) -> Option<&str> {
        let found = self.typed.iter().find(|(name, _)| name == wanted);
        found.map(|(_, value)| value.as_str())
    }
}

/// One form of the page.
#[derive(Clone, Copy)]
struct Form<'a> {
    context: &'a FormContext,
    step: OrganiserStep,
    round: &'a str,
}

impl Form<'_> {
    /// The typed value where this form was refused; else the current one.
    fn value(self, name: &str, current: String) -> String {
        let typed = self.is_refused().then(|| self.context.typed_value(name)).flatten();
        typed.map_or(current, str::to_owned)
    }

    /// Whether this is the form that was refused.
    fn is_refused(self) -> bool {
        self.context.typed_value(names::STEP) == Some(self.step.word())
            && self.context.typed_value(names::ROUND).unwrap_or_default() == self.round
    }
}

#[component]
fn Organise(view: OrganiserView) -> impl IntoView {
    let i18n = use_i18n();
    let key = path_parameter("key")();
    // At the desk the address holds the conference's id, which opens nothing by itself.
    let is_secret = key.len() == KEY_LENGTH;
    let page = localised_path(i18n, &format!("organise/{key}"));
    let RefusedValues { error, typed } = refused_values();
    let step = typed.iter().find(|(name, _)| name == names::STEP);
    let step = step.and_then(|(_, word)| OrganiserStep::from_word(word));
    let field = step.map_or(names::ROUNDS_PLACE, OrganiserStep::place);
    let error = error.map(|message| view! { <ErrorSummary message=message field=field/> });
    let OrganiserView { conference, rounds, board, message, join_address, cards, bursts } = view;
    let (title, code) = (conference.title.clone(), conference.code.to_string());
    // A later navigation loads a new document, so nobody has to follow this.
    let saved = use_query_map().read_untracked().get(names::SAVED).unwrap_or_default();
    let context = FormContext { i18n, action: page.clone(), conference, typed, saved };
    let current = context.conference.round.as_ref().map(|round| round.status.id.clone());
    let current_round =
        rounds.iter().find(|round| Some(&round.status.id) == current.as_ref()).cloned();
    let turnout = RwSignal::new(current_round.as_ref().map(|round| round.turnout.clone()));
    let is_outdated = RwSignal::new(false);
    let connection = ConnectionSignals::new();
    #[cfg(feature = "hydrate")]
    {
        live_updates::subscribe_to_turnout(
            &context.conference,
            &board,
            live_updates::LiveSignals { turnout, is_outdated, connection },
        );
        connection::hold_steps_without_network(&code, connection);
    }
    let is_any_open = rounds
        .iter()
        .any(|round| matches!(round.status.state, RoundState::Open | RoundState::Closing { .. }));
    let has_closed = rounds.iter().any(|round| round.status.state == RoundState::Closed);
    let next = view! { <NextStepCard context=context.clone() rounds=rounds.clone() live=turnout/> };
    let states: Vec<_> = rounds.iter().map(|round| round.status.state).collect();
    let next_round = next_step(&states).position();
    let round_cards = rounds
        .into_iter()
        .enumerate()
        .map(|(position, round)| {
            let is_current = Some(&round.status.id) == current.as_ref();
            let live = is_current.then_some(turnout);
            // Opening the next one is the next step.
            let is_next =
                round.status.state == RoundState::Prepared && next_round == Some(position);
            let can_open = !is_any_open && !is_next;
            view! { <RoundCard context=context.clone() round=round live=live can_open=can_open/> }
        })
        .collect_view();
    let new_round_form = settings_form(&context, None);
    view! {
        <Frame title=i18n.organise_title()>
            <header class="organise-header">
                <h1>{i18n.organise_title()}</h1>
                <p class="lead">
                    <PickedText text=title/>
                </p>
                <p class="notice" hidden=!is_secret>{i18n.organise_secret()}</p>
                <p>
                    {i18n.organise_joining(&join_address)}
                </p>
            </header>
            {error}
            {outdated_notice(i18n, &page, is_outdated)}
            {connection_notice(i18n, connection)}
            {turnout_line(i18n, turnout)}
            {next}
            {bursts_section(&context, bursts)}
            <section class="organise-part" id=names::ROUNDS_PLACE aria-labelledby="rounds-title">
                <h2 id="rounds-title">{i18n.organise_rounds()}</h2>
                <ul class="organise-rounds">{round_cards}</ul>
                <details class="organise-prepare">
                    <summary>{i18n.organise_prepare()}</summary>
                    {new_round_form}
                </details>
            </section>
            {board_form(&context, &board)}
            {message_form(&context, message)}
            {current_round.map(|round| paper_form(&context, &round))}
            {cards_section(i18n, &page, cards.made, cards.used)}
            {documents_section(i18n, &code, has_closed)}
        </Frame>
    }
}

/// Shown instead of loading the page again while something has been typed.
fn outdated_notice(i18n: I18n, page: &str, is_outdated: RwSignal<bool>) -> AnyView {
    let is_current = Signal::derive(move || !is_outdated.get());
    static_view(view! {
        <div class="notice organise-outdated" role="status">
            <p hidden=is_current>
                {i18n.organise_outdated()} " "
                <a href=page.to_owned() rel="external">
                    {i18n.organise_reload()}
                </a>
            </p>
        </div>
    })
}

/// How many have joined and how many are done, live.
fn turnout_line(i18n: I18n, turnout: RwSignal<Option<Turnout>>) -> AnyView {
    let count =
        move |get: fn(&Turnout) -> u64| turnout.with(|turnout| turnout.as_ref().map_or(0, get));
    let joined = Signal::derive(move || i18n.board_joined(count(|turnout| turnout.joined)));
    let done = Signal::derive(move || i18n.board_done(count(|turnout| turnout.done)));
    let joined_value = Signal::derive(move || count(|turnout| turnout.joined).to_string());
    let done_value = Signal::derive(move || count(|turnout| turnout.done).to_string());
    static_view(view! {
        <p class="organise-now">
            <strong data-joined=joined_value>{joined}</strong>
            <strong data-done=done_value>{done}</strong>
        </p>
    })
}

fn cards_section(i18n: I18n, page: &str, made: u64, used: u64) -> AnyView {
    let card_counts = i18n.organise_cards_made(&i18n.number(made), &i18n.number(used));
    static_view(view! {
        <section class="organise-part" id="cards" aria-labelledby="cards-title">
            <h2 id="cards-title">{i18n.organise_cards()}</h2>
            <p>{card_counts}</p>
            <p>
                <a class="button" href=format!("{page}/cards")>
                    <Icon name="ticket"/>
                    <span>{i18n.organise_cards_title()}</span>
                </a>
            </p>
        </section>
    })
}

/// The documents to take home the same evening.
fn documents_section(i18n: I18n, code: &str, has_closed: bool) -> AnyView {
    let link = has_closed.then(|| {
        view! {
            <a class="button" href=localised_path(i18n, &format!("results/{code}"))>
                {i18n.result_documentation()}
            </a>
        }
    });
    static_view(view! {
        <section class="organise-part" id="documents" aria-labelledby="documents-title">
            <h2 id="documents-title">{i18n.organise_documents()}</h2>
            <p>{i18n.organise_documents_hint()}</p>
            {link}
        </section>
    })
}

/// The refused form, if any.
#[derive(Default)]
struct RefusedValues {
    error: Option<String>,
    typed: FormValues,
}

/// The refused form in the context; a page with one is never hydrated.
#[cfg(feature = "ssr")]
fn refused_values() -> RefusedValues {
    let Some(RefusedForm { error, typed }) = use_context() else {
        return RefusedValues::default();
    };
    let typed = if let Typed::Fields(values) = typed { values } else { FormValues::new() };
    RefusedValues { error: Some(error_message(&error)), typed }
}

#[cfg(not(feature = "ssr"))]
fn refused_values() -> RefusedValues {
    RefusedValues::default()
}
