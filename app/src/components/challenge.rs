//! A challenge on the phone: what it says, what belongs to it, and its dots.

use super::{Icon, Origin, PickedText};
use crate::i18n::{I18n, use_i18n};
use leptos::prelude::*;
use shared::api::ChallengeView;
use shared::id::ChallengeId;
use shared::language::UiLanguage;
use shared::text::Picked;

/// What the participant does to a challenge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// One more dot.
    Add(ChallengeId),
    /// One dot less.
    Remove(ChallengeId),
}

/// A challenge with its dots; the buttons are those of the form around it.
#[component]
pub(crate) fn ChallengeCard(
    challenge: ChallengeView,
    #[prop(into)] dots: Signal<u32>,
    #[prop(into)] can_add: Signal<bool>,
    #[prop(into)] can_vote: Signal<bool>,
    step: Callback<Step>,
) -> impl IntoView {
    let id = challenge.id.clone();
    let (name, for_remove, for_add) = (format!("dots-{id}"), id.clone(), id.clone());
    let label = StoredValue::new(challenge.text.text.clone());
    let has_more = challenge.goal.is_some()
        || challenge.audience.is_some()
        || !challenge.measures.is_empty()
        || challenge.beside.is_some();
    let text = challenge.text.clone();
    let more = has_more.then(|| view! { <More challenge=challenge.clone()/> });
    // Only for the form without the program, which never sees these buttons' changes.
    let shown = dots.get_untracked();
    let count = Signal::derive(move || dots.get().to_string());
    let buttons = move || {
        can_vote.get().then(|| {
            view! {
                <StepButton id=for_remove.clone() label=label step=step is_add=false enabled=Signal::derive(move || dots.get() > 0)/>
                <StepButton id=for_add.clone() label=label step=step is_add=true enabled=can_add/>
            }
        })
    };
    view! {
        <li class="card challenge" id=id.to_string() data-dots=count>
            <h3>
                <PickedText text=text.clone()/>
            </h3>
            <Origin text=text/>
            {more}
            <input type="hidden" name=name value=shown/>
            <div class="challenge-dots">
                <PlacedDots dots=dots/>
                {buttons}
            </div>
        </li>
    }
}

/// The dots that lie on it, as dots and in words.
#[component]
fn PlacedDots(dots: Signal<u32>) -> impl IntoView {
    let i18n = use_i18n();
    let words = Signal::derive(move || i18n.vote_on_challenge(u64::from(dots.get())));
    view! {
        <p class="placed-dots">
            {super::dots(dots)}
            <span class="visually-hidden">{words}</span>
        </p>
    }
}

/// Plus or minus. It stays in the order of the tab key where it can do nothing, so that
/// whoever has just pressed it does not lose the place.
#[component]
fn StepButton(
    id: ChallengeId,
    label: StoredValue<String>,
    step: Callback<Step>,
    is_add: bool,
    enabled: Signal<bool>,
) -> impl IntoView {
    let i18n = use_i18n();
    let value = id.to_string();
    let words = label
        .with_value(|label| if is_add { i18n.vote_add(label) } else { i18n.vote_remove(label) });
    let take = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        let id = id.clone();
        step.run(if is_add { Step::Add(id) } else { Step::Remove(id) });
    };
    view! {
        <button
            type="submit"
            class="step"
            class:step-add=is_add
            name=if is_add { "add" } else { "remove" }
            value=value
            aria-disabled=Signal::derive(move || (!enabled.get()).then_some("true"))
            aria-label=words
            on:click=take
        >
            <Icon name=if is_add { "plus" } else { "minus" }/>
        </button>
    }
}

/// Goal, audience, measures and the German text, to unfold.
#[component]
fn More(challenge: ChallengeView) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <details class="more">
            <summary>{i18n.vote_details()}</summary>
            {challenge.beside.map(|german| german_text(i18n, german.text))}
            {challenge.goal.map(|text| part(i18n.vote_goal(), text))}
            {challenge.audience.map(|text| part(i18n.vote_audience(), text))}
            {(!challenge.measures.is_empty()).then(|| measures(i18n, challenge.measures))}
        </details>
    }
}

fn german_text(i18n: I18n, german: String) -> impl IntoView {
    view! {
        <h4>{i18n.text_german()}</h4>
        <p lang=UiLanguage::De.tag() dir="ltr">{german}</p>
    }
}

fn part(label: &'static str, text: Picked) -> impl IntoView {
    view! {
        <h4>{label}</h4>
        <p>
            <PickedText text=text/>
        </p>
    }
}

fn measures(i18n: I18n, measures: Vec<Picked>) -> impl IntoView {
    let items = measures.into_iter().map(|text| view! { <li><PickedText text=text/></li> });
    view! {
        <h4>{i18n.vote_measures()}</h4>
        <ul>{items.collect_view()}</ul>
    }
}
