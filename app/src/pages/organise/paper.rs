//! Sticky dots on paper, counted by hand, for the current round.

use super::{Form, FormContext};
use crate::components::{PickedText, replaced_view, static_view};
use leptos::prelude::*;
use shared::api::{ChallengeView, FieldView, MAX_PAPER, OrganiserRound};
use shared::forms::FormWord;
use shared::forms::organising::{self as names, OrganiserStep};
use shared::id::ChallengeId;
use shared::text::Picked;
use shared::voting::round::RoundState;

/// The form with a number for every challenge; empty until the round is opened.
pub(super) fn paper_form(context: &FormContext, round: &OrganiserRound) -> AnyView {
    let i18n = context.i18n;
    if round.status.state == RoundState::Prepared {
        return ().into_any();
    }
    let id = round.status.id.to_string();
    let form = context.form(OrganiserStep::Paper, &id);
    let fields = context.conference.fields.iter().filter(|field| round.fields.contains(&field.id));
    let fields = fields.map(|field| field_inputs(form, round, field)).collect_view();
    replaced_view(view! {
        <section class="organise-part" id=names::PAPER_PLACE aria-labelledby="paper-title">
            <h2 id="paper-title">{i18n.organise_paper()}</h2>
            <p>{i18n.organise_paper_hint()}</p>
            {context.saved_notice(OrganiserStep::Paper)}
            <details open=form.is_refused()>
                <summary>{i18n.vote_round(&round.status.number.to_string())}</summary>
                <form class="organise-form" method="post" action=context.action.clone()>
                    <input type="hidden" name=names::ROUND value=id.clone()/>
                    {fields}
                    <button
                        type="submit"
                        class="button"
                        name=names::STEP
                        value=OrganiserStep::Paper.word()
                    >
                        {i18n.organise_save()}
                    </button>
                </form>
            </details>
        </section>
    })
}

fn field_inputs(form: Form<'_>, round: &OrganiserRound, field: &FieldView) -> AnyView {
    let inputs: Vec<AnyView> =
        field.challenges.iter().flat_map(|challenge| inputs(form, round, challenge)).collect();
    static_view(view! {
        <fieldset class="organise-paper">
            <legend>
                <PickedText text=field.name.clone()/>
            </legend>
            {inputs}
        </fieldset>
    })
}

fn inputs(form: Form<'_>, round: &OrganiserRound, challenge: &ChallengeView) -> Vec<AnyView> {
    let takes_dots = round.rules.headings.takes_dots() || challenge.parts.is_empty();
    let whole = takes_dots.then(|| input(form, round, &challenge.id, &challenge.text));
    let parts = challenge.parts.iter().map(|part| input(form, round, &part.id, &part.text));
    whole.into_iter().chain(parts).collect()
}

fn input(form: Form<'_>, round: &OrganiserRound, id: &ChallengeId, text: &Picked) -> AnyView {
    let name = format!("{}{id}", names::PAPER);
    let entered = round.paper.get(id).map(ToString::to_string).unwrap_or_default();
    // A refused form comes back with what it was filled in from.
    let shown_name = format!("{}{id}", names::SHOWN);
    let shown = form.value(&shown_name, entered.clone());
    let value = form.value(&name, entered);
    static_view(view! {
        <label>
            <input type="hidden" name=shown_name value=shown/>
            <input
                type="number"
                name=name
                min="0"
                max=MAX_PAPER
                value=value
                inputmode="numeric"
            />
            <PickedText text=text.clone()/>
        </label>
    })
}
