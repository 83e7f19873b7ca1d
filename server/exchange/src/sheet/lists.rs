//! Cells with several values, and the operator's lists of cities, categories and languages.
//!
//! Values are separated by `;`, `,` or line breaks. A label may contain commas: the longest
//! matching label wins. Entries without a label that a cell can contain are written as their
//! identifier in brackets, `[so]`.

use super::CellError;
use shared::id::{CategoryId, CityId};
use shared::language::LanguageTag;
use shared::search::fold::words;
use shared::taxonomy::{Taxonomy, Term};

/// Separator of values in written lists.
pub(crate) const GAP: &str = "; ";

/// Content of a cell without values.
pub(crate) const UNSTATED: &str = "nicht festgelegt";

/// The values of a cell, separated by `;`, `,` or line breaks.
pub(crate) fn parts(cell: &str) -> impl Iterator<Item = &str> {
    cell.split([';', ',', '\n']).map(str::trim).filter(|part| !part.is_empty())
}

/// The same, but without splitting inside parentheses.
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

/// A text normalised for comparison: folded, one space between words.
pub(crate) fn folded(text: &str) -> String {
    words(text).join(" ")
}

/// Whether two texts are equal apart from case, accents and punctuation.
pub(crate) fn is_same(one: &str, other: &str) -> bool {
    one == other || (may_be_same(one, other) && words(one) == words(other))
}

/// Whether the first letters leave it open: folding keeps a first letter or digit of ASCII apart from its
/// case. Tables compare each cell with many names, and this spares folding nearly all of them.
fn may_be_same(one: &str, other: &str) -> bool {
    let first = |text: &str| text.chars().find(|letter| letter.is_alphanumeric());
    match (first(one), first(other)) {
        (Some(one), Some(other)) if one.is_ascii() && other.is_ascii() => {
            one.eq_ignore_ascii_case(&other)
        }
        _ => true,
    }
}

/// All lists, prepared for many rows.
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

/// A list, searchable by label.
pub(crate) struct Labels<Id> {
    entries: Vec<Entry<Id>>,
    /// Maximum number of commas in a label.
    commas: usize,
}

struct Entry<Id> {
    id: Id,
    label: String,
    folded: String,
}

impl<Id: Clone + PartialEq + TryFrom<String> + Into<String>> Labels<Id> {
    pub(crate) fn new(terms: &[Term<Id>]) -> Self {
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

    /// The entry for a label or an identifier in brackets.
    pub(crate) fn parse(&self, label: &str) -> Result<Id, CellError> {
        self.find(label.trim()).ok_or_else(|| CellError::unknown(label))
    }

    fn find(&self, label: &str) -> Option<Id> {
        if let Some(id) = label.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            return Id::try_from(id.to_owned()).ok();
        }
        // Most cells match exactly; only the others are folded.
        let found = self.entries.iter().find(|entry| entry.label == label).or_else(|| {
            let wanted = folded(label);
            let is_it = |entry: &&Entry<Id>| !wanted.is_empty() && entry.folded == wanted;
            self.entries.iter().find(is_it)
        });
        found.map(|entry| entry.id.clone())
    }

    /// The entry with this folded label.
    pub(crate) fn labelled(&self, folded: &str) -> Option<Id> {
        let is_it = |entry: &&Entry<Id>| !folded.is_empty() && entry.folded == folded;
        self.entries.iter().find(is_it).map(|entry| entry.id.clone())
    }

    /// The entry with this identifier.
    pub(crate) fn with_id(&self, id: &str) -> Option<Id> {
        let is_it = |entry: &&Entry<Id>| {
            let own: String = entry.id.clone().into();
            own == id
        };
        self.entries.iter().find(is_it).map(|entry| entry.id.clone())
    }

    /// An identifier in brackets.
    pub(crate) fn bracketed(text: &str) -> Option<Id> {
        let id = text.trim().strip_prefix('[')?.strip_suffix(']')?;
        Id::try_from(id.to_owned()).ok()
    }

    /// Labels with their folded forms.
    pub(crate) fn labels(&self) -> impl Iterator<Item = (&str, String)> {
        self.entries.iter().map(|entry| (entry.label.as_str(), entry.folded.clone()))
    }

    /// Every entry in a cell, in order.
    pub(crate) fn parse_all(&self, cell: &str) -> Result<Vec<Id>, CellError> {
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

    /// Formats an entry as accepted by [`Self::parse`].
    pub(crate) fn format(&self, id: &Id) -> String {
        let label = self.entries.iter().find(|entry| entry.id == *id).map(|entry| &entry.label);
        match label {
            Some(label) if is_plain(label) && self.names_only(label, id) => label.clone(),
            _ => format!("[{}]", id.clone().into()),
        }
    }

    fn names_only(&self, label: &str, id: &Id) -> bool {
        self.parse_all(label).is_ok_and(|ids| ids == std::slice::from_ref(id))
    }

    /// Formats entries as accepted by [`Self::parse_all`].
    pub(crate) fn format_all(&self, ids: &[Id]) -> String {
        self.joined(ids, GAP)
    }

    /// The same for use in parentheses, separated by commas where no label contains one.
    pub(crate) fn format_inline(&self, ids: &[Id]) -> String {
        self.joined(ids, if self.commas == 0 { ", " } else { GAP })
    }

    fn joined(&self, ids: &[Id], gap: &str) -> String {
        ids.iter().map(|id| self.format(id)).collect::<Vec<_>>().join(gap)
    }
}

/// Whether a label can be used in any cell, even in parentheses after a time.
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
                names: std::collections::BTreeMap::new(),
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
        let ids = county().parse_all(cell).unwrap();
        assert_eq!(ids.iter().map(CategoryId::as_str).collect::<Vec<_>>(), expected);
    }

    #[rstest]
    #[case("Schule")]
    #[case("[Not An Id]")]
    #[case("!")]
    fn an_unlisted_value_is_named(#[case] cell: &str) {
        assert_eq!(county().parse_all(cell), Err(CellError::unknown(cell)));
    }

    #[test]
    fn an_ambiguous_label_is_written_as_its_id() {
        let list = labels(&[("comma", ","), ("sport", "Sport"), ("twin", "SPORT")]);
        let ids = ["comma", "sport", "twin", "unlisted"].map(|id| CategoryId::parse(id).unwrap());
        assert_eq!(list.format_all(&ids), "[comma]; Sport; SPORT; [unlisted]");
        assert_eq!(list.parse_all(&list.format_all(&ids)).unwrap(), ids);
    }

    proptest! {
        #[test]
        fn every_list_round_trips(
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
            prop_assert_eq!(list.parse_all(&list.format_all(&ids)), Ok(ids.clone()));
            prop_assert_eq!(list.parse_all(&list.format_inline(&ids)), Ok(ids.clone()));
        }

        #[test]
        fn no_cell_panics(cell in any::<String>()) {
            let _ = (county().parse_all(&cell), county().parse(&cell));
            let _ = (parts(&cell).count(), outer_parts(&cell).count());
        }
    }

    proptest! {
        #[test]
        fn comparing_first_letters_changes_no_answer(
            one in "[ ('„]{0,2}[a-cA-CäÄßeEоА1]{0,4}",
            other in "[ ('„]{0,2}[a-cA-CäÄßeEоА1]{0,4}",
        ) {
            prop_assert_eq!(is_same(&one, &other), words(&one) == words(&other));
        }
    }
}
