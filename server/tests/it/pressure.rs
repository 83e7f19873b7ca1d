//! A full disk, slow clients, and corrupt rows.

use crate::durability::prepare;
use crate::harness::{Engine, Participant, Process, Server, ballot};
use backend::Service;
use backend::clock::Clock;
use backend::db::Db;
use reqwest::StatusCode;
use shared::voting::join_code::JoinCode;
use std::time::Duration;
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;

const MIB: u64 = 1024 * 1024;

/// Sends a body byte by byte, each in a packet of its own, and leaves it incomplete.
async fn send_byte_by_byte(address: &str, length: usize) -> TcpStream {
    let mut stream = TcpStream::connect(address.trim_start_matches("http://")).await.unwrap();
    stream.set_nodelay(true).unwrap();
    let head = format!(
        "POST /de/join HTTP/1.1\r\nhost: x\r\ncontent-type: application/x-www-form-urlencoded\r\n\
         content-length: {}\r\n\r\n",
        length + 1
    );
    stream.write_all(head.as_bytes()).await.unwrap();
    for _ in 0..length {
        stream.write_all(b"x").await.unwrap();
        tokio::task::yield_now().await;
    }
    stream
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn bodies_sent_byte_by_byte_take_no_more_memory_than_their_bytes() {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite://{}", folder.path().join("pressure.db").display());
    let server = Process::start(&url).await;
    let before = server.resident_memory();
    let senders: Vec<_> = (0..10)
        .map(|_| {
            let address = server.address.clone();
            tokio::spawn(async move { send_byte_by_byte(&address, 60_000).await })
        })
        .collect();
    let mut open = Vec::new();
    for sender in senders {
        open.push(sender.await.unwrap());
    }
    // It serves other requests meanwhile, and needs little more memory than the 600 kB it was sent.
    server.wait_until_ready(true).await;
    let grown = server.resident_memory().saturating_sub(before);
    assert!(grown < 20 * MIB, "grown by {} MB", grown / MIB);
}

/// A key for the organiser's page, made before the server starts.
async fn organiser_key(url: &str, code: &JoinCode) -> String {
    let service = Service::new(Db::open(url).await.unwrap(), Clock::System, "");
    let organiser = service.authorise_operator(code).await.unwrap();
    let key = service.renew_key(&organiser).await.unwrap();
    service.close().await;
    key.as_str().to_owned()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn with_a_full_disk_the_server_rejects_writes_is_not_ready_and_recovers() {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite://{}", folder.path().join("full.db").display());
    let (conference, round) = prepare(&url).await;
    let key = organiser_key(&url, &conference.code).await;
    let id = conference.fields[0].challenges[0].id.to_string();
    // The log is on the same disk.
    let log = folder.path().join("log");
    let server = Process::start_logging(&url, &log).await;
    let mut phones = Vec::new();
    for _ in 0..12 {
        phones.push(Participant::joined(&server.address, &conference.code).await);
    }
    phones[0].cast(&round, 1, &[(&id, 1)]).await;

    // Smaller than any file of the database, so nothing can be written anywhere.
    server.limit_files(Some(4_096));
    for _ in 0..3 {
        // More than the pool has connections.
        for phone in &phones {
            let (status, answer) = phone.put(&round, &ballot(2, &[(&id, 2)])).await;
            assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE, "{answer}");
            assert_eq!(answer["error"], "not_stored");
        }
    }
    // Writes that are no ballots are refused with the same words, not as internal failures.
    let page = format!("/en/organise/{key}");
    let form = [("do", "board"), ("scene", "field"), ("field", ""), ("second", "")];
    for _ in 0..3 {
        let refused = phones[0].post(&page, &form).await;
        assert_eq!(refused.status(), StatusCode::SERVICE_UNAVAILABLE);
        assert!(refused.text().await.unwrap().contains("We cannot store anything"));
    }
    tokio::time::timeout(Duration::from_secs(10), server.wait_until_ready(false)).await.unwrap();
    // Ballots acknowledged before can still be read.
    assert_eq!(phones[0].held(&round).await.revision.0, 1);

    server.limit_files(None);
    assert_eq!(phones[0].post(&page, &form).await.status(), StatusCode::SEE_OTHER);
    for phone in &phones {
        phone.cast(&round, 3, &[(&id, 3)]).await;
    }
    tokio::time::timeout(Duration::from_secs(10), server.wait_until_ready(true)).await.unwrap();
    let (_, result) = phones[0].get(&format!("/api/v1/rounds/{}/result", round.id)).await;
    assert_eq!(result["votes"]["dots"], 3 * phones.len());
    let log = std::fs::read_to_string(&log).unwrap();
    assert_eq!(log.matches("takes no writes").count(), 1, "{log}");
    assert_eq!(log.matches("takes writes again").count(), 1, "{log}");
    assert_eq!(log.matches("disk of the database is full").count(), 1, "{log}");
    assert_eq!(log.matches("has room again").count(), 1, "{log}");
    assert!(!log.contains("use case failed"), "{log}");
    assert!(!log.contains('\u{1b}'), "colours in a file: {log}");
}

#[tokio::test]
async fn a_corrupt_ballot_affects_only_its_voter() {
    let server = Server::start(Engine::Sqlite).await;
    let (conference, round) = server.open_gladbeck().await;
    let id = conference.fields[0].challenges[0].id.to_string();
    let damaged = Participant::joined(&server.address, &conference.code).await;
    damaged.cast(&round, 1, &[(&id, 1)]).await;
    let backend::db::Pool::Sqlite(pool) = server.test_db.db.pool() else { unreachable!() };
    sqlx::query("update ballot set dots = '{'").execute(pool).await.unwrap();

    let others: Vec<_> =
        (0..20).map(|_| Participant::joined(&server.address, &conference.code)).collect();
    let others = futures_util::future::join_all(others).await;
    let body = ballot(2, &[(&id, 1)]);
    let (damaged, others) = tokio::join!(
        damaged.put(&round, &body),
        futures_util::future::join_all(others.iter().map(|phone| phone.put(&round, &body)))
    );
    assert_eq!(damaged.0, StatusCode::INTERNAL_SERVER_ERROR);
    assert!(others.iter().all(|(status, _)| *status == StatusCode::OK), "{others:?}");
}
