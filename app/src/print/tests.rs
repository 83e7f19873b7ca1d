//! The contents of the printed document.

use super::*;
use demo::documentation::{CHALLENGES, SHEET_TEXTS, document, worked_out};
use jiff::civil::date;
use rstest::rstest;
use shared::language::UiLanguage;

fn html(language: UiLanguage) -> String {
    let document = document(language).unwrap();
    print_documentation(document, date(2026, 11, 28), I18n::for_server(language))
}

#[rstest]
#[case(UiLanguage::De, "lang=\"de\" dir=\"ltr\"")]
#[case(UiLanguage::Ar, "lang=\"ar\" dir=\"rtl\"")]
fn the_document_has_every_challenge_and_its_own_direction(
    #[case] language: UiLanguage,
    #[case] direction: &str,
) {
    let page = html(language);
    assert!(page.starts_with(&format!("<!DOCTYPE html><html {direction}>")), "{page:.200}");
    for challenge in CHALLENGES {
        let escaped = challenge.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        assert!(page.contains(&escaped), "{challenge}: {page}");
    }
    assert!(page.contains("1f2e") && page.contains("2f2e"));
    // A text in another language than the page carries its own `lang`.
    assert!(page.contains("<span lang=\"de\" dir=\"ltr\">Sprachkurse sind voll</span>"));
}

#[test]
fn the_document_refers_to_nothing_outside() {
    let page = html(UiLanguage::De);
    for outside in
        ["<script", "<link", "<img", "http:", "https:", "src=", "href=", "@import", "url("]
    {
        assert!(!page.contains(outside), "{outside}");
    }
    assert!(page.contains("<style>:root") || page.contains("<style>/*"), "{page:.900}");
}

#[test]
fn rows_that_come_through_are_marked() {
    let page = html(UiLanguage::De);
    let rows = page.split("<tr ").skip(1).map(|row| row.split_once('>').unwrap().0);
    let rows: Vec<(&str, bool)> = rows
        .map(|row| {
            let (_, challenge) = row.split_once("data-challenge=\"").unwrap();
            (challenge.split_once('"').unwrap().0, row.contains("class=\"shortlisted\""))
        })
        .collect();
    let first = [("a", true), ("a1", true), ("a2", true), ("b", false)];
    assert_eq!(rows, [&first[..], &[("c", true), ("d", true)], &first].concat());
    assert_eq!(page.matches("kommt weiter").count(), 4);
    assert_eq!(page.matches("gleich viele").count(), 2);
}

#[test]
fn what_tables_have_worked_out_stands_beside_the_words_that_were_voted_on() {
    let document = worked_out(UiLanguage::De).unwrap();
    let page = print_documentation(document, date(2026, 11, 28), I18n::for_server(UiLanguage::De));
    let (before, sheets) =
        page.split_once("<h2 id=\"sheets\">Ausarbeitung der Tische</h2>").unwrap();
    assert!(!before.contains("Kommt später dran"));
    let (first, second) = sheets.split_once("</table>").unwrap();
    assert!(
        first.contains("=1+1 Wohnungen fehlen") && first.contains("<b>7, davon 3 auf Papier</b>")
    );
    for (_, label, text) in SHEET_TEXTS {
        let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        let entry = format!("<dt>{label}</dt><dd dir=\"auto\">{text}</dd>");
        assert!(first.contains(&entry), "{entry}: {first}");
    }
    assert!(first.contains("Können nur Kreis, Land oder Bund lösen"));
    assert!(second.contains("Kommt später dran") && !second.contains("<dl>"), "{second}");
    assert!(!html(UiLanguage::De).contains("id=\"sheets\""));
}
