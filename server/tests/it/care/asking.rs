//! An editor has providers asked about chosen offers, stale or not.

use super::fixtures::{County, FIRST, SECOND, records};
use crate::accounts::administrator;
use crate::harness::{Engine, Participant};
use rstest::rstest;
use shared::offer::Verification;

const LIST: &str = "/de/edit/offers";

/// Asks about both offers; what the list says then.
async fn ask(browser: &Participant) -> String {
    let fields = [("step", "ask"), ("offer", FIRST.0), ("offer", SECOND.0)];
    let asked = browser.post(LIST, &fields).await;
    let list = asked.headers()["location"].to_str().unwrap().to_owned();
    browser.fetch(&list).await.text().await.unwrap()
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn a_provider_gets_one_mail_about_all_chosen_offers_and_no_second_one_that_day(
    #[case] engine: Engine,
) {
    let mut records = records();
    for offer in &mut records.offers {
        // Checked lately: nobody would ask by itself.
        offer.verified = Some(Verification { on: jiff::civil::date(2026, 11, 26), by: None });
    }
    let county = County::start_with(engine, records).await;
    let browser = administrator(&county.server).await;
    let list = ask(&browser).await;
    assert!(list.contains("Eine E-Mail an einen Anbieter ist unterwegs."), "{list}");
    county.server.service.deliver_mails().await.unwrap();
    let mail = county.sink.take_one();
    assert_eq!(mail.recipients, ["info@verein.example"]);
    assert!(mail.text.contains(FIRST.1) && mail.text.contains(SECOND.1), "{}", mail.text);

    let list = ask(&browser).await;
    assert!(list.contains("Nach 2 Angeboten wird nicht gefragt"), "{list}");
    assert_eq!(county.server.service.deliver_mails().await.unwrap().sent, 0);
}

#[tokio::test]
async fn nobody_is_asked_without_an_address_and_it_is_said() {
    let mut records = records();
    records.providers[0].contact.mail = None;
    for offer in &mut records.offers {
        offer.contact.mail = None;
    }
    let county = County::start_with(Engine::Sqlite, records).await;
    let list = ask(&administrator(&county.server).await).await;
    assert!(list.contains("Nach 2 Angeboten wird nicht gefragt"), "{list}");
    assert_eq!(county.server.service.deliver_mails().await.unwrap().sent, 0);
}
