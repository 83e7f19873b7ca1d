//! Cells with several values, and the operator's lists of cities, categories and languages.
//!
//! Values are parted by `;`, `,` or line breaks. A label may hold a comma itself: the longest
//! label that fits wins. What has no label, or one that cells cannot hold, is written by its
//! identifier in brackets, `[so]`.

use super::CellError;
use shared::id::{CategoryId, CityId};
use shared::language::LanguageTag;
use shared::search::fold::words;
use shared::taxonomy::{Taxonomy, Term};

/// What parts the values of a list when it is written.
pub(crate) const GAP: &str = "; ";

/// What stands in a cell that names nothing.
pub(crate) const UNSTATED: &str = "nicht festgelegt";

/// Several values in one cell, parted by `;`, `,` or line breaks.
pub(crate) fn parts(cell: &str) -> impl Iterator<Item = &str> {
    cell.split([';', ',', '\n']).map(str::trim).filter(|part| !part.is_empty())
}

/// The same, but nothing is parted within parentheses.
pub(crate) fn outer_parts(cell: &str) -> impl Iterator<Item = &str> {
    let mut depth = 0_usize;
    let is_gap = move |letter: char| {
        match letter {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0 && matches!(letter, ';' | ',' | '\n')
    };
    cell.split(is_gap).map(str::trim).filter(|part| !part.is_empty())
}

/// A text as it counts in comparisons: folded, one space between words.
pub(crate) fn folded(text: &str) -> String {
    words(text).join(" ")
}

/// Whether two texts are the same but for case, accents and punctuation.
pub(crate) fn is_same(one: &str, other: &str) -> bool {
    words(one) == words(other)
}

/// All lists, made ready for reading and writing many rows.
pub(crate) struct Lists {
    pub(crate) cities: Labels<CityId>,
    pub(crate) categories: Labels<CategoryId>,
    pub(crate) languages: Labels<LanguageTag>,
}

impl Lists {
    pub(crate) fn new(taxonomy: &Taxonomy) -> Self {
        Self {
            cities: Labels::new(&taxonomy.cities),
            categories: Labels::new(&taxonomy.categories),
            languages: Labels::new(&taxonomy.languages),
        }
    }
}

/// A list by its labels.
pub(crate) struct Labels<Id> {
    entries: Vec<Entry<Id>>,
    /// Most commas a label holds.
    commas: usize,
}

struct Entry<Id> {
    id: Id,
    label: String,
    folded: String,
}

impl<Id: Clone + PartialEq + TryFrom<String> + Into<String>> Labels<Id> {
    fn new(terms: &[Term<Id>]) -> Self {
        let entry = |term: &Term<Id>| Entry {
            id: term.id.clone(),
            label: term.label.as_str().to_owned(),
            folded: folded(term.label.as_str()),
        };
        let commas = |term: &Term<Id>| term.label.as_str().matches(',').count();
        Self {
            entries: terms.iter().map(entry).collect(),
            commas: terms.iter().map(commas).max().unwrap_or(0),
        }
    }

    /// The entry that a label or an identifier in brackets names.
    pub(crate) fn read(&self, label: &str) -> Result<Id, CellError> {
        self.find(label.trim()).ok_or_else(|| CellError::unknown(label))
    }

    fn find(&self, label: &str) -> Option<Id> {
        if let Some(id) = label.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            return Id::try_from(id.to_owned()).ok();
        }
        // Most cells hold the very label; only the others are folded.
        let found = self.entries.iter().find(|entry| entry.label == label).or_else(|| {
            let wanted = folded(label);
            let is_it = |entry: &&Entry<Id>| !wanted.is_empty() && entry.folded == wanted;
            self.entries.iter().find(is_it)
        });
        found.map(|entry| entry.id.clone())
    }

    /// Every entry that a cell names, in its order.
    pub(crate) fn read_all(&self, cell: &str) -> Result<Vec<Id>, CellError> {
        let mut ids = Vec::new();
        for segment in cell.split([';', '\n']) {
            let pieces: Vec<&str> = segment.split(',').collect();
            let mut rest = &pieces[..];
            while let Some((first, others)) = rest.split_first() {
                if first.trim().is_empty() || is_same(first, UNSTATED) {
                    rest = others;
                    continue;
                }
                let longest = rest.len().min(self.commas + 1);
                let find = |length: usize| {
                    self.find(rest[..length].join(",").trim()).map(|id| (id, length))
                };
                let (id, length) =
                    (1..=longest).rev().find_map(find).ok_or_else(|| CellError::unknown(first))?;
                ids.push(id);
                rest = &rest[length..];
            }
        }
        Ok(ids)
    }

    /// What [`Self::read`] takes for this entry.
    pub(crate) fn write(&self, id: &Id) -> String {
        let label = self.entries.iter().find(|entry| entry.id == *id).map(|entry| &entry.label);
        match label {
            Some(label) if is_plain(label) && self.names_only(label, id) => label.clone(),
            _ => format!("[{}]", id.clone().into()),
        }
    }

    fn names_only(&self, label: &str, id: &Id) -> bool {
        self.read_all(label).is_ok_and(|ids| ids == std::slice::from_ref(id))
    }

    /// What [`Self::read_all`] takes for these entries.
    pub(crate) fn write_all(&self, ids: &[Id]) -> String {
        self.joined(ids, GAP)
    }

    /// The same to stand in parentheses, with commas where no label holds one.
    pub(crate) fn write_inline(&self, ids: &[Id]) -> String {
        self.joined(ids, if self.commas == 0 { ", " } else { GAP })
    }

    fn joined(&self, ids: &[Id], gap: &str) -> String {
        ids.iter().map(|id| self.write(id)).collect::<Vec<_>>().join(gap)
    }
}

/// Whether a label can stand in any cell, also in parentheses behind a time.
fn is_plain(label: &str) -> bool {
    !label.contains([';', '\n', '[', ']', '(', ')'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;
    use shared::text::Text;

    fn labels(terms: &[(&str, &str)]) -> Labels<CategoryId> {
        let terms: Vec<_> = terms
            .iter()
            .map(|(id, label)| Term {
                id: CategoryId::parse(id).unwrap(),
                label: Text::parse(label).unwrap(),
                position: None,
            })
            .collect();
        Labels::new(&terms)
    }

    fn county() -> Labels<CategoryId> {
        labels(&[
            ("freizeit", "Freizeit / Kultur"),
            ("schule", "Bildung, Schule"),
            ("bildung", "Bildung"),
            ("odd", "Dies; das"),
            ("sport", "Sport"),
        ])
    }

    #[rstest]
    #[case("Freizeit / Kultur, Sport", &["freizeit", "sport"])]
    #[case("Bildung, Schule; Sport", &["schule", "sport"])]
    #[case("Sport, bildung, schule", &["sport", "schule"])]
    #[case("Bildung\nSport", &["bildung", "sport"])]
    #[case("[odd], ;[unlisted]", &["odd", "unlisted"])]
    #[case("", &[])]
    #[case("nicht festgelegt", &[])]
    fn values_of_a_cell_are_found(#[case] cell: &str, #[case] expected: &[&str]) {
        let ids = county().read_all(cell).unwrap();
        assert_eq!(ids.iter().map(CategoryId::as_str).collect::<Vec<_>>(), expected);
    }

    #[rstest]
    #[case("Schule")]
    #[case("[Not An Id]")]
    #[case("!")]
    fn what_is_in_no_list_is_named(#[case] cell: &str) {
        assert_eq!(county().read_all(cell), Err(CellError::unknown(cell)));
    }

    #[test]
    fn a_label_that_cells_cannot_hold_is_written_by_its_id() {
        let list = labels(&[("comma", ","), ("sport", "Sport"), ("twin", "SPORT")]);
        let ids = ["comma", "sport", "twin", "unlisted"].map(|id| CategoryId::parse(id).unwrap());
        assert_eq!(list.write_all(&ids), "[comma]; Sport; SPORT; [unlisted]");
        assert_eq!(list.read_all(&list.write_all(&ids)).unwrap(), ids);
    }

    proptest! {
        #[test]
        fn every_list_comes_back(
            ids in proptest::collection::vec(0_usize..6, 0..8),
            label in "[a-cA, /();\n\\[\\]\"]{1,12}",
        ) {
            let known = ["freizeit", "schule", "bildung", "odd", "made-up", "unlisted"];
            let label = if label.trim().is_empty() { "x" } else { &label };
            let list = labels(&[
                ("freizeit", "Freizeit / Kultur"),
                ("schule", "Bildung, Schule"),
                ("bildung", "Bildung"),
                ("odd", "Dies; das"),
                ("made-up", label),
            ]);
            let ids: Vec<_> = ids.iter().map(|id| CategoryId::parse(known[*id]).unwrap()).collect();
            prop_assert_eq!(list.read_all(&list.write_all(&ids)), Ok(ids.clone()));
            prop_assert_eq!(list.read_all(&list.write_inline(&ids)), Ok(ids.clone()));
        }

        #[test]
        fn no_cell_panics(cell in any::<String>()) {
            let _ = (county().read_all(&cell), county().read(&cell));
            let _ = (parts(&cell).count(), outer_parts(&cell).count());
        }
    }
}
