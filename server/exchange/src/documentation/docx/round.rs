//! A closed round: participation and rules, its fields, and how to verify it.

use super::field::field_table;
use super::texts::{labelled, picked, round_runs, votes_text};
use crate::word::{Block, Look, Paragraph, Run, Style};
use i18n::I18n;
use i18n::words::{exclusion_notes, paper_note, round_access, rules};
use shared::api::{Documentation, FieldDocument, RoundDocument};
use shared::voting::tally::FieldResult;

/// The round on pages of its own.
pub(super) fn blocks(i18n: I18n, document: &Documentation, round: &RoundDocument) -> Vec<Block> {
    let heading = Paragraph::new(Style::Heading1, round_runs(i18n, round)).on_new_page();
    let follows = document
        .follows(round)
        .map(|number| i18n.result_follows(&i18n.number(u64::from(number))))
        .map(|words| Paragraph::plain(Style::Body, words));
    let fields = round
        .results
        .iter()
        .filter_map(|result| Some(field(i18n, round, document.field(&result.field)?, result)));
    std::iter::once(heading)
        .chain(follows)
        .chain(facts(i18n, round))
        .map(Block::from)
        .chain(fields.flatten())
        .chain(verification(i18n, round).map(Block::from))
        .collect()
}

/// Participation, access, rules and the sum of votes; what was counted late or left out.
fn facts(i18n: I18n, round: &RoundDocument) -> Vec<Paragraph> {
    let turnout = &round.turnout;
    let base = i18n.result_base(&i18n.number(turnout.done), &i18n.number(turnout.joined));
    let facts = [
        (i18n.result_participation(), base),
        (i18n.organise_access(), round_access(i18n, round.access).to_owned()),
        (i18n.result_rules(), rules(i18n, &round.rules)),
        (i18n.result_votes(), votes_text(i18n, round.votes())),
    ];
    let facts =
        facts.map(|(name, value)| labelled(Style::Body, name, [Run::new(Look::Plain, value)]));
    let notes = paper_note(i18n, round).into_iter().chain(exclusion_notes(i18n, round));
    let notes = notes.map(|note| Paragraph::plain(Style::Note, note));
    facts.into_iter().chain(notes).collect()
}

fn field(
    i18n: I18n,
    round: &RoundDocument,
    field: &FieldDocument,
    result: &FieldResult,
) -> Vec<Block> {
    let votes = Run::new(Look::Plain, votes_text(i18n, result.votes));
    let chosen = round.chosen(&field.id).map(|chosen| i18n.board_chosen(chosen));
    let lines = [
        picked(i18n, Style::Heading2, &field.name),
        labelled(Style::Lead, i18n.result_votes(), [votes]),
    ];
    let chosen = chosen.map(|words| Paragraph::plain(Style::Lead, words));
    let table = field_table(i18n, round, field, result);
    let lines = lines.into_iter().chain(chosen).map(Block::from);
    lines.chain([Block::from(table)]).collect()
}

/// The check value that every recount must arrive at.
fn verification(i18n: I18n, round: &RoundDocument) -> [Paragraph; 3] {
    [
        Paragraph::plain(Style::Heading2, i18n.result_check_value()),
        Paragraph::new(Style::Body, [Run::new(Look::Code, round.check_value.clone())]),
        Paragraph::plain(Style::Note, i18n.result_check_hint()),
    ]
}
