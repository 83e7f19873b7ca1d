//! Who is asked about which offers.

use super::fixtures::{County, FIRST, SECOND, records};
use crate::harness::{Behaviour, Engine};
use backend::finder::care::{Address, CareSelection, CareStep, CareWords, CareWordsError};
use rstest::rstest;
use shared::contact::Mail;
use shared::language::UiLanguage;
use shared::offer::{OfferStatus, Visibility};

#[tokio::test]
async fn a_provider_without_an_address_is_listed_for_the_editor() {
    let mut records = records();
    records.providers[0].contact.mail = None;
    for offer in &mut records.offers {
        offer.contact.mail = None;
    }
    let county = County::start_with(Engine::Sqlite, records).await;
    assert_eq!(county.send(&CareSelection::Due).await, 0);
    let case = county.server.service.plan_care().await.unwrap().remove(0);
    assert_eq!((case.address, case.step), (Address::None, CareStep::Editor));
    assert_eq!(case.offers.len(), 2);
}

#[tokio::test]
async fn without_an_address_of_the_provider_each_offer_is_asked_about_at_its_own() {
    let mut records = records();
    records.providers[0].contact.mail = None;
    for (offer, mail) in records.offers.iter_mut().zip(["one@verein.example", "two@verein.example"])
    {
        offer.contact.mail = Some(Mail::parse(mail).unwrap());
    }
    let county = County::start_with(Engine::Sqlite, records).await;
    assert_eq!(county.send(&CareSelection::Due).await, 2);
    for mail in county.sink.mails() {
        let listed = [FIRST.1, SECOND.1].iter().filter(|name| mail.text.contains(**name)).count();
        assert_eq!(listed, 1, "{}", mail.text);
    }
}

#[tokio::test]
async fn an_address_that_was_rejected_is_not_asked_again() {
    let county = County::start(Engine::Sqlite).await;
    county.sink.behave(Behaviour::Refuse("550 5.1.1 unknown"));
    assert_eq!(county.send(&CareSelection::Due).await, 1);
    county.sink.behave(Behaviour::Take);
    county.days(20);
    assert_eq!(county.send(&CareSelection::Due).await, 0);
    let case = county.server.service.plan_care().await.unwrap().remove(0);
    assert!(matches!(case.address, Address::Failing(one) if one.reason.contains("unknown")));
}

#[tokio::test]
async fn offers_that_nobody_sees_are_not_asked_about() {
    let mut records = records();
    records.offers[0].status = OfferStatus::Archived;
    records.offers[1].visible =
        Visibility { from: None, to: Some(jiff::civil::date(2026, 11, 26)) };
    let county = County::start_with(Engine::Sqlite, records).await;
    assert_eq!(county.server.service.plan_care().await.unwrap(), []);
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn planning_twice_on_a_day_asks_once(#[case] engine: Engine) {
    let county = County::start(engine).await;
    let service = &county.server.service;
    let (one, two) = tokio::join!(
        service.send_care_mails(&CareSelection::Due),
        service.send_care_mails(&CareSelection::Due),
    );
    assert_eq!(one.unwrap().queued.len() + two.unwrap().queued.len(), 1);
    let provider = service.plan_care().await.unwrap().remove(0).provider.id;
    assert_eq!(county.send(&CareSelection::Provider(provider.clone())).await, 0, "asked today");
    county.days(1);
    assert_eq!(county.send(&CareSelection::Due).await, 0, "asked yesterday");
    assert_eq!(county.send(&CareSelection::Provider(provider)).await, 1, "by an editor's button");
    assert_eq!(county.sink.mails().len(), 2);
}

#[tokio::test]
async fn an_editor_writes_the_words_of_the_mail() {
    let county = County::start(Engine::Sqlite).await;
    let (service, editor) = (&county.server.service, County::editor());
    let words = |body: &str| CareWords { subject: "Moin".to_owned(), body: body.to_owned() };
    let refused = service.save_care_words(&editor, UiLanguage::De, words("{{offers}}")).await;
    assert_eq!(refused.unwrap(), Err(CareWordsError::Missing("link")));
    let own = words("Moin {{provider}}:\n{{offers}}\n{{link}}\n");
    service.save_care_words(&editor, UiLanguage::De, own.clone()).await.unwrap().unwrap();
    assert_eq!(service.show_care_words(&editor, UiLanguage::De).await.unwrap(), own);
    let mail = county.ask().await;
    assert!(mail.text.starts_with("Moin Verein:\n– "), "{}", mail.text);
    assert_eq!(mail.header("Subject"), ["Moin"]);
}
