//! A server whose database does not answer yet.

use crate::harness::{Engine, TestDb};
use sqlx::postgres::PgConnectOptions;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpStream, UnixStream};

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

/// Forwards connections to PostgreSQL, which listens on a socket in a folder or on a port.
async fn forward(port: u16, database: PgConnectOptions) {
    let listener = TcpListener::bind(("127.0.0.1", port)).await.unwrap();
    while let Ok((client, _)) = listener.accept().await {
        if let Some(folder) = database.get_socket() {
            let socket = folder.join(format!(".s.PGSQL.{}", database.get_port()));
            join(client, UnixStream::connect(socket).await.unwrap());
        } else {
            let address = (database.get_host(), database.get_port());
            join(client, TcpStream::connect(address).await.unwrap());
        }
    }
}

/// Copies bytes in both directions until either side ends.
fn join(mut client: TcpStream, mut database: impl AsyncRead + AsyncWrite + Unpin + Send + 'static) {
    tokio::spawn(async move {
        let _ = tokio::io::copy_bidirectional(&mut client, &mut database).await;
    });
}

#[tokio::test]
async fn a_server_that_started_before_postgres_serves_as_soon_as_that_is_there() {
    let database = TestDb::new(Engine::Postgres).await;
    let options: PgConnectOptions = database.url.parse().unwrap();
    let (database_port, port) = (free_port(), free_port());
    let (user, name) = (options.get_username(), options.get_database().unwrap());
    let url = format!("postgres://{user}@127.0.0.1:{database_port}/{name}");
    let folder = tempfile::tempdir().unwrap();
    let mut server = serve(&url, port, folder.path());
    wait_for_words(&mut server, "The database does not answer yet").await;
    let proxy = tokio::spawn(forward(database_port, options.clone()));
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
