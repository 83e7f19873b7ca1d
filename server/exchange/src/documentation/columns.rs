//! The columns of a result: headings and cells.

use super::grid::{Cell, Heading};
use super::sheet_columns::SheetColumn;
use i18n::I18n;
use shared::api::{
    ChallengeDocument, Documentation, FieldDocument, MeasureDocument, PartDocument, RoundDocument,
};
use shared::text::Picked;
use shared::voting::tally::{FieldResult, PartResult, ResultRow, Votes};

/// A challenge in a round, or one of its parts.
#[derive(Clone, Copy)]
pub(super) struct Line<'a> {
    round: &'a RoundDocument,
    field: &'a FieldDocument,
    challenge: &'a ChallengeDocument,
    row: &'a ResultRow,
    part: Option<(&'a PartDocument, &'a PartResult)>,
    /// Dots in all rounds together, where several asked about it.
    sum: Option<u64>,
}

/// The lines of a round in one field: challenges by rank, each followed by its parts.
pub(super) fn lines<'a>(
    document: &'a Documentation,
    round: &'a RoundDocument,
    result: &'a FieldResult,
) -> Vec<Line<'a>> {
    let mut lines = Vec::new();
    let Some(field) = document.field(&result.field) else { return lines };
    for row in &result.rows {
        let Some(challenge) = field.challenge(&row.challenge) else { continue };
        let sum = document.sum_of_rounds(&row.challenge);
        let whole = Line { round, field, challenge, row, part: None, sum };
        lines.push(whole);
        for part in &row.parts {
            let text = challenge.parts.iter().find(|one| one.id == part.challenge);
            let sum = document.sum_of_rounds(&part.challenge);
            lines.extend(text.map(|text| Line { part: Some((text, part)), sum, ..whole }));
        }
    }
    lines
}

/// A detail of a measure, which has its own column in a workbook.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Detail {
    FirstSteps,
    Stakeholders,
    Resources,
    Remarks,
}

impl Detail {
    pub(super) const ALL: [Self; 4] =
        [Self::FirstSteps, Self::Stakeholders, Self::Resources, Self::Remarks];

    pub(super) fn heading(self, i18n: I18n) -> &'static str {
        match self {
            Self::FirstSteps => i18n.result_first_steps(),
            Self::Stakeholders => i18n.result_stakeholders(),
            Self::Resources => i18n.result_resources(),
            Self::Remarks => i18n.result_remarks(),
        }
    }

    pub(super) fn text(self, measure: &MeasureDocument) -> Option<&Picked> {
        match self {
            Self::FirstSteps => measure.first_steps.as_ref(),
            Self::Stakeholders => measure.stakeholders.as_ref(),
            Self::Resources => measure.resources.as_ref(),
            Self::Remarks => measure.remarks.as_ref(),
        }
    }
}

/// A column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Column {
    Round,
    Field,
    Section,
    Rank,
    Challenge,
    /// The parent challenge of a part.
    PartOf,
    Votes,
    Paper,
    Shortlisted,
    Goal,
    Audience,
    /// Measures with all their details in one cell.
    WholeMeasures,
    /// Measures only, numbered as in the columns of their details.
    Measures,
    Detail(Detail),
    Earlier,
    /// Of all rounds, without the earlier conference.
    Sum,
    /// What a table has worked out.
    Sheet(SheetColumn),
}

impl Column {
    pub(super) fn heading(self, i18n: I18n) -> Heading {
        let (words, width) = match self {
            Self::Round => (i18n.result_round(), 8),
            Self::Field => (i18n.result_field(), 24),
            Self::Section => (i18n.result_section(), 20),
            Self::Rank => (i18n.result_rank(), 8),
            Self::Challenge => (i18n.result_challenge(), 44),
            Self::PartOf => (i18n.result_part_of(), 30),
            Self::Votes => (i18n.result_votes(), 9),
            Self::Paper => (i18n.result_paper(), 11),
            Self::Shortlisted => (i18n.result_shortlisted(), 11),
            Self::Goal => (i18n.result_goal(), 36),
            Self::Audience => (i18n.result_audience(), 26),
            Self::WholeMeasures | Self::Measures => (i18n.result_measures(), 48),
            Self::Detail(detail) => (detail.heading(i18n), 36),
            Self::Earlier => (i18n.result_earlier(), 12),
            Self::Sum => (i18n.result_sum(), 9),
            Self::Sheet(column) => return column.prefixed_heading(i18n),
        };
        Heading { words: words.to_owned(), width }
    }

    pub(super) fn cell(self, i18n: I18n, line: &Line<'_>) -> Cell {
        match (self, line.part) {
            (Self::Round, _) => Cell::number(Some(line.round.status.number)),
            (Self::Field, _) => picked(Some(&line.field.name)),
            (Self::Section, _) => picked(line.challenge.section.as_ref()),
            (Self::Challenge, Some((part, _))) => picked(Some(&part.text)),
            (Self::Challenge, None) | (Self::PartOf, Some(_)) => picked(Some(&line.challenge.text)),
            (Self::Votes, _) => Cell::Number(line.votes().dots),
            (Self::Paper, _) => Cell::Number(line.votes().paper),
            (Self::Sum, _) => Cell::number(line.sum),
            // The following columns apply to the whole challenge and are filled once.
            (_, Some(_)) | (Self::PartOf, None) => Cell::Empty,
            (Self::Rank, None) => Cell::number(Some(line.row.rank)),
            (Self::Shortlisted, None) => {
                Cell::text(line.row.is_shortlisted.then(|| i18n.offer_yes().to_owned()))
            }
            (Self::Goal, None) => lines_of(&line.challenge.goal_texts()),
            (Self::Audience, None) => lines_of(&line.challenge.audiences()),
            (Self::WholeMeasures, None) => {
                listed(line.challenge, |measure| Some(whole_measure(i18n, measure)))
            }
            (Self::Measures, None) => {
                listed(line.challenge, |measure| Some(measure.text.as_ref()?.text.clone()))
            }
            (Self::Detail(detail), None) => {
                listed(line.challenge, |measure| Some(detail.text(measure)?.text.clone()))
            }
            (Self::Earlier, None) => Cell::number(line.challenge.earlier_votes),
            (Self::Sheet(column), None) => {
                line.challenge.sheet.as_ref().map_or(Cell::Empty, |sheet| column.cell(sheet))
            }
        }
    }
}

impl Line<'_> {
    fn votes(&self) -> Votes {
        self.part.map_or(self.row.votes, |(_, part)| part.votes)
    }
}

fn picked(text: Option<&Picked>) -> Cell {
    Cell::text(text.map(|text| text.text.clone()))
}

/// Each text on its own line, numbered where there are several.
fn lines_of(texts: &[&Picked]) -> Cell {
    let lines = texts.iter().zip(1..).map(|(text, number)| match texts {
        [_] => text.text.clone(),
        _ => format!("({number}) {}", text.text),
    });
    Cell::text(Some(lines.collect::<Vec<_>>().join("\n")))
}

/// A detail of each measure on its own line, with the measure's number where there are several; in
/// brackets, since steps within a measure are numbered too.
fn listed(
    challenge: &ChallengeDocument,
    text: impl Fn(&MeasureDocument) -> Option<String>,
) -> Cell {
    let measures: Vec<&MeasureDocument> = challenge.measures().collect();
    let lines = measures.iter().copied().zip(1..).filter_map(|(measure, number)| {
        let text = text(measure)?;
        Some(if measures.len() > 1 { format!("({number}) {text}") } else { text })
    });
    Cell::text(Some(lines.collect::<Vec<_>>().join("\n")))
}

fn whole_measure(i18n: I18n, measure: &MeasureDocument) -> String {
    let details = Detail::ALL.into_iter().filter_map(|detail| {
        Some(format!("{}: {}", detail.heading(i18n), detail.text(measure)?.text))
    });
    let text = measure.text.as_ref().map(|text| text.text.clone());
    let lines = text.into_iter().chain(details);
    lines.collect::<Vec<_>>().join("\n")
}
