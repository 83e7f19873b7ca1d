//! What is counted, and above all what is not.

use super::*;
use jiff::civil::date;
use rstest::rstest;

const MINUTE: i64 = 60_000;

/// Counts a search at a minute after the beginning of a day.
fn search(counter: &DemandCounter, pairs: &[(&str, &str)], found: usize, minute: i64) {
    let query = OfferQuery::from_pairs(pairs.iter().copied()).unwrap();
    let at = CountedAt { day: date(2026, 11, 27), now: Millis(minute * MINUTE) };
    counter.count_search(&query, found, UiLanguage::Uk, at);
}

fn lines(counter: &DemandCounter) -> Vec<String> {
    let rows = counter.take().into_iter();
    rows.map(|row| format!("{} {} {} {}", row.kind, row.language, row.term, row.number)).collect()
}

#[test]
fn searches_and_those_without_a_result_are_counted_by_month_and_language() {
    let counter = DemandCounter::default();
    search(&counter, &[("category", "sport"), ("city", "marl")], 3, 0);
    search(&counter, &[("category", "sport"), ("provider", "verein-1")], 0, 1);
    search(&counter, &[("category", "sport"), ("page", "2")], 0, 1);
    search(&counter, &[], 80, 2);
    counter.count_visit(UiLanguage::Ar, CountedAt { day: date(2026, 11, 27), now: Millis(0) });
    let expected = [
        "empty uk  1",
        "filter uk category.sport 2",
        "filter uk city.marl 1",
        "search uk  2",
        "visit ar  1",
    ];
    assert_eq!(lines(&counter), expected);
    assert_eq!(lines(&counter), [""; 0], "what was taken is not counted again");
}

#[test]
fn words_are_counted_once_they_were_searched_for_in_five_quarters_of_an_hour() {
    let counter = DemandCounter::default();
    // However often within a quarter of an hour.
    (0..20).for_each(|minute| search(&counter, &[("q", "Deutschkurs")], 9, minute % 14));
    (1..4).for_each(|quarter| search(&counter, &[("q", "deutschkurs")], 9, quarter * 15));
    assert!(!lines(&counter).iter().any(|line| line.starts_with("words")));
    search(&counter, &[("q", "DEUTSCHKURS")], 9, 60);
    search(&counter, &[("q", "Deutschkurs")], 9, 61);
    let words: Vec<_> = lines(&counter).into_iter().filter(|one| one.contains("kurs")).collect();
    assert_eq!(words, ["words uk deutschkurs 6"]);
}

#[rstest]
#[case("wo finde ich einen Arzt")]
#[case("02361 123456")]
#[case("Musterweg 5")]
#[case("maria@example.org")]
#[case("A1")]
#[case("Donaudampfschifffahrtsgesellschaftskapitänsmütze")]
#[case("?!")]
fn a_sentence_a_number_or_an_address_is_never_a_term(#[case] text: &str) {
    assert_eq!(term_of(text), None);
    let counter = DemandCounter::default();
    (0..50).for_each(|quarter| search(&counter, &[("q", text)], 0, quarter * 15));
    assert_eq!(lines(&counter).len(), 2, "only that there was a search without a result");
}

#[test]
fn rare_words_are_forgotten_where_there_are_too_many() {
    let counter = DemandCounter::default();
    let letters = |number: usize| {
        number.to_string().bytes().map(|digit| char::from(digit + 49)).collect::<String>()
    };
    for number in 0..3 * MAX_CANDIDATES {
        search(&counter, &[("q", &format!("wort {}", letters(number)))], 1, 0);
    }
    assert!(counter.0.lock().unwrap().candidates.len() <= MAX_CANDIDATES);
}
