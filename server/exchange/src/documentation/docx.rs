//! The documentation as a Word document: a cover with numbers and programme, each round with a
//! table for each of its fields, the comparison of rounds, what tables have worked out.
//!
//! Shows what the page shows, in the same order.

mod comparison;
mod cover;
mod field;
mod round;
mod sheets;
mod texts;

use super::overview::has_machine_texts;
use crate::error::WriteError;
use crate::word::{self, Block, Paragraph, Style};
use i18n::I18n;
use jiff::civil::Date;
use shared::api::Documentation;

pub(super) fn encode(
    document: &Documentation,
    i18n: I18n,
    made: Date,
) -> Result<Vec<u8>, WriteError> {
    let rounds = document.rounds.iter().flat_map(|round| round::blocks(i18n, document, round));
    let blocks = cover::blocks(i18n, document)
        .into_iter()
        .chain(rounds)
        .chain(comparison::blocks(i18n, document))
        .chain(sheets::blocks(i18n, document))
        .chain(notes(i18n, document, made));
    word::encode(&word::Document {
        title: &document.title.text,
        language: i18n.language(),
        made,
        blocks: blocks.collect(),
    })
}

/// What the vote is for, whether a machine translated, and the day.
fn notes(i18n: I18n, document: &Documentation, made: Date) -> Vec<Block> {
    let notes = [
        Some(i18n.vote_trust().to_owned()),
        has_machine_texts(document).then(|| i18n.result_machine().to_owned()),
        Some(i18n.result_made(&i18n.date(made))),
    ];
    let note = |note: String| Paragraph::plain(Style::Note, note).into();
    notes.into_iter().flatten().map(note).collect()
}

#[cfg(test)]
mod tests;
