//! The screens of the ballot: the choice of a workshop, the fields, and "my dots" at the end.
//!
//! One is shown at a time: the one that the address's fragment names, by its own id or by that of
//! something in it, else the first one. The style sheet decides that; browsers that cannot
//! (`:has()`) show all of them, one below the other.

use super::delivery_bar::{BarParts, NextScreen, delivery_bar};
use super::field_choice::field_choice;
use super::field_section::{FieldScreen, field_section};
use super::my_dots::{FieldTitles, MY_DOTS, my_dots};
use super::progress::{FieldStep, progress};
use super::voting_model::{Step, VotingModel};
use crate::components::{NumberedField, localised_path};
use crate::i18n::I18n;
use leptos::prelude::*;
use shared::id::ChallengeId;
use shared::voting::round::FieldChoice;

/// What the screens are made of.
pub(super) struct BallotContent<'a> {
    /// The join code.
    pub(super) code: &'a str,
    pub(super) fields: Vec<NumberedField>,
    /// The challenge of a refused step: its field comes first.
    pub(super) refused_on: Option<ChallengeId>,
}

/// The screens.
pub(super) struct Screens {
    /// Within the ballot's form.
    pub(super) fields: Vec<AnyView>,
    /// Behind it.
    pub(super) my_dots: AnyView,
}

/// All screens of a ballot.
pub(super) fn screens(
    i18n: I18n,
    content: BallotContent<'_>,
    vote: VotingModel,
    step: Callback<Step>,
) -> Screens {
    let BallotContent { code, fields, refused_on } = content;
    let has_choice = vote.rules.choice == FieldChoice::One;
    let steps: Vec<FieldStep> = fields.iter().map(FieldStep::of).collect();
    let titles = fields.iter().map(FieldTitles::of).collect();
    let first = first_field(&fields, refused_on.as_ref());
    let mut views: Vec<AnyView> = Vec::new();
    if has_choice {
        views.push(field_choice(i18n, &fields, vote, step));
    }
    for (place, numbered) in fields.into_iter().enumerate() {
        let id = numbered.field.id.clone();
        // The one workshop is the first and the last field.
        let following = steps.get(place + 1).filter(|_| !has_choice);
        let anchor = following.map_or_else(|| MY_DOTS.to_owned(), FieldStep::anchor);
        let next = NextScreen { anchor: &anchor, name: following.map(|step| &step.name) };
        let parts = BarParts::of_field(i18n, vote, &id, next);
        let screen = FieldScreen {
            row: progress(i18n, &steps, Some(&id), vote),
            bar: delivery_bar(i18n, vote, step, parts),
            is_first: Signal::derive(move || !vote.is_closed() && (has_choice || place == first)),
            numbered,
        };
        views.push(field_section(i18n, screen, vote, step));
    }
    let result = localised_path(i18n, &["results/", code].concat());
    let bar = delivery_bar(i18n, vote, step, BarParts::ending(i18n, &result));
    Screens { fields: views, my_dots: my_dots(i18n, titles, vote, bar) }
}

/// The place of the field that comes first: that of a refused step.
fn first_field(fields: &[NumberedField], refused_on: Option<&ChallengeId>) -> usize {
    let has = |numbered: &NumberedField, id: &ChallengeId| {
        let mut challenges = numbered.field.challenges.iter();
        challenges.any(|it| it.id == *id || it.parts.iter().any(|part| part.id == *id))
    };
    let refused = refused_on.and_then(|id| fields.iter().position(|field| has(field, id)));
    refused.unwrap_or_default()
}
