//! The results of one field: a table with bars that start at zero.
//!
//! While votes come in, rows keep the order of the conference, so that nothing jumps; ranks and the
//! shortlist are shown once the round is closed.

use super::{Icon, Markup, NumberedField, PickedText, field_number, static_view};
use crate::i18n::use_i18n;
use leptos::prelude::*;
use shared::api::ChallengeView;
use shared::id::ChallengeId;
use shared::voting::tally::{FieldResult, ResultRow};

/// Width of a full bar, in units of the `viewBox`.
const FULL_WIDTH: u64 = 1_000;

/// What a table shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FieldTally {
    /// The result so far.
    pub(crate) result: FieldResult,
    /// Whether it is final: rows are sorted by rank, and the shortlist is marked.
    pub(crate) is_final: bool,
}

/// A field's challenges with their dots; `chosen` says how many have chosen this field.
#[component]
pub(crate) fn FieldTable(
    field: NumberedField,
    #[prop(into)] tally: Signal<Option<FieldTally>>,
    chosen: Signal<Option<String>>,
) -> impl IntoView {
    let i18n = use_i18n();
    let NumberedField { number, field } = field;
    let challenges = StoredValue::new(field.challenges);
    let order = Memo::new(move |_| match tally.get() {
        Some(tally) if tally.is_final => {
            tally.result.rows.into_iter().map(|row| row.challenge).collect()
        }
        _ => challenges.with_value(|all| all.iter().map(|one| one.id.clone()).collect::<Vec<_>>()),
    });
    let mut name = Markup::default();
    field_number(&mut name, number);
    name.picked(&field.name);
    if let Some(beside) = &field.beside {
        name.element("span", &[("class", "beside")], |name| name.picked(beside));
    }
    view! {
        <table class="field-table">
            <caption>
                {name.into_view("field-name")}
                <span class="field-chosen">{chosen}</span>
            </caption>
            <thead class="visually-hidden">
                <tr>
                    <th scope="col">{i18n.board_rank()}</th>
                    <th scope="col">{i18n.board_challenge()}</th>
                    <th scope="col">{i18n.board_dots()}</th>
                </tr>
            </thead>
            <tbody>
                <For each=move || order.get() key=Clone::clone let(id)>
                    <Row id=id challenges=challenges tally=tally/>
                </For>
            </tbody>
        </table>
    }
}

#[component]
fn Row(
    id: ChallengeId,
    challenges: StoredValue<Vec<ChallengeView>>,
    tally: Signal<Option<FieldTally>>,
) -> impl IntoView {
    let i18n = use_i18n();
    let challenge = challenges.with_value(|all| all.iter().find(|known| known.id == id).cloned());
    let own_id = id.clone();
    let row = Memo::new(move |_| {
        let tally = tally.get()?;
        let row = tally.result.rows.iter().find(|row| row.challenge == own_id)?.clone();
        let most = tally.result.rows.iter().map(|row| row.votes.dots).max().unwrap_or(0);
        Some(RowTally { width: bar_width(row.votes.dots, most), row, is_final: tally.is_final })
    });
    let dots = move || row.get().map(|tally| tally.row.votes.dots);
    let rank = move || row.get().filter(|tally| tally.is_final).map(|tally| tally.row.rank);
    let is_shortlisted =
        move || row.get().is_some_and(|tally| tally.is_final && tally.row.is_shortlisted);
    let dots_value = Signal::derive(move || dots().map(|dots| dots.to_string()));
    let dots_text = Signal::derive(move || dots().map(|dots| i18n.number(dots)));
    let rank_value = Signal::derive(move || rank().map(|rank| rank.to_string()));
    let rank_text = Signal::derive(move || rank().map(|rank| format!("{rank}.")));
    let width = Signal::derive(move || row.get().map_or(0, |tally| tally.width).to_string());
    let is_shortlisted = Signal::derive(is_shortlisted);
    let paper = move || {
        let paper = row.get().map_or(0, |tally| tally.row.votes.paper);
        (paper > 0).then(|| view! { <span class="paper-votes">{i18n.board_paper(paper)}</span> })
    };
    let texts = challenge.map(|challenge| challenge_texts(challenge, row));
    view! {
        <tr
            data-challenge=id.to_string()
            data-dots=dots_value
            data-rank=rank_value
            class:shortlisted=is_shortlisted
        >
            <td class="field-table-rank">{rank_text}</td>
            <th scope="row">
                {texts}
                <svg class="bar" viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true">
                    <rect class="bar-track" width="1000" height="10"></rect>
                    <rect
                        class="bar-fill"
                        width=width
                        height="10"
                    ></rect>
                </svg>
                {move || is_shortlisted.get().then(|| view! { <ShortlistMark/> })}
                {paper}
            </th>
            <td class="field-table-dots">{dots_text}</td>
        </tr>
    }
}

/// A challenge's short title, and its parts with their dots.
fn challenge_texts(challenge: ChallengeView, row: Memo<Option<RowTally>>) -> AnyView {
    let i18n = use_i18n();
    let parts: Vec<_> = challenge
        .parts
        .into_iter()
        .map(|part| {
            let dots = move || {
                let tally = row.get()?;
                let result = tally.row.parts.iter().find(|result| result.challenge == part.id)?;
                Some(i18n.number(result.votes.dots))
            };
            view! {
                <li>
                    <PickedText text=part.text/>
                    " "
                    <strong>{Signal::derive(dots)}</strong>
                </li>
            }
        })
        .collect();
    let parts = (!parts.is_empty()).then(|| view! { <ul class="part-votes">{parts}</ul> });
    static_view(view! {
        <span class="field-table-text">
            <PickedText text=challenge.short_title/>
        </span>
        {parts}
    })
}

/// The mark of shortlisted rows, with its text.
#[component]
pub(crate) fn ShortlistMark() -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <span class="shortlist-mark">
            <Icon name="check"/>
            <span>{i18n.board_shortlisted()}</span>
        </span>
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct RowTally {
    row: ResultRow,
    width: u64,
    is_final: bool,
}

/// Width of a bar, in proportion to the field's longest.
fn bar_width(dots: u64, most: u64) -> u64 {
    dots.saturating_mul(FULL_WIDTH).checked_div(most).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_start_at_zero_and_the_longest_is_full() {
        assert_eq!(bar_width(0, 0), 0);
        assert_eq!(bar_width(0, 7), 0);
        assert_eq!(bar_width(7, 7), FULL_WIDTH);
        assert_eq!(bar_width(1, 3), 333);
    }
}
