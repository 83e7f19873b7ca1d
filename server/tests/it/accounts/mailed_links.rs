//! Links of accounts by mail: a forgotten password, an invitation.

use super::{PASSWORD, administrator, location, sign_in};
use crate::harness::{Engine, MailSink, Participant, Server, TestDb};
use backend::Settings;
use backend::accounts::Editor;
use backend::mail::MailServer;
use reqwest::StatusCode;
use rstest::rstest;
use std::time::Duration;

const MAIL: &str = "verwaltung@kreis.example";
const OTHER_PASSWORD: &str = "sieben leise Züge am Morgen";

async fn start(engine: Engine) -> (Server, MailSink) {
    let sink = MailSink::start().await;
    let mail_server = MailServer::parse(&sink.url, "post@kreis.example").unwrap();
    let settings = Settings { mail_server: Some(mail_server), ..Settings::default() };
    (Server::start_on(TestDb::new(engine).await, settings).await, sink)
}

/// Asks for a link as somebody who is not signed in; how many mails are sent then.
async fn ask(server: &Server, mail: &str) -> usize {
    let browser = Participant::new(&server.address);
    let asked = browser.post("/de/edit/forgotten", &[("mail", mail)]).await;
    assert_eq!(location(&asked), "/de/edit/forgotten?sent");
    server.service.deliver_mails().await.unwrap().sent
}

/// Path of the link in the only mail.
fn path(server: &Server, sink: &MailSink) -> String {
    let text = sink.take_one().text;
    let link = text.lines().find(|line| line.contains("/edit/link/")).unwrap().to_owned();
    link.strip_prefix(server.service.public_url()).unwrap().to_owned()
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn a_forgotten_password_is_replaced_by_a_mailed_link_that_works_once(#[case] engine: Engine) {
    let (server, sink) = start(engine).await;
    administrator(&server).await;
    let page = Participant::new(&server.address).fetch("/de/edit/sign-in").await;
    assert!(page.text().await.unwrap().contains("/de/edit/forgotten"));

    assert_eq!(ask(&server, "niemand@kreis.example").await, 0, "and the page says the same");
    assert_eq!(ask(&server, "VERWALTUNG@kreis.example").await, 1);
    assert_eq!(ask(&server, MAIL).await, 0, "nobody's mailbox is filled");
    let link = path(&server, &sink);
    let fields = [("password", OTHER_PASSWORD), ("repeated", OTHER_PASSWORD)];
    let used = Participant::new(&server.address).post(&link, &fields).await;
    assert_eq!(location(&used), "/de/edit");
    let again = Participant::new(&server.address).post(&link, &fields).await;
    assert_ne!(again.status(), StatusCode::SEE_OTHER);
    assert_eq!(sign_in(&server, MAIL, PASSWORD).await.1.status(), StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(sign_in(&server, MAIL, OTHER_PASSWORD).await.1.status(), StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn of_several_links_all_are_void_once_a_password_is_set() {
    let (server, sink) = start(Engine::Sqlite).await;
    administrator(&server).await;
    assert_eq!(ask(&server, MAIL).await, 1);
    let first = path(&server, &sink);
    server.advance(Duration::from_mins(61));
    assert_eq!(ask(&server, MAIL).await, 1);
    let second = path(&server, &sink);
    assert_ne!(first, second);
    let fields = [("password", OTHER_PASSWORD), ("repeated", OTHER_PASSWORD)];
    location(&Participant::new(&server.address).post(&second, &fields).await);
    let page = Participant::new(&server.address).fetch(&first).await;
    assert_ne!(page.status(), StatusCode::OK);
}

#[tokio::test]
async fn a_mailed_link_ends_after_a_day_and_a_wrong_address_is_told() {
    let (server, sink) = start(Engine::Sqlite).await;
    administrator(&server).await;
    assert_eq!(ask(&server, MAIL).await, 1);
    server.advance(Duration::from_hours(25));
    let page = Participant::new(&server.address).fetch(&path(&server, &sink)).await;
    assert_ne!(page.status(), StatusCode::OK);
    let browser = Participant::new(&server.address);
    let asked = browser.post("/de/edit/forgotten", &[("mail", "kein Ort")]).await;
    assert_eq!(asked.status(), StatusCode::UNPROCESSABLE_ENTITY);
    assert!(asked.text().await.unwrap().contains("value=\"kein Ort\""), "what was typed is kept");
}

#[tokio::test]
async fn without_a_mail_server_nobody_is_promised_a_mail() {
    let server = Server::start(Engine::Sqlite).await;
    administrator(&server).await;
    let browser = Participant::new(&server.address);
    let page = browser.fetch("/de/edit/sign-in").await.text().await.unwrap();
    assert!(!page.contains("/de/edit/forgotten"), "{page}");
    let asked = browser.post("/de/edit/forgotten", &[("mail", MAIL)]).await;
    assert_eq!(location(&asked), "/de/edit/sign-in");
    let queue = server.service.show_mail_queue(&Editor::at_command_line()).await.unwrap();
    assert!(queue.mails.is_empty());
}

#[tokio::test]
async fn an_invitation_is_mailed_where_the_administrator_wants_it_and_no_editor_reads_its_link() {
    let (server, sink) = start(Engine::Sqlite).await;
    let browser = administrator(&server).await;
    let fields = [("mail", "neu@kreis.example"), ("role", "editor")];
    let silent = browser.post("/de/edit/accounts", &fields).await;
    assert_eq!(silent.status(), StatusCode::OK);
    assert_eq!(server.service.deliver_mails().await.unwrap().sent, 0);

    let fields = [("mail", "auch@kreis.example"), ("role", "editor"), ("send", "yes")];
    let shown = browser.post("/de/edit/accounts", &fields).await.text().await.unwrap();
    assert!(shown.contains("auch per E-Mail unterwegs"), "{shown}");
    let queue = server.service.show_mail_queue(&Editor::at_command_line()).await.unwrap();
    assert_eq!(queue.mails.len(), 1);
    assert!(queue.mails[0].text.is_none(), "a link that gives rights");
    assert_eq!(server.service.deliver_mails().await.unwrap().sent, 1);
    let link = path(&server, &sink);
    assert!(shown.contains(&link), "{shown}");
    let page = Participant::new(&server.address).fetch(&link).await.text().await.unwrap();
    assert!(page.contains("auch@kreis.example"), "{page}");
}
