//! The choice of a workshop, where each participant goes to one.

use super::delivery_bar::{BarParts, delivery_bar};
use super::voting_model::{Step, VotingModel};
use crate::components::{Markup, NumberedField, field_class, field_number, static_view};
use crate::i18n::I18n;
use leptos::prelude::*;
use shared::forms::voting as names;

/// The choice of a workshop while none is chosen; after that a button to choose another one.
pub(super) fn field_choice(
    i18n: I18n,
    fields: &[NumberedField],
    vote: VotingModel,
    step: Callback<Step>,
) -> AnyView {
    let chosen =
        Signal::derive(move || vote.field().map(|field| field.to_string()).unwrap_or_default());
    let is_chosen = Signal::derive(move || !chosen.get().is_empty());
    let is_not_chosen = Signal::derive(move || chosen.get().is_empty());
    let is_over = Signal::derive(move || !vote.is_open());
    let is_first = Signal::derive(move || !vote.is_closed());
    let choices: Vec<AnyView> = fields
        .iter()
        .map(|NumberedField { number, field }| {
            let (id, value) = (field.id.clone(), field.id.to_string());
            let named_by = ["choose-", &value, " choice-", &value].concat();
            let mut name = Markup::default();
            name.element("h3", &[("id", &["choice-", &value].concat())], |name| {
                field_number(name, *number);
                name.picked(&field.name);
            });
            static_view(view! {
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
                        on:click=step_on_click(step, move || Step::Choose(Some(id.clone())))
                    >
                        {i18n.vote_choose()}
                    </button>
                </li>
            })
        })
        .collect();
    let mut head = Markup::default();
    head.line("h2", &[("id", "choose-title")], i18n.vote_choose_title());
    head.line("p", &[], i18n.vote_choose_hint());
    static_view(view! {
        <input type="hidden" name=names::FIELD value=chosen/>
        <section
            class="screen choose-field"
            class:screen-first=is_first
            aria-labelledby="choose-title"
            hidden=is_chosen
        >
            {head.into_view("choose-head")}
            <ul class="challenges">{choices}</ul>
            {delivery_bar(i18n, vote, step, BarParts::plain())}
        </section>
        <div class="change-field" hidden=is_not_chosen>
            <p class="chosen-field">{i18n.vote_chosen()}</p>
            <button
                type="submit"
                class="button-quiet"
                name=names::CHOOSE
                value=""
                aria-describedby="change-field-hint"
                hidden=is_over
                on:click=step_on_click(step, || Step::Choose(None))
            >
                {i18n.vote_change_field()}
            </button>
            <p id="change-field-hint" class="hint" hidden=is_over>
                {i18n.vote_change_field_hint()}
            </p>
        </div>
    })
}

/// A click handler that takes a step instead of sending the form.
fn step_on_click(
    step: Callback<Step>,
    make_step: impl Fn() -> Step + 'static,
) -> impl Fn(leptos::ev::MouseEvent) + 'static {
    move |event| {
        event.prevent_default();
        step.run(make_step());
    }
}
