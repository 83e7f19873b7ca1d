//! Sections, and rows that have only a challenge: a section, a part, a note, or a challenge.

use super::super::columns::Column;
use super::super::doubts::{At, DoubtKind, Finding};
use super::super::records::MatrixChallenge;
use super::super::row::{MatrixRow, announces_parts};
use super::{Assembly, votes_at_end};

/// The section that challenges belong to.
pub(super) struct Section {
    at: At,
    pub(super) name: String,
    /// Whether a challenge belongs to it.
    pub(super) is_used: bool,
    /// Whether the doubt about it was noted.
    is_asked: bool,
}

impl Assembly<'_, '_> {
    /// A section by its column.
    pub(super) fn enter_section(&mut self, row: &MatrixRow) {
        let name = row.get(Column::Section);
        if self.section.as_ref().is_some_and(|section| section.name == name) {
            return;
        }
        self.leave_section();
        self.section = row.text(Column::Section).map(|name| Section {
            at: row.at.clone(),
            name,
            is_used: false,
            is_asked: true,
        });
    }

    /// A row that has only a challenge: a section, a part, a note, or a challenge of a table that
    /// has nothing else.
    pub(super) fn add_lone_row(&mut self, row: MatrixRow) {
        let text = row.get(Column::Challenge).to_owned();
        let is_counted = votes_at_end(&text).is_some();
        let is_list = !self.has_details && !text.ends_with(':');
        if self.is_in_parts && !is_counted {
            return self.add_part(&row, Column::Challenge);
        }
        if is_counted || is_list {
            return self.add_challenge(row);
        }
        if announces_parts(&text) && self.challenge().is_some() {
            self.is_in_parts = true;
            return;
        }
        if text.starts_with(['*', '^', '¹']) && self.challenge().is_some() {
            self.ask(&row.at, Column::Challenge, Finding::new(DoubtKind::FootnoteText, &text));
            return self.add_note(&text);
        }
        self.leave_section();
        let is_sentence = text.ends_with(['.', '!', '?']) || text.chars().count() > 100;
        let is_asked = self.has_votes || is_sentence;
        if is_asked && self.ask(&row.at, Column::Challenge, Finding::new(DoubtKind::LoneRow, &text))
        {
            return self.add_challenge(row);
        }
        self.is_in_parts = false;
        let at = row.at.clone();
        let name = text.strip_suffix(':').unwrap_or(&text).trim_end().to_owned();
        self.section = Some(Section { at, name, is_used: false, is_asked });
    }

    /// A section without challenges may have been one itself; otherwise it becomes a note.
    pub(super) fn leave_section(&mut self) {
        let Some(section) = self.section.take().filter(|section| !section.is_used) else { return };
        let finding = Finding::new(DoubtKind::LoneRow, &section.name);
        if !section.is_asked && self.ask(&section.at, Column::Challenge, finding) {
            let challenge = MatrixChallenge {
                at: section.at,
                text: section.name,
                ..MatrixChallenge::default()
            };
            self.push_challenge(challenge);
        } else {
            self.add_note(&section.name);
        }
    }
}
