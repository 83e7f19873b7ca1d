//! Conferences and their rounds of voting: what is asked, what a ballot may hold, how it is counted.

pub mod ballot;
pub mod conference;
pub mod join_code;
pub mod personal_code;
pub mod receipt;
pub mod round;
pub mod tally;
