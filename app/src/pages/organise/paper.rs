//! Sticky dots of the round that counts in the hall, counted by hand.

use super::Desk;
use crate::components::{PickedText, settled, still};
use leptos::prelude::*;
use shared::api::{ChallengeView, FieldView, MAX_PAPER, OrganiserRound};
use shared::id::ChallengeId;
use shared::text::Picked;
use shared::voting::round::RoundState;

/// The form with a number for every challenge; not there before the round was opened.
pub(super) fn paper_form(desk: &Desk, round: &OrganiserRound) -> AnyView {
    let i18n = desk.i18n;
    if round.status.state == RoundState::Prepared {
        return ().into_any();
    }
    let id = round.status.id.to_string();
    let fields = desk.conference.fields.iter().filter(|field| round.fields.contains(&field.id));
    let fields = fields.map(|field| field_part(desk, round, field)).collect_view();
    let is_refused = desk.is_refused(("paper", &id));
    settled(view! {
        <section class="organise-part" id="paper" aria-labelledby="paper-title">
            <h2 id="paper-title">{i18n.organise_paper()}</h2>
            <p>{i18n.organise_paper_hint()}</p>
            <details open=is_refused>
                <summary>{i18n.vote_round(&round.status.number.to_string())}</summary>
                <form class="organise-form" method="post" action=desk.action.clone()>
                    <input type="hidden" name="round" value=id.clone()/>
                    {fields}
                    <button type="submit" class="button" name="do" value="paper">
                        {i18n.organise_save()}
                    </button>
                </form>
            </details>
        </section>
    })
}

fn field_part(desk: &Desk, round: &OrganiserRound, field: &FieldView) -> AnyView {
    let lines = field.challenges.iter().flat_map(|challenge| lines(desk, round, challenge));
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

fn lines(desk: &Desk, round: &OrganiserRound, challenge: &ChallengeView) -> Vec<AnyView> {
    let own = line(desk, round, (&challenge.id, challenge.text.clone()));
    let parts = challenge.parts.iter();
    let parts = parts.map(|part| line(desk, round, (&part.id, part.text.clone())));
    std::iter::once(own).chain(parts).collect()
}

fn line(desk: &Desk, round: &OrganiserRound, (id, text): (&ChallengeId, Picked)) -> AnyView {
    let name = format!("paper-{id}");
    let entered = round.paper.get(id).map(ToString::to_string).unwrap_or_default();
    let what = ("paper", round.status.id.as_str());
    let value = desk.value(what, &name, entered);
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
            <PickedText text=text/>
        </label>
    })
}
