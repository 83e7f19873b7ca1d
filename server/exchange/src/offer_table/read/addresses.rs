//! Addresses in one column, or in columns for their parts.

use super::rows::{RowReader, Said};
use crate::sheet::cells::CellReader;
use crate::sheet::columns::{AddressOf, AddressPart, Column, Field};
use crate::sheet::errors::is_formula_error;
use crate::sheet::places::parts::{AddressCells, from_cells};
use crate::sheet::reading::{Doubt, DoubtReason};
use shared::contact::Address;
use std::collections::BTreeMap;

/// The parts of an address that have columns.
#[derive(Clone, Copy)]
pub(super) struct PartColumns {
    street: bool,
    postal_code: bool,
    place: bool,
}

impl PartColumns {
    /// `None` where no part has one.
    pub(super) fn of(columns: &BTreeMap<Column, usize>, whose: AddressOf) -> Option<Self> {
        let has = |part| columns.contains_key(&Column::Part(whose, part));
        let found = Self {
            street: has(AddressPart::Street) || has(AddressPart::HouseNumber),
            postal_code: has(AddressPart::PostalCode),
            place: has(AddressPart::Place),
        };
        (found.street || found.postal_code || found.place).then_some(found)
    }

    /// The address of a row; what no column says stays as it is.
    pub(super) fn complete(self, address: Address, existing: &Address) -> Address {
        Address {
            street: if self.street { address.street } else { existing.street.clone() },
            postal_code: if self.postal_code {
                address.postal_code
            } else {
                existing.postal_code.clone()
            },
            place: if self.place { address.place } else { existing.place.clone() },
        }
    }
}

impl RowReader<'_> {
    /// What an address says: as a whole, else by its parts.
    pub(super) fn address(&mut self, field: Field, whose: AddressOf) -> Said<Address> {
        let in_one = self.said(field, CellReader::address);
        let has_parts = PartColumns::of(self.columns, whose).is_some();
        if !has_parts || matches!(in_one, Said::Value(Some(_))) {
            return in_one;
        }
        let cell = |part| self.cell(&Column::Part(whose, part)).unwrap_or_default();
        let cells = AddressCells {
            street: cell(AddressPart::Street),
            house_number: cell(AddressPart::HouseNumber),
            postal_code: cell(AddressPart::PostalCode),
            place: cell(AddressPart::Place),
        };
        let AddressCells { street, house_number, postal_code, place } = cells;
        let all = [street, house_number, postal_code, place];
        if let Some(error) = all.into_iter().find(|cell| is_formula_error(cell)) {
            self.doubt(&Column::Of(field), Doubt::new(error, DoubtReason::FormulaError));
            return Said::Unknown;
        }
        self.said_by(field, from_cells(cells))
    }
}
