//! What tests share: engines, a running server, participants.

use reqwest::{Client, StatusCode};
use serde_json::{Value, json};
use server::clock::Clock;
use server::db::Db;
use server::error::ServiceError;
use server::import::conference::{Settings, import};
use server::service::{RoundSettings, Service};
use shared::api::{BallotAnswer, ConferenceView};
use shared::ballot::Ballot;
use shared::conference::Conference;
use shared::join_code::JoinCode;
use shared::language::UiLanguage;
use shared::round::{ResultsVisibility, Round};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;
use tokio::net::TcpListener;

/// 2026-11-27, 18:00 in Europe/Berlin.
pub(crate) const EVENING: i64 = 1_795_798_800_000;

/// Which database a test runs on; `cargo xtask test` brings up PostgreSQL.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Engine {
    Sqlite,
    Postgres,
}

/// A database of a test's own; its folder lives as long as this.
pub(crate) struct TestDb {
    pub(crate) db: Db,
    pub(crate) url: String,
    _folder: tempfile::TempDir,
}

impl TestDb {
    pub(crate) async fn new(engine: Engine) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = match engine {
            Engine::Sqlite => format!("sqlite://{}", folder.path().join("test.db").display()),
            Engine::Postgres => new_postgres_database().await,
        };
        Self { db: Db::open(&url).await.unwrap(), url, _folder: folder }
    }
}

#[expect(clippy::disallowed_methods, reason = "the test run hands the cluster over this way")]
async fn new_postgres_database() -> String {
    let cluster = std::env::var("MITEINANDER_TEST_POSTGRES_URL")
        .expect("PostgreSQL tests need MITEINANDER_TEST_POSTGRES_URL; `cargo xtask test` sets it");
    let name = format!("test_{:032x}", server::secret::random_id());
    let admin = sqlx::PgPool::connect(&cluster).await.unwrap();
    let sql = sqlx::AssertSqlSafe(format!("create database {name}"));
    sqlx::query(sql).execute(&admin).await.unwrap();
    admin.close().await;
    let (base, query) = cluster.split_once('?').map_or((&*cluster, None), |(b, q)| (b, Some(q)));
    let (server, _) = base.rsplit_once('/').unwrap();
    query.map_or_else(|| format!("{server}/{name}"), |query| format!("{server}/{name}?{query}"))
}

/// A running server.
pub(crate) struct Server {
    pub(crate) address: String,
    pub(crate) service: Service,
    pub(crate) test_db: TestDb,
    now: Arc<AtomicI64>,
}

impl Server {
    pub(crate) async fn start(engine: Engine) -> Self {
        let test_db = TestDb::new(engine).await;
        let now = Arc::new(AtomicI64::new(EVENING));
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let service = Service::new(test_db.db.clone(), Clock::Fixed(now.clone()), &address);
        tokio::spawn(server::serve(service.clone(), listener, std::future::pending()));
        Self { address, service, test_db, now }
    }

    pub(crate) fn wait(&self, duration: Duration) {
        self.now.fetch_add(i64::try_from(duration.as_millis()).unwrap(), Ordering::SeqCst);
    }

    /// Imports the real outcome of 2018 as a conference with five dots a field.
    pub(crate) async fn gladbeck(&self, results: ResultsVisibility) -> (Conference, Round) {
        self.gladbeck_with(RoundSettings { results, ..RoundSettings::default() }).await
    }

    /// The same with other settings.
    pub(crate) async fn gladbeck_with(&self, round: RoundSettings) -> (Conference, Round) {
        let settings = Settings { title: None, code: None, round };
        let now = Clock::Fixed(self.now.clone()).now();
        let imported = import(&self.test_db.db, &gladbeck_file(), &settings, (false, now)).await;
        let (conference, round, _) = imported.unwrap();
        (conference, round)
    }

    /// The same with the round open.
    pub(crate) async fn open_gladbeck(&self) -> (Conference, Round) {
        let (conference, round) = self.gladbeck(ResultsVisibility::Live).await;
        self.open(&conference.code).await.unwrap();
        (conference, round)
    }

    /// Opens the next round.
    pub(crate) async fn open(&self, code: &JoinCode) -> Result<Round, ServiceError> {
        let organiser = self.service.operator(code).await?;
        self.service.open_round(&organiser, None).await
    }

    /// Closes the open round.
    pub(crate) async fn close(
        &self,
        code: &JoinCode,
        grace: Duration,
    ) -> Result<Round, ServiceError> {
        let organiser = self.service.operator(code).await?;
        self.service.close_round(&organiser, None, grace).await
    }

    pub(crate) async fn conference_view(&self, code: &JoinCode) -> ConferenceView {
        self.service.show_conference(code, &UiLanguage::De.into()).await.unwrap()
    }

    pub(crate) async fn get(&self, path: &str) -> (StatusCode, Value) {
        json_of(reqwest::get(format!("{}{path}", self.address)).await.unwrap()).await
    }
}

/// A file in this repository that tests read.
pub(crate) fn gladbeck_file() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../demo/priorities-gladbeck-2018.csv"))
}

pub(crate) async fn json_of(answer: reqwest::Response) -> (StatusCode, Value) {
    let status = answer.status();
    let text = answer.text().await.unwrap();
    let value = serde_json::from_str(&text).unwrap_or_else(|_| panic!("no JSON: {text}"));
    (status, value)
}

/// Somebody with a phone: a client with cookies of its own.
pub(crate) struct Participant {
    pub(crate) client: Client,
    address: String,
}

impl Participant {
    pub(crate) fn new(address: &str) -> Self {
        let client = Client::builder()
            .cookie_store(true)
            .redirect(reqwest::redirect::Policy::none())
            .build()
            .unwrap();
        Self { client, address: address.to_owned() }
    }

    /// Somebody who has joined.
    pub(crate) async fn joined(address: &str, code: &JoinCode) -> Self {
        let participant = Self::new(address);
        let url = format!("{address}/api/v1/conferences/{code}/join");
        let answer = participant.client.post(url).send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::OK);
        participant
    }

    pub(crate) fn address(&self) -> &str {
        &self.address
    }

    /// The same person, with the same cookies, at the server's new address.
    pub(crate) fn moved_to(&self, address: &str) -> Self {
        Self { client: self.client.clone(), address: address.to_owned() }
    }

    pub(crate) async fn put(&self, round: &Round, body: &Value) -> (StatusCode, Value) {
        let url = format!("{}/api/v1/rounds/{}/ballot", self.address, round.id);
        json_of(self.client.put(url).json(body).send().await.unwrap()).await
    }

    /// Casts a ballot that must be taken; answers with what is held.
    pub(crate) async fn cast(&self, round: &Round, revision: u64, dots: &[(&str, u32)]) -> Ballot {
        let (status, answer) = self.put(round, &ballot(revision, dots)).await;
        assert_eq!(status, StatusCode::OK, "{answer}");
        serde_json::from_value::<BallotAnswer>(answer).unwrap().ballot
    }

    pub(crate) async fn held(&self, round: &Round) -> Ballot {
        let url = format!("{}/api/v1/rounds/{}/ballot", self.address, round.id);
        let (status, answer) = json_of(self.client.get(url).send().await.unwrap()).await;
        assert_eq!(status, StatusCode::OK, "{answer}");
        serde_json::from_value::<BallotAnswer>(answer).unwrap().ballot
    }
}

/// The body of a ballot.
pub(crate) fn ballot(revision: u64, dots: &[(&str, u32)]) -> Value {
    let dots: serde_json::Map<String, Value> =
        dots.iter().map(|(id, count)| ((*id).to_owned(), json!(count))).collect();
    json!({ "revision": revision, "dots": dots })
}
