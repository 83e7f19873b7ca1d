//! A challenge on the phone: its texts, its parts, and its dots.

use super::{Icon, Markup, read_aloud_button, static_view};
use crate::i18n::I18n;
use leptos::prelude::*;
use shared::api::{ChallengeView, PartView};
use shared::forms::voting as names;
use shared::id::ChallengeId;
use shared::text::Picked;

/// The dots of a challenge or sub-challenge, and the actions of its buttons.
#[derive(Clone, Copy)]
pub(crate) struct ChallengeVote {
    /// Dots on it.
    pub(crate) dots: Signal<u32>,
    /// Whether another one is allowed.
    pub(crate) can_add: Signal<bool>,
    /// Whether the round takes dots on it at all.
    pub(crate) takes_dots: bool,
    /// Whether buttons are shown.
    pub(crate) can_vote: Signal<bool>,
    /// Places a dot.
    pub(crate) add: Callback<()>,
    /// Takes a dot back.
    pub(crate) remove: Callback<()>,
}

/// From this many letters on a text may need more than four lines on the narrowest phone.
const LONG_TEXT: usize = 115;
/// Invisible, so no letter.
const SOFT_HYPHEN: char = '\u{ad}';

/// A challenge with its dots and those of its parts. Its buttons submit the form around it; `vote`
/// maps an id to its dots and actions; `number` is the one on the board, such as "2.3".
pub(crate) fn challenge_card(
    i18n: I18n,
    number: &str,
    challenge: ChallengeView,
    vote: impl Fn(&ChallengeId) -> ChallengeVote,
) -> AnyView {
    let controls = dot_controls(i18n, &challenge.id, &challenge.short_title, vote(&challenge.id));
    let parts: Vec<AnyView> =
        challenge.parts.iter().map(|part| part_item(i18n, part, vote(&part.id))).collect();
    let has_no_parts = parts.is_empty();
    let id = challenge.id.to_string();
    static_view(view! {
        <li class="card challenge" id=id>
            {challenge_text(i18n, number, &challenge)}
            <div class="challenge-more">
                {challenge_details(i18n, &challenge)}
                {read_aloud_button(i18n, challenge.text)}
            </div>
            {controls}
            <h4 class="parts-heading" hidden=has_no_parts>{i18n.vote_parts()}</h4>
            <ul class="parts" hidden=has_no_parts>{parts}</ul>
        </li>
    })
}

fn part_item(i18n: I18n, part: &PartView, vote: ChallengeVote) -> AnyView {
    let controls = dot_controls(i18n, &part.id, &part.text, vote);
    let mut text = Markup::default();
    text.element("p", &[], |text| text.picked(&part.text));
    if let Some(beside) = &part.beside {
        text.element("p", &[("class", "beside")], |text| text.picked(beside));
    }
    static_view(view! {
        <li id=part.id.to_string()>
            {text.into_view("part-text")}
            {controls}
        </li>
    })
}

/// Number and short title; below them the text, where the title does not say it all.
fn challenge_text(i18n: I18n, number: &str, challenge: &ChallengeView) -> AnyView {
    let ChallengeView { text, short_title, .. } = challenge;
    let mut markup = Markup::default();
    markup.element("h3", &[], |title| {
        title.line("span", &[("class", "challenge-number")], number);
        title.picked(short_title);
    });
    if has_own_text(challenge) {
        let class = if is_folded(challenge) { "whole-text folded-text" } else { "whole-text" };
        markup.element("p", &[("class", class)], |markup| markup.picked(text));
    }
    markup.translation_note(i18n, text);
    markup.into_view("challenge-text")
}

/// Whether the text says more than the short title.
fn has_own_text(challenge: &ChallengeView) -> bool {
    challenge.text.text != challenge.short_title.text
}

/// Whether the text is folded until the disclosure below it is open.
fn is_folded(challenge: &ChallengeView) -> bool {
    let letters = challenge.text.text.chars().filter(|letter| *letter != SOFT_HYPHEN).count();
    has_own_text(challenge) && letters > LONG_TEXT
}

/// A disclosure with the text in the other language, goals, audiences and measures; the style sheet
/// unfolds the text above with it.
fn challenge_details(i18n: I18n, challenge: &ChallengeView) -> AnyView {
    let details = [
        (i18n.text_german(), challenge.beside.as_slice()),
        (i18n.vote_goal(), &challenge.goals),
        (i18n.vote_audience(), &challenge.audiences),
        (i18n.vote_measures(), &challenge.measures),
    ];
    let has_details = details.iter().any(|(_, texts)| !texts.is_empty());
    let mut markup = Markup::default();
    if has_details || is_folded(challenge) {
        let summary = if has_details { i18n.vote_details() } else { i18n.vote_whole_text() };
        markup.element("details", &[("class", "more")], |markup| {
            markup.line("summary", &[], summary);
            for (label, texts) in details.iter().filter(|(_, texts)| !texts.is_empty()) {
                detail(markup, label, texts);
            }
        });
    }
    markup.into_view("challenge-details")
}

fn detail(markup: &mut Markup, label: &str, texts: &[Picked]) {
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

/// The dots placed here, as dots and as text, with plus and minus; nothing where none can be placed.
fn dot_controls(i18n: I18n, id: &ChallengeId, text: &Picked, vote: ChallengeVote) -> AnyView {
    if !vote.takes_dots {
        return ().into_any();
    }
    let dots = vote.dots;
    // Only the form without the program uses it, where the buttons change nothing on the page.
    let initial = dots.get_untracked();
    let count = Signal::derive(move || dots.get().to_string());
    let text_count = Signal::derive(move || i18n.vote_on_challenge(u64::from(dots.get())));
    let cannot_remove = Signal::derive(move || (dots.get() == 0).to_string());
    let cannot_add = Signal::derive(move || (!vote.can_add.get()).to_string());
    let is_over = Signal::derive(move || !vote.can_vote.get());
    let name = [names::DOTS, id.as_str()].concat();
    let id = id.to_string();
    let remove = step_button(StepButton {
        name: names::REMOVE,
        value: id.clone(),
        label: i18n.vote_remove(&text.plain_text()),
        step: vote.remove,
        is_disabled: cannot_remove,
        is_over,
    });
    let add = step_button(StepButton {
        name: names::ADD,
        value: id.clone(),
        label: i18n.vote_add(&text.plain_text()),
        step: vote.add,
        is_disabled: cannot_add,
        is_over,
    });
    static_view(view! {
        <input type="hidden" name=name value=initial/>
        <div class="challenge-dots" data-challenge=id data-dots=count>
            <p class="placed-dots">
                {super::dot_row(dots)}
                <span class="visually-hidden">{text_count}</span>
            </p>
            {remove}
            {add}
        </div>
    })
}

/// Plus or minus.
struct StepButton {
    /// The button's name in the form.
    name: &'static str,
    /// The challenge's id.
    value: String,
    label: String,
    step: Callback<()>,
    /// `aria-disabled`: whether the step is impossible now.
    is_disabled: Signal<String>,
    /// Whether ballots are no longer accepted.
    is_over: Signal<bool>,
}

/// A button that can do nothing stays in the tab order, so that it keeps the focus after the last
/// press.
fn step_button(button: StepButton) -> impl IntoView + use<> {
    let StepButton { name, value, label, step, is_disabled, is_over } = button;
    let is_add = name == names::ADD;
    let on_click = move |event: leptos::ev::MouseEvent| {
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
            aria-disabled=is_disabled
            aria-label=label
            hidden=is_over
            on:click=on_click
        >
            <Icon name=if is_add { "plus" } else { "minus" }/>
        </button>
    }
}
