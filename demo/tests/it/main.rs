//! The county as others see it: how big, how varied, and that nobody real can be reached.

#![expect(clippy::unwrap_used, reason = "a test that panics has failed")]

mod contacts;
mod size;
mod times;
mod variety;

use demo::{County, EXAMPLE_COUNT, county};
use jiff::civil::{Date, date};

const TODAY: Date = date(2027, 3, 17);
/// How many of the offers are written by hand; they come first.
const WRITTEN: usize = 80;

fn example() -> County {
    county(EXAMPLE_COUNT, TODAY).unwrap()
}
