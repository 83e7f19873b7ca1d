//! One row of the county's spreadsheet: its cells and required fields.
//!
//! Invalid cells are reported and reading continues, so that all problems are found at once.

use super::provider_ids::provider_id;
use crate::file::Row;
use crate::problems::Problems;
use crate::sheet::CellError;
use crate::sheet::columns::{Column, Field, TextPart};
use crate::sheet::lists::{Lists, folded};
use shared::digest::digest_id;
use shared::id::{CategoryId, CityId, OfferId, ProviderId};
use shared::provider::Provider;
use shared::text::{Line, Text};
use std::collections::BTreeMap;

/// The required fields of a row.
pub(super) struct Head {
    pub(super) id: OfferId,
    /// The column that determined the id.
    pub(super) id_field: Field,
    pub(super) provider: ProviderId,
    pub(super) provider_name: Line,
    pub(super) city: CityId,
    pub(super) categories: Vec<CategoryId>,
}

/// Reads a row.
pub(super) struct RowReader<'a> {
    pub(super) row: &'a Row,
    pub(super) columns: &'a BTreeMap<Column, usize>,
    pub(super) lists: &'a Lists,
    pub(super) problems: &'a mut Problems,
}

impl<'a> RowReader<'a> {
    /// The cell in a column; `None` without the column.
    pub(super) fn cell(&self, column: &Column) -> Option<&'a str> {
        self.columns.get(column).map(|place| self.row.cell(Some(*place)))
    }

    /// The value, or `None` after reporting the problem.
    pub(super) fn note<T>(&mut self, field: Field, value: Result<T, CellError>) -> Option<T> {
        self.note_in(&Column::Of(field), value)
    }

    /// The same for any column.
    pub(super) fn note_in<T>(&mut self, column: &Column, value: Result<T, CellError>) -> Option<T> {
        self.problems.note(self.row.number, column.heading(), value)
    }

    /// A required cell.
    fn needed<T>(
        &mut self,
        field: Field,
        read: impl FnOnce(&str) -> Result<T, CellError>,
    ) -> Option<T> {
        let cell = self.cell(&Column::Of(field)).unwrap_or_default();
        let value = if cell.is_empty() { Err(CellError::Missing) } else { read(cell) };
        self.note(field, value)
    }

    /// An optional cell.
    pub(super) fn optional<T>(
        &mut self,
        field: Field,
        read: impl FnOnce(&str) -> Result<T, CellError>,
    ) -> Option<T> {
        let cell = self.cell(&Column::Of(field)).filter(|cell| !cell.is_empty())?;
        self.note(field, read(cell))
    }

    /// Sets an optional value from the cell; without the column it is kept.
    pub(super) fn set<T>(
        &mut self,
        field: Field,
        target: &mut Option<T>,
        read: impl FnOnce(&str) -> Result<T, CellError>,
    ) {
        if self.cell(&Column::Of(field)).is_some() {
            *target = self.optional(field, read);
        }
    }

    /// The same where an empty cell means the default.
    pub(super) fn set_or_default<T: Default>(
        &mut self,
        field: Field,
        target: &mut T,
        read: impl FnOnce(&str) -> Result<T, CellError>,
    ) {
        if self.cell(&Column::Of(field)).is_some() {
            *target = self.optional(field, read).unwrap_or_default();
        }
    }

    /// The same where an empty cell is ignored.
    pub(super) fn set_if_any<T>(
        &mut self,
        field: Field,
        target: &mut T,
        read: impl FnOnce(&str) -> Result<T, CellError>,
    ) {
        if let Some(value) = self.optional(field, read) {
            *target = value;
        }
    }

    /// Identifies the offer and its provider.
    pub(super) fn head(
        &mut self,
        ids_by_name: &BTreeMap<String, Option<ProviderId>>,
        known: &BTreeMap<ProviderId, Provider>,
    ) -> Option<Head> {
        let lists = self.lists;
        let name = self.some_name();
        let city = self.needed(Field::City, |cell| lists.cities.parse(cell));
        let categories = self.needed(Field::Category, |cell| {
            let categories = lists.categories.parse_all(cell)?;
            if categories.is_empty() { Err(CellError::Missing) } else { Ok(categories) }
        });
        let provider_name = self.needed(Field::Provider, line);
        let given_provider = self.optional(Field::ProviderId, |cell| {
            ProviderId::parse(cell).map_err(|_| CellError::unknown(cell))
        });
        let given_id = self
            .optional(Field::Id, |cell| OfferId::parse(cell).map_err(|_| CellError::unknown(cell)));
        let (name, city, categories, provider_name) = (name?, city?, categories?, provider_name?);
        let provider =
            given_provider.unwrap_or_else(|| provider_id(&provider_name, ids_by_name, known));
        let id_field = if given_id.is_some() { Field::Id } else { Field::Name };
        let id = given_id.unwrap_or_else(|| offer_id(name, &provider, &city));
        Some(Head { id, id_field, provider, provider_name, city, categories })
    }

    /// The German name, else one in another language; determines the id where none is given.
    fn some_name(&mut self) -> Option<&'a str> {
        let is_name = |column: &Column| {
            matches!(column, Column::Of(Field::Name) | Column::Translation(TextPart::Name, _))
        };
        let mut names = self.columns.keys().filter(|column| is_name(column));
        let name = names.find_map(|column| self.cell(column).filter(|cell| !cell.is_empty()));
        self.note(Field::Name, name.ok_or(CellError::Missing))
    }
}

/// A single-line text.
pub(super) fn line(cell: &str) -> Result<Line, CellError> {
    Ok(Text::parse(cell)?)
}

/// The same offer (name, provider, city) gets the same id in every import.
fn offer_id(name: &str, provider: &ProviderId, city: &CityId) -> OfferId {
    OfferId::from_random(digest_id(&format!("{}|{provider}|{city}", folded(name))))
}
