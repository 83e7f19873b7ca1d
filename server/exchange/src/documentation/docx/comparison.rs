//! The votes of several rounds side by side, where a field was voted on more than once.

use super::texts::picked;
use crate::word::{Block, Column, Look, Paragraph, Row, Run, Style, Table};
use i18n::I18n;
use shared::api::{Compared, Comparison, Documentation, FieldDocument};

/// The comparison; empty where no field was voted on twice.
pub(super) fn blocks(i18n: I18n, document: &Documentation) -> Vec<Block> {
    let tables: Vec<Block> = document
        .fields
        .iter()
        .filter_map(|field| Some((field, document.compare(field)?)))
        .flat_map(|(field, comparison)| {
            let heading = picked(i18n, Style::Heading2, &field.name);
            [heading.into(), table(i18n, field, &comparison).into()]
        })
        .collect();
    if tables.is_empty() {
        return tables;
    }
    let heading = Paragraph::plain(Style::Heading1, i18n.result_comparison()).on_new_page();
    std::iter::once(heading.into()).chain(tables).collect()
}

fn table(i18n: I18n, field: &FieldDocument, comparison: &Comparison<'_>) -> Table {
    let number = |number: u32| i18n.vote_round(&i18n.number(u64::from(number)));
    let earlier = comparison.has_earlier.then(|| i18n.result_earlier().to_owned());
    let rounds = comparison.rounds.iter().map(|round| number(round.status.number));
    let sum = comparison.has_sum.then(|| i18n.result_sum().to_owned());
    let votes =
        earlier.into_iter().chain(rounds).chain(sum).map(|heading| Column { heading, width: 12 });
    let challenge = Column { heading: i18n.result_challenge().to_owned(), width: 60 };
    Table {
        caption: field.name.text.clone(),
        description: i18n.result_comparison().to_owned(),
        columns: std::iter::once(challenge).chain(votes).collect(),
        rows: comparison.rows.iter().map(|row| self::row(i18n, row, comparison)).collect(),
    }
}

fn row(i18n: I18n, row: &Compared<'_>, comparison: &Comparison<'_>) -> Row {
    let earlier = comparison.has_earlier.then(|| row.challenge.earlier_votes.map(u64::from));
    let sum = comparison.has_sum.then_some(row.sum);
    let votes = earlier.into_iter().chain(row.votes.iter().copied()).chain(sum).map(|votes| {
        // A dash where the challenge was not voted on; zero is a result.
        let votes = votes.map_or("–".to_owned(), |votes| i18n.number(votes));
        Paragraph::new(Style::TableText, [Run::new(Look::Strong, votes)])
    });
    let challenge = picked(i18n, Style::TableText, &row.challenge.text);
    let cells = std::iter::once(challenge).chain(votes).map(|paragraph| vec![paragraph]);
    Row { is_marked: false, cells: cells.collect() }
}
