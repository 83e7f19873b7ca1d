//! The example county: invented offers and providers for demonstrations, tests and benchmarks.
//!
//! Everything is derived from the files of this folder, a number and a day: the same arguments
//! give the same county on every machine. Nothing here reads a file at run time, reads a clock or
//! uses true randomness, and none of the offers is real.
#![warn(missing_docs)]

mod calendar;
mod chance;
pub mod documentation;
mod error;
mod fill;
mod kinds;
mod offer;
mod places;
mod plan;
mod providers;
mod schedule;
mod setting;
mod times;
mod types;
mod venues;
mod written;

pub use error::DemoError;

use jiff::civil::Date;
use plan::Plan;
use serde::Serialize;
use setting::Setting;
use shared::offer::Offer;
use shared::provider::Provider;
use written::Written;

/// Number of offers in the example county.
pub const EXAMPLE_COUNT: usize = 540;

/// Invented providers and their offers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct County {
    /// Providers: hand-written ones, then those generated from patterns; always all of them,
    /// regardless of the number of offers.
    pub providers: Vec<Provider>,
    /// Offers: hand-written ones, then those generated from types.
    pub offers: Vec<Offer>,
}

/// The county with this many offers on this day. A larger one begins with the offers of a smaller
/// one.
///
/// # Errors
/// [`DemoError`] where one of the embedded files is broken, or where dates after `today` are
/// outside the calendar's range.
pub fn county(count: usize, today: Date) -> Result<County, DemoError> {
    let written = Written::read(today)?;
    let setting = Setting::read(today, &written)?;
    let offers = offers(count, &setting, &written)?;
    let made = setting.hosts.into_iter().filter(|host| host.is_made).map(|host| host.provider);
    Ok(County { providers: written.providers.into_iter().chain(made).collect(), offers })
}

fn offers(count: usize, setting: &Setting, written: &Written) -> Result<Vec<Offer>, DemoError> {
    let mut offers: Vec<Offer> = written.offers.iter().take(count).cloned().collect();
    let mut plan = Plan::new(setting, &offers)?;
    while offers.len() < count {
        let copy = plan.next_copy(setting)?;
        offers.push(offer::make(setting, &copy)?);
    }
    Ok(offers)
}
