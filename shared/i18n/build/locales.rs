//! The language files as a whole: which there are, whether they are complete, what becomes of them.
//!
//! Owns the list of languages with their plural forms, and the tables that are looked up at run
//! time. Texts in, texts out: no file is read or written here, so that a test can use it too.

mod check;
mod code;
mod read;

pub(crate) use read::Form;

use read::Catalogue;
use std::collections::BTreeMap;

/// A language and the CLDR cardinal forms it distinguishes (for whole and broken numbers, as
/// translation platforms ask for them).
pub(crate) struct Language {
    pub(crate) tag: &'static str,
    pub(crate) forms: &'static [Form],
}

/// Every language of the interface; `shared::language::UiLanguage` has the same.
pub(crate) const LANGUAGES: [Language; 6] = [
    Language { tag: REFERENCE, forms: &[Form::One, Form::Other] },
    Language { tag: "de-simple", forms: &[Form::One, Form::Other] },
    Language { tag: "en", forms: &[Form::One, Form::Other] },
    Language { tag: "tr", forms: &[Form::One, Form::Other] },
    Language { tag: "ar", forms: &Form::ALL },
    Language { tag: "uk", forms: &[Form::One, Form::Few, Form::Many, Form::Other] },
];

/// The language that decides which keys there are.
const REFERENCE: &str = "de";

/// Top-level objects whose texts are also found by a key that is only known at run time, by
/// `lookup_…`: identifiers from the database, codes of errors.
const TABLES: [&str; 2] = ["error", "taxonomy"];

/// A language file as it lies in `locales/`.
pub(crate) struct Source {
    pub(crate) tag: String,
    pub(crate) text: String,
}

/// A language as the browser loads it: fingerprint first, then all texts by index.
pub(crate) struct BrowserFile {
    pub(crate) tag: &'static str,
    pub(crate) text: String,
}

/// What is generated from the language files.
pub(crate) struct Output {
    pub(crate) code: String,
    pub(crate) files: Vec<BrowserFile>,
}

/// Checks all languages and generates code and browser files; texts go into the code only where
/// `with_texts` says so (the server).
///
/// # Errors
/// Everything that is wrong in any file, one line each, sorted.
pub(crate) fn compile(sources: &[Source], with_texts: bool) -> Result<Output, Vec<String>> {
    let mut failures = strangers(sources);
    let catalogues = read_all(sources, &mut failures);
    if let Some(reference) = catalogues.get(REFERENCE) {
        failures.extend(check::names(reference).into_iter().map(|what| line(REFERENCE, &what)));
        for language in &LANGUAGES {
            if let Some(catalogue) = catalogues.get(language.tag) {
                let found = check::language(language, catalogue, reference);
                failures.extend(found.into_iter().map(|what| line(language.tag, &what)));
            }
        }
        if failures.is_empty() {
            return code::generate(&catalogues, reference, with_texts).map_err(|what| vec![what]);
        }
    }
    failures.sort();
    Err(failures)
}

fn line(tag: &str, what: &str) -> String {
    format!("locales/{tag}.json: {what}")
}

fn strangers(sources: &[Source]) -> Vec<String> {
    let is_known = |source: &&Source| LANGUAGES.iter().any(|language| language.tag == source.tag);
    sources
        .iter()
        .filter(|source| !is_known(source))
        .map(|source| {
            line(&source.tag, "no such language in LANGUAGES (shared/i18n/build/locales.rs)")
        })
        .collect()
}

/// The catalogues that can be read at all, by tag.
fn read_all(sources: &[Source], failures: &mut Vec<String>) -> BTreeMap<&'static str, Catalogue> {
    let mut catalogues = BTreeMap::new();
    for Language { tag, .. } in &LANGUAGES {
        let Some(source) = sources.iter().find(|source| source.tag == *tag) else {
            failures.push(line(tag, "missing"));
            continue;
        };
        match read::read(&source.text) {
            Ok((catalogue, found)) => {
                failures.extend(found.into_iter().map(|what| line(tag, &what)));
                catalogues.insert(*tag, catalogue);
            }
            Err(error) => failures.push(line(tag, &error.to_string())),
        }
    }
    catalogues
}
