//! The votes of several rounds side by side, where a field was voted on more than once.

use super::round::round_number;
use super::text_beside;
use crate::components::{PickedText, static_view};
use crate::i18n::I18n;
use leptos::prelude::*;
use shared::api::{Compared, Comparison, Documentation, FieldDocument};

/// The comparison; `None` where no field was voted on twice.
pub(super) fn section(i18n: I18n, document: &Documentation) -> Option<AnyView> {
    let fields = document.fields.iter();
    let tables: Vec<AnyView> =
        fields.filter_map(|field| Some(table(i18n, field, &document.compare(field)?))).collect();
    (!tables.is_empty()).then(|| {
        static_view(view! {
            <section class="documented-comparison" aria-labelledby="comparison">
                <h2 id="comparison">{i18n.result_comparison()}</h2>
                {tables}
            </section>
        })
    })
}

fn table(i18n: I18n, field: &FieldDocument, comparison: &Comparison<'_>) -> AnyView {
    let name = field.name.clone();
    let earlier = comparison.has_earlier.then(|| i18n.result_earlier().to_owned());
    let rounds = comparison
        .rounds
        .iter()
        .map(|round| i18n.vote_round(&round_number(i18n, round.status.number)));
    let sum = comparison.has_sum.then(|| i18n.result_sum().to_owned());
    let headings: Vec<String> = earlier.into_iter().chain(rounds).chain(sum).collect();
    let rows: Vec<AnyView> =
        comparison.rows.iter().map(|row| self::row(i18n, row, comparison, &headings)).collect();
    let header_cells =
        headings.into_iter().map(|heading| view! { <th scope="col">{heading}</th> }).collect_view();
    static_view(view! {
        <table class="documented-field documented-votes-only">
            <caption>
                <h3>
                    <PickedText text=name/>
                </h3>
            </caption>
            <thead>
                <tr>
                    <th scope="col">{i18n.result_challenge()}</th>
                    {header_cells}
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    })
}

/// `headings` are those of the columns with votes.
fn row(
    i18n: I18n,
    row: &Compared<'_>,
    comparison: &Comparison<'_>,
    headings: &[String],
) -> AnyView {
    let text = text_beside(row.challenge.text.clone(), &row.challenge.text);
    let earlier = comparison.has_earlier.then(|| row.challenge.earlier_votes.map(u64::from));
    let sum = comparison.has_sum.then_some(row.sum);
    let votes = earlier.into_iter().chain(row.votes.iter().copied()).chain(sum);
    let cells = votes
        .zip(headings)
        .map(|(votes, heading)| {
            // A dash where the challenge was not voted on; zero is a result.
            let votes = votes.map_or("–".to_owned(), |votes| i18n.number(votes));
            view! { <td class="documented-votes" data-label=heading.clone()>{votes}</td> }
        })
        .collect_view();
    static_view(view! {
        <tr>
            <th scope="row">{text}</th>
            {cells}
        </tr>
    })
}
