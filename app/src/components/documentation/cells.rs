//! The cells of a field's table.
//!
//! Where the screen is too narrow for columns, each cell is labelled: the style sheet shows its
//! `data-label`.

use super::text_beside;
use crate::components::{PickedText, TranslationNote, static_view};
use crate::i18n::I18n;
use leptos::prelude::*;
use shared::api::{ChallengeDocument, MeasureDocument};
use shared::text::Picked;
use shared::voting::tally::{ResultRow, Votes};

/// The rank, marked where others share it. A rank without dots is not shared.
pub(super) fn rank_cell(i18n: I18n, row: &ResultRow, span: usize) -> AnyView {
    let is_tied = row.is_tied && row.votes.dots > 0;
    let tied = is_tied.then(|| view! { <small>{i18n.result_tied()}</small> });
    let rank = i18n.number(u64::from(row.rank));
    static_view(view! {
        <td class="documented-rank" data-label=i18n.result_rank() rowspan=span>
            <b>{rank}</b> {tied}
        </td>
    })
}

pub(super) fn votes_cell(i18n: I18n, votes: Votes) -> AnyView {
    let paper = (votes.paper > 0).then(|| view! { <small>{i18n.board_paper(votes.paper)}</small> });
    let sum = i18n.number(votes.dots);
    static_view(view! {
        <td class="documented-votes" data-label=i18n.result_votes()>
            <b>{sum}</b> {paper}
        </td>
    })
}

/// The challenge, its section, and whether it is shortlisted.
pub(super) fn challenge_cell(
    i18n: I18n,
    row: &ResultRow,
    challenge: &ChallengeDocument,
) -> AnyView {
    let section = challenge.section.clone();
    let section = section.map(|section| {
        view! { <span class="documented-section">{text_beside(section, &challenge.text)}</span> }
    });
    let scope = if row.parts.is_empty() { "row" } else { "rowgroup" };
    let (text, origin) = (challenge.text.clone(), challenge.text.clone());
    let shortlisted = row.is_shortlisted.then(|| {
        view! { <span class="documented-through">{i18n.result_shortlisted()}</span> }
    });
    static_view(view! {
        <th scope=scope>
            {section}
            <PickedText text=text/>
            <TranslationNote text=origin/>
            {shortlisted}
        </th>
    })
}

/// A sub-challenge.
pub(super) fn part_cell(text: &Picked, main: &Picked) -> AnyView {
    let text = text_beside(text.clone(), main);
    static_view(view! {
        <th scope="row">{text}</th>
    })
}

/// The challenge's other texts of one kind; the cell spans all its rows.
pub(super) fn texts_cell(
    label: &'static str,
    texts: &[&Picked],
    main: &Picked,
    span: usize,
) -> AnyView {
    let text = |text: &&Picked| text_beside((*text).clone(), main);
    let content = match texts {
        [] => None,
        [only] => Some(static_view(text(only))),
        several => {
            let items: Vec<AnyView> =
                several.iter().map(|one| static_view(view! { <li>{text(one)}</li> })).collect();
            Some(static_view(view! { <ul>{items}</ul> }))
        }
    };
    static_view(view! { <td data-label=label rowspan=span>{content}</td> })
}

/// The measures of a challenge, with their details.
pub(super) fn measures_cell(i18n: I18n, challenge: &ChallengeDocument, span: usize) -> AnyView {
    let measures: Vec<AnyView> =
        challenge.measures().map(|measure| measure_item(i18n, measure, &challenge.text)).collect();
    let list = (!measures.is_empty()).then(|| view! { <ul>{measures}</ul> });
    static_view(view! {
        <td class="documented-measures" data-label=i18n.result_measures() rowspan=span>
            {list}
        </td>
    })
}

fn measure_item(i18n: I18n, measure: &MeasureDocument, main: &Picked) -> AnyView {
    let details = [
        (i18n.result_first_steps(), &measure.first_steps),
        (i18n.result_stakeholders(), &measure.stakeholders),
        (i18n.result_resources(), &measure.resources),
        (i18n.result_remarks(), &measure.remarks),
    ];
    let details: Vec<AnyView> = details
        .into_iter()
        .filter_map(|(name, text)| {
            let text = text_beside(text.clone()?, main);
            Some(static_view(view! { <dt>{name}</dt> <dd>{text}</dd> }))
        })
        .collect();
    let details = (!details.is_empty()).then(|| view! { <dl>{details}</dl> });
    let text = measure.text.clone().map(|text| text_beside(text, main));
    static_view(view! { <li>{text} {details}</li> })
}
