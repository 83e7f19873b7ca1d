//! Reports, proposals and mails on the desk, by its pages.

use super::fixtures::{County, FIRST};
use crate::accounts::administrator;
use crate::harness::{Engine, Participant};
use backend::finder::care::CareSelection;
use reqwest::StatusCode;
use shared::api::ReportRequest;
use shared::id::OfferId;

async fn page(browser: &Participant, path: &str) -> String {
    let response = browser.fetch(path).await;
    assert_eq!(response.status(), StatusCode::OK, "{path}");
    response.text().await.unwrap()
}

/// The value of the hidden field `id`.
fn id_on(page: &str) -> String {
    let (_, rest) = page.split_once("name=\"id\" value=\"").unwrap();
    rest.split('"').next().unwrap().to_owned()
}

#[tokio::test]
async fn an_editor_takes_some_fields_of_a_proposal() {
    let county = County::start(Engine::Sqlite).await;
    let browser = administrator(&county.server).await;
    let link = county.ask().await.link();
    let fields = [
        ("step", "send"),
        ("name", "Großer <Saal>"),
        ("phone", "02361 555-0199"),
        ("remark", "Danke & Gruß"),
    ];
    county.post(&format!("{link}/{}", FIRST.0), &fields).await;
    let list = page(&browser, "/de/edit/proposals").await;
    assert!(list.contains("Großer &lt;Saal&gt;") && list.contains(FIRST.1), "{list}");
    assert!(list.contains("Danke &amp; Gruß") && list.contains("info@verein.example"), "{list}");
    let id = id_on(&list);
    let nothing = browser.post("/de/edit/proposals", &[("id", &id), ("step", "accept")]).await;
    assert_eq!(nothing.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let some = [("id", &*id), ("step", "accept"), ("field", "name")];
    let accepted = browser.post("/de/edit/proposals", &some).await;
    assert_eq!(accepted.status(), StatusCode::SEE_OTHER);
    let offer = county.offer(FIRST.0).await;
    assert!(county.page(&format!("/de/offers/{}", FIRST.0)).await.contains("Saal"));
    assert_ne!(offer.contact.phone.map(String::from).as_deref(), Some("02361 555-0199"));
    let list = page(&browser, "/de/edit/proposals?done=accept").await;
    assert!(!list.contains("name=\"id\""), "{list}");
    let log = page(&browser, "/de/edit/audit").await;
    assert!(log.contains("info@verein.example"), "{log}");
    let twice = browser.post("/de/edit/proposals", &some).await;
    assert_eq!(twice.status(), StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn an_editor_answers_a_report_by_mail_and_closes_another_one() {
    let county = County::start(Engine::Sqlite).await;
    let browser = administrator(&county.server).await;
    let offer = OfferId::parse(FIRST.0).unwrap();
    let report = |text: &str, reply_to: Option<&str>| ReportRequest {
        text: text.to_owned(),
        reply_to: reply_to.map(str::to_owned),
    };
    let service = &county.server.service;
    let asked = report("Die <Nummer> ist falsch", Some("leserin@post.example"));
    service.report_offer(&offer, asked).await.unwrap();
    let list = page(&browser, "/de/edit/reports").await;
    assert!(list.contains("Die &lt;Nummer&gt; ist falsch") && list.contains(FIRST.1), "{list}");
    let id = id_on(&list);
    let answer = format!("answer-{id}");
    let empty = [("id", &*id), ("step", "answer"), (&*answer, " ")];
    let refused = browser.post("/de/edit/reports", &empty).await;
    assert_eq!(refused.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let fields = [("id", &*id), ("step", "answer"), (&*answer, "Danke, jetzt stimmt sie.")];
    assert_eq!(browser.post("/de/edit/reports", &fields).await.status(), StatusCode::SEE_OTHER);
    service.deliver_mails().await.unwrap();
    let mail = county.sink.take_one();
    assert_eq!(mail.recipients, ["leserin@post.example"]);
    assert!(mail.text.contains("jetzt stimmt sie") && mail.text.contains("<Nummer>"));
    let again = browser.post("/de/edit/reports", &fields).await;
    assert_eq!(again.status(), StatusCode::NOT_FOUND, "answered before");

    service.report_offer(&offer, report("Umgezogen", None)).await.unwrap();
    let id = id_on(&page(&browser, "/de/edit/reports").await);
    let close = [("id", &*id), ("step", "close")];
    assert_eq!(browser.post("/de/edit/reports", &close).await.status(), StatusCode::SEE_OTHER);
    let list = page(&browser, "/en/edit/reports").await;
    assert!(list.contains("Closed on") && list.contains("Answered on"), "{list}");
}

#[tokio::test]
async fn the_queue_and_the_words_of_mails_are_on_a_page() {
    let county = County::start(Engine::Sqlite).await;
    let browser = administrator(&county.server).await;
    county.server.service.send_care_mails(&CareSelection::Due).await.unwrap();
    let queue = page(&browser, "/de/edit/mail").await;
    assert!(queue.contains("info@verein.example") && queue.contains("/de/care/"), "{queue}");
    county.server.service.deliver_mails().await.unwrap();
    let queue = page(&browser, "/de/edit/mail").await;
    assert!(!queue.contains("/de/care/"), "{queue}");
    let bad = [("step", "words"), ("subject", "Moin"), ("body", "Hallo {{offers}}")];
    let refused = browser.post("/de/edit/mail", &bad).await;
    assert_eq!(refused.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let text = refused.text().await.unwrap();
    assert!(text.contains("Hallo {{offers}}") && text.contains("{{link}}"), "{text}");
    let good = [("step", "words"), ("subject", "Moin"), ("body", "Hallo {{offers}} {{link}}")];
    assert_eq!(browser.post("/de/edit/mail", &good).await.status(), StatusCode::SEE_OTHER);
    assert!(page(&browser, "/de/edit/mail").await.contains("Hallo {{offers}} {{link}}"));
}
