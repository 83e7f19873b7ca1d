//! Clauses that shorten times of the same cell: "Mo-Fr 9-12, 14-16 Uhr (Fr nur bis 12 Uhr)".
//!
//! Which of the other times they shorten is for a person to decide.

use super::super::lists::folded;

/// The clause that names a day and "nur bis", where there is one.
pub(super) fn narrowed_clause(cell: &str) -> Option<&str> {
    let clauses = cell.split(['(', ')', ',', ';', '\n']).map(str::trim);
    clauses.into_iter().find(|clause| {
        let words = folded(clause);
        let words: Vec<&str> = words.split(' ').collect();
        let limit = words.windows(2).position(|pair| pair == ["nur", "bis"]);
        limit.is_some_and(|place| words[..place].iter().any(|word| is_day(word)))
    })
}

fn is_day(word: &str) -> bool {
    const DAYS: [&str; 8] = ["mo", "di", "mi", "do", "fr", "sa", "so", "sonnabend"];
    const NAMES: [&str; 7] =
        ["montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag"];
    DAYS.contains(&word) || NAMES.iter().any(|name| word.starts_with(name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("Mo-Fr 9-12 und 14-16 Uhr (Fr nur bis 12 Uhr)", Some("Fr nur bis 12 Uhr"))]
    #[case("Mo-Fr 9-16 Uhr, freitags nur bis 13 Uhr", Some("freitags nur bis 13 Uhr"))]
    #[case("Mo 9-12 Uhr, nur bis Ostern", None)]
    #[case("Mo-Fr 9-12 Uhr", None)]
    fn a_clause_that_shortens_other_times_is_found(
        #[case] cell: &str,
        #[case] clause: Option<&str>,
    ) {
        assert_eq!(narrowed_clause(cell), clause);
    }
}
