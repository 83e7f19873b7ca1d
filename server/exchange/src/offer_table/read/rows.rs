//! One row of the county's spreadsheet: its cells and required fields.
//!
//! A row without a required field cannot be taken, and its problems are collected. Everything else
//! is taken as far as it is understood, with doubts.

use super::provider_ids::provider_id;
use crate::file::Row;
use crate::problem::Problem;
use crate::sheet::CellError;
use crate::sheet::cells::CellReader;
use crate::sheet::columns::{Column, Field, TextPart};
use crate::sheet::errors::is_formula_error;
use crate::sheet::lists::folded;
use crate::sheet::pieces::states_nothing;
use crate::sheet::reading::{CellReading, Doubt, DoubtReason};
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
    /// District that the town's cell names.
    pub(super) district: Option<Line>,
    pub(super) categories: Vec<CategoryId>,
}

/// A doubt and its column.
#[derive(Debug)]
pub(super) struct CellDoubt {
    pub(super) column: Column,
    pub(super) doubt: Doubt,
}

/// Reads a row.
pub(super) struct RowReader<'a> {
    pub(super) row: &'a Row,
    pub(super) columns: &'a BTreeMap<Column, usize>,
    pub(super) cells: &'a CellReader,
    /// Why the row cannot be taken.
    pub(super) problems: Vec<Problem>,
    pub(super) doubts: Vec<CellDoubt>,
}

/// What a cell says about a field.
pub(super) enum Said<T> {
    /// Nothing is known: there is no column, or the cell was not understood. What is held stays.
    Unknown,
    /// The value; `None` where the cell is empty or states nothing.
    Value(Option<T>),
}

impl<T> Said<T> {
    pub(super) fn value(self) -> Option<T> {
        match self {
            Self::Unknown => None,
            Self::Value(value) => value,
        }
    }
}

impl<'a> RowReader<'a> {
    /// The cell in a column; `None` without the column.
    pub(super) fn cell(&self, column: &Column) -> Option<&'a str> {
        self.columns.get(column).map(|place| self.row.cell(Some(*place)))
    }

    pub(super) fn has(&self, field: Field) -> bool {
        self.columns.contains_key(&Column::Of(field))
    }

    /// The cell of a field, empty without its column.
    pub(super) fn text(&self, field: Field) -> &'a str {
        self.cell(&Column::Of(field)).unwrap_or_default()
    }

    /// Reports why the row cannot be taken.
    pub(super) fn reject(&mut self, field: Field, reason: CellError) {
        let column = Column::Of(field).heading();
        self.problems.push(Problem { row: self.row.number, column, reason });
    }

    pub(super) fn doubt(&mut self, column: &Column, doubt: Doubt) {
        self.doubts.push(CellDoubt { column: column.clone(), doubt });
    }

    /// The value of a reading, after taking over its doubts.
    pub(super) fn take<T>(&mut self, field: Field, reading: CellReading<T>) -> T {
        let column = Column::Of(field);
        for doubt in reading.doubts {
            self.doubt(&column, doubt);
        }
        reading.value
    }

    /// What a cell says.
    pub(super) fn said<T>(
        &mut self,
        field: Field,
        read: impl FnOnce(&CellReader, &str) -> CellReading<Option<T>>,
    ) -> Said<T> {
        let Some(cell) = self.cell(&Column::Of(field)) else { return Said::Unknown };
        if cell.is_empty() {
            return Said::Value(None);
        }
        if self.is_error(field, cell) {
            return Said::Unknown;
        }
        let reading = read(self.cells, cell);
        self.said_by(field, reading)
    }

    /// What a reading says, after taking over its doubts.
    pub(super) fn said_by<T>(&mut self, field: Field, reading: CellReading<Option<T>>) -> Said<T> {
        let is_unread = reading.value.is_none() && !reading.doubts.is_empty();
        let value = self.take(field, reading);
        if is_unread { Said::Unknown } else { Said::Value(value) }
    }

    /// Whether a cell is the error of a formula, after reporting it.
    pub(super) fn is_error(&mut self, field: Field, cell: &str) -> bool {
        let is_error = is_formula_error(cell);
        if is_error {
            self.doubt(&Column::Of(field), Doubt::new(cell, DoubtReason::FormulaError));
        }
        is_error
    }

    /// Sets an optional value from the cell.
    pub(super) fn set<T>(
        &mut self,
        field: Field,
        target: &mut Option<T>,
        read: impl FnOnce(&CellReader, &str) -> CellReading<Option<T>>,
    ) {
        if let Said::Value(value) = self.said(field, read) {
            *target = value;
        }
    }

    /// The same where an empty cell means the default.
    pub(super) fn set_or_default<T: Default>(
        &mut self,
        field: Field,
        target: &mut T,
        read: impl FnOnce(&CellReader, &str) -> CellReading<Option<T>>,
    ) {
        if let Said::Value(value) = self.said(field, read) {
            *target = value.unwrap_or_default();
        }
    }

    /// The same where an empty cell is ignored.
    pub(super) fn set_if_any<T>(
        &mut self,
        field: Field,
        target: &mut T,
        read: impl FnOnce(&CellReader, &str) -> CellReading<Option<T>>,
    ) {
        if let Said::Value(Some(value)) = self.said(field, read) {
            *target = value;
        }
    }

    /// A required cell; an empty or unreadable one is a problem.
    fn needed<T>(
        &mut self,
        field: Field,
        read: impl FnOnce(&CellReader, &str) -> Result<CellReading<Option<T>>, CellError>,
    ) -> Option<T> {
        let cell = self.text(field);
        let missing = cell.is_empty() || is_formula_error(cell);
        let reading = if missing { Err(CellError::Missing) } else { read(self.cells, cell) };
        let reading = reading.and_then(|reading| match reading.value {
            Some(value) => Ok(CellReading { value, doubts: reading.doubts }),
            None if reading.doubts.is_empty() => Err(CellError::Missing),
            None => Err(CellError::unknown(cell)),
        });
        match reading {
            Ok(reading) => Some(self.take(field, reading)),
            Err(reason) => {
                self.reject(field, reason);
                None
            }
        }
    }

    /// Identifies the offer and its provider.
    pub(super) fn head(
        &mut self,
        ids_by_name: &BTreeMap<String, Option<ProviderId>>,
        known: &BTreeMap<ProviderId, Provider>,
    ) -> Option<Head> {
        let name = self.some_name();
        let town = self.needed(Field::City, |cells, cell| Ok(cells.town(cell)));
        let categories = self.needed(Field::Category, |cells, cell| {
            Ok(cells.categories(cell).map(|ids| Some(ids).filter(|ids| !ids.is_empty())))
        });
        let provider_name = self.needed(Field::Provider, |_, cell| {
            let name: Line = Text::parse(cell)?;
            Ok(CellReading::sure(Some(name).filter(|_| !states_nothing(cell))))
        });
        let given_provider =
            self.said(Field::ProviderId, |_, cell| parsed(cell, ProviderId::parse(cell))).value();
        let given_id = self.said(Field::Id, |_, cell| parsed(cell, OfferId::parse(cell))).value();
        let (name, town, categories, provider_name) = (name?, town?, categories?, provider_name?);
        let provider =
            given_provider.unwrap_or_else(|| provider_id(&provider_name, ids_by_name, known));
        let id_field = if given_id.is_some() { Field::Id } else { Field::Name };
        let id = given_id.unwrap_or_else(|| offer_id(name, &provider, &town.city));
        let district = town.district.and_then(|district| Text::parse(&district).ok());
        let city = town.city;
        Some(Head { id, id_field, provider, provider_name, city, district, categories })
    }

    /// The German name, else one in another language; determines the id where none is given.
    fn some_name(&mut self) -> Option<&'a str> {
        let is_name = |column: &Column| {
            matches!(column, Column::Of(Field::Name) | Column::Translation(TextPart::Name, _))
        };
        let mut names = self.columns.keys().filter(|column| is_name(column));
        let is_named = |cell: &&str| !cell.is_empty() && !is_formula_error(cell);
        let name = names.find_map(|column| self.cell(column).filter(is_named));
        match name.map(|name| (name, Text::<200>::parse(name))) {
            Some((name, Ok(_))) => Some(name),
            Some((_, Err(error))) => {
                self.reject(Field::Name, error.into());
                None
            }
            None => {
                self.reject(Field::Name, CellError::Missing);
                None
            }
        }
    }
}

/// The reading of a cell with a single strict format.
pub(super) fn parsed<T, E>(cell: &str, result: Result<T, E>) -> CellReading<Option<T>> {
    result.map_or_else(|_| CellReading::unreadable(cell), |value| CellReading::sure(Some(value)))
}

/// A single-line text.
pub(super) fn line(cell: &str) -> CellReading<Option<Line>> {
    if states_nothing(cell) { CellReading::sure(None) } else { parsed(cell, Text::parse(cell)) }
}

/// The same offer (name, provider, city) gets the same id in every import.
fn offer_id(name: &str, provider: &ProviderId, city: &CityId) -> OfferId {
    OfferId::from_random(digest_id(&format!("{}|{provider}|{city}", folded(name))))
}
