//! Outdated translations: the form says what has changed in the German text.

use super::{form_fields, page, post, with, with_offers};
use crate::harness::{Engine, Participant, demo_offers};
use reqwest::StatusCode;
use rstest::rstest;
use serde_json::json;

/// What stands in the elements of this name, without the markup in it.
fn texts_in(page: &str, element: &str) -> Vec<String> {
    let (start, end) = (format!("<{element}>"), format!("</{element}>"));
    let pieces = page.split(&start).skip(1).filter_map(|rest| rest.split(&end).next());
    let text = |piece: &str| {
        let pieces =
            piece.split('<').map(|part| part.split_once('>').map_or(part, |(_, text)| text));
        pieces.collect::<String>()
    };
    pieces.map(text).collect()
}

async fn save(browser: &Participant, path: &str, changes: &[(&str, &str)]) {
    let fields = with(form_fields(&page(browser, path).await), &[("step", "save")]);
    let saved = post(browser, path, &with(fields, changes)).await;
    assert_eq!(saved.status(), StatusCode::SEE_OTHER, "{}", saved.text().await.unwrap());
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn beside_an_outdated_translation_stands_what_changed_in_the_german(#[case] engine: Engine) {
    let (_server, browser, offer) = with_offers(engine).await;
    let path = format!("/de/edit/offers/{}", offer.id);
    save(&browser, &path, &[("name", "Alter Chor <singt>"), ("name.en", "Old choir")]).await;
    assert!(!page(&browser, &path).await.contains("name.en-german"));
    save(&browser, &path, &[("name", "Neuer Chor <singt>")]).await;
    // Another change meanwhile: the translation is still compared with what it was written to.
    save(&browser, &path, &[("name", "Neuer Chor <singt> heute")]).await;
    let form = page(&browser, &path).await;
    let of_name = form.split("id=\"name.en-german\"").nth(1).unwrap().to_owned();
    let of_name = of_name.split("</dl>").next().unwrap();
    assert!(of_name.contains("Chor &lt;singt&gt;"), "{of_name}");
    assert_eq!(texts_in(of_name, "del"), ["entfernt: Alter "]);
    assert_eq!(texts_in(of_name, "ins"), ["neu: Neuer ", "neu: heute"]);
    let english = page(&browser, &path.replace("/de/", "/en/")).await;
    assert!(english.contains("German before"), "{english}");
    // A form that is refused still shows it.
    let fields = with(form_fields(&form), &[("step", "save"), ("city", "")]);
    let refused = post(&browser, &path, &fields).await;
    assert_eq!(refused.status(), StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text().await.unwrap().contains("name.en-german"));
    save(&browser, &path, &[("name.en", "New choir today")]).await;
    assert!(!page(&browser, &path).await.contains("name.en-german"));
}

#[tokio::test]
async fn where_no_version_holds_the_old_german_the_form_says_so() {
    let (server, browser, offer) = with_offers(Engine::Sqlite).await;
    let mut file = demo_offers();
    file.offers.retain(|one| one.id == offer.id);
    file.offers[0].name = serde_json::from_value(json!({
        "de": "Neuer Chor", "en": { "text": "Old choir", "state": "outdated" }
    }))
    .unwrap();
    server.service.store_offers(file).await.unwrap();
    let form = page(&browser, &format!("/de/edit/offers/{}", offer.id)).await;
    assert!(form.contains("Keine gespeicherte Fassung hat den deutschen Text"), "{form}");
    assert!(!form.contains("<del>"), "{form}");
}
