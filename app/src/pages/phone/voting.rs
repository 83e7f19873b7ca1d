//! The ballot: fields and challenges with their dots, or first the choice of a workshop.
//!
//! What is not there at the moment is hidden rather than taken away: then every part of the page
//! is made once, by code that exists once.

use super::delivery::{delivery_bar, next_person};
use super::vote::{Step, Vote};
use crate::components::{
    ChallengeVote, Markup, Numbered, ReadAloud, challenge_card, dots, field_class, field_number,
    localised, numbered, still,
};
use crate::i18n::{I18n, use_i18n};
use crate::outbox::Signals;
use i18n::words;
use leptos::prelude::*;
use shared::api::{ConferenceView, RoundView};
use shared::forms::voting as names;
use shared::id::{ChallengeId, RoundId};
use shared::outbox::Outbox;
use shared::text::Picked;
use shared::voting::ballot::Ballot;
use shared::voting::join_code::JoinCode;
use shared::voting::round::{Access, FieldChoice};

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
    let ballot_box = BallotBox {
        code: code.clone(),
        round: round.status.id.clone(),
        participant: own.participant,
    };
    let step = take_steps(i18n, vote, ballot_box);
    let may_hand_on = matches!(round.access, Access::SharedDevices | Access::PersonalCodes);
    provide_context(ReadAloud::new());
    let fields = numbered(conference.fields, &round.fields);
    let is_one = round.rules.choice == FieldChoice::One;
    let choice = is_one.then(|| field_choice(i18n, &fields, vote, step));
    let sections = fields.into_iter().map(|field| field_section(i18n, field, vote, step));
    let sections: Vec<AnyView> = sections.collect();
    let next = may_hand_on.then(|| next_person(i18n, code.as_str(), vote));
    view! {
        {state_lines(i18n, vote, &round)}
        <form id=names::PLACE method="post" action=localised(i18n, &["c/", code.as_str()].concat())>
            <input type="hidden" name=names::REVISION value=revision/>
            {choice}
            {sections}
        </form>
        {delivery_bar(i18n, vote, step)}
        {next}
        {links(i18n, code.as_str())}
    }
}

/// Where the round stands, and its rules.
fn state_lines(i18n: I18n, vote: Vote, round: &RoundView) -> impl IntoView + use<> {
    let is_open = Signal::derive(move || vote.is_open());
    let state = Signal::derive(move || words::round_state(i18n, vote.state.get()).to_owned());
    let mut rules = Markup::default();
    rules.element("p", &[("class", "round-name")], |rules| {
        rules.text(&i18n.vote_round(&round.status.number.to_string()));
        if let Some(name) = &round.name {
            rules.text(" · ");
            rules.picked(name);
        }
    });
    rules.line("p", &[("class", "rules")], &words::rules(i18n, &round.rules));
    view! {
        <p class="round-state" class:round-open=is_open>
            <span>{state}</span>
        </p>
        {rules.into_view("round-rules")}
    }
}

/// Where to go from here, and what this is for.
fn links(i18n: I18n, code: &str) -> AnyView {
    let links = [
        (["results/", code].concat(), "check", i18n.vote_to_result()),
        (["c/", code, "/receipt"].concat(), "search", i18n.vote_to_receipt()),
        (["board/", code].concat(), "board", i18n.vote_to_board()),
    ];
    let mut foot = Markup::default();
    foot.element("ul", &[("class", "to-board")], |list| {
        for (page, icon, words) in links {
            let href = localised(i18n, &page);
            list.element("li", &[], |item| {
                item.element("a", &[("href", &href)], |link| {
                    link.icon(icon);
                    link.line("span", &[], words);
                });
            });
        }
    });
    foot.line("p", &[("class", "hint")], i18n.vote_trust());
    foot.into_view("vote-foot")
}

/// The choice of a workshop, as long as none is chosen; then which one it is, and the way back.
fn field_choice(
    i18n: I18n,
    fields: &[Numbered],
    vote: Vote,
    step: Callback<Step>,
) -> impl IntoView + use<> {
    let chosen =
        Signal::derive(move || vote.field().map(|field| field.to_string()).unwrap_or_default());
    let is_chosen = Signal::derive(move || !chosen.get().is_empty());
    let is_open_yet = Signal::derive(move || chosen.get().is_empty());
    let is_over = Signal::derive(move || !vote.is_open());
    let choices = fields.iter().map(|(number, field)| {
        let (id, value) = (field.id.clone(), field.id.to_string());
        let named_by = ["choose-", &value, " choice-", &value].concat();
        let mut name = Markup::default();
        name.element("h3", &[("id", &["choice-", &value].concat())], |name| {
            field_number(name, *number);
            name.picked(&field.name);
        });
        still(view! {
            <li class=format!("card field-choice {}", field_class(*number))>
                {name.into_view("field-name")}
                <button
                    type="submit"
                    class="button"
                    id=["choose-", &value].concat()
                    name=names::CHOOSE
                    value=value.clone()
                    aria-labelledby=named_by
                    hidden=is_over
                    on:click=press(step, move || Step::Choose(Some(id.clone())))
                >
                    {i18n.vote_choose()}
                </button>
            </li>
        })
    });
    let choices: Vec<AnyView> = choices.collect();
    let mut head = Markup::default();
    head.line("h2", &[("id", "choose-title")], i18n.vote_choose_title());
    head.line("p", &[], i18n.vote_choose_hint());
    view! {
        <input type="hidden" name=names::FIELD value=chosen/>
        <section class="choose-field" aria-labelledby="choose-title" hidden=is_chosen>
            {head.into_view("choose-head")}
            <ul class="challenges">{choices}</ul>
        </section>
        <div class="change-field" hidden=is_open_yet>
            <p class="chosen-field">{i18n.vote_chosen()}</p>
            <button
                type="submit"
                class="button-quiet"
                name=names::CHOOSE
                value=""
                aria-describedby="change-field-hint"
                hidden=is_over
                on:click=press(step, || Step::Choose(None))
            >
                {i18n.vote_change_field()}
            </button>
            <p id="change-field-hint" class="hint" hidden=is_over>
                {i18n.vote_change_field_hint()}
            </p>
        </div>
    }
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

/// A field with its challenges; its heading stays in sight with the dots that are left. Where
/// each participant goes to one field, only that one is there.
fn field_section(
    i18n: I18n,
    (number, field): Numbered,
    vote: Vote,
    step: Callback<Step>,
) -> AnyView {
    let (id, own) = (field.id.clone(), field.id.clone());
    let left = Signal::derive(move || vote.left_in(&id));
    let words = Signal::derive(move || i18n.vote_dots_left(u64::from(left.get())));
    let is_away = Signal::derive(move || !vote.shows(&own));
    let heading = ["field-", field.id.as_str()].concat();
    let mut section = None;
    let mut cards = Vec::new();
    for challenge in field.challenges {
        if challenge.section.is_some() && challenge.section != section {
            section.clone_from(&challenge.section);
            cards.extend(challenge.section.as_ref().map(section_heading));
        }
        cards.push(challenge_card(i18n, challenge, |id| challenge_vote(vote, step, id)));
    }
    let mut name = Markup::default();
    name.element("h2", &[("id", &heading)], |name| {
        field_number(name, number);
        name.picked(&field.name);
    });
    still(view! {
        <section
            class=format!("field {}", field_class(number))
            aria-labelledby=heading
            hidden=is_away
        >
            <div class="field-heading">
                {name.into_view("field-name")}
                <p class="dots-left">
                    {dots(left)}
                    <span>{words}</span>
                </p>
            </div>
            <ul class="challenges">{cards}</ul>
        </section>
    })
}

fn section_heading(text: &Picked) -> AnyView {
    let mut heading = Markup::default();
    heading.element("h3", &[], |heading| heading.picked(text));
    still(view! { <li class="section-heading">{heading.into_view("section-name")}</li> })
}

/// What a challenge's buttons show and do.
fn challenge_vote(vote: Vote, step: Callback<Step>, id: &ChallengeId) -> ChallengeVote {
    let (counted, asked) = (id.clone(), id.clone());
    let (added, removed) = (id.clone(), id.clone());
    ChallengeVote {
        dots: Signal::derive(move || vote.dots(&counted)),
        can_add: Signal::derive(move || vote.can_add(&asked)),
        can_vote: Signal::derive(move || vote.is_open()),
        add: Callback::new(move |()| step.run(Step::Add(added.clone()))),
        remove: Callback::new(move |()| step.run(Step::Remove(removed.clone()))),
    }
}

/// Where ballots go, and whose they are.
#[cfg_attr(not(feature = "hydrate"), expect(dead_code, reason = "only browsers deliver"))]
struct BallotBox {
    code: JoinCode,
    round: RoundId,
    /// The alias of the participant.
    participant: String,
}

/// Starts delivery in the browser; the result is what the buttons call.
fn take_steps(i18n: I18n, vote: Vote, ballot_box: BallotBox) -> Callback<Step> {
    #[cfg(feature = "hydrate")]
    let delivery = start_delivery(i18n, vote, ballot_box);
    #[cfg(not(feature = "hydrate"))]
    drop(ballot_box);
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
    ballot_box: BallotBox,
) -> StoredValue<Option<crate::outbox::Delivery>> {
    use crate::live::{Handlers, follow};
    use crate::outbox::{Delivery, Place};
    use shared::live::PhoneState;

    let delivery = StoredValue::new(None);
    let BallotBox { code, round, participant } = ballot_box;
    let language = i18n.language();
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
