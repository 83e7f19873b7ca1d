//! The conference on the phone: challenges by field, and the dots one has.
//!
//! The rules answer at once here and decide on the server; the ballot goes through
//! the outbox. Without the program the same buttons post the same ballot.

use super::{answered, error_page, in_path};
use crate::components::{
    ChallengeCard, ErrorSummary, Frame, Icon, PickedText, Step, dots, localised, settled,
};
use crate::data::Question;
#[cfg(feature = "ssr")]
use crate::forms::{RefusedForm, Typed, told};
use crate::i18n::{I18n, use_i18n};
use crate::words;
use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};
use shared::api::{ConferenceView, FieldView, PhoneView, RoundView};
use shared::ballot::{Allocation, Ballot, Slate, can_add, check, dots_left_in_field};
use shared::id::{ChallengeId, FieldId};
use shared::join_code::JoinCode;
use shared::outbox::Outbox;
use shared::round::{Budget, RoundRules, RoundState};

/// The conference in the address.
#[derive(Debug)]
pub(crate) struct PhonePage;

#[lazy_route]
impl LazyRoute for PhonePage {
    fn data() -> Self {
        Self
    }

    fn view(this: Self) -> AnyView {
        let PhonePage = this;
        let code = in_path("code");
        answered(Memo::new(move |_| Question::phone(&code(), None)), |answer| match answer.read() {
            Ok(phone) => settled(view! { <Conference phone=phone/> }),
            Err(error) => error_page(error),
        })
    }
}

#[component]
fn Conference(phone: PhoneView) -> impl IntoView {
    let i18n = use_i18n();
    let PhoneView { conference, ballot, .. } = phone;
    let title = conference.title.clone();
    let place = conference.place.clone();
    let date = conference.date.map(|date| i18n.date(date));
    let (error, ballot) = refused(ballot);
    let voting = match conference.round.clone() {
        Some(round) => settled(view! { <Voting conference=conference round=round ballot=ballot/> }),
        None => settled(view! { <p class="notice">{i18n.vote_no_round()}</p> }),
    };
    view! {
        <Frame title=title.text.clone()>
            <header class="conference-header">
                <h1>
                    <PickedText text=title/>
                </h1>
                <p class="facts">
                    {place.map(|place| view! { <PickedText text=place/> ", " })} {date}
                </p>
            </header>
            {error.map(|words| view! { <ErrorSummary words=words field="ballot"/> })}
            {voting}
        </Frame>
    }
}

/// The round as the page works with it.
#[derive(Clone, Copy)]
struct Paper {
    rules: RoundRules,
    slate: StoredValue<Slate>,
    outbox: RwSignal<Outbox>,
    state: RwSignal<RoundState>,
    /// What was last said to the participant, for screen readers too.
    said: RwSignal<String>,
}

impl Paper {
    fn dots(self, challenge: &ChallengeId) -> u32 {
        self.outbox.with(|outbox| outbox.dots().dots_on(challenge))
    }

    fn can_add(self, challenge: &ChallengeId) -> bool {
        self.outbox.with(|outbox| {
            self.slate.with_value(|slate| can_add(&self.rules, slate, outbox.ballot(), challenge))
        })
    }

    fn left_in(self, field: &FieldId) -> u32 {
        self.outbox.with(|outbox| {
            self.slate
                .with_value(|slate| dots_left_in_field(&self.rules, slate, outbox.ballot(), field))
        })
    }

    /// Whether buttons make sense; whether a ballot still counts the server decides.
    fn is_open(self) -> bool {
        matches!(self.state.get(), RoundState::Open | RoundState::Closing { .. })
    }

    /// The allocation after a step, or why it cannot be taken.
    fn after(self, i18n: I18n, step: Step) -> Result<Allocation, String> {
        let dots = self.outbox.with_untracked(|outbox| outbox.dots().clone());
        match step {
            Step::Add(id) => {
                let more = dots.with(&id, dots.dots_on(&id).saturating_add(1));
                let ballot = Ballot {
                    dots: more.clone(),
                    ..self.outbox.with_untracked(|outbox| outbox.ballot().clone())
                };
                let checked = self.slate.with_value(|slate| check(&self.rules, slate, &ballot));
                checked.map(|()| more).map_err(|error| words::ballot_error(i18n, &error))
            }
            Step::Remove(id) => Ok(dots.with(&id, dots.dots_on(&id).saturating_sub(1))),
        }
    }
}

#[component]
fn Voting(conference: ConferenceView, round: RoundView, ballot: Ballot) -> impl IntoView {
    let i18n = use_i18n();
    let code = conference.code.clone();
    let paper = Paper {
        state: RwSignal::new(round.status.state),
        outbox: RwSignal::new(Outbox::from_server(ballot)),
        rules: round.rules,
        slate: StoredValue::new(conference.slate()),
        said: RwSignal::default(),
    };
    let step = take_steps(i18n, paper, (&code, &round));
    let fields = conference.fields.into_iter().filter(|field| round.fields.contains(&field.id));
    let fields = fields.map(|field| view! { <FieldSection field=field paper=paper step=step/> });
    let revision = paper.outbox.with_untracked(|outbox| outbox.ballot().revision.0);
    let is_open = Signal::derive(move || paper.is_open());
    let state = Signal::derive(move || words::round_state(i18n, paper.state.get()).to_owned());
    view! {
        <p class="round-state" class:round-open=is_open>
            <span>{state}</span>
        </p>
        <p class="rules">{rules(i18n, &round)}</p>
        <form id="ballot" method="post" action=localised(i18n, &format!("c/{code}"))>
            <input type="hidden" name="revision" value=revision/>
            {fields.collect_view()}
        </form>
        <DeliveryBar paper=paper/>
        <p class="to-board">
            <a href=localised(i18n, &format!("board/{code}"))>
                <Icon name="board"/>
                <span>{i18n.vote_to_board()}</span>
            </a>
        </p>
        <p class="hint">{i18n.vote_trust()}</p>
    }
}

fn rules(i18n: I18n, round: &RoundView) -> String {
    let most = i18n.vote_max_per_challenge(u64::from(round.rules.max_per_challenge));
    let budget = match round.rules.budget {
        Budget::Field(dots) => i18n.vote_rule_field(u64::from(dots)),
        Budget::Round(dots) => i18n.vote_rule_all(u64::from(dots)),
    };
    format!("{budget} {most}")
}

/// A field with its challenges; its heading stays in sight with the dots that are left.
#[component]
fn FieldSection(field: FieldView, paper: Paper, step: Callback<Step>) -> impl IntoView {
    let i18n = use_i18n();
    let id = field.id.clone();
    let left = Signal::derive(move || paper.left_in(&id));
    let words = Signal::derive(move || i18n.vote_dots_left(u64::from(left.get())));
    let heading = format!("field-{}", field.id);
    let cards = field.challenges.into_iter().map(|challenge| {
        let (counted, asked) = (challenge.id.clone(), challenge.id.clone());
        let dots = Memo::new(move |_| paper.dots(&counted));
        let can_add = Signal::derive(move || paper.can_add(&asked));
        let can_vote = Signal::derive(move || paper.is_open());
        view! {
            <ChallengeCard challenge=challenge dots=dots can_add=can_add can_vote=can_vote step=step/>
        }
    });
    let labelled_by = heading.clone();
    view! {
        <section class="field" aria-labelledby=labelled_by>
            <div class="field-heading">
                <h2 id=heading>
                    <PickedText text=field.name/>
                </h2>
                <p class="dots-left">
                    {dots(left)}
                    <span>{words}</span>
                </p>
            </div>
            <ul class="challenges">{cards.collect_view()}</ul>
        </section>
    }
}

/// Where the ballot is, always in sight and always in words.
#[component]
fn DeliveryBar(paper: Paper) -> impl IntoView {
    let i18n = use_i18n();
    let delivery = Memo::new(move |_| paper.outbox.with(Outbox::delivery));
    let kind = Signal::derive(move || match delivery.get() {
        shared::outbox::Delivery::Untouched => "untouched",
        shared::outbox::Delivery::OnThisPhoneOnly => "waiting",
        shared::outbox::Delivery::Counted => "counted",
        shared::outbox::Delivery::Refused(_) => "refused",
    });
    let words = Signal::derive(move || words::delivery(i18n, &delivery.get()));
    let said = Signal::derive(move || paper.said.get());
    view! {
        <div class="delivery-bar" data-delivery=kind>
            <p role="status">{words}</p>
            <p class="said" role="status">{said}</p>
        </div>
    }
}

/// Starts delivery in the browser and answers with what the buttons call.
fn take_steps(i18n: I18n, paper: Paper, place: (&JoinCode, &RoundView)) -> Callback<Step> {
    #[cfg(feature = "hydrate")]
    let delivery = start_delivery(paper, place);
    #[cfg(not(feature = "hydrate"))]
    let _ = place;
    Callback::new(move |step: Step| match paper.after(i18n, step) {
        Ok(dots) => {
            paper.said.set(String::new());
            #[cfg(feature = "hydrate")]
            if let Some(delivery) = delivery.get_value() {
                delivery.change(dots);
            }
            #[cfg(not(feature = "hydrate"))]
            drop(dots);
        }
        Err(words) => paper.said.set(words),
    })
}

/// The outbox's edges and the live stream; both begin once the page stands.
#[cfg(feature = "hydrate")]
fn start_delivery(
    paper: Paper,
    (code, round): (&JoinCode, &RoundView),
) -> StoredValue<Option<crate::outbox::Delivery>> {
    use crate::live::{Handlers, follow};
    use crate::outbox::Delivery;
    use shared::live::PhoneState;

    let delivery = StoredValue::new(None);
    let (code, round) = (code.clone(), round.status.id.clone());
    let stream = StoredValue::new_local(None);
    Effect::new(move |_| {
        let round = round.clone();
        let started = Delivery::start(code.clone(), round.clone(), paper.outbox);
        delivery.set_value(Some(started));
        let handlers = Handlers {
            on_state: Box::new(move |state: PhoneState| {
                // A new round has other challenges: the page must be made anew.
                if state.round.id == round {
                    paper.state.set(state.round.state);
                } else if let Some(window) = leptos::web_sys::window() {
                    let _ = window.location().reload();
                }
            }),
            on_connection: Box::new(move |is_connected| {
                if is_connected {
                    started.flush();
                }
            }),
        };
        stream.set_value(Some(follow(&code, "phone", handlers)));
    });
    on_cleanup(move || stream.set_value(None));
    delivery
}

/// A refused form brings its error and the ballot it began from; never hydrated.
#[cfg(feature = "ssr")]
fn refused(held: Ballot) -> (Option<String>, Ballot) {
    match use_context::<RefusedForm>() {
        Some(RefusedForm { error, typed: Typed::Ballot(typed) }) => (Some(told(&error)), typed),
        Some(RefusedForm { error, .. }) => (Some(told(&error)), held),
        None => (None, held),
    }
}

#[cfg(not(feature = "ssr"))]
fn refused(held: Ballot) -> (Option<String>, Ballot) {
    (None, held)
}
