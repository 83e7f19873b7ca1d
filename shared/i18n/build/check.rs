//! Completeness of a language: it must have exactly the keys, plural forms and variables of the
//! reference.
//!
//! Owns all rules that compare files. Every function reports all failures, so that a translator
//! need not build once for each.

use super::Language;
use super::parse::{Catalogue, Entry, Form};
use std::collections::BTreeMap;
use std::collections::BTreeSet;

/// The variable that selects the plural form.
pub(super) const COUNT: &str = "count";

type Variables = BTreeSet<String>;

/// Keys of the reference that cannot become accessors.
pub(super) fn names(reference: &Catalogue) -> Vec<String> {
    let mut failures = Vec::new();
    let mut accessors = BTreeMap::new();
    for key in reference.keys() {
        if !key.contains('.') || !key.starts_with(|first: char| first.is_ascii_lowercase()) {
            failures.push(format!("{key}: must lie in an object whose name begins with a letter"));
        }
        if let Some(other) = accessors.insert(accessor(key), key) {
            failures.push(format!("{key}: has the same accessor as {other}"));
        }
    }
    failures
}

/// The name of the accessor for a key.
pub(super) fn accessor(key: &str) -> String {
    key.replace(['.', '-'], "_")
}

/// Failures of a language relative to the reference; the reference is checked against itself.
pub(super) fn language(
    language: &Language,
    catalogue: &Catalogue,
    reference: &Catalogue,
) -> Vec<String> {
    let mut failures = Vec::new();
    for (key, expected) in reference {
        match catalogue.get(key) {
            Some(entry) => failures.extend(entry_failures(language, key, entry, expected)),
            None => failures.extend(
                places(language, key, expected).iter().map(|place| format!("{place}: missing")),
            ),
        }
    }
    let unknown = catalogue.iter().filter(|(key, _)| !reference.contains_key(*key));
    failures.extend(unknown.map(|(key, _)| format!("{key}: not in the reference")));
    failures
}

/// The names under which a file must have an entry.
fn places(language: &Language, key: &str, expected: &Entry) -> Vec<String> {
    match expected {
        Entry::Text(_) => vec![key.to_owned()],
        Entry::Plural(_) => language.forms.iter().map(|form| place(key, *form)).collect(),
    }
}

fn place(key: &str, form: Form) -> String {
    format!("{key}_{}", form.name())
}

fn entry_failures(language: &Language, key: &str, entry: &Entry, expected: &Entry) -> Vec<String> {
    let wanted = variables_of(expected);
    match (entry, expected) {
        (Entry::Text(text), Entry::Text(_)) => text_failures(key, text, &wanted, None),
        (Entry::Plural(forms), Entry::Plural(_)) => plural_failures(language, key, forms, &wanted),
        (Entry::Text(_), Entry::Plural(_)) => vec![format!("{key}: needs plural forms")],
        (Entry::Plural(_), Entry::Text(_)) => vec![format!("{key}: must not have plural forms")],
    }
}

fn plural_failures(
    language: &Language,
    key: &str,
    forms: &BTreeMap<Form, String>,
    wanted: &Variables,
) -> Vec<String> {
    let mut failures = Vec::new();
    for form in Form::ALL {
        let place = place(key, form);
        match (forms.get(&form), language.forms.contains(&form)) {
            (Some(text), true) => {
                failures.extend(text_failures(&place, text, wanted, Some(form)));
            }
            (Some(_), false) => {
                failures.push(format!("{place}: {} has no such plural form", language.tag));
            }
            (None, true) => failures.push(format!("{place}: missing")),
            (None, false) => {}
        }
    }
    failures
}

fn text_failures(place: &str, text: &str, wanted: &Variables, form: Option<Form>) -> Vec<String> {
    // Only plain spaces: a thousands separator may be a no-break space.
    if text.trim_matches(' ').is_empty() {
        return vec![format!("{place}: empty")];
    }
    let found = match variables(text) {
        Ok(found) => found,
        Err(what) => return vec![format!("{place}: {what}")],
    };
    let may_lack =
        |name: &str| name == COUNT && matches!(form, Some(Form::Zero | Form::One | Form::Two));
    let mut failures: Vec<_> = wanted
        .difference(&found)
        .filter(|name| !may_lack(name))
        .map(|name| format!("{place}: lacks {{{{{name}}}}}"))
        .collect();
    let unknown = found.difference(wanted).filter(|name| form.is_some() || *name != COUNT);
    failures.extend(unknown.map(|name| format!("{place}: has an unknown {{{{{name}}}}}")));
    if form.is_none() && found.contains(COUNT) {
        failures.push(format!("{place}: {{{{{COUNT}}}}} asks for plural forms"));
    }
    failures
}

/// All variables of an entry; texts with syntax errors are reported elsewhere.
pub(super) fn variables_of(entry: &Entry) -> Variables {
    match entry {
        Entry::Text(text) => variables(text).unwrap_or_default(),
        Entry::Plural(forms) => forms
            .values()
            .flat_map(|text| variables(text).unwrap_or_default())
            .chain([COUNT.to_owned()])
            .collect(),
    }
}

/// The names between double braces. The formats (`{{n, number}}`) and nesting (`$t(…)`) of i18next
/// are rejected: the few lines of code in the browser support neither.
fn variables(text: &str) -> Result<Variables, String> {
    if text.contains("$t(") {
        return Err("nesting $t(…) is not supported".to_owned());
    }
    let mut names = Variables::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("{{") {
        let (name, after) = after.split_once("}}").ok_or("a {{ is not closed")?;
        if before.contains(['{', '}']) || !is_variable(name) {
            return Err(format!("{{{{{name}}}}} is no variable such as {{{{name}}}}"));
        }
        names.insert(name.to_owned());
        rest = after;
    }
    if rest.contains(['{', '}']) { Err("a brace stands alone".to_owned()) } else { Ok(names) }
}

fn is_variable(name: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_lowercase())
        && name.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'_'))
}
