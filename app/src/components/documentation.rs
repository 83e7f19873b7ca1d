//! The documentation of a conference: the results of its closed rounds, with everything that was
//! prepared for them.
//!
//! The page and the printable file are made of the same parts. The only interactive elements are
//! links, and only on the page: in a file, an address of ours leads nowhere.

mod cells;
mod comparison;
mod field;
mod round;
mod sheets;

use super::{PickedText, TranslationNote, static_view};
use crate::i18n::{I18n, use_i18n};
use leptos::prelude::*;
use shared::api::{Documentation, ProgrammeView};
use shared::text::Picked;
use shared::voting::tally::Votes;

/// Where a documentation is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Medium {
    /// A page of the site.
    Page,
    /// A standalone file.
    #[cfg(feature = "ssr")]
    File,
}

/// The title of the conference, its place and its date.
pub(crate) fn documentation_head(i18n: I18n, document: &Documentation) -> AnyView {
    let title = document.title.clone();
    let origin = document.title.clone();
    let place = document.place.clone();
    let date = document.date.map(|date| i18n.date(date));
    let gap = (place.is_some() && date.is_some()).then(|| i18n.list_separator());
    static_view(view! {
        <header class="documentation-head">
            <p class="documentation-kind">{i18n.result_documentation()}</p>
            <h1>
                <PickedText text=title/>
            </h1>
            <TranslationNote text=origin/>
            <p class="documentation-where">
                {place.map(|place| view! { <PickedText text=place/> })} {gap} {date}
            </p>
        </header>
    })
}

/// The closed rounds one after the other, the comparison between them, what tables have worked out,
/// and the programme.
#[component]
pub(crate) fn DocumentationBody(document: Documentation, medium: Medium) -> impl IntoView {
    let i18n = use_i18n();
    let is_empty = document.rounds.is_empty();
    let none = is_empty.then(|| view! { <p>{i18n.result_none()}</p> });
    let rounds: Vec<AnyView> = document
        .rounds
        .iter()
        .map(|round| round::section(i18n, &document, round, medium))
        .collect();
    let comparison = comparison::section(i18n, &document);
    let sheets = sheets::section(i18n, &document);
    let programme = programme(i18n, document.programme);
    static_view(view! {
        <article class="documentation">
            {none}
            {rounds}
            {comparison}
            {sheets}
            {programme}
            <p class="documentation-note">{i18n.vote_trust()}</p>
        </article>
    })
}

/// The programme of the conference.
fn programme(i18n: I18n, points: Vec<ProgrammeView>) -> Option<AnyView> {
    let is_empty = points.is_empty();
    let item = |point: ProgrammeView| {
        let time = point.time.map(|time| view! { <b dir="auto">{time}</b> " " });
        static_view(view! { <li>{time} <PickedText text=point.title/></li> })
    };
    let items: Vec<AnyView> = points.into_iter().map(item).collect();
    (!is_empty).then(|| {
        static_view(view! {
            <section class="documentation-programme" aria-labelledby="programme">
                <h2 id="programme">{i18n.vote_programme()}</h2>
                <ul>{items}</ul>
            </section>
        })
    })
}

/// A sum of dots, and how many of them were sticky dots on paper.
fn votes_text(i18n: I18n, votes: Votes) -> String {
    let sum = i18n.number(votes.dots);
    match votes.paper {
        0 => sum,
        paper => format!("{sum}{}{}", i18n.list_separator(), i18n.board_paper(paper)),
    }
}

/// A text that goes with another one; it has a translation note of its own only where its language
/// or state differs from that of `main`.
fn text_beside(text: Picked, main: &Picked) -> AnyView {
    let is_other = (&text.language, text.state) != (&main.language, main.state);
    let origin = is_other.then(|| view! { <TranslationNote text=text.clone()/> });
    static_view(view! {
        <PickedText text=text/>
        {origin}
    })
}
