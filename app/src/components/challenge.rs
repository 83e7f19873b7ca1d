//! A challenge on the phone: what it says, what belongs to it, and its dots.

use super::{Icon, Markup, read_button, still};
use crate::i18n::I18n;
use leptos::prelude::*;
use shared::api::{ChallengeView, PartView};
use shared::forms::voting as names;
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
    let own = place_dots(i18n, &challenge.id, &challenge.text, vote(&challenge.id));
    let parts = challenge.parts.iter().map(|part| part_line(i18n, part, vote(&part.id)));
    let parts: Vec<AnyView> = parts.collect();
    let has_no_parts = parts.is_empty();
    let id = challenge.id.to_string();
    still(view! {
        <li class="card challenge" id=id>
            {says(i18n, &challenge)}
            {read_button(i18n, challenge.text)}
            {own}
            <h4 class="parts-heading" hidden=has_no_parts>{i18n.vote_parts()}</h4>
            <ul class="parts" hidden=has_no_parts>{parts}</ul>
        </li>
    })
}

fn part_line(i18n: I18n, part: &PartView, vote: ChallengeVote) -> AnyView {
    let dots = place_dots(i18n, &part.id, &part.text, vote);
    let mut text = Markup::default();
    text.element("p", &[], |text| text.picked(&part.text));
    if let Some(beside) = &part.beside {
        text.element("p", &[("class", "beside")], |text| text.picked(beside));
    }
    still(view! {
        <li id=part.id.to_string()>
            {text.into_view("part-text")}
            {dots}
        </li>
    })
}

/// What a challenge says, and to unfold the text in the other language, goal, audience and
/// measures.
fn says(i18n: I18n, challenge: &ChallengeView) -> AnyView {
    let mut text = Markup::default();
    text.element("h3", &[], |text| text.picked(&challenge.text));
    text.origin(i18n, &challenge.text);
    let one = |text: &Option<Picked>| text.iter().cloned().collect::<Vec<Picked>>();
    let parts = [
        (i18n.text_german(), one(&challenge.beside)),
        (i18n.vote_goal(), one(&challenge.goal)),
        (i18n.vote_audience(), one(&challenge.audience)),
        (i18n.vote_measures(), challenge.measures.clone()),
    ];
    if parts.iter().any(|(_, texts)| !texts.is_empty()) {
        text.element("details", &[("class", "more")], |text| {
            text.line("summary", &[], i18n.vote_details());
            for (label, texts) in parts.iter().filter(|(_, texts)| !texts.is_empty()) {
                more(text, label, texts);
            }
        });
    }
    text.into_view("challenge-text")
}

fn more(markup: &mut Markup, label: &str, texts: &[Picked]) {
    markup.line("h4", &[], label);
    if let [text] = texts {
        return markup.element("p", &[], |markup| markup.picked(text));
    }
    markup.element("ul", &[], |markup| {
        for text in texts {
            markup.element("li", &[], |markup| markup.picked(text));
        }
    });
}

/// The dots that lie here, as dots and in words, with plus and minus.
fn place_dots(i18n: I18n, id: &ChallengeId, text: &Picked, vote: ChallengeVote) -> AnyView {
    let dots = vote.dots;
    // Only for the form without the program, which never sees these buttons' changes.
    let shown = dots.get_untracked();
    let count = Signal::derive(move || dots.get().to_string());
    let words = Signal::derive(move || i18n.vote_on_challenge(u64::from(dots.get())));
    let cannot_remove = Signal::derive(move || (dots.get() == 0).to_string());
    let cannot_add = Signal::derive(move || (!vote.can_add.get()).to_string());
    let is_over = Signal::derive(move || !vote.can_vote.get());
    let name = [names::DOTS, id.as_str()].concat();
    let id = id.to_string();
    let remove = step_button(StepButton {
        name: names::REMOVE,
        value: id.clone(),
        label: i18n.vote_remove(&text.text),
        step: vote.remove,
        cannot: cannot_remove,
        is_over,
    });
    let add = step_button(StepButton {
        name: names::ADD,
        value: id.clone(),
        label: i18n.vote_add(&text.text),
        step: vote.add,
        cannot: cannot_add,
        is_over,
    });
    still(view! {
        <input type="hidden" name=name value=shown/>
        <div class="challenge-dots" data-challenge=id data-dots=count>
            <p class="placed-dots">
                {super::dots(dots)}
                <span class="visually-hidden">{words}</span>
            </p>
            {remove}
            {add}
        </div>
    })
}

/// Plus or minus.
struct StepButton {
    /// What the button does, as the form says it.
    name: &'static str,
    /// The challenge's id.
    value: String,
    label: String,
    step: Callback<()>,
    /// Whether the step cannot be taken now, as `aria-disabled` says it.
    cannot: Signal<String>,
    /// Whether no more ballots are taken.
    is_over: Signal<bool>,
}

/// The button keeps its place in the tab order where it can do nothing, so that the focus stays on
/// it after the last press.
fn step_button(button: StepButton) -> impl IntoView + use<> {
    let StepButton { name, value, label, step, cannot, is_over } = button;
    let is_add = name == names::ADD;
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
            value=value
            aria-disabled=cannot
            aria-label=label
            hidden=is_over
            on:click=take
        >
            <Icon name=if is_add { "plus" } else { "minus" }/>
        </button>
    }
}
