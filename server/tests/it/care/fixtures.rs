//! A county with one provider whose two offers nobody has checked for long.

use crate::harness::{Engine, MailSink, Participant, Received, Server, TestDb, demo_offers};
use backend::Settings;
use backend::accounts::Editor;
use backend::finder::care::{CareSelection, CareState};
use backend::mail::MailServer;
use exchange::records::OfferFile;
use jiff::civil::{Date, date};
use reqwest::StatusCode;
use shared::contact::Mail;
use shared::id::OfferId;
use shared::offer::{Offer, Verification};
use shared::text::Text;
use std::time::Duration;

/// Id and name of an offer.
pub(super) const FIRST: (&str, &str) =
    ("seminarraum-recklinghausen", "Seminarraum für Vereine und Initiativen");
/// The same of another one of the same provider.
pub(super) const SECOND: (&str, &str) = ("leih-oma-leih-opa-marl", "Leih-Oma oder Leih-Opa werden");
/// When both were last checked: stale on the first evening.
pub(super) const CHECKED_ON: Date = date(2026, 3, 1);

pub(super) struct County {
    pub(super) server: Server,
    pub(super) sink: MailSink,
    browser: Participant,
}

/// The records of the county.
pub(super) fn records() -> OfferFile {
    let OfferFile { providers, offers } = demo_offers();
    let is_one = |offer: &Offer| [FIRST.0, SECOND.0].contains(&offer.id.as_str());
    let mut offers: Vec<Offer> = offers.into_iter().filter(is_one).collect();
    for offer in &mut offers {
        offer.verified = Some(Verification { on: CHECKED_ON, by: None });
    }
    let mut providers = providers;
    providers.retain(|provider| provider.id == offers[0].provider);
    providers[0].name = Text::parse("Verein").unwrap();
    providers[0].contact.mail = Some(Mail::parse("info@verein.example").unwrap());
    OfferFile { providers, offers }
}

impl County {
    pub(super) async fn start(engine: Engine) -> Self {
        Self::start_with(engine, records()).await
    }

    pub(super) async fn start_with(engine: Engine, records: OfferFile) -> Self {
        let sink = MailSink::start().await;
        let mail_server = MailServer::parse(&sink.url, "post@kreis.example").unwrap();
        let settings = Settings { mail_server: Some(mail_server), ..Settings::default() };
        let server = Server::start_on(TestDb::new(engine).await, settings).await;
        server.service.store_offers(records).await.unwrap();
        let browser = Participant::new(&server.address);
        Self { server, sink, browser }
    }

    /// How many mails were queued; they are sent as well.
    pub(super) async fn send(&self, selection: &CareSelection) -> usize {
        let report = self.server.service.send_care_mails(selection).await.unwrap();
        self.server.service.deliver_mails().await.unwrap();
        report.queued.len()
    }

    /// The mail to the provider.
    pub(super) async fn ask(&self) -> Received {
        assert_eq!(self.send(&CareSelection::Due).await, 1);
        self.sink.take_one()
    }

    pub(super) fn days(&self, days: u64) {
        self.server.advance(Duration::from_hours(24 * days));
    }

    /// A page that must be there.
    pub(super) async fn page(&self, path: &str) -> String {
        let (status, page) = self.page_with_status(path).await;
        assert_eq!(status, StatusCode::OK, "{path} {page}");
        page
    }

    pub(super) async fn page_with_status(&self, path: &str) -> (StatusCode, String) {
        let answer = reqwest::get(format!("{}{path}", self.server.address)).await.unwrap();
        (answer.status(), answer.text().await.unwrap())
    }

    pub(super) async fn post(&self, path: &str, fields: &[(&str, &str)]) -> StatusCode {
        self.browser.post(path, fields).await.status()
    }

    pub(super) async fn post_page(
        &self,
        path: &str,
        fields: &[(&str, &str)],
    ) -> (StatusCode, String) {
        let answer = self.browser.post(path, fields).await;
        (answer.status(), answer.text().await.unwrap())
    }

    pub(super) async fn offer(&self, id: &str) -> Offer {
        let id = OfferId::parse(id).unwrap();
        let mut tx = self.server.test_db.db.read().await.unwrap();
        backend::db::offers::find_offer(&mut tx, &id).await.unwrap().unwrap()
    }

    /// What was answered about an offer, as the link shows it.
    pub(super) async fn state(&self, link: &str, id: &str) -> CareState {
        let (_, token) = link.rsplit_once('/').unwrap();
        let right = self.server.service.authorise_care_link(token).await.unwrap();
        let offers = self.server.service.show_care(&right).await.unwrap().offers;
        offers.into_iter().find(|view| view.id.as_str() == id).unwrap().state
    }

    pub(super) fn editor() -> Editor {
        Editor::at_command_line()
    }
}
