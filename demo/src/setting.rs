//! The parsed input files of generated offers.

use crate::places::Places;
use crate::providers::Host;
use crate::types::OfferType;
use crate::written::Written;
use crate::{DemoError, providers, types};
use jiff::civil::Date;

/// The input of generated offers.
pub(crate) struct Setting {
    pub(crate) today: Date,
    pub(crate) places: Places,
    pub(crate) types: Vec<OfferType>,
    pub(crate) hosts: Vec<Host>,
}

impl Setting {
    /// Parses the files.
    pub(crate) fn read(today: Date, written: &Written) -> Result<Self, DemoError> {
        let places = Places::read()?;
        let hosts = providers::read(&places, written)?;
        Ok(Self { today, places, types: types::read()?, hosts })
    }
}
