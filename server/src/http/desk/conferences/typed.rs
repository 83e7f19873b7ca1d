//! A form about a field or a challenge as it was typed, and what became of it.

use super::pairs::PairBuilder;
use crate::http::desk::{DeskFailure, DeskResult};
use crate::http::extract::Pairs;
use backend::error::ServiceError;
use backend::voting::OpenText;
use i18n::I18n;
use shared::desk::DeskError;
use shared::desk::conferences::{Cells, ConferenceError, WrongCell};
use shared::language::LanguageTag;
use shared::voting::conference::Conference;

/// Names of the form that are no fields of the record.
const OTHERS: [&str; 4] = ["basis", "step", "beside", "confirmed"];

/// What a form holds.
pub(super) struct TypedText {
    pub(super) conference: Conference,
    pub(super) cells: Cells,
    pub(super) basis: String,
    pub(super) wrong: Vec<WrongCell>,
    /// What is stored, where somebody else has changed it since.
    pub(super) stored: Option<Cells>,
    pub(super) failure: Option<DeskFailure>,
}

impl TypedText {
    /// A form that nobody has typed in.
    pub(super) fn stored(open: OpenText) -> Self {
        let OpenText { conference, cells, basis } = open;
        Self { conference, cells, basis, wrong: Vec::new(), stored: None, failure: None }
    }

    /// A form that was refused: with what was typed, and with what is stored where that has changed.
    pub(super) fn refused(open: OpenText, fields: &Pairs, error: ServiceError) -> DeskResult<Self> {
        let failure = DeskFailure::from(error).into_refusal()?;
        let typed = parse_cells(fields);
        let mut cells = open.cells.clone();
        cells.extend(typed);
        let mut refused = Self { cells, ..Self::stored(open.clone()) };
        match &failure {
            DeskFailure::Desk(DeskError::Conference(ConferenceError::Cells(wrong))) => {
                refused.wrong.clone_from(wrong);
            }
            DeskFailure::Desk(DeskError::Conference(ConferenceError::Changed)) => {
                refused.stored = Some(open.cells);
            }
            _ => {}
        }
        refused.failure = Some(failure);
        Ok(refused)
    }

    pub(super) fn builder(&self, i18n: I18n, beside: Option<LanguageTag>) -> PairBuilder<'_> {
        PairBuilder {
            i18n,
            cells: &self.cells,
            beside,
            wrong: &self.wrong,
            stored: self.stored.as_ref(),
        }
    }

    pub(super) fn error(&self, i18n: I18n) -> Option<String> {
        self.failure.as_ref().map(|failure| failure.message(i18n))
    }

    pub(super) fn status(&self) -> u16 {
        self.failure.as_ref().map_or(200, DeskFailure::status)
    }
}

/// Refuses to remove what nobody has confirmed.
pub(super) fn confirm(fields: &Pairs) -> Result<(), DeskError> {
    match fields.value("confirmed") {
        Some(_) => Ok(()),
        None => Err(ConferenceError::Unconfirmed.into()),
    }
}

/// The fields of the record.
pub(super) fn parse_cells(fields: &Pairs) -> Cells {
    let own = fields.iter().filter(|(key, _)| !OTHERS.contains(key));
    own.map(|(key, value)| (key.to_owned(), value.to_owned())).collect()
}
