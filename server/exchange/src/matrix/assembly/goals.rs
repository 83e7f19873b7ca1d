//! Goals and measures of the challenge above, and what stands beside them.

use super::super::columns::{Column, key};
use super::super::doubts::{DoubtKind, Finding};
use super::super::records::{MatrixGoal, MatrixMeasure, append};
use super::super::row::MatrixRow;
use super::super::{lists, marks, references};
use super::Assembly;
use crate::sheet::CellError;

/// A text in the column of goals that is longer than this, in characters, and stands alone is
/// probably a remark.
const REMARK: usize = 500;
/// Lines from which such a text is probably a list of points.
const REMARK_LINES: usize = 4;
/// What is known of a measure besides its text.
const DETAILS: [Column; 5] = [
    Column::FirstSteps,
    Column::Stakeholders,
    Column::Resources,
    Column::Remarks,
    Column::References,
];

impl Assembly<'_, '_> {
    /// A row without a challenge: a further goal, a further measure, or the rest of a cell above.
    pub(super) fn continue_challenge(&mut self, row: &MatrixRow) {
        if self.challenge().is_none() || row.is_filled(Column::Votes) {
            self.problem::<()>(&row.at, Column::Challenge, CellError::Missing);
            return;
        }
        let rest = [Column::Field, Column::Section, Column::Rank, Column::Number];
        if row.is_repeated && row.has_only(&rest) {
            let challenge = self.challenge().map(|one| (one.at.row, one.text.clone()));
            if let Some((first, text)) = challenge {
                let finding = Finding::new(DoubtKind::Repeated { row: first }, &text);
                self.ask(&row.at, Column::Challenge, finding);
            }
            return;
        }
        if row.is_filled(Column::Goal) {
            self.further_goal(row);
        } else if row.is_dashed(Column::Goal) && row.is_own {
            self.begin_goal(row);
        } else {
            self.further_measure(row);
        }
        if let Some(title) = row.text(Column::ShortTitle) {
            self.add_note(&title);
        }
        self.keep_notes(row);
    }

    /// The goal of a row, with the audience and the measures beside it.
    pub(super) fn begin_goal(&mut self, row: &MatrixRow) {
        let measures = self.measures(row);
        let goal = MatrixGoal {
            at: row.at.clone(),
            text: row.text(Column::Goal),
            audience: row.text(Column::Audience),
            measures,
        };
        let is_empty = goal.text.is_none() && goal.audience.is_none() && goal.measures.is_empty();
        let is_said = row.is_own && row.is_dashed(Column::Goal);
        if (!is_empty || is_said)
            && let Some(challenge) = self.challenge()
        {
            challenge.goals.push(goal);
        }
    }

    fn further_goal(&mut self, row: &MatrixRow) {
        let text = row.get(Column::Goal).to_owned();
        if !row.is_own && row.has_only(&[Column::Field, Column::Goal]) && is_remark(&text) {
            let finding = Finding::new(DoubtKind::RemarkRow, &text);
            if !self.ask(&row.at, Column::Goal, finding) {
                return self.add_note(&text);
            }
        }
        let before = self.goal().and_then(|goal| goal.text.clone()).unwrap_or_default();
        if !row.is_own && marks::goes_on(&before, &text) {
            let joined = marks::join(&before, &text);
            let finding = Finding::proposing(DoubtKind::PageBreak, &text, &joined);
            if self.ask(&row.at, Column::Goal, finding) {
                return self.join_goal(row, joined);
            }
        }
        self.begin_goal(row);
    }

    /// The rest of a goal and of its audience; a measure beside it is a further one.
    fn join_goal(&mut self, row: &MatrixRow, text: String) {
        let measures = self.measures(row);
        let Some(goal) = self.goal() else { return };
        goal.text = Some(text);
        if let Some(audience) = row.text(Column::Audience) {
            goal.audience = Some(match goal.audience.take() {
                Some(before) => marks::join(&before, &audience),
                None => audience,
            });
        }
        goal.measures.extend(measures);
    }

    /// A measure of the goal above, with an audience of its own where one is written.
    fn further_measure(&mut self, row: &MatrixRow) {
        if !row.is_own && self.joins_measure(row) {
            return;
        }
        let mut measures = self.measures(row);
        let audience = row.text(Column::Audience);
        let Some(challenge) = self.challenge() else { return };
        if challenge.goals.is_empty() {
            challenge.goals.push(MatrixGoal { at: row.at.clone(), ..MatrixGoal::default() });
        }
        let Some(goal) = challenge.goals.last_mut() else { return };
        match audience {
            Some(audience) if measures.is_empty() => {
                let at = row.at.clone();
                let measure = MatrixMeasure { at, audience: Some(audience), ..Default::default() };
                goal.measures.push(measure);
            }
            Some(audience) => {
                for measure in &mut measures {
                    measure.audience = Some(audience.clone());
                }
            }
            None => {}
        }
        goal.measures.extend(measures);
    }

    /// Whether a measure is the rest of the one above, which a page break has cut; what stands in
    /// the row is appended then, cell by cell.
    fn joins_measure(&mut self, row: &MatrixRow) -> bool {
        let text = row.get(Column::Measure);
        let last = self.goal().and_then(|goal| goal.measures.last());
        let Some(before) = last.and_then(|one| one.text.clone()) else { return false };
        if !marks::goes_on(&before, text) {
            return false;
        }
        let joined = marks::join(&before, text);
        let finding = Finding::proposing(DoubtKind::PageBreak, text, &joined);
        if !self.ask(&row.at, Column::Measure, finding) {
            return false;
        }
        let steps = row.text(Column::FirstSteps).map(|steps| lists::steps(&steps).join("\n"));
        let Some(measure) = self.goal().and_then(|goal| goal.measures.last_mut()) else {
            return true;
        };
        measure.text = Some(joined);
        let rest = [
            (&mut measure.audience, row.text(Column::Audience)),
            (&mut measure.first_steps, steps),
            (&mut measure.stakeholders, row.text(Column::Stakeholders)),
            (&mut measure.resources, row.text(Column::Resources)),
            (&mut measure.remarks, row.text(Column::Remarks)),
        ];
        for (cell, text) in rest {
            if let Some(text) = text {
                append(cell, &text);
            }
        }
        true
    }

    /// The measures of a row: none, one, or several where its cell is a list and nothing stands
    /// beside it.
    fn measures(&mut self, row: &MatrixRow) -> Vec<MatrixMeasure> {
        let text = row.get(Column::Measure);
        let is_alone = DETAILS.iter().all(|column| !row.is_filled(*column));
        let entries = match lists::entries(text).filter(|_| is_alone && !row.is_own) {
            Some(entries) => entries,
            None if is_alone && !row.is_own && self.may_hold_several(text) => self.pieces(row),
            None => Vec::new(),
        };
        if entries.len() < 2 {
            let text = entries.into_iter().next().or_else(|| row.text(Column::Measure));
            let measure = measure(row, text);
            return if measure.is_empty() { Vec::new() } else { vec![measure] };
        }
        let measures = entries.into_iter().map(|entry| measure(row, Some(entry)));
        measures.filter(|measure| !measure.is_empty()).collect()
    }

    /// Whether a cell that is no marked list may have several measures: by its heading, as that of the
    /// result table, or by numbers.
    fn may_hold_several(&self, text: &str) -> bool {
        let key = key(self.head.name(Column::Measure));
        key.contains("ansatz") || lists::is_numbered(text)
    }

    /// Pieces of a cell that is no marked list, where they were accepted as measures.
    fn pieces(&mut self, row: &MatrixRow) -> Vec<String> {
        let text = row.get(Column::Measure);
        let pieces = lists::pieces(text);
        if pieces.len() < 2 {
            return Vec::new();
        }
        let kind = DoubtKind::Entries { count: pieces.len() };
        let finding = Finding::proposing(kind, text, &pieces.join("\n"));
        if self.ask(&row.at, Column::Measure, finding) { pieces } else { Vec::new() }
    }

    /// Keeps what has no column.
    pub(super) fn keep_notes(&mut self, row: &MatrixRow) {
        if let Some(notes) = row.text(Column::Notes) {
            self.add_note(&notes);
        }
        for cell in &row.extra {
            if !cell.heading.is_empty() {
                self.add_note(&format!("{}: {}", cell.heading, cell.text));
                continue;
            }
            self.ledger.ask(&row.at, "", Finding::new(DoubtKind::ExtraCell, &cell.text));
            let last = self.goal().and_then(|goal| goal.measures.last_mut());
            match last.filter(|measure| measure.at == row.at) {
                Some(measure) => append(&mut measure.remarks, &cell.text),
                None => self.add_note(&cell.text),
            }
        }
    }

    /// The goal that a row continues.
    fn goal(&mut self) -> Option<&mut MatrixGoal> {
        self.challenge()?.goals.last_mut()
    }
}

/// A measure with the details of a row.
fn measure(row: &MatrixRow, text: Option<String>) -> MatrixMeasure {
    let steps = row.text(Column::FirstSteps);
    let lines = row.get(Column::References).lines().map(str::trim);
    let mut measure = MatrixMeasure {
        at: row.at.clone(),
        text,
        audience: None,
        first_steps: steps,
        stakeholders: row.text(Column::Stakeholders),
        resources: row.text(Column::Resources),
        remarks: row.text(Column::Remarks),
        references: lines.filter(|line| !line.is_empty()).map(str::to_owned).collect(),
    };
    if row.is_own {
        return measure;
    }
    let steps = measure.first_steps.map(|steps| lists::steps(&steps).join("\n"));
    measure.first_steps = steps.filter(|steps| !steps.is_empty());
    let in_text = references::find(measure.text.as_deref().unwrap_or_default());
    if in_text.is_all {
        measure.text = None;
    }
    let others =
        [&measure.first_steps, &measure.stakeholders, &measure.resources, &measure.remarks];
    let others = others.into_iter().flatten().flat_map(|text| references::find(text).references);
    let found: Vec<String> = in_text.references.into_iter().chain(others).collect();
    measure.references.extend(found);
    measure
}

fn is_remark(text: &str) -> bool {
    text.chars().count() > REMARK
        || text.lines().count() >= REMARK_LINES
        || text.starts_with(['*', '^'])
        || lists::steps(text).len() >= REMARK_LINES
}
