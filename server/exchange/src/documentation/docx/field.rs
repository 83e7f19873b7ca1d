//! The result of a round in one field: a table, best first, with what was prepared for it.
//!
//! Parts have rows of their own below their challenge. Nothing is merged: merged cells confuse
//! screen readers, and break badly between pages. Columns that would be empty are left out.

use super::super::columns::Detail;
use super::texts::{labelled, picked, picked_runs};
use crate::word::{Cell, Column, Look, Paragraph, Row, Run, Style, Table};
use i18n::I18n;
use shared::api::{ChallengeDocument, FieldDocument, MeasureDocument, PartDocument, RoundDocument};
use shared::id::ChallengeId;
use shared::text::Picked;
use shared::voting::tally::{FieldResult, ResultRow, Votes};

/// A column that is left out where no challenge of the field fills it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Optional {
    Audience,
    Goal,
    Measures,
}

impl Optional {
    const ALL: [Self; 3] = [Self::Audience, Self::Goal, Self::Measures];

    fn column(self, i18n: I18n) -> Column {
        let (heading, width) = match self {
            Self::Audience => (i18n.result_audience(), 20),
            Self::Goal => (i18n.result_goal(), 24),
            Self::Measures => (i18n.result_measures(), 48),
        };
        Column { heading: heading.to_owned(), width }
    }

    fn cell(self, i18n: I18n, challenge: &ChallengeDocument) -> Cell {
        match self {
            Self::Audience => listed(i18n, &challenge.audiences()),
            Self::Goal => listed(i18n, &challenge.goal_texts()),
            Self::Measures => {
                challenge.measures().flat_map(|one| measure_lines(i18n, one)).collect()
            }
        }
    }
}

pub(super) fn field_table(
    i18n: I18n,
    round: &RoundDocument,
    field: &FieldDocument,
    result: &FieldResult,
) -> Table {
    let is_filled = |column: &Optional| {
        field.challenges.iter().any(|challenge| !column.cell(i18n, challenge).is_empty())
    };
    let optional: Vec<Optional> = Optional::ALL.into_iter().filter(is_filled).collect();
    let fixed = [(i18n.result_rank(), 9), (i18n.result_votes(), 11), (i18n.result_challenge(), 42)];
    let fixed = fixed.map(|(heading, width)| Column { heading: heading.to_owned(), width });
    let number = i18n.vote_round(&i18n.number(u64::from(round.status.number)));
    Table {
        caption: field.name.text.clone(),
        description: format!("{number}{}{}", i18n.list_separator(), field.name.text),
        columns: fixed
            .into_iter()
            .chain(optional.iter().map(|column| column.column(i18n)))
            .collect(),
        rows: result
            .rows
            .iter()
            .filter_map(|row| Some(rows(i18n, row, field.challenge(&row.challenge)?, &optional)))
            .flatten()
            .collect(),
    }
}

/// A challenge's row, and below it one for each of its parts.
fn rows(
    i18n: I18n,
    row: &ResultRow,
    challenge: &ChallengeDocument,
    optional: &[Optional],
) -> Vec<Row> {
    let own =
        [rank_cell(i18n, row), votes_cell(i18n, row.votes), challenge_cell(i18n, row, challenge)];
    let own = own.into_iter().chain(optional.iter().map(|column| column.cell(i18n, challenge)));
    let document = |id: &ChallengeId| challenge.parts.iter().find(|part| part.id == *id);
    let parts = row.parts.iter().filter_map(|part| {
        let cells = part_cells(i18n, part.votes, document(&part.challenge)?);
        let empty = optional.iter().map(|_| Cell::new());
        Some(Row { is_marked: row.is_shortlisted, cells: cells.into_iter().chain(empty).collect() })
    });
    let whole = Row { is_marked: row.is_shortlisted, cells: own.collect() };
    std::iter::once(whole).chain(parts).collect()
}

fn part_cells(i18n: I18n, votes: Votes, part: &PartDocument) -> [Cell; 3] {
    [Cell::new(), votes_cell(i18n, votes), vec![picked(i18n, Style::TablePart, &part.text)]]
}

/// The rank, marked where others share it. A rank without dots is not shared.
fn rank_cell(i18n: I18n, row: &ResultRow) -> Cell {
    let is_tied = row.is_tied && row.votes.dots > 0;
    let tied = is_tied.then(|| quiet(i18n.result_tied()));
    let rank = i18n.number(u64::from(row.rank));
    let rank = Paragraph::new(Style::TableText, [Run::new(Look::Strong, rank)]);
    std::iter::once(rank).chain(tied).collect()
}

fn votes_cell(i18n: I18n, votes: Votes) -> Cell {
    let sum = Run::new(Look::Strong, i18n.number(votes.dots));
    let paper = (votes.paper > 0).then(|| quiet(&i18n.board_paper(votes.paper)));
    std::iter::once(Paragraph::new(Style::TableText, [sum])).chain(paper).collect()
}

/// The challenge, its section, and whether it is shortlisted.
fn challenge_cell(i18n: I18n, row: &ResultRow, challenge: &ChallengeDocument) -> Cell {
    let section = challenge.section.as_ref();
    let section =
        section.map(|text| Paragraph::new(Style::TableText, picked_runs(i18n, text, Look::Quiet)));
    let shortlisted = row.is_shortlisted.then(|| {
        Paragraph::new(Style::TableText, [Run::new(Look::Strong, i18n.result_shortlisted())])
    });
    let text = picked(i18n, Style::TableText, &challenge.text);
    section.into_iter().chain([text]).chain(shortlisted).collect()
}

/// One text, or several as a list.
fn listed(i18n: I18n, texts: &[&Picked]) -> Cell {
    let style = if texts.len() > 1 { Style::TableItem } else { Style::TableText };
    texts.iter().map(|text| picked(i18n, style, text)).collect()
}

/// A measure as an item of a list, followed by its details. One without a text has its details or
/// its references only.
fn measure_lines(i18n: I18n, measure: &MeasureDocument) -> Vec<Paragraph> {
    let text = measure.text.as_ref().map(|text| picked(i18n, Style::TableItem, text));
    let details = Detail::ALL.into_iter().filter_map(|detail| {
        let runs = picked_runs(i18n, detail.text(measure)?, Look::Plain);
        Some(labelled(Style::TableDetail, detail.heading(i18n), runs))
    });
    let references =
        measure.references.iter().map(|one| Paragraph::plain(Style::TableDetail, one.clone()));
    text.into_iter().chain(details).chain(references).collect()
}

fn quiet(text: &str) -> Paragraph {
    Paragraph::new(Style::TableText, [Run::new(Look::Quiet, text)])
}
