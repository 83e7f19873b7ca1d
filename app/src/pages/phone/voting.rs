//! The ballot: the state of the round, the screens, and what belongs to all of them.
//!
//! What does not apply at the moment is hidden rather than removed: then every part of the page is
//! built once, by code that exists once.

use super::countdown::time_left;
use super::delivery_bar::next_person;
use super::screens::{BallotContent, screens};
use super::steps::{DeliveryTarget, step_handler};
use super::voting_model::VotingModel;
use crate::components::{Markup, ReadAloud, localised_path, number_fields};
use crate::i18n::{I18n, use_i18n};
use crate::outbox::OutboxSignals;
use i18n::words;
use leptos::prelude::*;
use shared::api::{ConferenceView, RoundView};
use shared::forms::voting as names;
use shared::id::ChallengeId;
use shared::outbox::Outbox;
use shared::time::Millis;
use shared::voting::ballot::Ballot;
use shared::voting::round::Access;

/// What the server has of the participant.
#[derive(Clone, Debug)]
pub(super) struct ParticipantState {
    pub(super) ballot: Ballot,
    pub(super) receipt: Option<String>,
    /// Alias of the participant.
    pub(super) alias: String,
    /// The challenge of a refused step.
    pub(super) refused_on: Option<ChallengeId>,
}

#[component]
pub(super) fn Voting(
    conference: ConferenceView,
    round: RoundView,
    participant: ParticipantState,
    message: RwSignal<Option<String>>,
    now: Millis,
    has_sheets: bool,
) -> impl IntoView {
    let i18n = use_i18n();
    let code = conference.code.clone();
    let revision = participant.ballot.revision.0;
    let vote = VotingModel {
        state: RwSignal::new(round.status.state),
        countdown: RwSignal::new(time_left(i18n, round.status.state, now)),
        signals: OutboxSignals {
            outbox: RwSignal::new(Outbox::from_server(participant.ballot)),
            receipt: RwSignal::new(participant.receipt),
            message: RwSignal::default(),
        },
        rules: round.rules,
        slate: StoredValue::new(conference.slate()),
    };
    let target = DeliveryTarget {
        code: code.clone(),
        round: round.status.id.clone(),
        participant: participant.alias,
        now,
        message,
    };
    let step = step_handler(i18n, vote, target);
    let is_device_shared = matches!(round.access, Access::SharedDevices | Access::PersonalCodes);
    provide_context(ReadAloud::new());
    let fields = number_fields(conference.fields, &round.fields);
    let refused_on = participant.refused_on;
    let content = BallotContent { code: code.as_str(), fields, refused_on };
    let screens = screens(i18n, content, vote, step);
    let is_closed = Signal::derive(move || vote.is_closed());
    let next = is_device_shared.then(|| next_person(i18n, code.as_str(), vote));
    view! {
        {state_lines(i18n, vote, &round, &closed_links(i18n, code.as_str(), has_sheets))}
        <div class="screens" class:screens-closed=is_closed>
            <form id=names::PLACE tabindex="-1" method="post" action=localised_path(i18n, &["c/", code.as_str()].concat())>
                <input type="hidden" name=names::REVISION value=revision/>
                {screens.fields}
            </form>
            {screens.my_dots}
        </div>
        {next}
        {links(i18n, code.as_str())}
    }
}

/// Where a closed round leads to.
struct ClosedLinks {
    result: String,
    /// What the tables work out, once they have begun.
    sheets: Option<String>,
}

fn closed_links(i18n: I18n, code: &str, has_sheets: bool) -> ClosedLinks {
    let path = |page: &str| localised_path(i18n, &[page, code].concat());
    ClosedLinks { result: path("results/"), sheets: has_sheets.then(|| path("sheets/")) }
}

/// The state of the round, and its rules.
fn state_lines(
    i18n: I18n,
    vote: VotingModel,
    round: &RoundView,
    closed: &ClosedLinks,
) -> impl IntoView + use<> {
    let is_open = Signal::derive(move || vote.is_open());
    let is_closed = Signal::derive(move || vote.is_closed());
    let state = Signal::derive(move || words::round_state(i18n, vote.state.get()).to_owned());
    let mut rules = Markup::default();
    rules.element("p", &[("class", "round-name")], |rules| {
        rules.text(&i18n.vote_round(&round.status.number.to_string()));
        if let Some(name) = &round.name {
            rules.text(" · ");
            rules.picked(name);
        }
    });
    // The style sheet shows one of the two, by the state before them.
    rules.line("p", &[("class", "rules")], &words::rules(i18n, &round.rules));
    rules.element("p", &[("class", "closed-result")], |line| {
        line.line("a", &[("class", "button"), ("href", &closed.result)], i18n.vote_to_result());
        if let Some(sheets) = &closed.sheets {
            line.text(" ");
            // A page of the server alone.
            let attributes =
                [("class", "button button-quiet"), ("href", &**sheets), ("rel", "external")];
            line.line("a", &attributes, i18n.result_sheets());
        }
    });
    view! {
        <p class="round-state" class:round-open=is_open class:round-closed=is_closed>
            <span>{state}</span>
        </p>
        {rules.into_view("round-rules")}
    }
}

/// Links to the other pages of the conference, and what the vote is for.
fn links(i18n: I18n, code: &str) -> AnyView {
    let links = [
        (["results/", code].concat(), "check", i18n.vote_to_result()),
        (["c/", code, "/receipt"].concat(), "search", i18n.vote_to_receipt()),
        (["board/", code].concat(), "board", i18n.vote_to_board()),
    ];
    let mut foot = Markup::default();
    foot.element("ul", &[("class", "to-board")], |list| {
        for (page, icon, words) in links {
            let href = localised_path(i18n, &page);
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
