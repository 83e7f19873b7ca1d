//! The order in which a shortlist is revealed: from its last place to the first.

use crate::id::FieldId;
use crate::voting::tally::{FieldResult, ResultRow};

/// A place of a field's shortlist with the challenges that share it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RevealPlace<'a> {
    /// The field.
    pub field: &'a FieldId,
    /// The place, by standard competition ranking.
    pub rank: u32,
    /// The challenges on this place, in conference order; at least one.
    pub rows: &'a [ResultRow],
}

/// The places of the shortlists, field by field, each from the last place to the first; of one
/// field only, where there is one. A field without dots has no places.
pub fn reveal_places<'a>(
    fields: &'a [FieldResult],
    only: Option<&FieldId>,
) -> Vec<RevealPlace<'a>> {
    let shown = fields.iter().filter(|result| only.is_none_or(|only| *only == result.field));
    shown.flat_map(field_places).collect()
}

fn field_places(result: &FieldResult) -> impl Iterator<Item = RevealPlace<'_>> {
    // Rows are sorted by rank, so those of the shortlist and of each place are next to each other.
    let shortlisted = result.rows.iter().take_while(|row| row.is_shortlisted).count();
    let shortlist = result.rows.get(..shortlisted).unwrap_or_default();
    shortlist.chunk_by(|one, next| one.rank == next.rank).rev().filter_map(|rows| {
        let rank = rows.first()?.rank;
        Some(RevealPlace { field: &result.field, rank, rows })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::voting::tally::Votes;
    use crate::voting::tally::tests::field_of;
    use rstest::rstest;

    fn ranks(places: &[RevealPlace<'_>]) -> Vec<(u32, usize)> {
        places.iter().map(|place| (place.rank, place.rows.len())).collect()
    }

    #[rstest]
    #[case::no_ties(&[9, 7, 5, 3], 3, &[(3, 1), (2, 1), (1, 1)])]
    #[case::a_tie_at_the_top(&[9, 9, 5, 3], 3, &[(3, 1), (1, 2)])]
    #[case::a_tie_at_the_end_of_the_shortlist(&[9, 7, 5, 5, 5, 1], 3, &[(3, 3), (2, 1), (1, 1)])]
    #[case::all_tied(&[2, 2, 2], 2, &[(1, 3)])]
    #[case::fewer_than_places(&[4, 0, 0], 3, &[(1, 1)])]
    #[case::no_dots(&[0, 0, 0], 3, &[])]
    #[case::no_challenges(&[], 3, &[])]
    fn a_shortlist_is_revealed_from_its_last_place_and_ties_together(
        #[case] dots: &[u64],
        #[case] places: u32,
        #[case] expected: &[(u32, usize)],
    ) {
        let fields = [field_of("f", dots, places)];
        assert_eq!(ranks(&reveal_places(&fields, None)), expected);
    }

    #[test]
    fn fields_follow_each_other_unless_one_is_chosen() {
        let fields = [field_of("f", &[3, 1], 1), field_of("g", &[0], 1), field_of("h", &[2, 2], 1)];
        let all = reveal_places(&fields, None);
        let shown: Vec<_> = all.iter().map(|place| (place.field.as_str(), place.rank)).collect();
        assert_eq!(shown, [("f", 1), ("h", 1)]);
        assert_eq!(all[1].rows[0].votes, Votes { dots: 2, paper: 0 });
        let only = &fields[2].field;
        assert_eq!(ranks(&reveal_places(&fields, Some(only))), [(1, 2)]);
    }
}
