//! Which column of a table is which, by heading, by mapping, or as a proposal.

use crate::error::ReadError;
use crate::mapping::{ColumnProposal, Decision, Mapping};
use crate::sheet::columns::{AddressOf, AddressPart, Column, Field};
use crate::sheet::headings::proposed;
use crate::sheet::lists::folded;
use std::collections::BTreeMap;

/// Whether a heading is that of a town or of an address's place.
pub(crate) fn is_place_heading(heading: &str) -> bool {
    folded(heading) == "ort"
}

/// The columns of a table.
#[derive(Debug, Default)]
pub(crate) struct Columns {
    pub(crate) places: BTreeMap<Column, usize>,
    /// Headings that are probably those of a column that is still missing.
    pub(crate) proposals: Vec<ColumnProposal>,
    /// Headings that are not known, and not left out by the mapping; the proposed ones, too.
    pub(crate) unknown: Vec<String>,
}

impl Columns {
    /// The columns of these headings.
    ///
    /// # Errors
    /// [`ReadError::DoubleColumn`].
    pub(crate) fn find(headings: &[String], mapping: &Mapping) -> Result<Self, ReadError> {
        let mut columns = Self::default();
        for (place, heading) in headings.iter().enumerate() {
            let column = match mapping.decision(heading) {
                Decision::Column(column) => Some(column),
                Decision::LeftOut => continue,
                Decision::None => Column::find(heading),
            };
            match column {
                Some(column) if columns.places.contains_key(&column) => {
                    return Err(ReadError::DoubleColumn(column.heading()));
                }
                Some(column) => drop(columns.places.insert(column, place)),
                None if heading.is_empty() => {}
                None => columns.unknown.push(heading.clone()),
            }
        }
        columns.place_beside_town(headings);
        columns.propose();
        Ok(columns)
    }

    /// Beside a column of towns, "Ort" is a part of the address.
    fn place_beside_town(&mut self, headings: &[String]) {
        let part = Column::Part(AddressOf::Venue, AddressPart::Place);
        let place = headings
            .iter()
            .position(|heading| is_place_heading(heading) && self.unknown.contains(heading));
        if let Some(place) = place
            && self.places.contains_key(&Column::Of(Field::City))
            && !self.places.contains_key(&part)
        {
            self.places.insert(part, place);
            self.unknown.retain(|heading| *heading != headings[place]);
        }
    }

    fn propose(&mut self) {
        let mut taken = Vec::new();
        for heading in &self.unknown {
            let field = proposed(heading).filter(|field| {
                !self.places.contains_key(&Column::Of(*field)) && !taken.contains(field)
            });
            if let Some(field) = field {
                taken.push(field);
                self.proposals.push(ColumnProposal::new(heading, field));
            }
        }
    }

    /// The required columns that are missing.
    pub(crate) fn missing(&self) -> impl Iterator<Item = Field> {
        Field::NEEDED.into_iter().filter(|field| !self.places.contains_key(&Column::Of(*field)))
    }

    /// The columns, where no required one is missing.
    ///
    /// # Errors
    /// [`ReadError::MissingColumn`].
    pub(crate) fn complete(self) -> Result<Self, ReadError> {
        let missing = self.missing().next();
        missing.map_or(Ok(self), |field| Err(ReadError::MissingColumn(field.heading())))
    }
}
