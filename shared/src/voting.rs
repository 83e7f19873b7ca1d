//! Conferences and their rounds of voting: content, rules, ballots and results.

pub mod ballot;
pub mod burst;
pub mod conference;
pub mod join_code;
pub mod next_step;
pub mod personal_code;
pub mod programme;
pub mod receipt;
pub mod round;
pub mod short_title;
pub mod tally;
pub mod worksheet;
