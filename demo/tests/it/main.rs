//! The county as a whole: its size, its variety, and that no real contact data is in it.

#![expect(clippy::unwrap_used, reason = "a test that panics has failed")]

mod contacts;
mod size;
mod times;
mod variety;

use demo::{County, EXAMPLE_COUNT, county};
use jiff::civil::{Date, date};

const TODAY: Date = date(2027, 3, 17);
/// Number of hand-written offers; they come first.
const WRITTEN: usize = 80;

fn example() -> County {
    county(EXAMPLE_COUNT, TODAY).unwrap()
}
