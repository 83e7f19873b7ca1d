//! From addresses to pages, questions and languages.

use super::*;
use rstest::rstest;
use shared::language::LanguageTag;
use shared::voting::join_code::JoinCode;
use std::collections::BTreeSet;

#[rstest]
#[case("/de", Some(Page::Home))]
#[case("/de/", Some(Page::Home))]
#[case("/ar/offers", Some(Page::Offers))]
#[case("/ar/offers/17", Some(Page::Offer))]
#[case("/ar/offers/17/report", Some(Page::Report))]
#[case("/ar/offers/17/more", None)]
#[case("/ar/providers/vhs", Some(Page::Provider))]
#[case("/de/c/ABC234", Some(Page::Phone))]
#[case("/de/c", None)]
#[case("/de/c/ABC234/receipt", Some(Page::Receipt))]
fn a_path_names_its_page(#[case] path: &str, #[case] page: Option<Page>) {
    assert_eq!(Page::at(path), page);
}

#[test]
fn a_path_names_its_language() {
    assert_eq!(language_of("/de-simple/join"), Some(UiLanguage::DeSimple));
    assert_eq!(language_of("/xx/join"), None);
    assert_eq!(language_of("/"), None);
}

#[test]
fn no_two_pages_share_a_path() {
    // Paths that differ only in the names of their parameters are the same.
    let unnamed = |page: &Page| {
        let parts = page.path().split('/');
        parts.map(|part| if part.starts_with(':') { ":" } else { part }).collect::<Vec<_>>()
    };
    let paths: BTreeSet<_> = Page::ALL.iter().map(unnamed).collect();
    assert_eq!(paths.len(), Page::ALL.len());
}

#[test]
fn every_parameter_of_the_api_stands_in_the_path_of_the_page() {
    for page in Page::ALL {
        let api_path = page.api_path().unwrap_or_default();
        for parameter in api_path.split('/').filter(|part| part.starts_with(':')) {
            assert!(page.path().split('/').any(|part| part == parameter), "{page:?}: {parameter}");
        }
    }
}

#[test]
fn an_address_asks_with_its_parameters_and_its_query() {
    let code = JoinCode::parse("K7M4PX").unwrap();
    let phone = |texts| Some(Ok(Question::Phone { code: code.clone(), texts }));
    let kurdish = LanguageTag::parse("ku").ok();
    assert_eq!(question_of("/de/c/k7m-4px/", [("texts", "ku")]), phone(kurdish));
    assert_eq!(question_of("/de/c/K7M4PX", [("texts", "?")]), phone(None));
    assert_eq!(question_of("/de/c/K7", []), Some(Err(Missing::Conference)));
    let words = Some("Birne Fluss".to_owned());
    let receipt = Question::Receipt { code: code.clone(), words };
    assert_eq!(question_of("/uk/c/K7M4PX/receipt", [("words", "Birne Fluss")]), Some(Ok(receipt)));
    let pairs = vec![("q".to_owned(), "Chor".to_owned()), ("q".to_owned(), "Kurs".to_owned())];
    assert_eq!(
        question_of("/tr/map", [("q", "Chor"), ("q", "Kurs")]),
        Some(Ok(Question::Map { pairs }))
    );
    assert_eq!(question_of("/de/join", [("q", "Chor")]), None);
    assert_eq!(question_of("/de/nowhere", []), None);
}

#[cfg(feature = "ssr")]
#[test]
fn a_part_of_the_program_is_named_after_the_view() {
    assert_eq!(Page::Home.part_name(), "home_page");
    assert_eq!(Page::Offers.part_name(), "offers_page");
}
