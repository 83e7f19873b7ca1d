//! Two people change the same offer: fields that only one of them changed are merged, the others are
//! conflicts.

use super::Cells;

/// A field that two people changed differently.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// The field's key.
    pub key: String,
    /// What stands there now.
    pub theirs: String,
}

/// The result of a merge.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Merged {
    /// What should stand in the fields; in a conflict it is one's own.
    pub cells: Cells,
    /// Fields that both changed.
    pub conflicts: Vec<Conflict>,
    /// Keys of the fields that the other one changed and that are taken over.
    pub taken: Vec<String>,
}

/// Merges one's own fields, which were made from `base`, with what stands there now. Without a base
/// every difference is a conflict.
pub fn merge(base: Option<&Cells>, theirs: &Cells, mine: &Cells) -> Merged {
    let mut merged = Merged { cells: mine.clone(), ..Merged::default() };
    for (key, own) in mine {
        let (own, current) = (normal(own), theirs.get(key).map(|text| normal(text)));
        let current = current.unwrap_or_default();
        let before = base.map(|base| base.get(key).map(|text| normal(text)).unwrap_or_default());
        if own == current || before.as_ref() == Some(&current) {
            continue;
        }
        if before.as_ref() == Some(&own) {
            merged.cells.insert(key.clone(), theirs.get(key).cloned().unwrap_or_default());
            merged.taken.push(key.clone());
        } else {
            let theirs = theirs.get(key).cloned().unwrap_or_default();
            merged.conflicts.push(Conflict { key: key.clone(), theirs });
        }
    }
    merged
}

/// Browsers send line breaks as two characters.
fn normal(text: &str) -> String {
    text.trim().replace("\r\n", "\n")
}
