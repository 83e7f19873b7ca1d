//! Terms of an offer in words that people use: cost, registration, yes and no, level of German,
//! format.

mod cost;
mod format;
mod level;
mod places;
mod registration;
mod year;
mod yes_no;

use super::choices::{self, Choice};
use super::pieces::states_nothing;
use super::reading::CellReading;
pub(crate) use cost::read_cost;
pub(crate) use format::read_format;
pub(crate) use level::read_level;
pub(crate) use places::read_places;
pub use registration::Registration;
pub(crate) use registration::read_registration;
pub(crate) use year::read_year;
pub(crate) use yes_no::read_yes_no;

/// One of a list of words.
pub(crate) fn read_choice<T: Choice>(cell: &str) -> CellReading<Option<T>> {
    if states_nothing(cell) {
        return CellReading::sure(None);
    }
    choices::parse(cell)
        .map_or_else(|_| CellReading::unreadable(cell), |value| CellReading::sure(Some(value)))
}
