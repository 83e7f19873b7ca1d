//! Taking one record apart: problems are named with its place in the file, what has no place
//! with us is counted.

use super::problem::{RecordError, RecordProblems};
use super::{Fallback, Known};
use serde_json::Value;
use shared::search::fold::words;
use shared::taxonomy::Taxonomy;
use std::collections::{BTreeMap, BTreeSet};

/// Longest part of a foreign text in a report, in characters.
const MAX_QUOTED: usize = 60;

/// Reads one record.
pub(super) struct Reader<'a> {
    number: usize,
    pub(super) taxonomy: &'a Taxonomy,
    pub(super) fallback: &'a Fallback,
    pub(super) known: &'a Known,
    problems: &'a mut RecordProblems,
    passed_over: &'a mut BTreeMap<String, usize>,
    /// What this record has been counted for already.
    counted: BTreeSet<String>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(
        number: usize,
        (taxonomy, fallback, known): (&'a Taxonomy, &'a Fallback, &'a Known),
        problems: &'a mut RecordProblems,
        passed_over: &'a mut BTreeMap<String, usize>,
    ) -> Self {
        let counted = BTreeSet::new();
        Self { number, taxonomy, fallback, known, problems, passed_over, counted }
    }

    /// The record's place in the file, from 1.
    pub(super) fn number(&self) -> usize {
        self.number
    }

    /// Notes what must be changed before the file can be taken.
    pub(super) fn problem(&mut self, field: &'static str, error: RecordError) {
        self.problems.note(self.number, field, error);
    }

    /// Counts a field that is not taken, once a record.
    pub(super) fn pass_over(&mut self, field: &str) {
        let field = quoted(field);
        if self.counted.insert(field.clone()) {
            *self.passed_over.entry(field).or_default() += 1;
        }
    }

    /// A text that must be there and right.
    pub(super) fn needed<T, E: Into<RecordError>>(
        &mut self,
        field: &'static str,
        text: &str,
        read: impl FnOnce(&str) -> Result<T, E>,
    ) -> Option<T> {
        let text = text.trim();
        let value = if text.is_empty() {
            Err(RecordError::Missing)
        } else {
            read(text).map_err(Into::into)
        };
        value.map_err(|error| self.problem(field, error)).ok()
    }

    /// A text that may be missing, and is passed over where it cannot be taken.
    pub(super) fn optional<T, E>(
        &mut self,
        field: &str,
        text: Option<&str>,
        read: impl FnOnce(&str) -> Result<T, E>,
    ) -> Option<T> {
        let text = text.map(str::trim).filter(|text| !text.is_empty())?;
        let value = read(text).ok();
        if value.is_none() {
            self.pass_over(field);
        }
        value
    }

    /// The first of a list; the others are passed over.
    pub(super) fn first<'b, T>(&mut self, field: &str, list: &'b [T]) -> Option<&'b T> {
        if list.len() > 1 {
            self.pass_over(field);
        }
        list.first()
    }
}

/// The beginning of a text, for reports.
pub(super) fn quoted(text: &str) -> String {
    text.chars().take(MAX_QUOTED).collect()
}

/// The same without fields that say nothing.
pub(super) fn without_nulls(value: Value) -> Value {
    match value {
        Value::Object(fields) => Value::Object(
            fields
                .into_iter()
                .filter(|(_, value)| !value.is_null())
                .map(|(name, value)| (name, without_nulls(value)))
                .collect(),
        ),
        Value::Array(items) => Value::Array(
            items.into_iter().filter(|item| !item.is_null()).map(without_nulls).collect(),
        ),
        other => other,
    }
}

/// Paths of fields in an object that are not in what was understood of it, each once. Ids are
/// no information of their own, and what is empty is nothing.
pub(super) fn left_over(value: &Value, understood: &Value, path: &str) -> BTreeSet<String> {
    let mut fields = BTreeSet::new();
    collect_left_over(value, understood, path, &mut fields);
    fields
}

fn collect_left_over(value: &Value, understood: &Value, path: &str, fields: &mut BTreeSet<String>) {
    match (value, understood) {
        (Value::Object(object), Value::Object(held)) => {
            for (name, value) in object {
                if name == "id" || name.ends_with("_id") || is_nothing(value) {
                    continue;
                }
                let path = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
                match held.get(name) {
                    Some(held) => collect_left_over(value, held, &path, fields),
                    None => {
                        fields.insert(path);
                    }
                }
            }
        }
        (Value::Array(items), Value::Array(held)) => {
            for (item, held) in items.iter().zip(held) {
                collect_left_over(item, held, path, fields);
            }
        }
        _ => {}
    }
}

fn is_nothing(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.trim().is_empty(),
        Value::Array(items) => items.is_empty(),
        Value::Object(fields) => fields.is_empty(),
        Value::Bool(_) | Value::Number(_) => false,
    }
}

/// Whether two texts are the same but for case, accents and punctuation.
pub(super) fn is_same(one: &str, other: &str) -> bool {
    words(one) == words(other)
}
