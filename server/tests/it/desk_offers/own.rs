//! A provider's account and its own published offer: what is changed becomes a proposal.

use super::{form_fields, page, post, stored, with, with_offers};
use crate::accounts::somebody;
use crate::harness::{Engine, Participant, Server};
use backend::accounts::Editor;
use backend::finder::care::ProposalView;
use exchange::public_fields::PublicField;
use reqwest::StatusCode;
use rstest::rstest;
use shared::desk::account::{Grant, Role};
use shared::offer::Offer;

struct Own {
    server: Server,
    administrator: Participant,
    author: Participant,
    offer: Offer,
    path: String,
}

impl Own {
    async fn start(engine: Engine) -> Self {
        let (server, administrator, offer) = with_offers(engine).await;
        let provider = Some(offer.provider.clone());
        let author = somebody(&server, Grant { provider, ..Grant::of(Role::Provider) }).await;
        let path = format!("/de/edit/offers/{}", offer.id);
        Self { server, administrator, author, offer, path }
    }

    async fn fields(&self) -> Vec<(String, String)> {
        form_fields(&page(&self.author, &self.path).await)
    }

    /// Status and page of a form that is sent.
    async fn answer(&self, fields: &[(String, String)]) -> (StatusCode, String) {
        let response = post(&self.author, &self.path, fields).await;
        (response.status(), response.text().await.unwrap())
    }

    async fn send(&self, changes: &[(&str, &str)]) {
        let fields = with(self.fields().await, &[("step", "send")]);
        let (status, text) = self.answer(&with(fields, changes)).await;
        assert_eq!(status, StatusCode::SEE_OTHER, "{text}");
    }

    async fn proposals(&self) -> Vec<ProposalView> {
        self.server.service.list_proposals(&Editor::at_command_line()).await.unwrap()
    }

    /// The fields of the only proposal.
    async fn proposed(&self) -> Vec<PublicField> {
        let [only]: [ProposalView; 1] = self.proposals().await.try_into().unwrap();
        only.changes.into_iter().map(|change| change.field).collect()
    }

    async fn stored(&self) -> Offer {
        stored(&self.server, &self.offer.id).await
    }
}

fn value<'a>(fields: &'a [(String, String)], name: &str) -> &'a str {
    fields.iter().find(|(given, _)| given == name).map_or("", |(_, value)| value)
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn a_change_to_a_published_offer_waits_for_an_editor_and_is_said_to(#[case] engine: Engine) {
    let own = Own::start(engine).await;
    let form = page(&own.author, &own.path).await;
    assert!(form.contains("Öffentlich wird nur, was sie übernimmt"), "{form}");
    own.send(&[("phone", "02361 111"), ("remark", "Neue Nummer <ab Mai>")]).await;
    assert_eq!(own.stored().await, own.offer, "nothing is public at once");
    let sent = page(&own.author, &format!("{}?sent", own.path)).await;
    assert!(sent.contains("Die Redaktion sieht sich Ihren Vorschlag an"), "{sent}");
    assert!(sent.contains("Das liegt der Redaktion vor"), "{sent}");
    // A second time the fields hold what was proposed, so that nothing of it is lost.
    let fields = own.fields().await;
    assert_eq!(value(&fields, "phone"), "02361 111");
    assert_eq!(value(&fields, "remark"), "Neue Nummer <ab Mai>");
    own.send(&[("cost", "9 €")]).await;
    let view = own.proposals().await.remove(0);
    assert_eq!(own.proposed().await, [PublicField::Phone, PublicField::Cost]);
    assert_eq!(view.proposal.sender.as_str(), "provider@kreis.example");
    // The editor's page is the same as for care links.
    let list = page(&own.administrator, "/de/edit/proposals").await;
    assert!(list.contains("Neue Nummer &lt;ab Mai&gt;"), "{list}");
    let id = view.proposal.id.as_str();
    let accept = [("id", id), ("step", "accept"), ("field", "phone")];
    let accepted = own.administrator.post("/de/edit/proposals", &accept).await;
    assert_eq!(accepted.status(), StatusCode::SEE_OTHER);
    let now = own.stored().await;
    assert_eq!(now.contact.phone.unwrap().as_str(), "02361 111");
    assert_eq!(now.terms.cost, own.offer.terms.cost);
    let log = page(&own.administrator, "/de/edit/audit").await;
    assert!(log.contains("Änderung vorgeschlagen") && log.contains("Ayşe Beispiel"), "{log}");
    assert!(!log.contains("provider@kreis.example)"), "the actor is the account: {log}");
}

#[tokio::test]
async fn a_form_that_is_checked_or_refused_keeps_everything_that_was_typed() {
    let own = Own::start(Engine::Sqlite).await;
    let fields = own.fields().await;
    let (status, text) = own.answer(&with(fields.clone(), &[("step", "send")])).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(text.contains("Sie haben nichts geändert"), "{text}");
    let changes = [("step", "check"), ("times", "Mo 9-12 Uhr\nirgendwann"), ("remark", "Gruß")];
    let (status, text) = own.answer(&with(fields.clone(), &changes)).await;
    assert_eq!(status, StatusCode::OK);
    assert!(text.contains("So haben wir es verstanden") && text.contains("irgendwann"), "{text}");
    let typed = form_fields(&text);
    assert_eq!(value(&typed, "times"), "Mo 9-12 Uhr\nirgendwann");
    assert_eq!(value(&typed, "remark"), "Gruß");
    let wrong = with(fields.clone(), &[("step", "send"), ("name", ""), ("cost", "<9> €")]);
    let (status, text) = own.answer(&wrong).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(text.contains("href=\"#name\"") && text.contains("name-error"), "{text}");
    assert_eq!(value(&form_fields(&text), "cost"), "<9> €");
    assert_eq!(own.proposals().await, []);
    // Taken from the public while it was written on.
    let draft = [("offer", own.offer.id.as_str()), ("step", "draft")];
    own.administrator.post("/de/edit/offers", &draft).await;
    let (status, text) = own.answer(&with(fields, &[("step", "send"), ("cost", "11 € neu")])).await;
    assert_eq!(status, StatusCode::CONFLICT);
    assert!(text.contains("nicht mehr veröffentlicht") && text.contains("11 € neu"), "{text}");
    // And now it is a draft again, with every field.
    assert!(page(&own.author, &own.path).await.contains("id=\"weekly\""));
}

#[tokio::test]
async fn what_others_do_meanwhile_is_neither_taken_back_nor_lost() {
    let own = Own::start(Engine::Sqlite).await;
    let early = own.fields().await;
    // An editor changes the person, the provider from another page the phone.
    let editing = form_fields(&page(&own.administrator, &own.path).await);
    let editing = with(editing, &[("step", "save"), ("person", "Kim Beispiel")]);
    let saved = post(&own.administrator, &own.path, &editing).await;
    assert_eq!(saved.status(), StatusCode::SEE_OTHER);
    own.send(&[("phone", "02361 111")]).await;
    let (status, text) = own.answer(&with(early, &[("step", "send"), ("cost", "9 €")])).await;
    assert_eq!(status, StatusCode::SEE_OTHER, "{text}");
    assert_eq!(own.proposed().await, [PublicField::Phone, PublicField::Cost]);
    // A field that is set back is no longer proposed.
    let phone = own.stored().await.contact.phone.map(String::from).unwrap_or_default();
    own.send(&[("phone", &phone)]).await;
    assert_eq!(own.proposed().await, [PublicField::Cost]);
    // What an editor answers is said on the page.
    let id = own.proposals().await.remove(0).proposal.id;
    let editor = Editor::at_command_line();
    own.server.service.decline_proposal(&editor, &id, "Bitte <mit> Beleg.").await.unwrap();
    let form = page(&own.author, &own.path).await;
    assert!(
        form.contains("nicht übernommen") && form.contains("Bitte &lt;mit&gt; Beleg."),
        "{form}"
    );
}

#[tokio::test]
async fn a_proposal_is_only_for_the_provider_of_the_offer() {
    let own = Own::start(Engine::Sqlite).await;
    let fields = with(own.fields().await, &[("step", "send"), ("cost", "9 €")]);
    let by_editor = post(&own.administrator, &own.path, &fields).await;
    assert_eq!(by_editor.status(), StatusCode::FORBIDDEN);
    let offers = crate::harness::demo_offers().offers;
    let other = offers.iter().find(|one| one.provider != own.offer.provider).unwrap();
    let foreign = post(&own.author, &format!("/de/edit/offers/{}", other.id), &fields).await;
    assert_eq!(foreign.status(), StatusCode::FORBIDDEN);
    assert_eq!(own.proposals().await, []);
    // Nor are versions restored by it.
    let versions = format!("{}/versions", own.path);
    let restored = own.author.post(&versions, &[("number", "1")]).await;
    assert!(restored.status().is_client_error());
    assert_eq!(own.stored().await, own.offer);
}
