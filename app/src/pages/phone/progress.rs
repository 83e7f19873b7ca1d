//! The row of steps: the fields and, at its end, "my dots"; done, here, or to come.
//!
//! Every screen has a row of its own, in which its own step is marked. What is shown is up to the
//! address's fragment and the style sheet, so no program is needed to go from step to step; links
//! are external, because the router would change the address without telling the style sheet.

use super::my_dots::MY_DOTS;
use super::voting_model::VotingModel;
use crate::components::{Icon, Markup, NumberedField, field_class, static_view};
use crate::i18n::I18n;
use leptos::prelude::*;
use shared::id::FieldId;
use shared::text::{Picked, without_soft_hyphens};

/// A field as a step.
#[derive(Clone)]
pub(super) struct FieldStep {
    pub(super) id: FieldId,
    pub(super) number: usize,
    pub(super) name: Picked,
}

impl FieldStep {
    pub(super) fn of(numbered: &NumberedField) -> Self {
        let NumberedField { number, field } = numbered;
        Self { id: field.id.clone(), number: *number, name: field.name.clone() }
    }

    /// The id of the field's screen.
    pub(super) fn anchor(&self) -> String {
        ["field-", self.id.as_str()].concat()
    }
}

/// The row on the screen of the field `here`, or on that of "my dots".
pub(super) fn progress(
    i18n: I18n,
    steps: &[FieldStep],
    here: Option<&FieldId>,
    vote: VotingModel,
) -> AnyView {
    let current = |is_here: bool| is_here.then_some("step");
    let fields: Vec<AnyView> = steps
        .iter()
        .map(|step| field_link(i18n, step, current(here == Some(&step.id)), vote))
        .collect();
    static_view(view! {
        <nav class="progress" aria-label=without_soft_hyphens(i18n.vote_progress())>
            <ol>
                {fields}
                <li>
                    <a
                        class="progress-mine"
                        href=["#", MY_DOTS].concat()
                        rel="external"
                        aria-current=current(here.is_none())
                    >
                        <Icon name="dots"/>
                        <span>{i18n.vote_my_dots()}</span>
                    </a>
                </li>
            </ol>
        </nav>
    })
}

fn field_link(
    i18n: I18n,
    step: &FieldStep,
    current: Option<&'static str>,
    vote: VotingModel,
) -> AnyView {
    let (done, hidden) = (step.id.clone(), step.id.clone());
    let is_done = Signal::derive(move || vote.is_done(&done));
    let is_not_done = Signal::derive(move || !is_done.get());
    let is_hidden = Signal::derive(move || !vote.shows(&hidden));
    let mut name = Markup::default();
    name.line("b", &[("aria-hidden", "true")], &step.number.to_string());
    name.element("span", &[("class", "visually-hidden")], |name| name.picked(&step.name));
    static_view(view! {
        <li hidden=is_hidden>
            <a
                class=field_class(step.number)
                class:progress-done=is_done
                href=["#", &step.anchor()].concat()
                rel="external"
                aria-current=current
            >
                {name.into_view("progress-name")}
                <span class="progress-mark" hidden=is_not_done>
                    <Icon name="check"/>
                    <span class="visually-hidden">{i18n.vote_progress_done()}</span>
                </span>
            </a>
        </li>
    })
}
