//! What tables have worked out after the vote: columns of the table, and a sheet of the workbook.

use super::grid::{Cell, Grid, Heading};
use i18n::I18n;
use i18n::words::worksheets::written_part;
use shared::api::{ChallengeDocument, Documentation, FieldDocument, SheetDocument};
use shared::voting::worksheet::SheetPart;

/// A column of a worksheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SheetColumn {
    /// A text of it.
    Text(SheetPart),
    /// Where the challenge goes.
    Disposition,
}

impl SheetColumn {
    /// In the order of the sheet; the reason stands beside the decision.
    pub(super) const ALL: [Self; 10] = [
        Self::Text(SheetPart::Wording),
        Self::Text(SheetPart::Goals),
        Self::Text(SheetPart::Audiences),
        Self::Text(SheetPart::Measures),
        Self::Text(SheetPart::FirstSteps),
        Self::Text(SheetPart::Stakeholders),
        Self::Text(SheetPart::Resources),
        Self::Text(SheetPart::Remarks),
        Self::Disposition,
        Self::Text(SheetPart::Reason),
    ];

    fn heading(self, i18n: I18n) -> Heading {
        let words = match self {
            Self::Text(part) => written_part(i18n, part),
            Self::Disposition => i18n.sheet_disposition(),
        };
        Heading { words: words.to_owned(), width: 36 }
    }

    /// Among columns of what was prepared, which have the same names.
    pub(super) fn prefixed_heading(self, i18n: I18n) -> Heading {
        let Heading { words, width } = self.heading(i18n);
        Heading { words: format!("{}: {words}", i18n.result_sheets()), width }
    }

    pub(super) fn cell(self, sheet: &SheetDocument) -> Cell {
        Cell::text(match self {
            Self::Text(part) => sheet.text(part).map(str::to_owned),
            Self::Disposition => sheet.disposition.as_ref().map(|one| one.words.clone()),
        })
    }
}

/// A challenge that a table has worked on.
#[derive(Clone, Copy)]
struct Line<'a> {
    field: &'a FieldDocument,
    challenge: &'a ChallengeDocument,
    sheet: &'a SheetDocument,
}

fn lines(field: &FieldDocument) -> impl Iterator<Item = Line<'_>> {
    field.challenges.iter().filter_map(move |challenge| {
        Some(Line { field, challenge, sheet: challenge.sheet.as_ref()? })
    })
}

/// The sheet of a workbook: a line for each challenge, with the votes of the last round that asked
/// about it. `None` where no table has worked on anything; empty columns are left out.
pub(super) fn sheet_grid(i18n: I18n, document: &Documentation) -> Option<Grid> {
    let all: Vec<Line<'_>> = document.fields.iter().flat_map(lines).collect();
    let is_filled =
        |column: &SheetColumn| all.iter().any(|line| !column.cell(line.sheet).is_idle());
    let columns: Vec<SheetColumn> = SheetColumn::ALL.into_iter().filter(is_filled).collect();
    let fixed =
        [(i18n.result_field(), 24), (i18n.result_challenge(), 44), (i18n.result_votes(), 9)];
    let fixed = fixed.map(|(words, width)| Heading { words: words.to_owned(), width });
    let cells = |line: &Line<'_>| {
        let texts = [&line.field.name, &line.challenge.text];
        let votes = document.last_votes(&line.challenge.id).map(|votes| votes.dots);
        texts
            .map(|text| Cell::text(Some(text.text.clone())))
            .into_iter()
            .chain([Cell::number(votes)])
            .chain(columns.iter().map(|column| column.cell(line.sheet)))
            .collect()
    };
    (!all.is_empty()).then(|| Grid {
        name: i18n.result_sheets().to_owned(),
        title: None,
        headings: fixed
            .into_iter()
            .chain(columns.iter().map(|column| column.heading(i18n)))
            .collect(),
        lines: all.iter().map(cells).collect(),
    })
}
