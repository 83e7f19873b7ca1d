//! Sticky dots of the round that counts in the hall, counted by hand.

use super::{Form, FormContext};
use crate::components::{PickedText, settled, still};
use leptos::prelude::*;
use shared::api::{ChallengeView, FieldView, MAX_PAPER, OrganiserRound};
use shared::forms::FormWord;
use shared::forms::organising::{self as names, OrganiserStep};
use shared::id::ChallengeId;
use shared::text::Picked;
use shared::voting::round::RoundState;

/// The form with a number for every challenge; not there before the round was opened.
pub(super) fn paper_form(context: &FormContext, round: &OrganiserRound) -> AnyView {
    let i18n = context.i18n;
    if round.status.state == RoundState::Prepared {
        return ().into_any();
    }
    let id = round.status.id.to_string();
    let form = context.form(OrganiserStep::Paper, &id);
    let fields = context.conference.fields.iter().filter(|field| round.fields.contains(&field.id));
    let fields = fields.map(|field| field_part(form, round, field)).collect_view();
    settled(view! {
        <section class="organise-part" id=names::PAPER_PLACE aria-labelledby="paper-title">
            <h2 id="paper-title">{i18n.organise_paper()}</h2>
            <p>{i18n.organise_paper_hint()}</p>
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

fn field_part(form: Form<'_>, round: &OrganiserRound, field: &FieldView) -> AnyView {
    let lines = field.challenges.iter().flat_map(|challenge| lines(form, round, challenge));
    let lines: Vec<AnyView> = lines.collect();
    still(view! {
        <fieldset class="organise-paper">
            <legend>
                <PickedText text=field.name.clone()/>
            </legend>
            {lines}
        </fieldset>
    })
}

fn lines(form: Form<'_>, round: &OrganiserRound, challenge: &ChallengeView) -> Vec<AnyView> {
    let own = line(form, round, &challenge.id, &challenge.text);
    let parts = challenge.parts.iter().map(|part| line(form, round, &part.id, &part.text));
    std::iter::once(own).chain(parts).collect()
}

fn line(form: Form<'_>, round: &OrganiserRound, id: &ChallengeId, text: &Picked) -> AnyView {
    let name = format!("{}{id}", names::PAPER);
    let entered = round.paper.get(id).map(ToString::to_string).unwrap_or_default();
    let value = form.value(&name, entered);
    still(view! {
        <label>
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
