//! The set of language files: which exist, whether they are complete, and what is generated.
//!
//! Owns the list of languages with their plural forms, and the tables for look-ups at run time.
//! Texts in, texts out: no file is read or written here, so that tests can use it too.

mod check;
mod code;
mod parse;
#[path = "../src/soft_hyphens.rs"]
mod soft_hyphens;

pub(crate) use parse::Form;

use parse::Catalogue;
use std::collections::BTreeMap;

/// A language and its CLDR cardinal forms (for integers and fractions, as translation platforms
/// require).
pub(crate) struct Language {
    pub(crate) tag: &'static str,
    pub(crate) forms: &'static [Form],
}

/// Every language of the interface, the same as `shared::language::UiLanguage`.
pub(crate) const LANGUAGES: [Language; 6] = [
    Language { tag: REFERENCE, forms: &[Form::One, Form::Other] },
    Language { tag: "de-simple", forms: &[Form::One, Form::Other] },
    Language { tag: "en", forms: &[Form::One, Form::Other] },
    Language { tag: "tr", forms: &[Form::One, Form::Other] },
    Language { tag: "ar", forms: &Form::ALL },
    Language { tag: "uk", forms: &[Form::One, Form::Few, Form::Many, Form::Other] },
];

/// The language that defines the keys.
const REFERENCE: &str = "de";

/// Top-level objects whose texts can also be looked up by a key known only at run time, with
/// `lookup_…`: identifiers from the database, error codes.
const TABLES: [&str; 3] = ["error", "field", "taxonomy"];

/// Sections that no page of the program shows. A browser does not download them, and its accessors
/// for them do not exist, so that a page that names one does not compile.
const SERVER_ONLY: [&str; 8] =
    ["calendar", "care", "cli", "desk", "export", "field", "import", "sheet"];

/// Sections that languages other than these may lack: they are shown in [`DESK_FALLBACK`] then.
const DESK: [&str; 2] = ["desk.", "field."];
const DESK_LANGUAGES: [&str; 2] = [REFERENCE, DESK_FALLBACK];
const DESK_FALLBACK: &str = "en";

/// A language file of `locales/`.
pub(crate) struct Source {
    pub(crate) tag: String,
    pub(crate) text: String,
}

/// The texts of a language for the browser: the fingerprint, then all texts by index.
pub(crate) struct BrowserFile {
    pub(crate) tag: &'static str,
    pub(crate) text: String,
}

/// What is generated from the language files.
pub(crate) struct Output {
    pub(crate) code: String,
    pub(crate) files: Vec<BrowserFile>,
}

/// Validates all languages and generates code and browser files; texts are compiled in only with
/// `with_texts` (the server).
///
/// # Errors
/// Every failure in every file, one line each, sorted.
pub(crate) fn compile(sources: &[Source], with_texts: bool) -> Result<Output, Vec<String>> {
    let mut failures = unknown_files(sources);
    let catalogues = parse_all(sources, &mut failures);
    if let Some(reference) = catalogues.get(REFERENCE) {
        failures.extend(check::names(reference).into_iter().map(|what| line(REFERENCE, &what)));
        for language in &LANGUAGES {
            if let Some(catalogue) = catalogues.get(language.tag) {
                let found =
                    check::language(language, catalogue, &required(language, reference, catalogue));
                failures.extend(found.into_iter().map(|what| line(language.tag, &what)));
            }
        }
        if failures.is_empty() {
            let complete = with_desk(catalogues.clone());
            return code::generate(&complete, reference, with_texts).map_err(|what| vec![what]);
        }
    }
    failures.sort();
    Err(failures)
}

/// What a language must have: all of the reference, but the desk only where it has any of that.
fn required(language: &Language, reference: &Catalogue, catalogue: &Catalogue) -> Catalogue {
    let needs_desk =
        DESK_LANGUAGES.contains(&language.tag) || catalogue.keys().any(|key| is_desk(key));
    reference
        .iter()
        .filter(|(key, _)| needs_desk || !is_desk(key))
        .map(|(key, entry)| (key.clone(), entry.clone()))
        .collect()
}

fn is_desk(key: &str) -> bool {
    DESK.iter().any(|section| key.starts_with(section))
}

/// The desk's texts of another language where one has none. Nobody is shown them under the name of
/// that language: the desk has addresses in its own languages only.
fn with_desk(
    mut catalogues: BTreeMap<&'static str, Catalogue>,
) -> BTreeMap<&'static str, Catalogue> {
    let fallback: Catalogue = catalogues
        .get(DESK_FALLBACK)
        .into_iter()
        .flatten()
        .filter(|(key, _)| is_desk(key))
        .map(|(key, entry)| (key.clone(), entry.clone()))
        .collect();
    for catalogue in catalogues.values_mut() {
        if !catalogue.keys().any(|key| is_desk(key)) {
            catalogue.extend(fallback.clone());
        }
    }
    catalogues
}

fn line(tag: &str, what: &str) -> String {
    format!("locales/{tag}.json: {what}")
}

fn unknown_files(sources: &[Source]) -> Vec<String> {
    let is_known = |source: &&Source| LANGUAGES.iter().any(|language| language.tag == source.tag);
    sources
        .iter()
        .filter(|source| !is_known(source))
        .map(|source| {
            line(&source.tag, "no such language in LANGUAGES (shared/i18n/build/locales.rs)")
        })
        .collect()
}

/// The catalogues that could be parsed, by tag.
fn parse_all(sources: &[Source], failures: &mut Vec<String>) -> BTreeMap<&'static str, Catalogue> {
    let mut catalogues = BTreeMap::new();
    for Language { tag, .. } in &LANGUAGES {
        let Some(source) = sources.iter().find(|source| source.tag == *tag) else {
            failures.push(line(tag, "missing"));
            continue;
        };
        match parse::parse(&source.text) {
            Ok((catalogue, found)) => {
                failures.extend(found.into_iter().map(|what| line(tag, &what)));
                catalogues.insert(*tag, catalogue);
            }
            Err(error) => failures.push(line(tag, &error.to_string())),
        }
    }
    catalogues
}
