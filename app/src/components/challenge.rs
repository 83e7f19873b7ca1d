//! A challenge on the phone: what it says, what belongs to it, and its dots.

use super::{Icon, Origin, PickedText, read_button, still};
use crate::i18n::I18n;
use leptos::prelude::*;
use shared::api::{ChallengeView, PartView};
use shared::id::ChallengeId;
use shared::text::Picked;

/// The dots of a challenge or sub-challenge, and what its buttons do.
#[derive(Clone, Copy)]
pub(crate) struct ChallengeVote {
    /// Dots on it.
    pub(crate) dots: Signal<u32>,
    /// Whether it takes another one.
    pub(crate) can_add: Signal<bool>,
    /// Whether there are buttons at all.
    pub(crate) can_vote: Signal<bool>,
    /// One more.
    pub(crate) add: Callback<()>,
    /// One less.
    pub(crate) remove: Callback<()>,
}

/// A challenge with its dots and those of its parts; the buttons are those of the form around
/// it. `vote` gives what belongs to an id.
pub(crate) fn challenge_card(
    i18n: I18n,
    challenge: ChallengeView,
    vote: impl Fn(&ChallengeId) -> ChallengeVote,
) -> AnyView {
    let text = challenge.text.clone();
    let own = place_dots(i18n, &challenge.id, &text, vote(&challenge.id));
    let parts = challenge.parts.iter().map(|part| part_line(i18n, part, vote(&part.id)));
    let parts: Vec<AnyView> = parts.collect();
    let has_no_parts = parts.is_empty();
    let id = challenge.id.to_string();
    still(view! {
        <li class="card challenge" id=id>
            <h3>
                <PickedText text=text.clone()/>
            </h3>
            <Origin text=text.clone()/>
            {read_button(i18n, text)}
            {more(i18n, challenge)}
            {own}
            <h4 class="parts-heading" hidden=has_no_parts>{i18n.vote_parts()}</h4>
            <ul class="parts" hidden=has_no_parts>{parts}</ul>
        </li>
    })
}

fn part_line(i18n: I18n, part: &PartView, vote: ChallengeVote) -> AnyView {
    let dots = place_dots(i18n, &part.id, &part.text, vote);
    let beside = part.beside.clone().map(|text| view! { <PickedText text=text/> });
    still(view! {
        <li id=part.id.to_string()>
            <p>
                <PickedText text=part.text.clone()/>
            </p>
            <p class="beside">{beside}</p>
            {dots}
        </li>
    })
}

/// The dots that lie here, as dots and in words, with plus and minus.
fn place_dots(i18n: I18n, id: &ChallengeId, text: &Picked, vote: ChallengeVote) -> AnyView {
    let dots = vote.dots;
    // Only for the form without the program, which never sees these buttons' changes.
    let shown = dots.get_untracked();
    let count = Signal::derive(move || dots.get().to_string());
    let words = Signal::derive(move || i18n.vote_on_challenge(u64::from(dots.get())));
    let cannot = |yes: bool| (!yes).then_some("true");
    let cannot_remove = Signal::derive(move || cannot(dots.get() > 0));
    let cannot_add = Signal::derive(move || cannot(vote.can_add.get()));
    let is_over = Signal::derive(move || !vote.can_vote.get());
    let name = format!("dots-{id}");
    let id = id.to_string();
    let (add, remove) = (i18n.vote_add(&text.text), i18n.vote_remove(&text.text));
    still(view! {
        <input type="hidden" name=name value=shown/>
        <div class="challenge-dots" data-challenge=id.clone() data-dots=count>
            <p class="placed-dots">
                {super::dots(dots)}
                <span class="visually-hidden">{words}</span>
            </p>
            {step_button(("remove", &id, remove), vote.remove, (cannot_remove, is_over))}
            {step_button(("add", &id, add), vote.add, (cannot_add, is_over))}
        </div>
    })
}

/// Plus or minus. It stays in the order of the tab key where it can do nothing, so that
/// whoever has just pressed it does not lose the place.
fn step_button(
    (name, id, words): (&'static str, &str, String),
    step: Callback<()>,
    (cannot, is_over): (Signal<Option<&'static str>>, Signal<bool>),
) -> impl IntoView + use<> {
    let is_add = name == "add";
    let take = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        step.run(());
    };
    view! {
        <button
            type="submit"
            class="step"
            class:step-add=is_add
            name=name
            value=id.to_owned()
            aria-disabled=cannot
            aria-label=words
            hidden=is_over
            on:click=take
        >
            <Icon name=if is_add { "plus" } else { "minus" }/>
        </button>
    }
}

/// Goal, audience, measures and the text in the other language, to unfold.
fn more(i18n: I18n, challenge: ChallengeView) -> impl IntoView {
    let measures = challenge.measures.into_iter();
    let parts = [
        (i18n.text_german(), challenge.beside.into_iter().collect()),
        (i18n.vote_goal(), challenge.goal.into_iter().collect()),
        (i18n.vote_audience(), challenge.audience.into_iter().collect()),
        (i18n.vote_measures(), measures.collect::<Vec<Picked>>()),
    ];
    let parts = parts.into_iter().filter(|(_, texts)| !texts.is_empty());
    let parts: Vec<AnyView> = parts.map(|(label, texts)| more_part(label, texts)).collect();
    let has_none = parts.is_empty();
    view! {
        <details class="more" hidden=has_none>
            <summary>{i18n.vote_details()}</summary>
            {parts}
        </details>
    }
}

fn more_part(label: &'static str, texts: Vec<Picked>) -> AnyView {
    let items = texts.into_iter().map(|text| view! { <li><PickedText text=text/></li> });
    let items: Vec<_> = items.collect();
    still(view! {
        <h4>{label}</h4>
        <ul>{items}</ul>
    })
}
