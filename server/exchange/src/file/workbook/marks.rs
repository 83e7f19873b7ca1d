//! What a workbook may have, by the names that occur in it: each costs another pass over a sheet.

use memchr::memmem;
use std::io::{Result, Write};

const HIDDEN: &[u8] = b"hidden";
const MERGED: &[u8] = b"mergeCell";

/// Whether hidden rows or merged cells are named anywhere; the writer it is given sees every byte.
#[derive(Debug, Default)]
pub(super) struct Marks {
    pub(super) has_hidden: bool,
    pub(super) has_merged: bool,
    /// The end of what was seen, in which a name may begin.
    tail: Vec<u8>,
}

impl Write for Marks {
    fn write(&mut self, bytes: &[u8]) -> Result<usize> {
        let mut seen = std::mem::take(&mut self.tail);
        seen.extend_from_slice(bytes);
        self.has_hidden = self.has_hidden || memmem::find(&seen, HIDDEN).is_some();
        self.has_merged = self.has_merged || memmem::find(&seen, MERGED).is_some();
        let kept = seen.len().saturating_sub(MERGED.len() - 1);
        self.tail = seen.split_off(kept);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_found_wherever_the_bytes_are_split() {
        let text = b"<row r=\"1\" hidden=\"1\"/></sheetData><mergeCells>";
        for split in 0..text.len() {
            let mut marks = Marks::default();
            let (before, after) = text.split_at(split);
            marks.write_all(before).unwrap();
            marks.write_all(after).unwrap();
            assert!(marks.has_hidden && marks.has_merged, "split at {split}");
        }
        let mut marks = Marks::default();
        marks.write_all(b"<row r=\"1\" hid=\"1\"/><merge>").unwrap();
        assert!(!marks.has_hidden && !marks.has_merged);
    }
}
