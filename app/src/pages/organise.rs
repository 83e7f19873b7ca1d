//! The organiser's page: one plain page for a conference, reached by its secret link.
//!
//! Real forms that post and redirect; the numbers follow the live state. What each form does is
//! decided by the use cases, who may do it too.

mod board;
mod paper;
mod round;
mod settings;
mod visibility;

use super::{answered, error_page, in_path};
use crate::components::{ErrorSummary, Frame, Icon, PickedText, localised, settled, still};
#[cfg(feature = "ssr")]
use crate::forms::{RefusedForm, Typed, error_message};
use crate::i18n::{I18n, use_i18n};
use board::board_form;
use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};
use paper::paper_form;
use round::RoundCard;
use settings::settings_form;
use shared::api::{ConferenceView, OrganiserView};
use shared::forms::FormWord;
use shared::forms::organising::{self as names, OrganiserStep};
use shared::live::Turnout;
use shared::voting::round::RoundState;

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
        answered(OrganisePage::request, |answer| match answer.read() {
            Ok(shown) => settled(view! { <Organise shown=shown/> }),
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
}

impl FormContext {
    /// The form that does this with this round; one that is about no round has an empty id.
    fn form<'a>(&'a self, step: OrganiserStep, round: &'a str) -> Form<'a> {
        Form { context: self, step, round }
    }

    fn typed(&self, wanted: &str) -> Option<&str> {
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
    /// What was typed where this form was refused; else the given value.
    fn value(self, name: &str, given: String) -> String {
        let typed = self.is_refused().then(|| self.context.typed(name)).flatten();
        typed.map_or(given, str::to_owned)
    }

    /// Whether this is the form that was refused.
    fn is_refused(self) -> bool {
        self.context.typed(names::STEP) == Some(self.step.word())
            && self.context.typed(names::ROUND).unwrap_or_default() == self.round
    }
}

#[component]
fn Organise(shown: OrganiserView) -> impl IntoView {
    let i18n = use_i18n();
    let key = in_path("key")();
    let page = localised(i18n, &format!("organise/{key}"));
    let (error, typed) = refused();
    let error = error.map(|words| view! { <ErrorSummary words=words field=names::ROUNDS_PLACE/> });
    let OrganiserView { conference, rounds, board, join_address, cards } = shown;
    let (title, code) = (conference.title.clone(), conference.code.to_string());
    let context = FormContext { i18n, action: page.clone(), conference, typed };
    let current = context.conference.round.as_ref().map(|round| round.status.id.clone());
    let running = rounds.iter().find(|round| Some(&round.status.id) == current.as_ref()).cloned();
    let turnout = RwSignal::new(running.as_ref().map(|round| round.turnout.clone()));
    #[cfg(feature = "hydrate")]
    follow_turnout(&context.conference, turnout);
    let is_any_open = rounds
        .iter()
        .any(|round| matches!(round.status.state, RoundState::Open | RoundState::Closing { .. }));
    let has_closed = rounds.iter().any(|round| round.status.state == RoundState::Closed);
    let round_cards = rounds.into_iter().map(|round| {
        let is_current = Some(&round.status.id) == current.as_ref();
        let live = is_current.then_some(turnout);
        view! { <RoundCard context=context.clone() round=round live=live can_open=!is_any_open/> }
    });
    let round_cards = round_cards.collect_view();
    let prepare = settings_form(&context, None);
    view! {
        <Frame title=i18n.organise_title()>
            <header class="organise-header">
                <h1>{i18n.organise_title()}</h1>
                <p class="lead">
                    <PickedText text=title/>
                </p>
                <p class="notice">{i18n.organise_secret()}</p>
                <p>
                    {i18n.organise_joining(&join_address)}
                </p>
            </header>
            {error}
            {now(i18n, turnout)}
            <section class="organise-part" id=names::ROUNDS_PLACE aria-labelledby="rounds-title">
                <h2 id="rounds-title">{i18n.organise_rounds()}</h2>
                <ul class="organise-rounds">{round_cards}</ul>
                <details class="organise-prepare">
                    <summary>{i18n.organise_prepare()}</summary>
                    {prepare}
                </details>
            </section>
            {board_form(&context, &board)}
            {running.map(|round| paper_form(&context, &round))}
            {cards_part(i18n, &page, cards.made, cards.used)}
            {documents(i18n, &code, has_closed)}
        </Frame>
    }
}

/// How many are here and how many are done, as it is now.
fn now(i18n: I18n, turnout: RwSignal<Option<Turnout>>) -> AnyView {
    let count = move |of: fn(&Turnout) -> u64| turnout.with(|now| now.as_ref().map_or(0, of));
    let joined = Signal::derive(move || i18n.board_joined(count(|now| now.joined)));
    let done = Signal::derive(move || i18n.board_done(count(|now| now.done)));
    let values = (
        Signal::derive(move || count(|now| now.joined).to_string()),
        Signal::derive(move || count(|now| now.done).to_string()),
    );
    still(view! {
        <p class="organise-now">
            <strong data-joined=values.0>{joined}</strong>
            <strong data-done=values.1>{done}</strong>
        </p>
    })
}

fn cards_part(i18n: I18n, page: &str, made: u64, used: u64) -> AnyView {
    let counted = i18n.organise_cards_made(&i18n.number(made), &i18n.number(used));
    still(view! {
        <section class="organise-part" id="cards" aria-labelledby="cards-title">
            <h2 id="cards-title">{i18n.organise_cards()}</h2>
            <p>{counted}</p>
            <p>
                <a class="button" href=format!("{page}/cards")>
                    <Icon name="ticket"/>
                    <span>{i18n.organise_cards_title()}</span>
                </a>
            </p>
        </section>
    })
}

/// What goes home the same evening.
fn documents(i18n: I18n, code: &str, has_any: bool) -> AnyView {
    let link = has_any.then(|| {
        view! {
            <a class="button" href=localised(i18n, &format!("results/{code}"))>
                {i18n.result_documentation()}
            </a>
        }
    });
    still(view! {
        <section class="organise-part" id="documents" aria-labelledby="documents-title">
            <h2 id="documents-title">{i18n.organise_documents()}</h2>
            <p>{i18n.organise_documents_hint()}</p>
            {link}
        </section>
    })
}

/// What a refused form brings along; such a page is never hydrated.
#[cfg(feature = "ssr")]
fn refused() -> (Option<String>, FormValues) {
    match use_context::<RefusedForm>() {
        Some(RefusedForm { error, typed: Typed::Fields(typed) }) => {
            (Some(error_message(&error)), typed)
        }
        Some(RefusedForm { error, .. }) => (Some(error_message(&error)), Vec::new()),
        None => (None, Vec::new()),
    }
}

#[cfg(not(feature = "ssr"))]
const fn refused() -> (Option<String>, FormValues) {
    (None, Vec::new())
}

/// Follows the numbers while the page is shown; a round that moves makes the page anew.
#[cfg(feature = "hydrate")]
fn follow_turnout(conference: &ConferenceView, turnout: RwSignal<Option<Turnout>>) {
    use crate::live::{Handlers, follow};
    use shared::live::BoardState;

    let stream = StoredValue::new_local(None);
    let code = conference.code.clone();
    let status = conference.round.as_ref().map(|round| round.status.clone());
    Effect::new(move |_| {
        let status = status.clone();
        let handlers = Handlers {
            on_state: Box::new(move |state: BoardState| {
                if status.as_ref() == Some(&state.round) {
                    turnout.set(Some(state.turnout));
                } else {
                    let _ = window().location().reload();
                }
            }),
            on_connection: Box::new(|_| ()),
        };
        stream.set_value(Some(follow(&code, "board", handlers)));
    });
    on_cleanup(move || stream.set_value(None));
}
