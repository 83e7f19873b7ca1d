//! The mail queue, against a mail server that fails in every way it can.

use crate::harness::{Behaviour, Engine, MailSink, Server, TestDb};
use backend::Settings;
use backend::accounts::Editor;
use backend::db::mails;
use backend::mail::{self, DeliveryReport, MailBody, MailServer, Message, Subject};
use rstest::rstest;
use shared::contact::Mail;
use std::collections::BTreeSet;
use std::time::Duration;

const MINUTE: Duration = Duration::from_mins(1);

fn message(purpose: &str, subject: &str) -> Message {
    Message {
        purpose: purpose.to_owned(),
        to: Mail::parse("info@verein.example").unwrap(),
        subject: Subject::new(subject),
        body: MailBody::parse("Guten Tag,\n.\n..\nschöne Grüße\n\nFrom hier").unwrap(),
    }
}

fn settings(sink: &MailSink) -> Settings {
    let server = MailServer::parse(&sink.url, "Kreis Müster <post@kreis.example>").unwrap();
    Settings { mail_server: Some(server), ..Settings::default() }
}

async fn start(engine: Engine) -> (Server, MailSink) {
    let sink = MailSink::start().await;
    let settings = settings(&sink);
    (Server::start_on(TestDb::new(engine).await, settings).await, sink)
}

async fn queue(server: &Server, message: Message) -> bool {
    let mut tx = server.test_db.db.write().await.unwrap();
    let now = shared::time::Millis(crate::harness::EVENING);
    let is_new = mail::queue(&mut tx, message, now).await.unwrap();
    tx.commit().await.unwrap();
    is_new
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn a_queued_mail_arrives_once_and_its_text_is_then_forgotten(#[case] engine: Engine) {
    let (server, sink) = start(engine).await;
    assert!(queue(&server, message("a", "Schöne Grüße")).await);
    assert!(!queue(&server, message("a", "Etwas anderes")).await, "the purpose is the same");
    assert_eq!(server.service.deliver_mails().await.unwrap().sent, 1);
    assert_eq!(server.service.deliver_mails().await.unwrap().sent, 0);
    let mail = sink.take_one();
    assert_eq!(mail.recipients, ["info@verein.example"]);
    assert_eq!(mail.text.trim_end(), "Guten Tag,\n.\n..\nschöne Grüße\n\nFrom hier");
    assert!(mail.header("From")[0].contains("post@kreis.example"), "{}", mail.head);
    assert_eq!(mail.header("Auto-Submitted"), ["auto-generated"]);
    assert_eq!(mail.header("Date"), ["Fri, 27 Nov 2026 17:00:00 +0000"]);
    let held = server.service.show_mail_queue(&Editor::at_command_line()).await.unwrap();
    let id = format!("<{}@kreis.example>", held.mails[0].id);
    assert_eq!(mail.header("Message-ID"), [&*id]);
    assert!(held.mails[0].sent_at.is_some());
    let mut tx = server.test_db.db.read().await.unwrap();
    let stored = mails::load_latest(&mut tx, 10).await.unwrap().remove(0);
    assert!(!stored.message.body.as_str().contains("Guten Tag"));
}

#[tokio::test]
async fn a_mail_of_a_transaction_that_fails_is_never_sent() {
    let (server, sink) = start(Engine::Sqlite).await;
    let mut tx = server.test_db.db.write().await.unwrap();
    let now = shared::time::Millis(crate::harness::EVENING);
    assert!(mail::queue(&mut tx, message("a", "A"), now).await.unwrap());
    drop(tx);
    server.service.deliver_mails().await.unwrap();
    assert_eq!(sink.mails(), []);
}

#[tokio::test]
async fn no_subject_begins_another_header() {
    let (server, sink) = start(Engine::Sqlite).await;
    queue(&server, message("a", "A\r\nBcc: all@other.example\r\n\r\nB")).await;
    server.service.deliver_mails().await.unwrap();
    let mail = sink.take_one();
    assert_eq!(mail.recipients, ["info@verein.example"]);
    assert_eq!(mail.header("Subject"), ["A Bcc: all@other.example B"]);
    assert!(mail.header("Bcc").is_empty());
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn a_mail_server_that_is_down_for_an_hour_loses_and_doubles_nothing(#[case] engine: Engine) {
    let (server, sink) = start(engine).await;
    for purpose in ["a", "b", "c"] {
        queue(&server, message(purpose, purpose)).await;
    }
    sink.behave(Behaviour::Down);
    for _ in 0..60 {
        assert_eq!(server.service.deliver_mails().await.unwrap().sent, 0);
        server.advance(MINUTE);
    }
    sink.behave(Behaviour::Take);
    // The longest pause is an hour.
    for _ in 0..61 {
        server.service.deliver_mails().await.unwrap();
        server.advance(MINUTE);
    }
    let subjects: Vec<String> =
        sink.mails().iter().map(|mail| mail.header("Subject")[0].to_owned()).collect();
    assert_eq!(subjects.len(), 3, "{subjects:?}");
    assert_eq!(subjects.into_iter().collect::<BTreeSet<_>>().len(), 3);
}

#[tokio::test]
async fn a_mail_server_that_never_answers_holds_nothing_up_for_longer_than_an_attempt() {
    let sink = MailSink::start().await;
    let patience = Duration::from_millis(50);
    let server = MailServer::parse(&sink.url, "post@kreis.example").unwrap();
    let mail_server = Some(server.with_attempt_timeout(patience));
    let settings = Settings { mail_server, ..Settings::default() };
    let server = Server::start_on(TestDb::new(Engine::Sqlite).await, settings).await;
    queue(&server, message("a", "A")).await;
    sink.behave(Behaviour::Hang);
    assert_eq!(server.service.deliver_mails().await.unwrap().postponed, 1);
    sink.behave(Behaviour::Take);
    // Time for a machine that is busy, for an attempt that succeeds.
    server.advance(MINUTE);
    let mut sent = 0;
    for _ in 0..20 {
        sent += server.service.deliver_mails().await.unwrap().sent;
        server.advance(Duration::from_hours(1));
    }
    assert_eq!(sent, 1);
}

#[tokio::test]
async fn a_mail_without_an_answer_is_sent_again_under_the_same_message_id() {
    let (server, sink) = start(Engine::Sqlite).await;
    queue(&server, message("a", "A")).await;
    sink.behave(Behaviour::CloseAfterData);
    assert_eq!(server.service.deliver_mails().await.unwrap().postponed, 1);
    sink.behave(Behaviour::Take);
    assert_eq!(server.service.deliver_mails().await.unwrap().sent, 0, "not at once");
    server.advance(MINUTE);
    assert_eq!(server.service.deliver_mails().await.unwrap().sent, 1);
    let first = sink.unanswered().remove(0);
    assert_eq!(sink.take_one().header("Message-ID"), first.header("Message-ID"));
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn a_rejected_address_is_kept_with_the_words_of_the_mail_server(#[case] engine: Engine) {
    let (server, sink) = start(engine).await;
    queue(&server, message("a", "A")).await;
    sink.behave(Behaviour::Refuse("550 5.1.1 no such mailbox here"));
    assert_eq!(server.service.deliver_mails().await.unwrap().given_up, 1);
    let held = server.service.show_mail_queue(&Editor::at_command_line()).await.unwrap();
    assert_eq!(held.failing[0].address.as_str(), "info@verein.example");
    assert!(held.failing[0].reason.contains("550"), "{}", held.failing[0].reason);
    assert!(held.failing[0].reason.contains("no such mailbox"), "{}", held.failing[0].reason);
    server.advance(Duration::from_hours(24));
    sink.behave(Behaviour::Take);
    assert_eq!(server.service.deliver_mails().await.unwrap(), DeliveryReport::default());

    assert!(
        server
            .service
            .send_mail_again(&Editor::at_command_line(), &held.mails[0].id)
            .await
            .unwrap()
    );
    assert_eq!(server.service.deliver_mails().await.unwrap().sent, 1);
    assert!(
        !server
            .service
            .send_mail_again(&Editor::at_command_line(), &held.mails[0].id)
            .await
            .unwrap()
    );
    assert_eq!(
        server.service.show_mail_queue(&Editor::at_command_line()).await.unwrap().failing,
        []
    );
    sink.take_one();
}

#[rstest]
#[case::busy("451 4.3.0 try again later")]
#[case::policy("550 5.7.1 relaying denied")]
#[case::signing_in("530 5.7.0 authentication required")]
#[tokio::test]
async fn a_refusal_that_is_not_about_the_address_is_tried_again(#[case] answer: &'static str) {
    let (server, sink) = start(Engine::Sqlite).await;
    queue(&server, message("a", "A")).await;
    sink.behave(Behaviour::Refuse(answer));
    assert_eq!(server.service.deliver_mails().await.unwrap().postponed, 1);
    assert_eq!(
        server.service.show_mail_queue(&Editor::at_command_line()).await.unwrap().failing,
        []
    );
    sink.behave(Behaviour::Take);
    server.advance(MINUTE);
    assert_eq!(server.service.deliver_mails().await.unwrap().sent, 1);
    sink.take_one();
}

#[tokio::test]
async fn a_mail_that_nobody_takes_for_days_is_given_up() {
    let (server, sink) = start(Engine::Sqlite).await;
    queue(&server, message("a", "A")).await;
    sink.behave(Behaviour::Down);
    let mut given_up = 0;
    for _ in 0..100 {
        given_up += server.service.deliver_mails().await.unwrap().given_up;
        server.advance(Duration::from_hours(1));
    }
    assert_eq!(given_up, 1);
    let held = server.service.show_mail_queue(&Editor::at_command_line()).await.unwrap();
    assert!(held.mails[0].given_up_at.is_some() && held.failing.is_empty());
}

#[tokio::test]
async fn two_servers_over_one_database_send_each_mail_once_postgres() {
    let (server, sink) = start(Engine::Postgres).await;
    let second = server.test_db.reopen().await;
    let clock = backend::clock::Clock::Fixed(std::sync::Arc::new(crate::harness::EVENING.into()));
    let other = backend::Service::with_settings(second.db.clone(), clock, "", settings(&sink));
    for number in 0..30 {
        queue(&server, message(&number.to_string(), &number.to_string())).await;
    }
    let (one, two) = tokio::join!(server.service.deliver_mails(), other.deliver_mails());
    assert_eq!(one.unwrap().sent + two.unwrap().sent, 30);
    let mails = sink.mails();
    let subjects: BTreeSet<&str> = mails.iter().map(|mail| mail.header("Subject")[0]).collect();
    assert_eq!((mails.len(), subjects.len()), (30, 30));
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn a_mail_can_be_claimed_once_until_its_time_is_over(#[case] engine: Engine) {
    let (server, _sink) = start(engine).await;
    queue(&server, message("a", "A")).await;
    let now = shared::time::Millis(crate::harness::EVENING);
    let later = now.after(5 * MINUTE);
    let mut tx = server.test_db.db.write().await.unwrap();
    let due = mails::load_due(&mut tx, now, 10).await.unwrap();
    let seen = mails::Claim { id: &due[0].id, attempts: due[0].attempts };
    assert!(mails::claim(&mut tx, &seen, later).await.unwrap());
    assert!(!mails::claim(&mut tx, &seen, later).await.unwrap());
    assert_eq!(mails::load_due(&mut tx, now, 10).await.unwrap(), []);
    // The server that claimed it has died.
    assert_eq!(mails::load_due(&mut tx, later, 10).await.unwrap()[0].attempts, 1);
}

#[tokio::test]
async fn without_a_mail_server_mails_wait_and_the_text_of_those_to_providers_can_be_read() {
    let server = Server::start(Engine::Sqlite).await;
    queue(&server, message("care/a", "A")).await;
    queue(&server, message("password/a", "B")).await;
    server.service.deliver_mails().await.unwrap();
    let held = server.service.show_mail_queue(&Editor::at_command_line()).await.unwrap();
    assert!(!held.has_server);
    for mail in held.mails {
        assert_eq!(mail.sent_at, None);
        // A link for a new password is nobody's business but the person's.
        assert_eq!(mail.text.is_some(), mail.subject == "A");
    }
}

#[tokio::test]
async fn a_running_server_sends_by_itself() {
    let (server, sink) = start(Engine::Sqlite).await;
    queue(&server, message("a", "A")).await;
    server.service.start_mail();
    tokio::time::timeout(Duration::from_secs(30), sink.wait_for(1)).await.unwrap();
}
