//! What providers want to be changed, and what editors make of it.

use super::fixtures::{County, FIRST, SECOND};
use crate::harness::Engine;
use backend::db::proposals::ProposalKind;
use backend::finder::care::{Acceptance, CareError, CareSelection, CareState};
use exchange::public_fields::PublicField;
use reqwest::StatusCode;
use rstest::rstest;
use shared::error::AppError;
use shared::id::ProposalId;
use shared::offer::OfferStatus;

const CHANGE: [(&str, &str); 4] = [
    ("name", "Großer Seminarraum"),
    ("times", "Mo-Fr 9-12 Uhr, irgendwann abends"),
    ("phone", "02361 555-0199"),
    ("remark", "Wir sind umgezogen."),
];

impl County {
    /// Sends a proposal to change the first offer; returns its id.
    async fn propose(&self, link: &str) -> ProposalId {
        let fields: Vec<_> = CHANGE.into_iter().chain([("step", "send")]).collect();
        let status = self.post(&format!("{link}/{}", FIRST.0), &fields).await;
        assert_eq!(status, StatusCode::SEE_OTHER);
        self.server.service.list_proposals(&Self::editor()).await.unwrap().remove(0).proposal.id
    }

    async fn public_page(&self) -> String {
        self.page(&format!("/en/offers/{}", FIRST.0)).await
    }
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn a_change_is_said_back_reviewed_and_then_shown_to_everybody(#[case] engine: Engine) {
    let county = County::start(engine).await;
    let link = county.ask().await.link();
    let form = county.page(&format!("{link}/{}", FIRST.0)).await;
    assert!(form.contains("Mo 16:00") && form.contains(FIRST.1), "{form}");

    let fields: Vec<_> = CHANGE.into_iter().chain([("step", "check")]).collect();
    let (status, page) = county.post_page(&format!("{link}/{}", FIRST.0), &fields).await;
    assert_eq!(status, StatusCode::OK);
    assert!(page.contains("So haben wir es verstanden"), "{page}");
    assert!(page.contains("Montag") && page.contains("irgendwann abends"), "{page}");
    let service = &county.server.service;
    assert_eq!(service.list_proposals(&County::editor()).await.unwrap(), [], "nothing is stored");

    let id = county.propose(&link).await;
    let state = county.state(&link, FIRST.0).await;
    assert_eq!(state, CareState::InReview(ProposalKind::Change));
    assert!(!county.public_page().await.contains("Großer Seminarraum"));
    let view = service.list_proposals(&County::editor()).await.unwrap().remove(0);
    let fields: Vec<_> = view.changes.iter().map(|change| change.field).collect();
    assert_eq!(fields, [PublicField::Name, PublicField::Times, PublicField::Phone]);
    assert_eq!(view.changes[0].before, FIRST.1);
    assert_eq!(view.changes[1].doubts.len(), 1, "{:?}", view.changes[1]);
    assert_eq!(view.proposal.remark.unwrap().as_str(), "Wir sind umgezogen.");

    service.accept_proposal(&County::editor(), &id, &Acceptance::All).await.unwrap();
    let page = county.public_page().await;
    assert!(page.contains("Großer Seminarraum") && page.contains("02361 555-0199"), "{page}");
    assert_eq!(county.state(&link, FIRST.0).await, CareState::Accepted);
    assert_eq!(county.offer(FIRST.0).await.schedule.weekly.len(), 5);
    let again = service.accept_proposal(&County::editor(), &id, &Acceptance::All).await;
    assert!(matches!(again, Err(CareError::Service(_))), "{again:?}");
    // Only the other offer is asked about after that.
    county.days(14);
    assert_eq!(county.send(&CareSelection::Due).await, 1);
    let mail = county.sink.take_one();
    assert!(mail.text.contains(SECOND.1) && !mail.text.contains("Seminarraum"), "{}", mail.text);
}

#[tokio::test]
async fn an_editor_accepts_single_fields_over_what_has_changed_meanwhile() {
    let county = County::start(Engine::Sqlite).await;
    let link = county.ask().await.link();
    let id = county.propose(&link).await;
    let service = &county.server.service;
    let mut offer = county.offer(FIRST.0).await;
    offer.contact.phone = Some(shared::contact::Phone::parse("02361 111").unwrap());
    offer.terms.registration = Some(shared::text::Text::parse("bis Freitag").unwrap());
    let file = exchange::records::OfferFile { providers: Vec::new(), offers: vec![offer] };
    service.store_offers(file).await.unwrap();

    let view = service.list_proposals(&County::editor()).await.unwrap().remove(0);
    let conflicts: Vec<_> =
        view.changes.iter().filter(|one| one.is_conflict).map(|one| one.field).collect();
    assert_eq!(conflicts, [PublicField::Phone]);
    let name = Acceptance::Fields([PublicField::Name].into());
    service.accept_proposal(&County::editor(), &id, &name).await.unwrap();
    let offer = county.offer(FIRST.0).await;
    assert_ne!(offer.contact.phone.unwrap().as_str(), "02361 555-0199");
    assert_eq!(offer.terms.registration.unwrap().as_str(), "bis Freitag");
    assert!(county.public_page().await.contains("Großer Seminarraum"));
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn a_change_that_is_declined_is_answered_by_mail(#[case] engine: Engine) {
    let county = County::start(engine).await;
    let link = county.ask().await.link();
    let id = county.propose(&link).await;
    let service = &county.server.service;
    service.decline_proposal(&County::editor(), &id, "Der Raum heißt anders.").await.unwrap();
    service.deliver_mails().await.unwrap();
    let mail = county.sink.take_one();
    assert_eq!(mail.recipients, ["info@verein.example"]);
    assert!(mail.text.contains("Der Raum heißt anders."), "{}", mail.text);
    assert!(!county.public_page().await.contains("Großer Seminarraum"));
    let page = county.page(&link).await;
    assert!(page.contains("Der Raum heißt anders.") && page.contains("Stimmt noch"), "{page}");
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn an_offer_that_has_ended_is_archived_after_review(#[case] engine: Engine) {
    let county = County::start(engine).await;
    let link = county.ask().await.link();
    let ended = format!("{link}/{}/ended", FIRST.0);
    assert_eq!(county.post(&ended, &[("step", "end")]).await, StatusCode::SEE_OTHER);
    county.public_page().await;
    let service = &county.server.service;
    let view = service.list_proposals(&County::editor()).await.unwrap().remove(0);
    assert_eq!(view.proposal.kind, ProposalKind::Ended);
    let all = Acceptance::All;
    service.accept_proposal(&County::editor(), &view.proposal.id, &all).await.unwrap();
    let offer = county.offer(FIRST.0).await;
    assert_eq!(offer.status, OfferStatus::Archived);
    assert_eq!(offer.visible.to.unwrap().to_string(), "2026-11-27");
    let (status, _) = county.page_with_status(&format!("/de/offers/{}", FIRST.0)).await;
    assert_eq!(status, StatusCode::NOT_FOUND);
    assert_eq!(county.state(&link, FIRST.0).await, CareState::Gone);
}

#[tokio::test]
async fn a_form_that_is_refused_comes_back_with_everything_that_was_typed() {
    let county = County::start(Engine::Sqlite).await;
    let link = county.ask().await.link();
    let path = format!("{link}/{}", FIRST.0);
    let (status, page) = county.post_page(&path, &[("step", "check")]).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.contains("nichts geändert"), "{page}");
    let fields = [("step", "send"), ("name", ""), ("description", "Neu <b>& schön</b>\nZeile 2")];
    let (status, page) = county.post_page(&path, &fields).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.contains("href=\"#name\""), "{page}");
    assert!(page.contains("Neu &lt;b&gt;&amp; schön&lt;/b&gt;\nZeile 2"), "{page}");
    let long = "x".repeat(70_000);
    let (status, _) = county.post_page(&path, &[("description", &long)]).await;
    assert_eq!(status.as_u16(), AppError::TooLarge { limit: 0 }.status());
    let edit: Vec<_> = CHANGE.into_iter().chain([("step", "edit")]).collect();
    let (status, page) = county.post_page(&path, &edit).await;
    assert_eq!(status, StatusCode::OK);
    assert!(page.contains("Großer Seminarraum") && page.contains("Wir sind umgezogen."), "{page}");
}

#[tokio::test]
async fn confirming_an_offer_replaces_a_proposal_that_is_still_open() {
    let county = County::start(Engine::Sqlite).await;
    let link = county.ask().await.link();
    county.propose(&link).await;
    county.post(&link, &[("step", "confirm"), ("offer", FIRST.0)]).await;
    let proposals = county.server.service.list_proposals(&County::editor()).await.unwrap();
    assert_eq!(proposals, []);
}
