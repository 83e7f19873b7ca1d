//! Texts in CSV that a spreadsheet program would evaluate as a formula.
//!
//! CSV has no cell format, so such a text gets an apostrophe in front, which marks a text in all
//! spreadsheet programs. Reading removes it, so that a file that was written can be read again.

/// Characters that start a formula, or that spreadsheet programs skip before one.
const STARTS: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];
const MARK: char = '\'';

/// A cell as it is written.
pub(crate) fn guard(mut cell: String) -> String {
    if is_guarded_or_formula(&cell) {
        cell.insert(0, MARK);
    }
    cell
}

/// A cell as it was before [`guard`].
pub(crate) fn unguard(cell: &str) -> &str {
    cell.strip_prefix(MARK).filter(|text| is_guarded_or_formula(text)).unwrap_or(cell)
}

/// Also texts that look guarded get a mark, otherwise reading would take away their own.
fn is_guarded_or_formula(text: &str) -> bool {
    text.trim_start_matches(MARK).starts_with(STARTS)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    #[rstest]
    #[case("=1+1", "'=1+1")]
    #[case("+49 2361 305", "'+49 2361 305")]
    #[case("\tx", "'\tx")]
    #[case("'=1", "''=1")]
    #[case("'s Café", "'s Café")]
    #[case("A-Z", "A-Z")]
    fn a_formula_gets_a_mark(#[case] cell: &str, #[case] written: &str) {
        assert_eq!(guard(cell.to_owned()), written);
    }

    #[rstest]
    #[case("'s Café")]
    #[case("=1+1")]
    fn a_cell_without_a_mark_is_read_as_it_is(#[case] cell: &str) {
        assert_eq!(unguard(cell), cell);
    }

    proptest! {
        #[test]
        fn what_was_written_is_read_again(cell in "['=+@\t\r a-]{0,6}") {
            let written = guard(cell.clone());
            prop_assert!(!written.starts_with(STARTS));
            prop_assert_eq!(unguard(&written), cell);
        }
    }
}
