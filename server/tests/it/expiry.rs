//! What is kept for a limited time, and deleted daily.

use crate::accounts::administrator;
use crate::desk_imports::{TABLE, location, upload};
use crate::harness::{EVENING, Engine, Server};
use backend::ExpiryReport;
use backend::accounts::{Administrator, Editor};
use backend::db::mails::{self, Claim};
use backend::mail::{self, MailBody, Message, Subject};
use rstest::rstest;
use shared::contact::Mail;
use shared::desk::account::{Grant, Role};
use shared::time::Millis;
use std::time::Duration;

const DAY: Duration = Duration::from_hours(24);

/// Queues three mails, and marks one as sent and one as given up.
async fn store_mails(server: &Server) {
    let (mut tx, now) = (server.test_db.db.write().await.unwrap(), Millis(EVENING));
    for purpose in ["care/a", "care/b", "care/c"] {
        let message = Message {
            purpose: purpose.to_owned(),
            to: Mail::parse("info@verein.example").unwrap(),
            subject: Subject::new("Ihre Angebote"),
            body: MailBody::parse("Guten Tag").unwrap(),
        };
        assert!(mail::queue(&mut tx, message, now).await.unwrap());
    }
    let due = mails::load_due(&mut tx, now, 3).await.unwrap();
    let claim = |place: usize| Claim { id: &due[place].id, attempts: 0 };
    mails::mark_sent(&mut tx, &claim(0), now).await.unwrap();
    mails::give_up(&mut tx, &claim(1), now, "550").await.unwrap();
    tx.commit().await.unwrap();
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn everything_that_is_kept_for_a_time_is_deleted_after_it_and_not_before(
    #[case] engine: Engine,
) {
    let server = Server::start(engine).await;
    let browser = administrator(&server).await;
    let right = Administrator::at_command_line();
    server.service.invite(&right, "neu@kreis.example", Grant::of(Role::Editor)).await.unwrap();
    location(&upload(&browser, "a.csv", TABLE.as_bytes()).await);
    store_mails(&server).await;
    let audit_entries = server.service.list_audit(&right).await.unwrap().len().try_into().unwrap();
    assert!(audit_entries > 0);
    let none = ExpiryReport::default();
    let steps = [
        (14, ExpiryReport { account_links: 1, ..none }),
        (1, ExpiryReport { staged_files: 1, ..none }),
        (14, none),
        (1, ExpiryReport { sessions: 1, ..none }),
        (335, none),
        (1, ExpiryReport { audit_entries, ..none }),
        (34, none),
        (1, ExpiryReport { mails: 2, ..none }),
        (400, none),
    ];
    assert_eq!(server.service.delete_expired().await.unwrap(), none);
    let mut days = 0;
    for (more, expected) in steps {
        server.advance(DAY * more);
        days += more;
        assert_eq!(server.service.delete_expired().await.unwrap(), expected, "day {days}");
    }
    let held = server.service.show_mail_queue(&Editor::at_command_line()).await.unwrap();
    assert_eq!(held.mails.len(), 1, "what waits is not deleted");
}
