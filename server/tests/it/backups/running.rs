//! Backups of a server that runs, and what is locked meanwhile.

use super::{Machine, assert_done, assert_refused};
use crate::durability::{prepare, send_until_killed};
use crate::harness::{Participant, Process, gladbeck_file};
use backend::Service;
use backend::clock::Clock;
use backend::db::{Db, ballot_log};
use backend::recount::recount;
use backend::voting::Organiser;
use shared::voting::ballot::Revision;
use shared::voting::conference::Conference;
use shared::voting::round::Round;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

const PHONES: usize = 10;
/// Acknowledgements before the backup, and again after it before the server is killed.
const BALLOTS: usize = 50;

async fn wait_for_ballots(acknowledged: &AtomicUsize, count: usize) {
    while acknowledged.load(Ordering::SeqCst) < count {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}

/// Closes the round of a database and returns its recount file.
async fn close_and_recount(url: &str, conference: &Conference, round: &Round) -> String {
    let service = Service::new(Db::open(url).await.unwrap(), Clock::System, "");
    let organiser: Organiser = service.authorise_operator(&conference.code).await.unwrap();
    service.close_round(&organiser, None, Duration::ZERO).await.unwrap();
    let text = service.show_recount(&round.id).await.unwrap().text.clone();
    service.close().await;
    text
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_backup_during_a_stream_of_ballots_restores_every_ballot_acknowledged_before_it() {
    let (ours, other) = (Machine::new(), Machine::new());
    let (conference, round) = prepare(&ours.url()).await;
    let id = conference.fields[0].challenges[0].id.to_string();
    let server = Process::start_with_secret(&ours.url(), &ours.secret()).await;
    let mut phones = Vec::new();
    for _ in 0..PHONES {
        phones.push(Arc::new(Participant::joined(&server.address, &conference.code).await));
    }
    let acknowledged = Arc::new(AtomicUsize::new(0));
    let senders: Vec<_> = phones
        .iter()
        .map(|phone| {
            let (phone, round, id) = (phone.clone(), round.clone(), id.clone());
            let acknowledged = acknowledged.clone();
            tokio::spawn(async move { send_until_killed(&phone, &round, &id, &acknowledged).await })
        })
        .collect();
    wait_for_ballots(&acknowledged, BALLOTS).await;
    let before = acknowledged.load(Ordering::SeqCst);
    let backup = ours.path("backup.db");
    assert_done(&ours.back_up(&backup));
    let after = acknowledged.load(Ordering::SeqCst);
    wait_for_ballots(&acknowledged, after + BALLOTS).await;
    server.kill();
    for sender in senders {
        assert!(sender.await.unwrap().is_some());
    }

    assert_done(&other.restore(&backup, &[]));
    // With the same secret, the phones are the same voters; those who had no ballot yet still have
    // joined.
    let server = Process::start_with_secret(&other.url(), &other.secret()).await;
    let mut revisions = 0;
    for phone in &phones {
        let held = phone.moved_to(&server.address).ballot_answer(&round).await.ballot;
        revisions += held.revision.0;
        assert!(held.revision > Revision::default(), "{held:?}");
    }
    server.kill();
    let db = Db::open(&other.url()).await.unwrap();
    let entries = ballot_log::load_log(&mut db.read().await.unwrap(), &round.id).await.unwrap();
    db.close().await;
    assert_eq!(entries.len() as u64, revisions);
    assert!(entries.len() >= before, "{} entries, {before} acknowledged", entries.len());
    let counted = recount(&close_and_recount(&other.url(), &conference, &round).await).unwrap();
    assert_eq!(counted.ballots, PHONES as u64);
}

#[tokio::test]
async fn a_restored_database_counts_to_the_same_check_value() {
    let (ours, other) = (Machine::new(), Machine::new());
    let (conference, round) = prepare(&ours.url()).await;
    let server = Process::start_with_secret(&ours.url(), &ours.secret()).await;
    let id = conference.fields[0].challenges[0].id.to_string();
    for dots in 1..=3 {
        let phone = Participant::joined(&server.address, &conference.code).await;
        phone.cast(&round, 1, &[(&id, dots)]).await;
    }
    server.kill();
    let recount_file = close_and_recount(&ours.url(), &conference, &round).await;
    let backup = ours.path("backup.db");
    assert_done(&ours.back_up(&backup));
    assert_done(&other.restore(&backup, &[]));
    let service = Service::new(Db::open(&other.url()).await.unwrap(), Clock::System, "");
    assert_eq!(service.show_recount(&round.id).await.unwrap().text, recount_file);
    assert_eq!(std::fs::read(other.secret()).unwrap(), std::fs::read(ours.secret()).unwrap());
    #[cfg(unix)]
    for file in [backup, other.secret()] {
        let mode = std::os::unix::fs::PermissionsExt::mode(
            &std::fs::metadata(&file).unwrap().permissions(),
        );
        assert_eq!(mode & 0o077, 0, "others may read {}", file.display());
    }
}

#[tokio::test]
async fn a_second_server_and_a_restore_are_refused_while_imports_and_backups_are_not() {
    let machine = Machine::new();
    let server = Process::start_with_secret(&machine.url(), &machine.secret()).await;
    let backup = machine.path("backup.db");
    assert_done(&machine.back_up(&backup));
    let conference = gladbeck_file().display().to_string();
    assert_done(&machine.run(&["import", "conference", &conference]));
    let words = "A server already uses the database";
    assert_refused(&machine.run(&["serve", "--listen", "127.0.0.1:0"]), words);
    assert_refused(&machine.restore(&backup, &["--replace"]), words);
    server.wait_until_ready(true).await;
    server.kill();
    // The lock ends with the process, even if its file stays.
    assert_done(&machine.restore(&backup, &["--replace"]));
}
