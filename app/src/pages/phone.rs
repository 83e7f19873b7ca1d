//! The conference on the phone: who may vote, and the ballot.
//!
//! The rules answer at once here and decide on the server; the ballot goes through the outbox.
//! Without the program the same buttons post the same ballot.

mod card;
mod delivery;
mod vote;
mod voting;

use super::{answered, error_page};
use crate::components::{ErrorSummary, Frame, Markup, language_label, localised, settled};
#[cfg(feature = "ssr")]
use crate::forms::{RefusedForm, Typed, error_message};
use crate::i18n::{I18n, use_i18n};
use card::card_form;
use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};
use shared::api::{ConferenceView, PhoneView, ProgrammeView};
use shared::language::LanguageTag;
use shared::voting::ballot::Ballot;
use voting::{Own, Voting};

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
        answered(PhonePage::request, |answer| match answer.read() {
            Ok(phone) => settled(view! { <Conference phone=phone/> }),
            Err(error) => error_page(error),
        })
    }
}

#[component]
fn Conference(phone: PhoneView) -> impl IntoView {
    let i18n = use_i18n();
    let PhoneView { conference, ballot, receipt, participant, wants_code } = phone;
    let (error, typed, ballot) = refused(ballot);
    let head = head(i18n, &conference);
    let title = conference.title.text.clone();
    let field = if wants_code { "code" } else { "ballot" };
    let error = error.map(|words| view! { <ErrorSummary words=words field=field/> });
    let voting = match (conference.round.clone(), participant) {
        _ if wants_code => card_form(i18n, conference.code.as_str(), typed.as_deref()),
        (Some(round), participant) => {
            let receipt = receipt.map(|receipt| receipt.to_string());
            let own = Own { ballot, receipt, participant: participant.unwrap_or_default() };
            settled(view! { <Voting conference=conference round=round own=own/> })
        }
        (None, _) => settled(view! { <p class="notice">{i18n.vote_no_round()}</p> }),
    };
    view! {
        <Frame title=title>
            {head}
            {error}
            {voting}
        </Frame>
    }
}

/// What the conference is, its evening, and the languages its texts can be read in.
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

/// Texts may exist in languages that the interface does not speak.
fn text_languages(head: &mut Markup, i18n: I18n, conference: &ConferenceView) {
    let page = localised(i18n, &["c/", conference.code.as_str()].concat());
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

/// What a language is called in itself, where the interface knows it, else by the interface.
fn own_name(i18n: I18n, tag: &LanguageTag) -> String {
    let own = tag.own_name().map(str::to_owned);
    own.unwrap_or_else(|| language_label(i18n, tag.as_str(), tag.as_str()))
}

/// What a refused form brings along: why, a typed code, and the ballot it began from. Such a
/// page is never hydrated.
#[cfg(feature = "ssr")]
fn refused(held: Ballot) -> (Option<String>, Option<String>, Ballot) {
    match use_context::<RefusedForm>() {
        Some(RefusedForm { error, typed: Typed::Ballot(typed) }) => {
            (Some(error_message(&error)), None, typed)
        }
        Some(RefusedForm { error, typed: Typed::Code(typed) }) => {
            (Some(error_message(&error)), Some(typed), held)
        }
        Some(RefusedForm { error, .. }) => (Some(error_message(&error)), None, held),
        None => (None, None, held),
    }
}

#[cfg(not(feature = "ssr"))]
const fn refused(held: Ballot) -> (Option<String>, Option<String>, Ballot) {
    (None, None, held)
}
