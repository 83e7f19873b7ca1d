//! The language files and their validation: complete files pass, failures are named.
#![cfg(feature = "server")]

#[path = "../build/locales.rs"]
mod locales;

use i18n::I18n;
use icu_plurals::{PluralCategory, PluralRules};
use locales::{Form, LANGUAGES, Output, Source, compile};
use shared::language::UiLanguage;
use std::collections::BTreeSet;
use std::path::Path;

/// A small set of files; `change` modifies that of `tag`.
fn compile_with(tag: &str, change: impl Fn(&str) -> String) -> Result<Output, Vec<String>> {
    let sources: Vec<_> = LANGUAGES
        .iter()
        .map(|language| {
            let forms: Vec<_> = language
                .forms
                .iter()
                .map(|form| format!(r#""found_{}": "{{{{count}}}} x""#, form.name()))
                .collect();
            let complete = format!(
                r#"{{"finder": {{"title": "A", "near": "B {{{{city}}}}", {}}}, "error": {{"full": "C"}}}}"#,
                forms.join(", ")
            );
            let text = if language.tag == tag { change(&complete) } else { complete };
            Source { tag: language.tag.to_owned(), text }
        })
        .collect();
    compile(&sources, true)
}

fn failures(tag: &str, from: &str, to: &str) -> Vec<String> {
    let change = |text: &str| {
        assert!(text.contains(from), "{text}");
        text.replace(from, to)
    };
    compile_with(tag, change).err().unwrap_or_default()
}

fn real_sources() -> Vec<Source> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../locales");
    let read = |tag: &str| Source {
        tag: tag.to_owned(),
        text: std::fs::read_to_string(folder.join(format!("{tag}.json"))).unwrap_or_default(),
    };
    LANGUAGES.iter().map(|language| read(language.tag)).collect()
}

#[test]
fn complete_files_become_accessors_tables_and_browser_files() {
    let output = compile_with("", str::to_owned).ok().unwrap();
    assert!(output.code.contains("pub fn finder_title(self) -> &'static str"));
    assert!(output.code.contains("pub fn finder_near(self, city: &str) -> String"));
    assert!(output.code.contains("pub fn finder_found(self, count: u64) -> String"));
    assert!(output.code.contains(r#"&[("full", 0)]"#));
    assert_eq!(output.files.len(), LANGUAGES.len());
    let german: Vec<String> = serde_json::from_str(&output.files[0].text).unwrap();
    let texts: Vec<_> = german.iter().skip(1).map(String::as_str).collect();
    assert_eq!(texts, ["C", "", "{{count}} x", "", "", "", "{{count}} x", "B {{city}}", "A"]);
}

#[test]
fn texts_are_compiled_in_for_the_server_only() {
    let sources = real_sources();
    assert!(compile(&sources, true).ok().unwrap().code.contains("static DE_SIMPLE"));
    let browser = compile(&sources, false).ok().unwrap().code;
    assert!(!browser.contains("static DE") && !browser.contains("static AR"));
}

#[test]
fn a_browser_gets_no_text_of_the_command_line_and_no_accessor_for_one() {
    let sources = || {
        LANGUAGES.map(|language| Source {
            tag: language.tag.to_owned(),
            text: r#"{"cli": {"done": "A"}, "finder": {"title": "B"}}"#.to_owned(),
        })
    };
    let output = compile(&sources(), true).ok().unwrap();
    let german: Vec<String> = serde_json::from_str(&output.files[0].text).unwrap();
    assert_eq!(german[1..], ["B"]);
    assert!(output.code.contains("#[cfg(feature = \"server\")]\npub fn cli_done"));
    assert!(output.code.contains("`\"]\npub fn finder_title"));
}

#[test]
fn a_key_is_neither_missing_nor_invented() {
    let found = failures("ar", r#""title""#, r#""titel""#);
    assert_eq!(
        found,
        [
            "locales/ar.json: finder.titel: not in the reference",
            "locales/ar.json: finder.title: missing",
        ]
    );
}

#[test]
fn every_failure_of_every_kind_is_listed_at_once() {
    let change = |text: &str| {
        text.replace(r#""A""#, r#"" ""#)
            .replace("{{city}}", "{{town}}")
            .replace(r#""found_few": "{{count}} x", "#, "")
            .replace("found_many", "found_two")
    };
    let found = compile_with("uk", change).err().unwrap();
    assert_eq!(
        found,
        [
            "locales/uk.json: finder.found_few: missing",
            "locales/uk.json: finder.found_many: missing",
            "locales/uk.json: finder.found_two: uk has no such plural form",
            "locales/uk.json: finder.near: has an unknown {{town}}",
            "locales/uk.json: finder.near: lacks {{city}}",
            "locales/uk.json: finder.title: empty",
        ]
    );
}

#[test]
fn a_whole_plural_that_is_missing_is_named_form_by_form() {
    let change = |_: &str| {
        r#"{"finder": {"title": "A", "near": "{{city}}"}, "error": {"full": "C"}}"#.to_owned()
    };
    let found = compile_with("uk", change).err().unwrap();
    assert_eq!(found.len(), 4);
    assert_eq!(found[0], "locales/uk.json: finder.found_few: missing");
}

#[test]
fn only_forms_for_none_one_and_two_may_leave_out_the_count() {
    assert!(failures("ar", r#""found_two": "{{count}} x""#, r#""found_two": "x""#).is_empty());
    assert_eq!(
        failures("ar", r#""found_few": "{{count}} x""#, r#""found_few": "x""#),
        ["locales/ar.json: finder.found_few: lacks {{count}}"]
    );
}

#[test]
fn plural_forms_stand_in_all_languages_or_in_none() {
    assert_eq!(
        failures("en", r#""title": "A""#, r#""title_one": "A", "title_other": "A""#),
        ["locales/en.json: finder.title: must not have plural forms"]
    );
    assert_eq!(
        failures("en", r#""full": "C""#, r#""full": "{{count}}""#),
        ["locales/en.json: error.full: {{count}} asks for plural forms"]
    );
    let found = failures("de", r#""title": "A""#, r#""title": "A", "found": "x""#);
    let both = "locales/de.json: finder.found: stands with and without plural forms";
    assert!(found.contains(&both.to_owned()), "{found:?}");
}

#[test]
fn other_dialects_of_i18next_are_rejected() {
    for (text, what) in [
        ("{{ city }}", "{{ city }} is no variable such as {{name}}"),
        ("{{city, number}}", "{{city, number}} is no variable such as {{name}}"),
        ("$t(site.name) {{city}}", "nesting $t(…) is not supported"),
        ("{city}", "a brace stands alone"),
        ("{{city", "a {{ is not closed"),
    ] {
        let found = failures("en", "B {{city}}", text);
        assert_eq!(found, [format!("locales/en.json: finder.near: {what}")]);
    }
    assert_eq!(
        failures("en", "found_one", "found_plural")[1],
        "locales/en.json: finder.found_plural: unknown suffix, only cardinal forms of version 4"
    );
}

#[test]
fn a_duplicate_key_is_reported() {
    assert_eq!(
        failures("tr", r#""title": "A""#, r#""title": "A", "title": "Z""#),
        ["locales/tr.json: finder.title: stands twice"]
    );
}

#[test]
fn keys_that_would_share_an_accessor_are_rejected() {
    let found = failures("de", r#""error""#, r#""finder_title": "x", "error""#);
    assert!(found.contains(
        &"locales/de.json: finder_title: has the same accessor as finder.title".to_owned()
    ));
    let outside =
        "locales/de.json: finder_title: must lie in an object whose name begins with a letter";
    assert!(found.contains(&outside.to_owned()));
}

#[test]
fn a_value_that_is_not_a_text_is_rejected_with_its_key() {
    let found = failures("en", r#""A""#, "3");
    assert_eq!(found.len(), 1);
    assert!(found[0].starts_with("locales/en.json: invalid type: integer `3`"), "{}", found[0]);
    assert!(found[0].contains("line 1 column"), "{}", found[0]);
}

#[test]
fn missing_and_unknown_files_are_named() {
    let mut sources = real_sources();
    sources[2].tag = "fr".to_owned();
    let found = compile(&sources, true).err().unwrap();
    assert_eq!(
        found,
        [
            "locales/en.json: missing",
            "locales/fr.json: no such language in LANGUAGES (shared/i18n/build/locales.rs)",
        ]
    );
}

#[test]
fn the_fingerprint_depends_on_the_keys_and_not_on_the_texts() {
    let fingerprint = |output: &Output| {
        let texts: Vec<String> = serde_json::from_str(&output.files[0].text).unwrap();
        texts[0].clone()
    };
    let rename = |from: &'static str, to: &'static str| {
        let sources: Vec<_> = real_sources()
            .into_iter()
            .map(|source| Source { text: source.text.replace(from, to), ..source })
            .collect();
        fingerprint(&compile(&sources, false).ok().unwrap())
    };
    let before = rename("", "");
    assert_eq!(before, rename("Startseite", "Anfang"));
    assert_ne!(before, rename("\"home\"", "\"house\""));
    assert_ne!(before, rename("{{hour}}", "{{stunde}}"));
}

#[test]
fn the_languages_are_those_of_the_interface() {
    let tags: Vec<_> = LANGUAGES.iter().map(|language| language.tag).collect();
    assert_eq!(tags, UiLanguage::ALL.map(UiLanguage::tag));
}

#[test]
fn the_plural_forms_are_those_of_cldr() {
    for language in &LANGUAGES {
        let primary = language.tag.split('-').next().unwrap();
        let tag = icu_locale_core::LanguageIdentifier::try_from_str(primary).unwrap();
        let rules = PluralRules::try_new_cardinal(tag.into()).unwrap();
        let expected: BTreeSet<_> = rules.categories().map(form).collect();
        let ours: BTreeSet<_> = language.forms.iter().copied().collect();
        assert_eq!(ours, expected, "{}", language.tag);
    }
}

fn form(category: PluralCategory) -> Form {
    match category {
        PluralCategory::Zero => Form::Zero,
        PluralCategory::One => Form::One,
        PluralCategory::Two => Form::Two,
        PluralCategory::Few => Form::Few,
        PluralCategory::Many => Form::Many,
        PluralCategory::Other => Form::Other,
    }
}

#[test]
fn only_the_texts_of_pages_have_soft_hyphens() {
    let (plain, page) = (I18n::for_server(UiLanguage::De), I18n::for_page(UiLanguage::De));
    assert_eq!(plain.offer_venue(), "Veranstaltungsort");
    assert_eq!(page.offer_venue(), "Ver\u{ad}an\u{ad}stal\u{ad}tungs\u{ad}ort");
}

#[test]
fn the_name_of_a_variable_is_no_word_to_break() {
    let change = |text: &str| text.replace("{{city}}", "{{veranstaltungsort}} Veranstaltungsort");
    let sources = LANGUAGES.map(|language| Source {
        tag: language.tag.to_owned(),
        text: change(r#"{"finder": {"near": "{{city}}"}}"#),
    });
    let german = compile(&sources, false).ok().unwrap().files.remove(0).text;
    let expected = "{{veranstaltungsort}} Ver\u{ad}an\u{ad}stal\u{ad}tungs\u{ad}ort";
    assert!(german.contains(expected), "{german}");
}

#[test]
fn the_browser_files_of_this_build_are_accepted() {
    let output = compile(&real_sources(), false).ok().unwrap();
    for (file, language) in output.files.iter().zip(UiLanguage::ALL) {
        assert_eq!(file.tag, language.tag());
        let texts = serde_json::from_str(&file.text).unwrap();
        let browser = I18n::from_texts(language, texts).ok().unwrap();
        assert_eq!(browser.nav_skip(), I18n::for_page(language).nav_skip());
        assert_eq!(browser.offer_venue(), I18n::for_page(language).offer_venue());
        assert_eq!(browser.board_done(3), I18n::for_page(language).board_done(3));
    }
}
