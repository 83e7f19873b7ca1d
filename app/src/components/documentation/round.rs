//! A closed round: participation and rules, the results by field, and how to verify them.

use super::field::field_table;
use super::{Medium, votes_text};
use crate::components::{PickedText, static_view};
use crate::i18n::I18n;
use i18n::words::{exclusion_notes, paper_note, round_access, rules};
use leptos::prelude::*;
use shared::api::{Documentation, RoundDocument};

/// A round as a section of its own.
pub(super) fn section(
    i18n: I18n,
    document: &Documentation,
    round: &RoundDocument,
    medium: Medium,
) -> AnyView {
    let heading = format!("round-{}", round.status.number);
    let labelled_by = heading.clone();
    let number = i18n.vote_round(&round_number(i18n, round.status.number));
    let name = round.name.clone().map(|name| view! { ": " <PickedText text=name/> });
    let follows = document.follows(round).map(|number| {
        let words = i18n.result_follows(&round_number(i18n, number));
        view! { <p>{words}</p> }
    });
    let facts = facts(i18n, round);
    let tables: Vec<AnyView> = round
        .results
        .iter()
        .filter_map(|result| {
            let field = document.field(&result.field)?;
            Some(field_table(i18n, field, result, round.chosen(&field.id)))
        })
        .collect();
    let verification = verification(i18n, round, medium);
    static_view(view! {
        <section class="documented-round" aria-labelledby=labelled_by>
            <h2 id=heading>{number} {name}</h2>
            {follows}
            {facts}
            {tables}
            {verification}
        </section>
    })
}

/// A round's number as text.
pub(super) fn round_number(i18n: I18n, number: u32) -> String {
    i18n.number(u64::from(number))
}

/// Participation, access, rules and the sum of votes.
fn facts(i18n: I18n, round: &RoundDocument) -> AnyView {
    let (done, joined) = (i18n.number(round.turnout.done), i18n.number(round.turnout.joined));
    let facts = [
        (i18n.result_participation(), i18n.result_base(&done, &joined)),
        (i18n.organise_access(), round_access(i18n, round.access).to_owned()),
        (i18n.result_rules(), rules(i18n, &round.rules)),
        (i18n.result_votes(), votes_text(i18n, round.votes())),
    ];
    let facts = facts.map(|(name, value)| view! { <div><dt>{name}</dt> <dd>{value}</dd></div> });
    let notes = paper_note(i18n, round).into_iter().chain(exclusion_notes(i18n, round));
    let notes = notes.map(|words| view! { <p>{words}</p> }).collect_view();
    static_view(view! {
        <dl class="documented-facts">{facts.into_iter().collect_view()}</dl>
        {notes}
    })
}

/// The check value that every recount must arrive at, and on the page the file to recount from.
fn verification(i18n: I18n, round: &RoundDocument, medium: Medium) -> AnyView {
    let link = (medium == Medium::Page).then(|| {
        let href = format!("/api/v1/rounds/{}/recount.jsonl", round.status.id);
        let number = i18n.vote_round(&round_number(i18n, round.status.number));
        let words = format!("{} ({number})", i18n.result_recount());
        view! {
            <p>
                <a href=href rel="external" download="">{words}</a>
            </p>
        }
    });
    let value = round.check_value.clone();
    static_view(view! {
        <div class="documented-check">
            <h3>{i18n.result_check_value()}</h3>
            <code dir="ltr">{value}</code>
            <p class="documentation-note">{i18n.result_check_hint()}</p>
            {link}
        </div>
    })
}
