//! Parsing one record: problems are reported with its position in the file, unsupported fields are
//! counted.

use super::KnownIds;
use super::problem::{RecordError, RecordProblems};
use crate::offers::OfferOptions;
use crate::overview::UnknownValues;
use crate::sheet::columns::Column;
use serde_json::Value;
use shared::search::fold::words;
use std::collections::{BTreeMap, BTreeSet};

/// Longest quotation of foreign text in a report, in characters.
const MAX_QUOTED: usize = 60;

/// What records are interpreted with.
#[derive(Clone, Copy)]
pub(super) struct Context<'a> {
    pub(super) options: &'a OfferOptions<'a>,
    pub(super) known: &'a KnownIds,
}

/// What is noticed while records are read.
#[derive(Debug, Default)]
pub(super) struct Notes {
    /// Problems of the record that is read.
    pub(super) problems: RecordProblems,
    pub(super) ignored_fields: BTreeMap<String, usize>,
    pub(super) unknown: UnknownValues,
}

/// Parses one record.
pub(super) struct Reader<'a> {
    number: usize,
    pub(super) context: Context<'a>,
    notes: &'a mut Notes,
    /// Ignored fields of this record that are already counted.
    counted: BTreeSet<String>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(number: usize, context: Context<'a>, notes: &'a mut Notes) -> Self {
        Self { number, context, notes, counted: BTreeSet::new() }
    }

    /// Position of the record in the file, from 1.
    pub(super) fn number(&self) -> usize {
        self.number
    }

    /// Reports a problem because of which the record is rejected.
    pub(super) fn problem(&mut self, field: &'static str, error: RecordError) {
        self.notes.problems.note(self.number, field, error);
    }

    /// Counts a value that stands in none of our lists.
    pub(super) fn unknown_value(&mut self, column: &Column, value: &str) {
        let values = self.notes.unknown.entry(column.heading().into_owned()).or_default();
        *values.entry(quoted(value)).or_default() += 1;
    }

    /// What was decided that a value means; empty where it states nothing.
    pub(super) fn decided(&self, column: &Column, value: &str) -> Option<String> {
        self.context.options.mapping.replaced(column, &quoted(value))
    }

    /// Counts an ignored field, once per record.
    pub(super) fn ignore_field(&mut self, field: &str) {
        let field = quoted(field);
        if self.counted.insert(field.clone()) {
            *self.notes.ignored_fields.entry(field).or_default() += 1;
        }
    }

    /// A required text.
    pub(super) fn needed<T, E: Into<RecordError>>(
        &mut self,
        field: &'static str,
        text: &str,
        parse: impl FnOnce(&str) -> Result<T, E>,
    ) -> Option<T> {
        let text = text.trim();
        let value = if text.is_empty() {
            Err(RecordError::Missing)
        } else {
            parse(text).map_err(Into::into)
        };
        value.map_err(|error| self.problem(field, error)).ok()
    }

    /// An optional text, ignored where it is invalid.
    pub(super) fn optional<T, E>(
        &mut self,
        field: &str,
        text: Option<&str>,
        parse: impl FnOnce(&str) -> Result<T, E>,
    ) -> Option<T> {
        let text = text.map(str::trim).filter(|text| !text.is_empty())?;
        let value = parse(text).ok();
        if value.is_none() {
            self.ignore_field(field);
        }
        value
    }

    /// The first item of a list; the others are ignored.
    pub(super) fn first<'b, T>(&mut self, field: &str, list: &'b [T]) -> Option<&'b T> {
        if list.len() > 1 {
            self.ignore_field(field);
        }
        list.first()
    }
}

/// The beginning of a text, for reports.
pub(super) fn quoted(text: &str) -> String {
    text.chars().take(MAX_QUOTED).collect()
}

/// The value without null fields.
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

/// Paths of fields in an object that are missing in its parsed form, each once. Ids carry no
/// information, and empty values are ignored.
pub(super) fn unmapped_fields(value: &Value, understood: &Value, path: &str) -> BTreeSet<String> {
    let mut fields = BTreeSet::new();
    collect_unmapped(value, understood, path, &mut fields);
    fields
}

fn collect_unmapped(value: &Value, understood: &Value, path: &str, fields: &mut BTreeSet<String>) {
    match (value, understood) {
        (Value::Object(object), Value::Object(known)) => {
            for (name, value) in object {
                if name == "id" || name.ends_with("_id") || is_nothing(value) {
                    continue;
                }
                let path = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
                match known.get(name) {
                    Some(known) => collect_unmapped(value, known, &path, fields),
                    None => {
                        fields.insert(path);
                    }
                }
            }
        }
        (Value::Array(items), Value::Array(known)) => {
            for (item, known) in items.iter().zip(known) {
                collect_unmapped(item, known, path, fields);
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

/// Whether two texts are equal apart from case, accents and punctuation.
pub(super) fn is_same(one: &str, other: &str) -> bool {
    words(one) == words(other)
}
