//! The result of a round in one field: a table, best first, with what was prepared for it.
//!
//! A challenge and its parts are a group of rows. Columns that would be empty are left out.

use super::cells::{challenge_cell, measures_cell, part_cell, rank_cell, texts_cell, votes_cell};
use super::votes_text;
use crate::components::{PickedText, static_view};
use crate::i18n::I18n;
use leptos::prelude::*;
use shared::api::{ChallengeDocument, FieldDocument};
use shared::text::Picked;
use shared::voting::tally::{FieldResult, PartResult, ResultRow};

/// The optional columns: those that at least one challenge of the field fills.
#[derive(Clone, Copy)]
struct Columns {
    audience: bool,
    goal: bool,
    measures: bool,
}

impl Columns {
    fn used_by(field: &FieldDocument) -> Self {
        let any = |has: fn(&ChallengeDocument) -> bool| field.challenges.iter().any(has);
        Self {
            audience: any(|challenge| !challenge.audiences().is_empty()),
            goal: any(|challenge| !challenge.goal_texts().is_empty()),
            measures: any(|challenge| challenge.measures().next().is_some()),
        }
    }
}

/// `chosen` is how many chose this workshop, where each participant goes to one.
pub(super) fn field_table(
    i18n: I18n,
    field: &FieldDocument,
    result: &FieldResult,
    chosen: Option<u64>,
) -> AnyView {
    let columns = Columns::used_by(field);
    let groups: Vec<AnyView> = result
        .rows
        .iter()
        .filter_map(|row| {
            let challenge = field.challenge(&row.challenge)?;
            Some(challenge_rows(i18n, row, challenge, columns))
        })
        .collect();
    let name = field.name.clone();
    let votes = format!("{}: {}", i18n.result_votes(), votes_text(i18n, result.votes));
    let chosen = chosen.map(|chosen| view! { <p>{i18n.board_chosen(chosen)}</p> });
    static_view(view! {
        <table class="documented-field">
            <caption>
                <h3>
                    <PickedText text=name/>
                </h3>
                <p>{votes}</p>
                {chosen}
            </caption>
            <thead>
                <tr>
                    <th scope="col">{i18n.result_rank()}</th>
                    <th scope="col">{i18n.result_votes()}</th>
                    <th scope="col">{i18n.result_challenge()}</th>
                    {heading(i18n.result_audience(), columns.audience)}
                    {heading(i18n.result_goal(), columns.goal)}
                    {heading(i18n.result_measures(), columns.measures)}
                </tr>
            </thead>
            {groups}
        </table>
    })
}

fn heading(label: &'static str, has_column: bool) -> Option<impl IntoView> {
    has_column.then(|| view! { <th scope="col">{label}</th> })
}

/// A challenge's row, and below it one for each of its parts. What was prepared belongs to the
/// whole challenge, so those cells span all rows.
fn challenge_rows(
    i18n: I18n,
    row: &ResultRow,
    challenge: &ChallengeDocument,
    columns: Columns,
) -> AnyView {
    let parts: Vec<AnyView> =
        row.parts.iter().filter_map(|part| part_row(i18n, part, row, challenge)).collect();
    let span = parts.len() + 1;
    let beside =
        |label: &'static str, texts: Vec<&Picked>| texts_cell(label, &texts, &challenge.text, span);
    let audience = columns.audience.then(|| beside(i18n.result_audience(), challenge.audiences()));
    let goal = columns.goal.then(|| beside(i18n.result_goal(), challenge.goal_texts()));
    let measures = columns.measures.then(|| measures_cell(i18n, challenge, span));
    let class = shortlisted_class(row);
    static_view(view! {
        <tbody class=class>
            <tr class=class data-challenge=challenge.id.to_string()>
                {rank_cell(i18n, row, span)}
                {votes_cell(i18n, row.votes)}
                {challenge_cell(i18n, row, challenge)}
                {audience}
                {goal}
                {measures}
            </tr>
            {parts}
        </tbody>
    })
}

fn part_row(
    i18n: I18n,
    part: &PartResult,
    row: &ResultRow,
    challenge: &ChallengeDocument,
) -> Option<AnyView> {
    let document = challenge.parts.iter().find(|one| one.id == part.challenge)?;
    Some(static_view(view! {
        <tr class=shortlisted_class(row) data-challenge=document.id.to_string()>
            {votes_cell(i18n, part.votes)}
            {part_cell(&document.text, &challenge.text)}
        </tr>
    }))
}

fn shortlisted_class(row: &ResultRow) -> Option<&'static str> {
    row.is_shortlisted.then_some("shortlisted")
}
