//! Texts and numbers of the documentation as runs.

use crate::word::{Look, Paragraph, Run, Style};
use i18n::I18n;
use shared::language::LanguageTag;
use shared::text::{Picked, TextState};
use shared::voting::tally::Votes;

/// A text with its language, and where that is a translation to be careful with, a word about it.
pub(super) fn picked_runs(i18n: I18n, text: &Picked, look: Look) -> Vec<Run> {
    let is_other = text.language != LanguageTag::from(i18n.language());
    let language = is_other.then(|| text.language.clone());
    let state = match text.state {
        TextState::Human => None,
        TextState::Machine => Some(i18n.text_machine()),
        TextState::Outdated => Some(i18n.text_outdated()),
    };
    let note = state.map(|state| Run::new(Look::Quiet, format!(" ({state})")));
    std::iter::once(Run { text: text.text.clone(), look, language }).chain(note).collect()
}

/// A text as a paragraph.
pub(super) fn picked(i18n: I18n, style: Style, text: &Picked) -> Paragraph {
    Paragraph::new(style, picked_runs(i18n, text, Look::Plain))
}

/// "Name: value", where the value may be in another language.
pub(super) fn labelled(
    style: Style,
    label: &str,
    value: impl IntoIterator<Item = Run>,
) -> Paragraph {
    let label = Run::new(Look::Strong, format!("{label}: "));
    Paragraph::new(style, std::iter::once(label).chain(value))
}

/// A sum of dots, and how many of them were sticky dots on paper.
pub(super) fn votes_text(i18n: I18n, votes: Votes) -> String {
    let sum = i18n.number(votes.dots);
    match votes.paper {
        0 => sum,
        paper => format!("{sum}{}{}", i18n.list_separator(), i18n.board_paper(paper)),
    }
}

/// The number of a round, and its name where it has one.
pub(super) fn round_runs(
    i18n: I18n,
    round: &shared::api::RoundDocument,
) -> impl Iterator<Item = Run> + use<> {
    let number = i18n.vote_round(&i18n.number(u64::from(round.status.number)));
    let name = round.name.as_ref().map(|name| picked_runs(i18n, name, Look::Plain));
    let number = if name.is_some() { format!("{number}: ") } else { number };
    std::iter::once(Run::new(Look::Plain, number)).chain(name.into_iter().flatten())
}
