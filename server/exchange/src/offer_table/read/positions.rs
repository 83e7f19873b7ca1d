//! Positions: latitude and longitude in columns of their own.

use super::rows::{RowReader, Said, parsed};
use crate::sheet::columns::{Column, Field};
use crate::sheet::numbers::parse_degrees;
use crate::sheet::reading::{Doubt, DoubtReason};
use shared::offer::Position;

impl RowReader<'_> {
    /// The position that two columns give in degrees.
    pub(super) fn position(&mut self, latitude: Field, longitude: Field) -> Said<Position> {
        let degrees = |most| move |cell: &str| parsed(cell, parse_degrees(cell, most));
        let north = self.said(latitude, |_, cell| degrees(90)(cell));
        let east = self.said(longitude, |_, cell| degrees(180)(cell));
        match (north, east) {
            (Said::Value(None), Said::Value(None)) => Said::Value(None),
            (Said::Value(Some(latitude)), Said::Value(Some(longitude))) => {
                Said::Value(Some(Position { latitude, longitude }))
            }
            (north, east) => {
                self.doubt_half(latitude, north.value().is_some());
                self.doubt_half(longitude, east.value().is_some());
                Said::Unknown
            }
        }
    }

    /// One coordinate without the other says nothing.
    fn doubt_half(&mut self, field: Field, is_there: bool) {
        if is_there {
            let doubt = Doubt::new(self.text(field), DoubtReason::Unreadable);
            self.doubt(&Column::Of(field), doubt);
        }
    }
}
