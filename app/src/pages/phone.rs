//! The conference on the phone: who may vote, and the ballot.
//!
//! The rules are checked here at once and on the server for good; the ballot goes through the
//! outbox. Without the program the same buttons post the same ballot.

mod card;
mod delivery_bar;
mod field_choice;
mod field_section;
mod steps;
mod voting;
mod voting_model;

use super::{error_page, with_answer};
use crate::components::{
    ErrorSummary, Frame, Markup, language_label, localised_path, replaced_view,
};
#[cfg(feature = "ssr")]
use crate::forms::{RefusedForm, Typed, error_message};
use crate::i18n::{I18n, use_i18n};
use card::card_form;
use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};
use shared::api::{ConferenceView, PhoneView, ProgrammeView};
use shared::language::LanguageTag;
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
    let PhoneView { conference, ballot, receipt, participant, wants_code } = phone;
    let RefusedVote { error, typed_code, ballot } = refused_vote(ballot);
    let head = head(i18n, &conference);
    let title = conference.title.text.clone();
    let field = if wants_code { "code" } else { "ballot" };
    let error = error.map(|message| view! { <ErrorSummary message=message field=field/> });
    let voting = match (conference.round.clone(), participant) {
        _ if wants_code => card_form(i18n, conference.code.as_str(), typed_code.as_deref()),
        (Some(round), participant) => {
            let receipt = receipt.map(|receipt| receipt.to_string());
            let alias = participant.unwrap_or_default();
            let participant = ParticipantState { ballot, receipt, alias };
            replaced_view(view! {
                <Voting conference=conference round=round participant=participant/>
            })
        }
        (None, _) => replaced_view(view! { <p class="notice">{i18n.vote_no_round()}</p> }),
    };
    view! {
        <Frame title=title>
            {head}
            {error}
            {voting}
        </Frame>
    }
}

/// Title, place and date, the programme, and the languages of the conference's texts.
fn head(i18n: I18n, conference: &ConferenceView) -> AnyView {
    let mut head = Markup::default();
    head.element("h1", &[], |head| head.picked(&conference.title));
    head.element("p", &[("class", "facts")], |head| {
        if let Some(place) = &conference.place {
            head.picked(place);
            head.text(", ");
        }
        if let Some(date) = conference.date {
            head.text(&i18n.date(date));
        }
    });
    head.element("div", &[("class", "conference-more")], |head| {
        if conference.languages.len() > 1 {
            text_languages(head, i18n, conference);
        }
        if !conference.programme.is_empty() {
            programme(head, i18n, &conference.programme);
        }
    });
    head.into_view("conference-header")
}

fn programme(head: &mut Markup, i18n: I18n, points: &[ProgrammeView]) {
    head.element("details", &[("class", "programme")], |head| {
        head.line("summary", &[], i18n.vote_programme());
        head.element("ol", &[], |head| {
            for point in points {
                head.element("li", &[], |head| {
                    let time = point.time.as_deref().unwrap_or_default();
                    head.line("span", &[("class", "programme-time")], time);
                    head.picked(&point.title);
                });
            }
        });
    });
}

/// Texts may exist in languages that the interface is not translated into.
fn text_languages(head: &mut Markup, i18n: I18n, conference: &ConferenceView) {
    let page = localised_path(i18n, &["c/", conference.code.as_str()].concat());
    let current = conference.fields.first().map(|field| &field.name.language);
    head.element("details", &[("class", "text-languages")], |head| {
        head.line("summary", &[], i18n.vote_texts());
        head.element("ul", &[], |head| {
            for tag in &conference.languages {
                let href = [&*page, "?texts=", tag.as_str()].concat();
                let mut attributes =
                    vec![("href", &*href), ("lang", tag.as_str()), ("dir", tag.dir())];
                if current == Some(tag) {
                    attributes.push(("aria-current", "true"));
                }
                let name = own_name(i18n, tag);
                head.element("li", &[], |head| head.line("a", &attributes, &name));
            }
        });
    });
}

/// A language's name in that language, if known, else in the interface's language.
fn own_name(i18n: I18n, tag: &LanguageTag) -> String {
    let own = tag.own_name().map(str::to_owned);
    own.unwrap_or_else(|| language_label(i18n, tag.as_str(), tag.as_str()))
}

/// A refused form of this page.
struct RefusedVote {
    error: Option<String>,
    /// The code on a card, as typed.
    typed_code: Option<String>,
    /// The ballot to show.
    ballot: Ballot,
}

impl RefusedVote {
    /// No form was refused.
    const fn none(ballot: Ballot) -> Self {
        Self { error: None, typed_code: None, ballot }
    }
}

/// The refused form in the context, whose page is never hydrated; `held` is the ballot that the
/// server has.
#[cfg(feature = "ssr")]
fn refused_vote(held: Ballot) -> RefusedVote {
    let Some(RefusedForm { error, typed }) = use_context() else {
        return RefusedVote::none(held);
    };
    let (typed_code, ballot) = match typed {
        Typed::Ballot(ballot) => (None, ballot),
        Typed::Code(code) => (Some(code), held),
        _ => (None, held),
    };
    RefusedVote { error: Some(error_message(&error)), typed_code, ballot }
}

#[cfg(not(feature = "ssr"))]
const fn refused_vote(held: Ballot) -> RefusedVote {
    RefusedVote::none(held)
}
