//! Care links, checks of fields, proposals and reports with what was done about them.

use super::fixtures::NOW;
use crate::harness::{Engine, TestDb, demo_offers};
use backend::db::care_links::{self, AskedOffer, CareLink};
use backend::db::proposals::{self, Proposal, ProposalKind, ProposalState, ProposedField, Remark};
use backend::db::reports::{self, StoredReport};
use backend::db::{Tx, field_checks, offers, providers};
use backend::secret::ServerSecret;
use exchange::public_fields::PublicField;
use jiff::civil::date;
use rstest::rstest;
use shared::api::Report;
use shared::contact::Mail;
use shared::id::{OfferId, ProposalId, ReportId};
use shared::language::{LanguageTag, UiLanguage};
use shared::offer::{Offer, Verification};
use shared::text::Text;
use shared::time::Millis;

/// A database with one offer, and an open write transaction.
async fn with_offer(engine: Engine) -> (TestDb, Tx, Offer) {
    let db = TestDb::new(engine).await;
    let file = demo_offers();
    let offer = file.offers[0].clone();
    let provider = file.providers.iter().find(|one| one.id == offer.provider).unwrap();
    let mut tx = db.db.write().await.unwrap();
    providers::save_provider(&mut tx, provider).await.unwrap();
    offers::save_offer(&mut tx, &offer, NOW).await.unwrap();
    assert_eq!(offers::find_offer(&mut tx, &offer.id).await.unwrap().as_ref(), Some(&offer));
    let found = providers::find_provider(&mut tx, &offer.provider).await.unwrap();
    assert_eq!(found.as_ref(), Some(provider));
    (db, tx, offer)
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn a_link_is_found_by_its_hash_and_goes_with_its_provider(#[case] engine: Engine) {
    let (_db, mut tx, offer) = with_offer(engine).await;
    let link = |created_at: Millis| CareLink {
        hash: ServerSecret::random().issue_care_token().hash(),
        provider: offer.provider.clone(),
        recipient: Mail::parse("info@verein.example").unwrap(),
        created_at,
        expires_at: Millis(created_at.0 + 1),
        offers: vec![
            AskedOffer { id: offer.id.clone(), name: "A".to_owned(), verified_on: None },
            AskedOffer {
                id: OfferId::parse("gone").unwrap(),
                name: "B".to_owned(),
                verified_on: Some(date(2026, 1, 2)),
            },
        ],
    };
    let (old, new) = (link(Millis(NOW.0 - 10)), link(NOW));
    care_links::insert_link(&mut tx, &new).await.unwrap();
    care_links::insert_link(&mut tx, &old).await.unwrap();
    assert_eq!(care_links::find_link(&mut tx, &new.hash).await.unwrap().as_ref(), Some(&new));
    let other = ServerSecret::random().issue_care_token().hash();
    assert_eq!(care_links::find_link(&mut tx, &other).await.unwrap(), None);
    let all = care_links::load_links(&mut tx, Millis(0)).await.unwrap();
    assert_eq!(all, [old, new.clone()]);
    assert_eq!(care_links::load_links(&mut tx, NOW).await.unwrap(), [new]);
    offers::delete_offer(&mut tx, &offer.id).await.unwrap();
    assert!(providers::delete_idle_provider(&mut tx, &offer.provider).await.unwrap());
    assert_eq!(care_links::load_links(&mut tx, Millis(0)).await.unwrap(), []);
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn a_later_check_of_a_field_replaces_the_earlier_one(#[case] engine: Engine) {
    let (_db, mut tx, offer) = with_offer(engine).await;
    let check = |day| Verification { on: date(2026, 11, day), by: None };
    let both = [PublicField::Name, PublicField::Phone];
    field_checks::save_checks(&mut tx, &offer.id, both, &check(1)).await.unwrap();
    field_checks::save_checks(&mut tx, &offer.id, [PublicField::Name], &check(2)).await.unwrap();
    let checks = field_checks::load_checks(&mut tx, &offer.id).await.unwrap();
    let expected =
        [(PublicField::Name, date(2026, 11, 2)), (PublicField::Phone, date(2026, 11, 1))];
    assert_eq!(checks, expected.into());
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn a_proposal_is_decided_once(#[case] engine: Engine) {
    let (_db, mut tx, offer) = with_offer(engine).await;
    let words = ProposedField { before: "A".to_owned(), typed: "B\nC".to_owned() };
    let proposal = Proposal {
        id: ProposalId::from_random(1),
        offer: offer.id.clone(),
        kind: ProposalKind::Change,
        fields: [(PublicField::Times, words)].into(),
        remark: Some(Remark::parse("Zeile 1\nZeile 2").unwrap()),
        sender: Mail::parse("info@verein.example").unwrap(),
        language: LanguageTag::from(UiLanguage::DeSimple),
        created_at: NOW,
        state: ProposalState::Open,
        decided_at: None,
        answer: None,
    };
    proposals::insert_proposal(&mut tx, &proposal).await.unwrap();
    let open = proposals::load_open(&mut tx).await.unwrap();
    assert_eq!(open, std::slice::from_ref(&proposal));
    let declined = Proposal {
        state: ProposalState::Declined,
        decided_at: Some(NOW),
        answer: Some(Remark::parse("Nein").unwrap()),
        ..proposal.clone()
    };
    assert!(proposals::decide(&mut tx, &declined).await.unwrap());
    assert!(!proposals::decide(&mut tx, &declined).await.unwrap());
    proposals::replace_open(&mut tx, &offer.id, NOW).await.unwrap();
    let found = proposals::find_proposal(&mut tx, &proposal.id).await.unwrap();
    assert_eq!(found.as_ref(), Some(&declined));
    assert_eq!(proposals::load_open(&mut tx).await.unwrap(), []);
    assert_eq!(proposals::load_of_offer(&mut tx, &offer.id).await.unwrap(), [declined]);
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn open_reports_come_before_closed_ones(#[case] engine: Engine) {
    let (_db, mut tx, offer) = with_offer(engine).await;
    let ids = [1, 2, 3].map(ReportId::from_random);
    for (id, moment) in ids.iter().zip([10, 20, 30]) {
        let report = Report { text: Text::parse("Falsch").unwrap(), reply_to: None };
        let created_at = Millis(moment);
        let report = StoredReport { offer: offer.id.clone(), report, created_at, copies: 1 };
        reports::insert_report(&mut tx, id, &report).await.unwrap();
    }
    reports::set_answered(&mut tx, &ids[2], NOW).await.unwrap();
    reports::set_closed(&mut tx, &ids[1], Some(NOW)).await.unwrap();
    let filed = reports::load_filed(&mut tx, 10).await.unwrap();
    let order: Vec<_> = filed.iter().map(|report| report.id.clone()).collect();
    assert_eq!(order, [ids[0].clone(), ids[2].clone(), ids[1].clone()]);
    assert_eq!(filed[1].answered_at, Some(NOW));
    reports::set_closed(&mut tx, &ids[1], None).await.unwrap();
    let opened = reports::find_filed(&mut tx, &ids[1]).await.unwrap().unwrap();
    assert_eq!((opened.closed_at, opened.answered_at), (None, None));
}
