//! The conformance suite: every query on every engine, with the same expectations.

mod ballots;
mod care;
mod conferences;
mod exclusions;
mod fixtures;
mod offers;
mod rounds;
