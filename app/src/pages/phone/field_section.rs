//! One field of the ballot with its challenges.

use super::challenge_number;
use super::progress::FieldStep;
use super::voting_model::{Step, VotingModel};
use crate::components::{
    ChallengeVote, Markup, NumberedField, challenge_card, field_class, field_number, static_view,
};
use crate::i18n::I18n;
use leptos::prelude::*;
use shared::id::ChallengeId;
use shared::text::Picked;

/// The screen of a field.
pub(super) struct FieldScreen {
    pub(super) numbered: NumberedField,
    pub(super) row: AnyView,
    pub(super) bar: AnyView,
    /// Whether it is shown where the address names no screen.
    pub(super) is_first: Signal<bool>,
}

/// A field with its challenges, between the row of steps and the delivery bar. Where each
/// participant goes to one workshop, all other fields are hidden.
pub(super) fn field_section(
    i18n: I18n,
    screen: FieldScreen,
    vote: VotingModel,
    step: Callback<Step>,
) -> AnyView {
    let FieldScreen { numbered, row, bar, is_first } = screen;
    let anchor = FieldStep::of(&numbered).anchor();
    let NumberedField { number, field } = numbered;
    let hidden = field.id.clone();
    let is_hidden = Signal::derive(move || !vote.shows(&hidden));
    let heading = ["name-", field.id.as_str()].concat();
    let mut section = None;
    let mut cards = Vec::new();
    for (challenge, place) in field.challenges.into_iter().zip(1..) {
        if challenge.section.is_some() && challenge.section != section {
            section.clone_from(&challenge.section);
            cards.extend(challenge.section.as_ref().map(section_heading));
        }
        let number = challenge_number(number, place);
        cards.push(challenge_card(i18n, &number, challenge, |id| challenge_vote(vote, step, id)));
    }
    let mut name = Markup::default();
    name.element("h2", &[("id", &heading)], |name| {
        field_number(name, number);
        name.picked(&field.name);
    });
    static_view(view! {
        <section
            class=["screen field ", &field_class(number)].concat()
            class:screen-first=is_first
            id=anchor
            tabindex="-1"
            aria-labelledby=heading
            hidden=is_hidden
        >
            {row}
            {name.into_view("field-name")}
            <ul class="challenges">{cards}</ul>
            {bar}
        </section>
    })
}

fn section_heading(text: &Picked) -> AnyView {
    let mut heading = Markup::default();
    heading.element("h3", &[], |heading| heading.picked(text));
    static_view(view! { <li class="section-heading">{heading.into_view("section-name")}</li> })
}

/// What a challenge's buttons show and do.
fn challenge_vote(vote: VotingModel, step: Callback<Step>, id: &ChallengeId) -> ChallengeVote {
    let (counted, asked) = (id.clone(), id.clone());
    let (added, removed) = (id.clone(), id.clone());
    ChallengeVote {
        takes_dots: vote.takes_dots(id),
        dots: Signal::derive(move || vote.dots(&counted)),
        can_add: Signal::derive(move || vote.can_add(&asked)),
        can_vote: Signal::derive(move || vote.is_open()),
        add: Callback::new(move |()| step.run(Step::Add(added.clone()))),
        remove: Callback::new(move |()| step.run(Step::Remove(removed.clone()))),
    }
}
