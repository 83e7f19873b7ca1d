//! Tables of addresses with coordinates, as land surveys and towns publish them.
//!
//! Owns what an address is compared by, and which known address an offer's venue is. Where two known
//! addresses fit equally well, none is taken.

mod columns;
mod key;
mod numbers;
mod utm;

use crate::error::ReadError;
use crate::file::{Kind, Row, for_each_row};
use crate::sheet::places;
use columns::{Columns, Field, is_heading};
pub use key::Wanted;
use key::{folded_postal_code, folded_street, folded_town};
use shared::offer::Position;
use std::collections::BTreeMap;

/// Most rows of a table of addresses: a Land has millions of them, a county some 200,000.
pub const MAX_ADDRESSES: usize = 500_000;
/// Most rows whose faults are reported one by one.
const MAX_REMARKS: usize = 20;

/// What an address is compared by. Street and number, or the town, are folded so that all spellings
/// are equal; postal code or town are empty where the table does not have them.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct AddressKey {
    /// Street and house number, such as `langestr12a`.
    pub street: String,
    /// Postal code, five digits.
    pub postal_code: String,
    /// Town.
    pub town: String,
}

/// Known addresses and where they are.
pub type AddressBook = BTreeMap<AddressKey, Position>;

/// What a table of addresses says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AddressTable {
    /// Number of rows.
    pub rows: usize,
    /// The addresses; of several rows for the same address the last one.
    pub addresses: AddressBook,
    /// Number of rows that were left out.
    pub left_out: usize,
    /// The first of these rows.
    pub remarks: Vec<AddressRemark>,
}

/// A row that was left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AddressRemark {
    /// Its number in the spreadsheet.
    pub row: usize,
    /// Why.
    pub reason: AddressFault,
}

/// Why a row was left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AddressFault {
    /// No street, or no house number.
    Street,
    /// Neither postal code nor town.
    Town,
    /// No coordinates, or none in Germany.
    Position,
}

/// Reads a table of addresses; CSV row by row, so that only what is compared is kept in memory.
///
/// # Errors
/// [`ReadError`] of the file, [`ReadError::TooManyRows`] over [`MAX_ADDRESSES`] in CSV and over
/// [`crate::limits::MAX_ROWS`] in workbooks, [`ReadError::MissingColumn`].
pub fn read_addresses(kind: Kind, content: &[u8]) -> Result<AddressTable, ReadError> {
    let mut found: Option<Columns> = None;
    let mut table = AddressTable::default();
    for_each_row(kind, content, &is_heading, &mut |row| {
        let Some(columns) = &found else {
            found = Some(Columns::find(&row.cells)?);
            return Ok(());
        };
        if table.rows == MAX_ADDRESSES {
            return Err(ReadError::TooManyRows { most: MAX_ADDRESSES });
        }
        table.add(columns, &row);
        Ok(())
    })?;
    if table.rows == 0 { Err(ReadError::Empty) } else { Ok(table) }
}

impl AddressTable {
    fn add(&mut self, columns: &Columns, row: &Row) {
        self.rows += 1;
        let read = read_key(columns, row).and_then(|key| Ok((key, columns.position(row)?)));
        match read {
            Ok((key, position)) => {
                self.addresses.insert(key, position);
            }
            Err(reason) => {
                self.left_out += 1;
                if self.remarks.len() < MAX_REMARKS {
                    self.remarks.push(AddressRemark { row: row.number, reason });
                }
            }
        }
    }
}

fn read_key(columns: &Columns, row: &Row) -> Result<AddressKey, AddressFault> {
    let cell = |field| columns.cell(row, field);
    let (mut street, mut code, mut town) = (
        [cell(Field::Street), cell(Field::Number), cell(Field::Suffix)].join(" "),
        cell(Field::PostalCode).to_owned(),
        cell(Field::Town).to_owned(),
    );
    // One column for all of it completes what has no column of its own.
    if let Some(address) = places::read(cell(Field::Address)).value {
        if cell(Field::Street).is_empty() {
            street = address.street.map(String::from).unwrap_or_default();
        }
        if code.is_empty() {
            code = address.postal_code.map(String::from).unwrap_or_default();
        }
        if town.is_empty() {
            town = address.place.map(String::from).unwrap_or_default();
        }
    }
    let key = AddressKey {
        street: folded_street(&street).ok_or(AddressFault::Street)?,
        postal_code: folded_postal_code(&code),
        town: folded_town(&town),
    };
    let has_town = !(key.postal_code.is_empty() && key.town.is_empty());
    if has_town { Ok(key) } else { Err(AddressFault::Town) }
}

#[cfg(test)]
mod tests;
