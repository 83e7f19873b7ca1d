//! What an operator decided about the headings and values of a source, to be applied again to its
//! next file.

use crate::sheet::columns::{Column, Field};
use crate::sheet::lists::{GAP, folded, outer_parts};
use serde::{Deserialize, Serialize};
use shared::digest::sha256;
use std::collections::{BTreeMap, BTreeSet};

/// Decisions about a source. Headings and values are compared without case, accents and signs.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Mapping {
    /// Headings of the source, each with the heading of the column that it is, such as "Stadt";
    /// `None` for a column that is left out.
    pub columns: BTreeMap<String, Option<String>>,
    /// By heading of the column: values of the source, each with the words that replace it; empty
    /// words for a value that states nothing.
    pub values: BTreeMap<String, BTreeMap<String, String>>,
}

/// What a mapping says about a heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Decision {
    Column(Column),
    LeftOut,
    /// Nothing, or the name of a column that does not exist.
    None,
}

/// Identifies the source of a table by its headings, whatever their order, case and signs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fingerprint(String);

impl Fingerprint {
    /// The fingerprint of these headings; empty ones do not count.
    pub fn of(headings: &[String]) -> Self {
        let folded: BTreeSet<String> = headings.iter().map(|heading| folded(heading)).collect();
        let named: Vec<&str> =
            folded.iter().map(String::as_str).filter(|heading| !heading.is_empty()).collect();
        Self(sha256(&named.join("\n")))
    }

    /// In hexadecimal.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Mapping {
    /// The same with these proposals accepted.
    #[must_use]
    pub fn accepting(mut self, proposals: &[ColumnProposal]) -> Self {
        let accepted = proposals.iter().map(|one| (one.heading.clone(), Some(one.column.clone())));
        self.columns.extend(accepted);
        self
    }

    /// The same with columns left out that it does not mention yet.
    #[must_use]
    pub fn leaving_out(mut self, headings: &[String]) -> Self {
        for heading in headings {
            self.columns.entry(heading.clone()).or_default();
        }
        self
    }

    pub(crate) fn decision(&self, heading: &str) -> Decision {
        let wanted = folded(heading);
        match self
            .columns
            .iter()
            .find(|(known, _)| folded(known) == wanted)
            .map(|(_, column)| column)
        {
            Some(Some(column)) => Column::find(column).map_or(Decision::None, Decision::Column),
            Some(None) => Decision::LeftOut,
            None => Decision::None,
        }
    }

    /// The cell of a column with its values replaced; `None` where none of them is in it.
    pub(crate) fn replaced(&self, column: &Column, cell: &str) -> Option<String> {
        let heading = column.heading();
        let is_it =
            |known: &&String| Column::find(known).is_some_and(|known| known.heading() == heading);
        let values = self.values.keys().find(is_it).and_then(|known| self.values.get(known))?;
        let find = |part: &str| {
            let wanted = folded(part);
            values
                .iter()
                .find(|(written, _)| folded(written) == wanted)
                .map(|(_, value)| value.as_str())
        };
        if let Some(value) = find(cell) {
            return Some(value.to_owned());
        }
        let parts: Vec<&str> = outer_parts(cell).collect();
        if !parts.iter().any(|part| find(part).is_some()) {
            return None;
        }
        let replaced = parts.into_iter().map(|part| find(part).unwrap_or(part));
        Some(replaced.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(GAP))
    }
}

/// A heading that is probably that of a column, to be confirmed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnProposal {
    /// Heading of the source.
    pub heading: String,
    /// Heading of the column, for [`Mapping::columns`].
    pub column: String,
}

impl ColumnProposal {
    pub(crate) fn new(heading: &str, field: Field) -> Self {
        Self { heading: heading.to_owned(), column: field.heading().to_owned() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mapping_replaces_whole_values_and_values_of_a_list() {
        let values = [("DAZ".to_owned(), "Sprache".to_owned()), ("?".to_owned(), String::new())];
        let mapping = Mapping {
            values: BTreeMap::from([("Kategorien".to_owned(), BTreeMap::from(values))]),
            ..Mapping::default()
        };
        let category = Column::find("Kategorie").unwrap();
        assert_eq!(mapping.replaced(&category, "DaZ").as_deref(), Some("Sprache"));
        assert_eq!(mapping.replaced(&category, "Sport, daz").as_deref(), Some("Sport; Sprache"));
        assert_eq!(mapping.replaced(&category, "Sport"), None);
        assert_eq!(mapping.replaced(&Column::find("Stadt").unwrap(), "DaZ"), None);
    }

    #[test]
    fn a_source_is_recognised_whatever_the_order_of_its_columns() {
        let of = |headings: &[&str]| {
            Fingerprint::of(&headings.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>())
        };
        assert_eq!(of(&["Stadt", "Name", ""]), of(&["NAME", "Stadt:"]));
        assert_ne!(of(&["Stadt", "Name"]), of(&["Stadt", "Name", "Ort"]));
    }

    #[test]
    fn a_mapping_is_data() {
        let json = r#"{"columns":{"Notiz":null,"Wo?":"Stadt"},"values":{}}"#;
        let mapping: Mapping = serde_json::from_str(json).unwrap();
        assert_eq!(serde_json::to_string(&mapping).unwrap(), json);
        assert_eq!(mapping.decision("wo"), Decision::Column(Column::find("Stadt").unwrap()));
        assert_eq!(mapping.decision("NOTIZ"), Decision::LeftOut);
        assert_eq!(mapping.decision("Stadt"), Decision::None);
    }
}
