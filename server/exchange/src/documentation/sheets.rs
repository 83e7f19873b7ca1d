//! The tables of a documentation: one with everything, or a sheet for each field.

use super::columns::{Column, Detail, Line, lines};
use super::grid::{Cell, Grid, Heading};
use super::overview::overview;
use super::sheet_columns::{SheetColumn, sheet_grid};
use i18n::I18n;
use jiff::civil::Date;
use shared::api::{Comparison, Documentation, FieldDocument};

/// Columns of the single table.
const ALL: [Column; 14] = [
    Column::Round,
    Column::Field,
    Column::Section,
    Column::Rank,
    Column::Challenge,
    Column::PartOf,
    Column::Votes,
    Column::Paper,
    Column::Shortlisted,
    Column::Goal,
    Column::Audience,
    Column::WholeMeasures,
    Column::Earlier,
    Column::Sum,
];

/// Columns of a field's sheet, in the order of the paper form.
const OF_FIELD: [Column; 15] = [
    Column::Round,
    Column::Rank,
    Column::Votes,
    Column::Paper,
    Column::Shortlisted,
    Column::Section,
    Column::Challenge,
    Column::PartOf,
    Column::Audience,
    Column::Goal,
    Column::Measures,
    Column::Detail(Detail::FirstSteps),
    Column::Detail(Detail::Stakeholders),
    Column::Detail(Detail::Resources),
    Column::Detail(Detail::Remarks),
];

/// The single table: a line for each challenge and part in each round. Where tables have worked on
/// anything, all columns of their sheets follow.
pub(super) fn table(i18n: I18n, document: &Documentation) -> Grid {
    let all: Vec<Line<'_>> = document
        .rounds
        .iter()
        .flat_map(|round| round.results.iter().map(move |result| (round, result)))
        .flat_map(|(round, result)| lines(document, round, result))
        .collect();
    let worked_out = SheetColumn::ALL.into_iter().map(Column::Sheet);
    let worked_out = worked_out.filter(|_| document.has_sheets());
    let columns: Vec<Column> = ALL.into_iter().chain(worked_out).collect();
    grid(i18n, i18n.result_documentation().to_owned(), &columns, &all)
}

/// The sheets of a workbook: overview, fields, comparison, what tables have worked out.
pub(super) fn sheets(i18n: I18n, document: &Documentation, made: Date) -> Vec<Grid> {
    let fields = document.fields.iter().map(|field| field_sheet(i18n, document, field));
    let first = std::iter::once(overview(i18n, document, made));
    first
        .chain(fields)
        .chain(comparison(i18n, document))
        .chain(sheet_grid(i18n, document))
        .collect()
}

/// A field in all rounds that asked about it; empty columns are left out.
fn field_sheet(i18n: I18n, document: &Documentation, field: &FieldDocument) -> Grid {
    let groups: Vec<_> = document
        .results_in(&field.id)
        .map(|(round, result)| lines(document, round, result))
        .collect();
    let all = groups.concat();
    let is_kept = |column: &Column| match column {
        Column::Round => groups.len() > 1,
        Column::Rank | Column::Votes | Column::Shortlisted | Column::Challenge => true,
        _ => all.iter().any(|line| !column.cell(i18n, line).is_idle()),
    };
    let columns: Vec<Column> = OF_FIELD.into_iter().filter(is_kept).collect();
    grid(i18n, field.name.text.clone(), &columns, &all)
}

fn grid(i18n: I18n, name: String, columns: &[Column], lines: &[Line<'_>]) -> Grid {
    let cells = |line: &Line<'_>| columns.iter().map(|column| column.cell(i18n, line)).collect();
    Grid {
        name,
        title: None,
        headings: columns.iter().map(|column| column.heading(i18n)).collect(),
        lines: lines.iter().map(cells).collect(),
    }
}

/// Votes side by side, for fields that were voted on more than once; `None` without any.
fn comparison(i18n: I18n, document: &Documentation) -> Option<Grid> {
    let compared: Vec<(&FieldDocument, Comparison<'_>)> = document
        .fields
        .iter()
        .filter_map(|field| Some((field, document.compare(field)?)))
        .collect();
    if compared.is_empty() {
        return None;
    }
    let has_earlier = compared.iter().any(|(_, comparison)| comparison.has_earlier);
    let headings = [Column::Field, Column::Challenge].map(|column| column.heading(i18n));
    let earlier = has_earlier.then(|| Column::Earlier.heading(i18n));
    let rounds = document.rounds.iter().map(|round| Heading {
        words: i18n.vote_round(&i18n.number(u64::from(round.status.number))),
        width: 12,
    });
    let has_sum = compared.iter().any(|(_, comparison)| comparison.has_sum);
    let sum = has_sum.then(|| Column::Sum.heading(i18n));
    let lines = compared.iter().flat_map(|(field, comparison)| {
        comparison.rows.iter().map(move |row| {
            let texts =
                [&field.name, &row.challenge.text].map(|text| Cell::text(Some(text.text.clone())));
            let earlier = has_earlier.then(|| Cell::number(row.challenge.earlier_votes));
            let votes = document.votes_by_round(&row.challenge.id).into_iter().map(Cell::number);
            let sum = has_sum.then(|| Cell::number(row.sum));
            texts.into_iter().chain(earlier).chain(votes).chain(sum).collect()
        })
    });
    Some(Grid {
        name: i18n.result_comparison().to_owned(),
        title: None,
        lines: lines.collect(),
        headings: headings.into_iter().chain(earlier).chain(rounds).chain(sum).collect(),
    })
}
