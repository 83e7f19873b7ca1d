//! The conference on the phone: who may vote, and the ballot.
//!
//! The rules are checked here at once and on the server for good; the ballot goes through the
//! outbox. Without the program the same buttons post the same ballot.

mod card;
mod countdown;
mod delivery_bar;
mod field_choice;
mod field_section;
mod head;
mod message;
mod my_dots;
mod progress;
mod screens;
mod steps;
mod voting;
mod voting_model;

use super::{error_page, with_answer};
use crate::components::{ErrorSummary, Frame, replaced_view};
#[cfg(feature = "ssr")]
use crate::forms::{RefusedForm, Typed, error_message};
use crate::i18n::use_i18n;
use card::card_form;
use head::head;
use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};
use message::message_notice;
use shared::api::PhoneView;
use shared::id::ChallengeId;
use shared::voting::ballot::Ballot;
use voting::{ParticipantState, Voting};

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
        with_answer(PhonePage::request, |answer| match answer.parse() {
            Ok(phone) => replaced_view(view! { <Conference phone=phone/> }),
            Err(error) => error_page(error),
        })
    }
}

#[component]
fn Conference(phone: PhoneView) -> impl IntoView {
    let i18n = use_i18n();
    let PhoneView {
        conference,
        ballot,
        receipt,
        participant,
        wants_code,
        message,
        now,
        has_sheets,
    } = phone;
    let message = RwSignal::new(message);
    let RefusedVote { error, typed_code, ballot, refused_on } = refused_vote(ballot);
    let head = head(i18n, &conference);
    let title = conference.title.text.clone();
    let field = if wants_code { "code" } else { "ballot" };
    let error = error.map(|message| view! { <ErrorSummary message=message field=field/> });
    let voting = match (conference.round.clone(), participant) {
        _ if wants_code => card_form(i18n, conference.code.as_str(), typed_code.as_deref()),
        (Some(round), participant) => {
            let receipt = receipt.map(|receipt| receipt.to_string());
            let alias = participant.unwrap_or_default();
            let participant = ParticipantState { ballot, receipt, alias, refused_on };
            replaced_view(view! {
                <Voting
                    conference=conference
                    round=round
                    participant=participant
                    message=message
                    now=now
                    has_sheets=has_sheets
                />
            })
        }
        (None, _) => replaced_view(view! { <p class="notice">{i18n.vote_no_round()}</p> }),
    };
    view! {
        <Frame title=title>
            {head}
            {error}
            {message_notice(message)}
            {voting}
        </Frame>
    }
}

/// The number of a challenge, as on the board: "2.3" for the third one of the second field.
fn challenge_number(field: usize, place: usize) -> String {
    [field.to_string(), place.to_string()].join(".")
}

/// A refused form of this page.
struct RefusedVote {
    error: Option<String>,
    /// The code on a card, as typed.
    typed_code: Option<String>,
    /// The ballot to show.
    ballot: Ballot,
    /// The challenge of the step.
    refused_on: Option<ChallengeId>,
}

impl RefusedVote {
    /// No form was refused.
    const fn none(ballot: Ballot) -> Self {
        Self { error: None, typed_code: None, ballot, refused_on: None }
    }
}

/// The refused form in the context, whose page is never hydrated; `held` is the ballot that the
/// server has.
#[cfg(feature = "ssr")]
fn refused_vote(held: Ballot) -> RefusedVote {
    let Some(RefusedForm { error, typed }) = use_context() else {
        return RefusedVote::none(held);
    };
    let refused = RefusedVote { error: Some(error_message(&error)), ..RefusedVote::none(held) };
    match typed {
        Typed::BallotStep { ballot, challenge } => RefusedVote {
            ballot: ballot.unwrap_or(refused.ballot),
            refused_on: challenge,
            ..refused
        },
        Typed::Code(code) => RefusedVote { typed_code: Some(code), ..refused },
        _ => refused,
    }
}

#[cfg(not(feature = "ssr"))]
const fn refused_vote(held: Ballot) -> RefusedVote {
    RefusedVote::none(held)
}
