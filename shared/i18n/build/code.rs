//! Code generation from validated language files: accessors, look-up tables, texts.
//!
//! Owns the order of the texts, which is the same in code and browser files: keys are sorted, those
//! that only the server needs last, where browser files end; a plural takes six places, one for each
//! CLDR form; forms that a language lacks are empty.

use super::check::{COUNT, accessor, variables_of};
use super::parse::{Catalogue, Entry, Form};
use super::soft_hyphens::with_soft_hyphens;
use super::{BrowserFile, LANGUAGES, Output, SERVER_ONLY, TABLES};
use std::collections::BTreeMap;

/// A key of the reference with the index of its first text.
struct Slot<'a> {
    index: usize,
    key: &'a str,
    entry: &'a Entry,
}

impl Slot<'_> {
    fn is_server_only(&self) -> bool {
        is_server_only(self.key)
    }

    const fn width(&self) -> usize {
        match self.entry {
            Entry::Text(_) => 1,
            Entry::Plural(_) => Form::ALL.len(),
        }
    }

    /// The variables without `count`, sorted.
    fn values(&self) -> Vec<String> {
        variables_of(self.entry).into_iter().filter(|name| name != COUNT).collect()
    }
}

/// Generates everything.
///
/// # Errors
/// Only where a text cannot be serialised as JSON.
pub(super) fn generate(
    catalogues: &BTreeMap<&'static str, Catalogue>,
    reference: &Catalogue,
    with_texts: bool,
) -> Result<Output, String> {
    let slots = slots(reference);
    let fingerprint = fingerprint(&slots);
    let mut code = constants(&slots, &fingerprint);
    code += &accessors(&slots);
    let mut files = Vec::new();
    for language in &LANGUAGES {
        let Some(catalogue) = catalogues.get(language.tag) else {
            continue;
        };
        let plain = texts(&slots, catalogue);
        let shown: Vec<_> = plain.iter().map(|text| shown_text(text, language.tag)).collect();
        let shown: Vec<_> = shown.iter().map(String::as_str).collect();
        if with_texts {
            code += &server_texts(language.tag, "", &plain);
            code += &server_texts(language.tag, "_SHOWN", &shown);
        }
        let file = std::iter::once(fingerprint.as_str());
        let file: Vec<_> = file.chain(shown.iter().copied().take(page_length(&slots))).collect();
        let text = serde_json::to_string(&file).map_err(|error| error.to_string())?;
        files.push(BrowserFile { tag: language.tag, text });
    }
    Ok(Output { code, files })
}

fn slots(reference: &Catalogue) -> Vec<Slot<'_>> {
    let mut next = 0;
    let mut slots = Vec::new();
    let (server_only, of_pages): (Vec<_>, Vec<_>) =
        reference.iter().partition(|(key, _)| is_server_only(key));
    for (key, entry) in of_pages.into_iter().chain(server_only) {
        let slot = Slot { index: next, key, entry };
        next += slot.width();
        slots.push(slot);
    }
    slots
}

fn is_server_only(key: &str) -> bool {
    key.split_once('.').is_some_and(|(section, _)| SERVER_ONLY.contains(&section))
}

/// Number of texts in a browser file.
fn page_length(slots: &[Slot<'_>]) -> usize {
    slots.iter().filter(|slot| !slot.is_server_only()).map(Slot::width).sum()
}

fn length(slots: &[Slot<'_>]) -> usize {
    slots.iter().map(Slot::width).sum()
}

fn texts<'a>(slots: &[Slot<'_>], catalogue: &'a Catalogue) -> Vec<&'a str> {
    let mut texts = Vec::new();
    for slot in slots {
        match catalogue.get(slot.key) {
            Some(Entry::Text(text)) => texts.push(text.as_str()),
            Some(Entry::Plural(forms)) => texts
                .extend(Form::ALL.iter().map(|form| forms.get(form).map_or("", String::as_str))),
            None => {}
        }
    }
    texts
}

/// Identifies the layout of a browser file: a hash over keys and variables (FNV-1a, 64 bits: it
/// protects against mistakes, not against attackers).
fn fingerprint(slots: &[Slot<'_>]) -> String {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for slot in slots {
        let line = format!("{} {} {}\n", slot.key, slot.width(), slot.values().join(" "));
        for byte in line.bytes() {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    format!("{hash:016x}")
}

fn constants(slots: &[Slot<'_>], fingerprint: &str) -> String {
    let forms = Form::ALL.map(Form::name);
    format!(
        "pub(super) const FINGERPRINT: &str = {fingerprint:?};\n\
         #[cfg(feature = \"server\")]\n\
         pub(super) const LENGTH: usize = {};\n\
         pub(super) const PAGE_LENGTH: usize = {};\n\
         pub(super) const FORMS: [&str; {}] = {forms:?};\n",
        length(slots),
        page_length(slots),
        forms.len(),
    )
}

fn accessors(slots: &[Slot<'_>]) -> String {
    let mut code = "impl super::I18n {\n".to_owned();
    for slot in slots {
        code += &accessor_code(slot);
    }
    for table in TABLES {
        code += &lookup_code(table, slots);
    }
    code + "}\n"
}

fn accessor_code(slot: &Slot<'_>) -> String {
    let Slot { index, key, entry } = slot;
    let name = accessor(key);
    let values = slot.values();
    let parameters: String = values.iter().flat_map(|value| [", ", value, ": &str"]).collect();
    let pairs =
        values.iter().map(|value| format!("({value:?}, {value})")).collect::<Vec<_>>().join(", ");
    let (signature, body) = match entry {
        Entry::Plural(_) => (
            format!("(self, {COUNT}: u64{parameters}) -> String"),
            format!("self.plural({index}, {COUNT}, &[{pairs}])"),
        ),
        Entry::Text(_) if values.is_empty() => {
            ("(self) -> &'static str".to_owned(), format!("self.text({index})"))
        }
        Entry::Text(_) => {
            (format!("(self{parameters}) -> String"), format!("self.filled({index}, &[{pairs}])"))
        }
    };
    let doc = format!("`{key}`: `{}`", sample(entry).replace('\n', " "));
    let only = if slot.is_server_only() { "#[cfg(feature = \"server\")]\n" } else { "" };
    format!("#[doc = {doc:?}]\n{only}pub fn {name}{signature} {{ {body} }}\n")
}

/// The text that an editor shows for the accessor.
fn sample(entry: &Entry) -> &str {
    match entry {
        Entry::Text(text) => text,
        Entry::Plural(forms) => forms.get(&Form::Other).map_or("", String::as_str),
    }
}

/// Texts with variables or plural forms are not in a table: their accessors take arguments, which
/// a look-up by key cannot supply.
fn lookup_code(table: &str, slots: &[Slot<'_>]) -> String {
    let rows = slots
        .iter()
        .filter(|slot| matches!(slot.entry, Entry::Text(_)) && slot.values().is_empty())
        .filter_map(|slot| {
            let key = slot.key.strip_prefix(table)?.strip_prefix('.')?;
            Some(format!("({key:?}, {})", slot.index))
        })
        .collect::<Vec<_>>()
        .join(", ");
    let only = if SERVER_ONLY.contains(&table) { "#[cfg(feature = \"server\")]\n" } else { "" };
    format!(
        "{only}/// The text of a key of `{table}` that is only known at run time; `None` for any other.\n\
         pub fn lookup_{table}(self, key: &str) -> Option<&'static str> {{\n\
         static ROWS: &[(&str, u16)] = &[{rows}];\nself.lookup(ROWS, key)\n}}\n"
    )
}

/// A text as pages show it: with soft hyphens, but none in the names of its variables.
fn shown_text(text: &str, tag: &str) -> String {
    let mut parts = text.split("{{");
    let first = with_soft_hyphens(parts.next().unwrap_or_default(), tag);
    let rest = parts.map(|part| match part.split_once("}}") {
        Some((name, after)) => format!("{{{{{name}}}}}{}", with_soft_hyphens(after, tag)),
        None => format!("{{{{{part}"),
    });
    std::iter::once(first).chain(rest).collect()
}

fn server_texts(tag: &str, suffix: &str, texts: &[&str]) -> String {
    let name = tag.replace('-', "_").to_uppercase() + suffix;
    format!("pub(super) static {name}: [&str; LENGTH] = {texts:?};\n")
}
