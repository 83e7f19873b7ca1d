//! What importing a matrix would change: challenges, and what the file no longer has.

use crate::components::{CellChangeLine, Choice, cell_changes, choice_field};
use crate::visit::Visit;
use leptos::prelude::*;

/// A field or a challenge that would be new, change or vanish.
#[derive(Clone, Debug, Default)]
pub struct ChangeCard {
    /// Its number and text, or the name of the field.
    pub title: String,
    /// What happens to it, in words.
    pub state: String,
    /// Texts that change.
    pub changes: Vec<CellChangeLine>,
    /// Whether a new challenge is a stored one in other words.
    pub same: Option<SameChoice>,
}

/// The stored challenges that a new one may be.
#[derive(Clone, Debug, Default)]
pub struct SameChoice {
    /// Name in the form.
    pub name: String,
    /// The challenges, and that it is none of them.
    pub choices: Vec<Choice>,
}

/// A stored record that the file no longer has.
#[derive(Clone, Debug, Default)]
pub struct GoneLine {
    /// What a decision about it names.
    pub key: String,
    /// What it is, with its words.
    pub label: String,
    /// Whether it is removed.
    pub is_removed: bool,
    /// Why it cannot be removed, in words.
    pub refusal: Option<String>,
}

/// Shows what would be new, change or vanish.
pub(super) fn changes(visit: &Visit, cards: &[ChangeCard]) -> AnyView {
    let cards: Vec<_> = cards
        .iter()
        .map(|card| {
            let same = card.same.as_ref().map(|same| {
                choice_field(&same.name, visit.i18n.desk_matrix_same_as(), same.choices.clone())
            });
            view! {
                <li class="card">
                    <h3>
                        <bdi lang="de">{card.title.clone()}</bdi>
                    </h3>
                    <p class="field-hint">{card.state.clone()}</p>
                    {cell_changes(visit, &card.changes)}
                    {same}
                </li>
            }
        })
        .collect();
    view! { <ul class="desk-preview">{cards}</ul> }.into_any()
}

/// Shows what the file no longer has, each with whether it is removed.
pub(super) fn gone(visit: &Visit, lines: &[GoneLine]) -> Option<AnyView> {
    if lines.is_empty() {
        return None;
    }
    let i18n = visit.i18n;
    let items: Vec<_> = lines
        .iter()
        .map(|line| match &line.refusal {
            Some(refusal) => view! {
                <li>
                    <p>{line.label.clone()}</p>
                    <p class="field-hint">{refusal.clone()}</p>
                </li>
            }
            .into_any(),
            None => view! {
                <li>
                    <label class="desk-check">
                        <input
                            type="checkbox"
                            name="remove"
                            value=line.key.clone()
                            checked=line.is_removed
                        />
                        <span>{line.label.clone()}</span>
                    </label>
                </li>
            }
            .into_any(),
        })
        .collect();
    Some(
        view! {
            <section class="card desk-gone" id="gone">
                <h2>{i18n.desk_matrix_gone()}</h2>
                <p>{i18n.desk_matrix_gone_lead()}</p>
                <ul>{items}</ul>
            </section>
        }
        .into_any(),
    )
}
