//! The ballot: fields and challenges with their dots, or first the choice of a workshop.

use super::delivery::{DeliveryBar, NextPerson};
use super::vote::{Step, Vote};
use crate::components::{
    ChallengeCard, ChallengeVote, Icon, Numbered, PickedText, ReadAloud, dots, field_class,
    field_number, localised, numbered, settled, still,
};
use crate::i18n::{I18n, use_i18n};
use crate::outbox::Signals;
use crate::words;
use leptos::prelude::*;
use shared::api::{ConferenceView, RoundView};
use shared::ballot::Ballot;
use shared::id::ChallengeId;
use shared::join_code::JoinCode;
use shared::outbox::Outbox;
use shared::round::{Access, FieldChoice, RoundState};

/// What the server holds of the participant.
#[derive(Clone, Debug)]
pub(super) struct Own {
    pub(super) ballot: Ballot,
    pub(super) receipt: Option<String>,
    pub(super) participant: String,
}

#[component]
pub(super) fn Voting(conference: ConferenceView, round: RoundView, own: Own) -> impl IntoView {
    let i18n = use_i18n();
    let code = conference.code.clone();
    let revision = own.ballot.revision.0;
    let vote = Vote {
        state: RwSignal::new(round.status.state),
        signals: Signals {
            outbox: RwSignal::new(Outbox::from_server(own.ballot)),
            receipt: RwSignal::new(own.receipt),
            said: RwSignal::default(),
        },
        rules: round.rules,
        slate: StoredValue::new(conference.slate()),
    };
    let step = take_steps(i18n, vote, (&code, &round, own.participant));
    let fields = numbered(conference.fields, &round.fields);
    let fields = match round.rules.choice {
        FieldChoice::All => still(all_fields(fields, vote, step)),
        FieldChoice::One => settled(view! { <OneField fields=fields vote=vote step=step/> }),
    };
    let may_hand_on = matches!(round.access, Access::SharedDevices | Access::PersonalCodes);
    let reader = ReadAloud::new();
    provide_context(reader);
    view! {
        {state_line(i18n, vote, &round)}
        <form id="ballot" method="post" action=localised(i18n, &format!("c/{code}"))>
            <input type="hidden" name="revision" value=revision/>
            {fields}
        </form>
        <DeliveryBar vote=vote step=step/>
        {may_hand_on.then(|| view! { <NextPerson code=code.to_string() vote=vote/> })}
        {links(i18n, &code, vote)}
        <p class="hint">{i18n.vote_trust()}</p>
    }
}

/// Where the round stands, and its rules.
fn state_line(i18n: I18n, vote: Vote, round: &RoundView) -> AnyView {
    let is_open = Signal::derive(move || vote.is_open());
    let state = Signal::derive(move || words::round_state(i18n, vote.state.get()).to_owned());
    let number = i18n.vote_round(&round.status.number.to_string());
    let name = round.name.clone().map(|name| view! { " · " <PickedText text=name/> });
    still(view! {
        <p class="round-name">{number} {name}</p>
        <p class="round-state" class:round-open=is_open>
            <span>{state}</span>
        </p>
        <p class="rules">{words::rules(i18n, &round.rules)}</p>
    })
}

/// Where to go from here. What came of it is to be seen once the round is closed.
fn links(i18n: I18n, code: &JoinCode, vote: Vote) -> AnyView {
    let to = |page: &str| localised(i18n, page);
    let (result, board) = (to(&format!("results/{code}")), to(&format!("board/{code}")));
    let receipt = to(&format!("c/{code}/receipt"));
    let is_closed = move || vote.state.get() == RoundState::Closed;
    let result = move || is_closed().then(|| link(result.clone(), "check", i18n.vote_to_result()));
    settled(view! {
        <ul class="to-board">
            {result}
            {link(receipt, "search", i18n.vote_to_receipt())}
            {link(board, "board", i18n.vote_to_board())}
        </ul>
    })
}

fn link(href: String, icon: &'static str, words: &'static str) -> AnyView {
    still(view! {
        <li>
            <a href=href>
                <Icon name=icon/>
                <span>{words}</span>
            </a>
        </li>
    })
}

fn all_fields(fields: Vec<Numbered>, vote: Vote, step: Callback<Step>) -> impl IntoView {
    let sections =
        fields.into_iter().map(|field| view! { <FieldSection field=field vote=vote step=step/> });
    sections.collect_view()
}

/// First the choice of a workshop, then its field.
#[component]
fn OneField(fields: Vec<Numbered>, vote: Vote, step: Callback<Step>) -> impl IntoView {
    let i18n = use_i18n();
    let chosen = Memo::new(move |_| vote.field());
    move || {
        let chosen = chosen.get();
        let field = chosen.and_then(|id| fields.iter().find(|(_, field)| field.id == id).cloned());
        match field {
            Some(field) => settled(view! { <ChosenField field=field vote=vote step=step/> }),
            None => field_choice(i18n, fields.clone(), vote, step),
        }
    }
}

#[component]
fn ChosenField(field: Numbered, vote: Vote, step: Callback<Step>) -> impl IntoView {
    let i18n = use_i18n();
    let id = field.1.id.to_string();
    let again = move || {
        vote.is_open().then(|| {
            view! {
                <button
                    type="submit"
                    class="button-quiet"
                    name="choose"
                    value=""
                    aria-describedby="change-field-hint"
                    on:click=press(step, || Step::Choose(None))
                >
                    {i18n.vote_change_field()}
                </button>
                <p id="change-field-hint" class="hint">{i18n.vote_change_field_hint()}</p>
            }
        })
    };
    view! {
        <input type="hidden" name="field" value=id/>
        <p class="chosen-field">{i18n.vote_chosen()}</p>
        <FieldSection field=field vote=vote step=step/>
        <div class="change-field">{again}</div>
    }
}

fn field_choice(i18n: I18n, fields: Vec<Numbered>, vote: Vote, step: Callback<Step>) -> AnyView {
    let choices = fields.into_iter().map(|(number, field)| {
        let (id, value) = (field.id.clone(), field.id.to_string());
        let button = move || {
            let (id, value) = (id.clone(), value.clone());
            vote.is_open().then(|| {
                let choose = press(step, move || Step::Choose(Some(id.clone())));
                let named_by = format!("choose-{value} field-{value}");
                view! {
                    <button
                        type="submit"
                        class="button"
                        id=format!("choose-{value}")
                        name="choose"
                        value=value.clone()
                        aria-labelledby=named_by
                        on:click=choose
                    >
                        {i18n.vote_choose()}
                    </button>
                }
            })
        };
        view! {
            <li class=format!("card field-choice {}", field_class(number))>
                <h3 id=format!("field-{}", field.id)>
                    {field_number(number)}
                    <PickedText text=field.name/>
                </h3>
                {button}
            </li>
        }
    });
    settled(view! {
        <section class="choose-field" aria-labelledby="choose-title">
            <h2 id="choose-title">{i18n.vote_choose_title()}</h2>
            <p>{i18n.vote_choose_hint()}</p>
            <ul class="challenges">{choices.collect_view()}</ul>
        </section>
    })
}

/// Takes a step instead of sending the form.
fn press(
    step: Callback<Step>,
    what: impl Fn() -> Step + 'static,
) -> impl Fn(leptos::ev::MouseEvent) + 'static {
    move |event| {
        event.prevent_default();
        step.run(what());
    }
}

/// A field with its challenges; its heading stays in sight with the dots that are left.
#[component]
fn FieldSection(field: Numbered, vote: Vote, step: Callback<Step>) -> impl IntoView {
    let i18n = use_i18n();
    let (number, field) = field;
    let id = field.id.clone();
    let left = Signal::derive(move || vote.left_in(&id));
    let words = Signal::derive(move || i18n.vote_dots_left(u64::from(left.get())));
    let heading = format!("field-{}", field.id);
    let mut section = None;
    let cards = field.challenges.into_iter().map(|challenge| {
        let is_new = challenge.section.is_some() && challenge.section != section;
        section.clone_from(&challenge.section);
        let heading = is_new.then(|| challenge.section.clone()).flatten();
        let counting = move |id: &ChallengeId| challenge_vote(vote, step, id);
        view! {
            {heading.map(|text| view! {
                <li class="section-heading"><h3><PickedText text=text/></h3></li>
            })}
            <ChallengeCard challenge=challenge vote=counting/>
        }
    });
    let cards = cards.collect_view();
    let labelled_by = heading.clone();
    view! {
        <section class=format!("field {}", field_class(number)) aria-labelledby=labelled_by>
            <div class="field-heading">
                <h2 id=heading>
                    {field_number(number)}
                    <PickedText text=field.name/>
                </h2>
                <p class="dots-left">
                    {dots(left)}
                    <span>{words}</span>
                </p>
            </div>
            <ul class="challenges">{cards}</ul>
        </section>
    }
}

/// What a challenge's buttons show and do.
fn challenge_vote(vote: Vote, step: Callback<Step>, id: &ChallengeId) -> ChallengeVote {
    let (counted, asked) = (id.clone(), id.clone());
    let dots = Memo::new(move |_| vote.dots(&counted));
    let (added, removed) = (id.clone(), id.clone());
    ChallengeVote {
        dots: dots.into(),
        can_add: Signal::derive(move || vote.can_add(&asked)),
        can_vote: Signal::derive(move || vote.is_open()),
        add: Callback::new(move |()| step.run(Step::Add(added.clone()))),
        remove: Callback::new(move |()| step.run(Step::Remove(removed.clone()))),
    }
}

/// Starts delivery in the browser and answers with what the buttons call.
fn take_steps(i18n: I18n, vote: Vote, place: (&JoinCode, &RoundView, String)) -> Callback<Step> {
    #[cfg(feature = "hydrate")]
    let delivery = start_delivery(i18n, vote, place);
    #[cfg(not(feature = "hydrate"))]
    let _ = place;
    Callback::new(move |step: Step| {
        let is_undo = step == Step::Undo;
        match vote.after(i18n, step) {
            Ok((dots, field, said)) => {
                #[cfg(feature = "hydrate")]
                if let Some(delivery) = delivery.get_value() {
                    if is_undo {
                        delivery.undo();
                    } else {
                        delivery.change(dots, field);
                    }
                    crate::touch::tick();
                }
                #[cfg(not(feature = "hydrate"))]
                drop((dots, field, is_undo));
                vote.signals.said.set(said);
            }
            Err(words) => vote.signals.said.set(words),
        }
    })
}

/// The outbox's edges and the live states; both begin once the page stands.
#[cfg(feature = "hydrate")]
fn start_delivery(
    i18n: I18n,
    vote: Vote,
    (code, round, participant): (&JoinCode, &RoundView, String),
) -> StoredValue<Option<crate::outbox::Delivery>> {
    use crate::live::{Handlers, follow};
    use crate::outbox::{Delivery, Place};
    use shared::live::PhoneState;

    let delivery = StoredValue::new(None);
    let round = round.status.id.clone();
    let (code, language) = (code.clone(), i18n.language());
    let stream = StoredValue::new_local(None);
    Effect::new(move |_| {
        let round = round.clone();
        let (code, participant) = (code.clone(), participant.clone());
        let place = Place { code: code.clone(), round: round.clone(), participant, language };
        let started = Delivery::start(place, vote.signals);
        delivery.set_value(Some(started));
        let handlers = Handlers {
            on_state: Box::new(move |state: PhoneState| {
                // A new round has other challenges: the page must be made anew.
                if state.round.id == round {
                    vote.state.set(state.round.state);
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
