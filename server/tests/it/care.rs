//! Providers are asked by mail whether their stale offers are still right, and answer by the link.

mod asking;
mod desk;
mod fixtures;
mod links;
mod planning;
mod proposals;

use crate::harness::Engine;
use backend::finder::care::{CareSelection, CareState, CareStep};
use fixtures::{County, FIRST, SECOND};
use reqwest::StatusCode;
use rstest::rstest;
use shared::language::UiLanguage;

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn a_provider_confirms_by_the_link_in_the_mail_and_is_not_reminded(#[case] engine: Engine) {
    let county = County::start(engine).await;
    let mail = county.ask().await;
    assert_eq!(mail.recipients, ["info@verein.example"]);
    assert!(mail.text.contains(FIRST.1) && mail.text.contains(SECOND.1), "{}", mail.text);
    assert!(mail.text.contains("1. März 2026"), "{}", mail.text);
    let link = mail.link();
    let page = county.page(&link).await;
    assert!(page.contains(FIRST.1) && page.contains("geprüft am 1. März 2026"), "{page}");

    let answer = [("step", "confirm"), ("offer", FIRST.0), ("offer", SECOND.0)];
    assert_eq!(county.post(&link, &answer).await, StatusCode::SEE_OTHER);
    let offer = county.offer(FIRST.0).await;
    let check = offer.verified.unwrap();
    assert_eq!(
        (check.on.to_string().as_str(), check.by.unwrap().as_str()),
        ("2026-11-27", "Verein")
    );
    let page = county.page(&link).await;
    assert!(page.contains("Bestätigt am 27. November 2026"), "{page}");
    assert!(page.contains("geprüft am 27. November 2026"), "{page}");
    let (_, shown) = county.server.get(&format!("/api/v1/offers/{}", FIRST.0)).await;
    assert_eq!(shown["card"]["verified_on"], "2026-11-27");

    // Long after the reminders would have come, and before the offers are stale again.
    for _ in 0..12 {
        county.days(14);
        assert_eq!(county.send(&CareSelection::Due).await, 0);
    }
    county.days(14);
    assert_eq!(county.send(&CareSelection::Due).await, 1, "stale again");
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn without_an_answer_there_are_two_reminders_two_weeks_apart(#[case] engine: Engine) {
    let county = County::start(engine).await;
    let mut asked_on = Vec::new();
    for day in 0..100 {
        if county.send(&CareSelection::Due).await > 0 {
            asked_on.push(day);
        }
        county.days(1);
    }
    assert_eq!(asked_on, [0, 14, 28]);
    let case = county.server.service.plan_care().await.unwrap().remove(0);
    assert_eq!((case.step, case.offers[0].times), (CareStep::Editor, 3));
}

#[tokio::test]
async fn reading_the_page_changes_nothing_and_every_language_shows_it() {
    let county = County::start(Engine::Sqlite).await;
    let link = county.ask().await.link();
    let (_, token) = link.rsplit_once('/').unwrap();
    for language in UiLanguage::ALL {
        let i18n = i18n::I18n::for_page(language);
        let path = format!("/{}/care/{token}", language.tag());
        let page = county.page(&path).await;
        assert!(page.contains(i18n.care_still_right()), "{page}");
        let form = county.page(&format!("{path}/{}", FIRST.0)).await;
        assert!(form.contains(i18n.care_change_lead()), "{form}");
        let end = county.page(&format!("{path}/{}/ended", FIRST.0)).await;
        assert!(end.contains(i18n.care_ended_confirm()), "{end}");
        for page in [page, form, end] {
            assert!(page.contains(&format!("<html lang=\"{}\"", language.tag())));
            assert!(!page.contains("const files ="), "the program has no part in it");
        }
    }
    assert_eq!(county.state(&link, FIRST.0).await, CareState::Open);
}
