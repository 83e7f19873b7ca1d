//! Rows whose cell for the town names several towns, or all of them. An offer has one town, so that
//! several become one offer each; all become one offer in the town of its address. Each is doubtful.

use crate::file::Row;
use crate::sheet::cells::CellReader;
use crate::sheet::columns::{AddressOf, AddressPart, Column, Field};
use crate::sheet::reading::{Assumption, Doubt, DoubtReason};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// A row with one town.
pub(super) struct TownRow<'a> {
    pub(super) row: Cow<'a, Row>,
    /// The words of the cell, where it named other towns, too.
    pub(super) doubt: Option<Doubt>,
}

/// One row for each town of a row. A row with an identifier is one offer.
pub(super) fn by_town<'a>(
    row: &'a Row,
    columns: &BTreeMap<Column, usize>,
    cells: &CellReader,
) -> Vec<TownRow<'a>> {
    let place = columns.get(&Column::Of(Field::City)).copied();
    let cell = row.cell(place);
    let has_id = !row.cell(columns.get(&Column::Of(Field::Id)).copied()).is_empty();
    let towns = match cells.several_towns(cell) {
        towns if !towns.is_empty() && !has_id => towns.into_iter().map(str::to_owned).collect(),
        _ => town_of_county(row, columns, cells).into_iter().collect::<Vec<_>>(),
    };
    if towns.is_empty() {
        return vec![TownRow { row: Cow::Borrowed(row), doubt: None }];
    }
    let doubt = Doubt::new(cell, DoubtReason::Assumed(Assumption::Town));
    let in_town = |town| TownRow { row: with_cell(row, place, town), doubt: Some(doubt.clone()) };
    towns.into_iter().map(in_town).collect()
}

fn with_cell(row: &Row, place: Option<usize>, text: String) -> Cow<'_, Row> {
    let mut row = row.clone();
    if let Some(cell) = place.and_then(|place| row.cells.get_mut(place)) {
        *cell = text;
    }
    Cow::Owned(row)
}

/// The town of the venue's address, else of the provider's, where the cell names the whole county.
fn town_of_county(
    row: &Row,
    columns: &BTreeMap<Column, usize>,
    cells: &CellReader,
) -> Option<String> {
    let cell = |column| row.cell(columns.get(&column).copied());
    if !CellReader::is_whole_county(cell(Column::Of(Field::City))) {
        return None;
    }
    let addresses =
        [(Field::VenueAddress, AddressOf::Venue), (Field::ProviderAddress, AddressOf::Provider)];
    addresses.into_iter().find_map(|(field, whose)| {
        cells
            .town_of_address(cell(Column::Of(field)))
            .or_else(|| cells.sure_town(cell(Column::Part(whose, AddressPart::Place))))
    })
}
