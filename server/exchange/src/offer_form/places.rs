//! The day of free places and waiting time, which nobody remembers to change with them.

use super::Cells;
use crate::offer_table::write::{State, cells_of};
use crate::sheet::columns::{Column, Field};
use crate::sheet::lists::Lists;
use shared::offer::Offer;
use shared::taxonomy::Taxonomy;

/// Whether the day in a form is that of earlier words: free places or waiting time were changed, and
/// the day was left as it was.
pub(super) fn has_old_day(cells: &Cells, stored: Option<&Offer>, taxonomy: &Taxonomy) -> bool {
    const FIELDS: [Field; 3] = [Field::PlacesAsOf, Field::PlacesFree, Field::Waiting];
    let Some(offer) = stored.filter(|offer| offer.terms.availability.is_some()) else {
        return false;
    };
    let columns = FIELDS.map(Column::Of);
    let held = cells_of(State { offer, provider: None }, &columns, &Lists::new(taxonomy));
    let mut is_same = FIELDS
        .iter()
        .zip(&held)
        .map(|(field, held)| cells.get(&field.key()).is_none_or(|typed| typed.trim() == held));
    is_same.next() == Some(true) && !is_same.all(|is_same| is_same)
}
