//! The example county: invented offers and providers for looking around, tests and benchmarks.
//!
//! Everything is made from the files of this folder, a number and a day: the same arguments
//! give the same county on every machine. Nothing here reads a file at run time, asks a clock
//! or draws true randomness, and nothing here is an offer that anybody could use.
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

/// How many offers the example county has.
pub const EXAMPLE_COUNT: usize = 540;

/// Invented providers and their offers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct County {
    /// Providers: those written by hand, then those made from patterns; all of them, however
    /// few offers there are.
    pub providers: Vec<Provider>,
    /// Offers: those written by hand, then those made from types.
    pub offers: Vec<Offer>,
}

/// The county with this many offers as it is on this day. A larger one begins with the offers
/// of a smaller one.
///
/// # Errors
/// [`DemoError`] where one of the embedded files is broken, or where there is no year for what
/// happens after `today`.
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
