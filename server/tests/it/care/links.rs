//! Links that are used twice, are too old or forged, or ask about what is gone.

use super::fixtures::{County, FIRST, SECOND};
use crate::harness::Engine;
use backend::db::offers;
use backend::finder::care::{CareError, CareState};
use reqwest::StatusCode;
use rstest::rstest;
use shared::id::OfferId;

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn an_answer_given_twice_is_taken_once_and_the_page_says_so(#[case] engine: Engine) {
    let county = County::start(engine).await;
    let link = county.ask().await.link();
    let answer = [("step", "confirm"), ("offer", FIRST.0)];
    for _ in 0..2 {
        assert_eq!(county.post(&link, &answer).await, StatusCode::SEE_OTHER);
    }
    assert!(county.page(&link).await.contains("Bestätigt am"));
    let ended = format!("{link}/{}/ended", SECOND.0);
    for _ in 0..2 {
        let answer = [("step", "end"), ("remark", "Umgezogen")];
        assert_eq!(county.post(&ended, &answer).await, StatusCode::SEE_OTHER);
    }
    let proposals = county.server.service.list_proposals(&County::editor()).await.unwrap();
    assert_eq!(proposals.len(), 1);
    assert!(county.page(&link).await.contains("nimmt das Angebot aus dem Verzeichnis"));
}

#[tokio::test]
async fn an_expired_link_changes_nothing_and_sends_a_new_one_once_a_day() {
    let county = County::start(Engine::Sqlite).await;
    let link = county.ask().await.link();
    county.days(31);
    let (status, page) = county.page_with_status(&link).await;
    assert_eq!(status, StatusCode::GONE);
    assert!(page.contains("Neuen Link schicken"), "{page}");
    let answer = [("step", "confirm"), ("offer", FIRST.0)];
    assert_eq!(county.post(&link, &answer).await, StatusCode::GONE);
    assert_eq!(county.offer(FIRST.0).await.verified.unwrap().on.to_string(), "2026-03-01");

    let (status, page) = county.post_page(&link, &[("step", "renew")]).await;
    assert_eq!(status, StatusCode::OK, "{page}");
    county.server.service.deliver_mails().await.unwrap();
    let mail = county.sink.take_one();
    assert_eq!(mail.recipients, ["info@verein.example"]);
    let (_, page) = county.post_page(&link, &[("step", "renew")]).await;
    assert!(page.contains("heute schon"), "{page}");
    county.server.service.deliver_mails().await.unwrap();
    assert_eq!(county.sink.mails(), []);
    assert_ne!(mail.link(), link);
    assert_eq!(county.post(&mail.link(), &answer).await, StatusCode::SEE_OTHER);
    assert_eq!(county.offer(FIRST.0).await.verified.unwrap().on.to_string(), "2026-12-28");
}

#[tokio::test]
async fn a_forged_or_mutilated_link_gives_no_right() {
    let county = County::start(Engine::Sqlite).await;
    let link = county.ask().await.link();
    let last = if link.ends_with('0') { "1" } else { "0" };
    let forged = format!("{}{last}", &link[..link.len() - 1]);
    let cut = link[..link.len() - 5].to_owned();
    for link in [forged, cut, "/de/care/x".to_owned()] {
        let (status, page) = county.page_with_status(&link).await;
        assert_eq!(status, StatusCode::NOT_FOUND);
        assert!(page.contains("Diesen Link kennen wir nicht"), "{page}");
        for step in ["confirm", "renew"] {
            let answer = [("step", step), ("offer", FIRST.0)];
            assert_eq!(county.post(&link, &answer).await, StatusCode::NOT_FOUND);
        }
    }
    county.server.service.deliver_mails().await.unwrap();
    assert_eq!(county.sink.mails(), []);
    assert_eq!(county.offer(FIRST.0).await.verified.unwrap().on.to_string(), "2026-03-01");
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn an_offer_that_was_deleted_is_named_and_the_others_can_be_answered(#[case] engine: Engine) {
    let county = County::start(engine).await;
    let link = county.ask().await.link();
    let mut tx = county.server.test_db.db.write().await.unwrap();
    offers::delete_offer(&mut tx, &OfferId::parse(FIRST.0).unwrap()).await.unwrap();
    tx.commit().await.unwrap();
    let page = county.page(&link).await;
    assert!(page.contains(FIRST.1) && page.contains("steht nicht mehr im Verzeichnis"), "{page}");
    assert_eq!(county.state(&link, FIRST.0).await, CareState::Gone);
    let (status, _) = county.page_with_status(&format!("{link}/{}", FIRST.0)).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    let answer = [("step", "confirm"), ("offer", FIRST.0), ("offer", SECOND.0)];
    assert_eq!(county.post(&link, &answer).await, StatusCode::SEE_OTHER);
    assert_eq!(county.offer(SECOND.0).await.verified.unwrap().on.to_string(), "2026-11-27");
}

#[tokio::test]
async fn a_link_is_about_the_offers_of_its_mail_only() {
    let mut records = super::fixtures::records();
    // The second one is not stale, so that nobody asks about it.
    let second = records.offers.iter_mut().find(|offer| offer.id.as_str() == SECOND.0).unwrap();
    second.verified.as_mut().unwrap().on = jiff::civil::date(2026, 11, 1);
    let county = County::start_with(Engine::Sqlite, records).await;
    let mail = county.ask().await;
    assert!(!mail.text.contains(SECOND.1), "{}", mail.text);
    let answer = [("step", "confirm"), ("offer", FIRST.0), ("offer", SECOND.0)];
    let status = county.post(&mail.link(), &answer).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(county.offer(SECOND.0).await.verified.unwrap().on.to_string(), "2026-11-01");
    assert_eq!(county.offer(FIRST.0).await.verified.unwrap().on.to_string(), "2026-03-01");
    let link = mail.link();
    let (_, token) = link.rsplit_once('/').unwrap();
    let right = county.server.service.authorise_care_link(token).await.unwrap();
    let id = OfferId::parse(SECOND.0).unwrap();
    let refused = county.server.service.confirm_offers(&right, &[id]).await;
    assert!(matches!(refused, Err(CareError::Offer)), "{refused:?}");
}
