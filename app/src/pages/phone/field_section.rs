//! One field of the ballot with its challenges.

use super::voting_model::{Step, VotingModel};
use crate::components::{
    ChallengeVote, Markup, NumberedField, challenge_card, dot_row, field_class, field_number,
    static_view,
};
use crate::i18n::I18n;
use leptos::prelude::*;
use shared::id::ChallengeId;
use shared::text::Picked;

/// A field with its challenges; its sticky heading says how many dots are left. Where each
/// participant goes to one workshop, all other fields are hidden.
pub(super) fn field_section(
    i18n: I18n,
    field: NumberedField,
    vote: VotingModel,
    step: Callback<Step>,
) -> AnyView {
    let NumberedField { number, field } = field;
    let (counted, hidden) = (field.id.clone(), field.id.clone());
    let left = Signal::derive(move || vote.dots_left_in(&counted));
    let words = Signal::derive(move || i18n.vote_dots_left(u64::from(left.get())));
    let is_hidden = Signal::derive(move || !vote.shows(&hidden));
    let heading = ["field-", field.id.as_str()].concat();
    let mut section = None;
    let mut cards = Vec::new();
    for challenge in field.challenges {
        if challenge.section.is_some() && challenge.section != section {
            section.clone_from(&challenge.section);
            cards.extend(challenge.section.as_ref().map(section_heading));
        }
        cards.push(challenge_card(i18n, challenge, |id| challenge_vote(vote, step, id)));
    }
    let mut name = Markup::default();
    name.element("h2", &[("id", &heading)], |name| {
        field_number(name, number);
        name.picked(&field.name);
    });
    static_view(view! {
        <section
            class=format!("field {}", field_class(number))
            aria-labelledby=heading
            hidden=is_hidden
        >
            <div class="field-heading">
                {name.into_view("field-name")}
                <p class="dots-left">
                    {dot_row(left)}
                    <span>{words}</span>
                </p>
            </div>
            <ul class="challenges">{cards}</ul>
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
