//! Lines on standard output and standard error.
//!
//! A line that cannot be written, because of a full disk or a closed pipe, is dropped: `println!`
//! would panic and end the server.

use std::io::{Write, stderr, stdout};

pub(super) fn print_line(line: &str) {
    let _ = writeln!(stdout(), "{line}");
}

pub(super) fn print_error(line: &str) {
    let _ = writeln!(stderr(), "{line}");
}
