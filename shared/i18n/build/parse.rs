//! Parsing one language file: from i18next JSON (version 4) to texts by key.
//!
//! Owns nesting, plural suffixes, and the syntax of keys. Knows no other language: completeness is
//! not decided here.

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use std::collections::btree_map::Entry as Place;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// The texts of a language by key, `finder.title`, in the order of the indexes.
pub(crate) type Catalogue = BTreeMap<String, Entry>;

/// The entry for a key; the plural suffix is not part of the key.
#[derive(Clone)]
pub(crate) enum Entry {
    Text(String),
    Plural(BTreeMap<Form, String>),
}

/// A CLDR plural form, in CLDR order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Form {
    Zero,
    One,
    Two,
    Few,
    Many,
    Other,
}

impl Form {
    pub(crate) const ALL: [Self; 6] =
        [Self::Zero, Self::One, Self::Two, Self::Few, Self::Many, Self::Other];

    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Zero => "zero",
            Self::One => "one",
            Self::Two => "two",
            Self::Few => "few",
            Self::Many => "many",
            Self::Other => "other",
        }
    }
}

/// Parses a file; the list contains the failures of single keys.
pub(crate) fn parse(text: &str) -> serde_json::Result<(Catalogue, Vec<String>)> {
    let root = serde_json::from_str(text)?;
    let (mut texts, mut failures) = (Vec::new(), Vec::new());
    flatten("", root, &mut texts, &mut failures);
    let mut catalogue = Catalogue::new();
    for (key, text) in texts {
        add_entry(&mut catalogue, &key, text, &mut failures);
    }
    Ok((catalogue, failures))
}

/// A text or an object as written: `serde_json::Value` would silently keep only the last of two
/// equal names, a common result of merging branches.
enum Node {
    Text(String),
    Object(Vec<(String, Node)>),
}

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(NodeVisitor)
    }
}

struct NodeVisitor;

impl<'de> Visitor<'de> for NodeVisitor {
    type Value = Node;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a text or an object of texts")
    }

    fn visit_str<E>(self, text: &str) -> Result<Node, E> {
        Ok(Node::Text(text.to_owned()))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Node, A::Error> {
        let mut members = Vec::new();
        while let Some(member) = map.next_entry()? {
            members.push(member);
        }
        Ok(Node::Object(members))
    }
}

fn flatten(path: &str, node: Node, texts: &mut Vec<(String, String)>, failures: &mut Vec<String>) {
    let members = match node {
        Node::Text(text) => return texts.push((path.to_owned(), text)),
        Node::Object(members) => members,
    };
    let mut names = BTreeSet::new();
    for (name, node) in members {
        let key = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
        if !is_name(&name) {
            failures.push(format!("{key}: a name is of a-z, 0-9, _ and -"));
        } else if !names.insert(name) {
            failures.push(format!("{key}: stands twice"));
        } else {
            flatten(&key, node, texts, failures);
        }
    }
}

fn is_name(name: &str) -> bool {
    !name.is_empty()
        && name.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'_' | b'-'))
}

fn add_entry(catalogue: &mut Catalogue, key: &str, text: String, failures: &mut Vec<String>) {
    let (base, form) = split_form(key);
    if base.ends_with("_ordinal") || base.ends_with("_plural") {
        failures.push(format!("{key}: unknown suffix, only cardinal forms of version 4"));
        return;
    }
    match (catalogue.entry(base.to_owned()), form) {
        (Place::Vacant(place), None) => {
            place.insert(Entry::Text(text));
        }
        (Place::Vacant(place), Some(form)) => {
            place.insert(Entry::Plural(BTreeMap::from([(form, text)])));
        }
        (Place::Occupied(mut place), form) => match (place.get_mut(), form) {
            (Entry::Plural(forms), Some(form)) => {
                forms.insert(form, text);
            }
            _ => failures.push(format!("{base}: stands with and without plural forms")),
        },
    }
}

/// `finder.found_one` is `finder.found` in form `one`; `category.other` has no form.
fn split_form(key: &str) -> (&str, Option<Form>) {
    Form::ALL
        .into_iter()
        .find_map(|form| {
            let base = key.strip_suffix(form.name())?.strip_suffix('_')?;
            Some((base, Some(form)))
        })
        .unwrap_or((key, None))
}
