//! A server whose database does not answer yet.

use crate::harness::{Engine, TestDb};
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use tokio::net::{TcpListener, TcpStream};

/// A port that nobody listens on.
fn free_port() -> u16 {
    std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

/// Starts `serve` with its secret in a folder, with messages in English.
fn serve(database_url: &str, port: u16, folder: &Path) -> Child {
    let secret = folder.join("secret").display().to_string();
    Command::new(env!("CARGO_BIN_EXE_miteinander"))
        .args(["serve", "--listen", &format!("127.0.0.1:{port}"), "--database-url", database_url])
        .args(["--secret-file", &secret])
        .env("MITEINANDER_LANGUAGE", "en")
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

/// Reads what the process says until these words come.
async fn wait_for_words(child: &mut Child, words: &'static str) {
    let stderr = child.stderr.take().unwrap();
    let has_words = tokio::task::spawn_blocking(move || {
        BufReader::new(stderr).lines().any(|line| line.unwrap().contains(words))
    });
    assert!(has_words.await.unwrap(), "it ended without these words");
}

fn end(mut child: Child) {
    child.kill().unwrap();
    child.wait().unwrap();
}

#[tokio::test]
async fn a_server_says_that_its_database_is_silent_and_goes_on_trying() {
    // It accepts connections and never answers.
    let silent = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("postgres://postgres@{}/site", silent.local_addr().unwrap());
    let folder = tempfile::tempdir().unwrap();
    let mut server = serve(&url, free_port(), folder.path());
    wait_for_words(&mut server, "The database does not answer yet").await;
    assert!(server.try_wait().unwrap().is_none(), "it gave up");
    end(server);
}

/// Forwards connections to PostgreSQL.
async fn forward(port: u16, to: String) {
    let listener = TcpListener::bind(("127.0.0.1", port)).await.unwrap();
    while let Ok((mut client, _)) = listener.accept().await {
        let mut database = TcpStream::connect(&to).await.unwrap();
        tokio::spawn(async move {
            // Ends with either side.
            let _ = tokio::io::copy_bidirectional(&mut client, &mut database).await;
        });
    }
}

#[tokio::test]
async fn a_server_that_started_before_postgres_serves_as_soon_as_that_is_there() {
    let database = TestDb::new(Engine::Postgres).await;
    let (_, rest) = database.url.split_once("://").unwrap();
    let host_and_name = rest.rsplit_once('@').map_or(rest, |(_, host)| host);
    let (host, name) = host_and_name.split_once('/').unwrap();
    let (database_port, port) = (free_port(), free_port());
    let url = database.url.replace(host, &format!("127.0.0.1:{database_port}"));
    assert!(url.contains(name));
    let folder = tempfile::tempdir().unwrap();
    let mut server = serve(&url, port, folder.path());
    wait_for_words(&mut server, "The database does not answer yet").await;
    let proxy = tokio::spawn(forward(database_port, host.to_owned()));
    let ready = async {
        let url = format!("http://127.0.0.1:{port}/readyz");
        while !reqwest::get(&url).await.is_ok_and(|answer| answer.status().is_success()) {
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        }
    };
    tokio::time::timeout(std::time::Duration::from_mins(1), ready).await.unwrap();
    end(server);
    proxy.abort();
}
