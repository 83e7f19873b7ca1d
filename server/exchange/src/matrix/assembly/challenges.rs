//! Challenges and sub-challenges of a matrix.

use super::super::columns::Column;
use super::super::doubts::{DoubtKind, Finding};
use super::super::marks;
use super::super::records::{MatrixChallenge, MatrixPart};
use super::super::row::MatrixRow;
use super::{Assembly, votes_at_end};
use crate::sheet::CellError;
use crate::sheet::pieces::states_nothing;

impl Assembly<'_, '_> {
    /// Begins a challenge with what stands in its row.
    pub(super) fn add_challenge(&mut self, mut row: MatrixRow) {
        self.is_in_parts = false;
        if !row.is_own && self.is_cut(&row) {
            row.set(Column::Challenge, String::new());
            return self.continue_challenge(&row);
        }
        if let Some(section) = &mut self.section {
            section.is_used = true;
        }
        row.get(Column::Number).clone_into(&mut self.number);
        let counted = self.counted(&row, Column::Challenge);
        let challenge = MatrixChallenge {
            at: row.at.clone(),
            section: self.section.as_ref().map(|section| section.name.clone()),
            short_title: row.text(Column::ShortTitle),
            text: counted.text,
            votes: counted.votes,
            ..MatrixChallenge::default()
        };
        self.push_challenge(challenge);
        counted.note.iter().for_each(|note| self.add_note(note));
        self.begin_goal(&row);
        self.keep_notes(&row);
    }

    /// Whether a challenge is the rest of the one above, which a page break has cut; it is joined
    /// then.
    fn is_cut(&mut self, row: &MatrixRow) -> bool {
        let text = row.get(Column::Challenge);
        let Some(before) = self.challenge().map(|above| above.text.clone()) else { return false };
        if !marks::goes_on(&before, text) {
            return false;
        }
        let joined = marks::join(&before, text);
        let finding = Finding::proposing(DoubtKind::PageBreak, text, &joined);
        let is_accepted = self.ask(&row.at, Column::Challenge, finding);
        if is_accepted && let Some(above) = self.challenge() {
            above.text = joined;
        }
        is_accepted
    }

    /// A sub-challenge of the challenge above.
    pub(super) fn add_part(&mut self, row: &MatrixRow, column: Column) {
        let counted = self.counted(row, column);
        let Counted { text, votes, note } = counted;
        let part = MatrixPart { at: row.at.clone(), text, votes };
        match self.challenge() {
            Some(challenge) => challenge.parts.push(part),
            None => {
                self.problem::<()>(&row.at, Column::Challenge, CellError::Missing);
            }
        }
        if let Some(note) = &note {
            self.add_note(note);
        }
        self.keep_notes(row);
    }

    /// A text and its votes, which stand in their column or at the end of the text.
    fn counted(&mut self, row: &MatrixRow, column: Column) -> Counted {
        let text = row.get(column);
        let CellVotes { votes: in_column, note } = self.votes(row);
        let at_end = votes_at_end(text).filter(|_| !row.is_own);
        let Some(at_end) = at_end else {
            return Counted { text: text.to_owned(), votes: in_column, note };
        };
        let votes = match in_column {
            Some(votes) if votes != at_end.votes => {
                let kind = DoubtKind::VotesTwice { column: votes };
                let finding =
                    Finding::proposing(kind, &at_end.votes.to_string(), &at_end.votes.to_string());
                if self.ask(&row.at, Column::Votes, finding) { at_end.votes } else { votes }
            }
            _ => at_end.votes,
        };
        Counted { text: at_end.text.to_owned(), votes: Some(votes), note }
    }

    /// The votes of a cell: a number, perhaps with its unit; anything else becomes a note.
    fn votes(&mut self, row: &MatrixRow) -> CellVotes {
        let cell = row.get(Column::Votes);
        if cell.is_empty() || states_nothing(cell) {
            return CellVotes::default();
        }
        if let Some(votes) = number_of_votes(cell) {
            return CellVotes { votes: Some(votes), note: None };
        }
        let heading = self.head.name(Column::Votes);
        let finding = Finding::new(DoubtKind::VotesText, cell);
        let written = self.ledger.replacement(&row.at, heading, finding);
        match written.as_deref().and_then(number_of_votes) {
            Some(votes) => CellVotes { votes: Some(votes), note: None },
            None => CellVotes { votes: None, note: Some(format!("{heading}: {cell}")) },
        }
    }
}

fn number_of_votes(cell: &str) -> Option<u32> {
    let units = ["Stimmen", "Stimme", "Punkte", "Punkt"];
    let bare = units.iter().find_map(|unit| cell.trim().strip_suffix(unit));
    bare.unwrap_or(cell).trim().parse().ok()
}

struct Counted {
    text: String,
    votes: Option<u32>,
    /// What stands in the column of votes and is no number.
    note: Option<String>,
}

#[derive(Default)]
struct CellVotes {
    votes: Option<u32>,
    note: Option<String>,
}
