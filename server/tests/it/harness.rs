//! Test fixtures: databases, a running server, participants, event streams, processes.

mod events;
mod mail_sink;
mod participant;
mod process;

pub(crate) use events::Events;
pub(crate) use mail_sink::{Behaviour, MailSink, Received};
pub(crate) use participant::{Participant, ballot, ballot_in};
pub(crate) use process::Process;

use backend::clock::Clock;
use backend::db::Db;
use backend::error::ServiceError;
use backend::import::Mode;
use backend::voting::{ConferenceSettings, Organiser, RoundSettings};
use backend::{Service, Settings};
use exchange::file::SourceFile;
use exchange::records::OfferFile;
use reqwest::StatusCode;
use serde_json::Value;
use shared::api::{ConferenceView, RoundResult};
use shared::error::AppError;
use shared::language::UiLanguage;
use shared::time::LocalTime;
use shared::voting::conference::Conference;
use shared::voting::join_code::JoinCode;
use shared::voting::personal_code::PersonalCode;
use shared::voting::round::{ResultsVisibility, Round};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;
use tokio::net::TcpListener;

/// 2026-11-27, 18:00 in Europe/Berlin.
pub(crate) const EVENING: i64 = 1_795_798_800_000;

/// The database engine of a test; `cargo xtask test` starts PostgreSQL.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Engine {
    Sqlite,
    Postgres,
}

/// A fresh database; its folder is deleted on drop.
pub(crate) struct TestDb {
    pub(crate) db: Db,
    pub(crate) url: String,
    folder: tempfile::TempDir,
}

impl TestDb {
    pub(crate) async fn new(engine: Engine) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = match engine {
            Engine::Sqlite => format!("sqlite://{}", folder.path().join("test.db").display()),
            Engine::Postgres => new_postgres_database().await,
        };
        Self { db: Db::open(&url).await.unwrap(), url, folder }
    }

    /// The same database with connections of its own, like another process.
    pub(crate) async fn reopen(&self) -> Self {
        let (db, folder) = (Db::open(&self.url).await.unwrap(), tempfile::tempdir().unwrap());
        Self { db, url: self.url.clone(), folder }
    }

    /// A service over it, with a clock fixed at [`EVENING`].
    pub(crate) fn service(&self) -> Service {
        let evening = Clock::Fixed(Arc::new(AtomicI64::new(EVENING)));
        Service::new(self.db.clone(), evening, "")
    }

    /// Where the files of an embedded database are.
    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }
}

/// URL of the PostgreSQL cluster of the test run.
#[expect(clippy::disallowed_methods, reason = "the test run passes the cluster this way")]
fn postgres_url() -> String {
    std::env::var("MITEINANDER_TEST_POSTGRES_URL")
        .expect("PostgreSQL tests need MITEINANDER_TEST_POSTGRES_URL; `cargo xtask test` sets it")
}

/// Executes a statement outside of any test's database.
pub(crate) async fn execute_on_cluster(sql: String) {
    let admin = sqlx::PgPool::connect(&postgres_url()).await.unwrap();
    sqlx::query(sqlx::AssertSqlSafe(sql)).execute(&admin).await.unwrap();
    admin.close().await;
}

async fn new_postgres_database() -> String {
    let name = format!("test_{:032x}", backend::secret::random_u128());
    execute_on_cluster(format!("create database {name}")).await;
    let cluster = postgres_url();
    let (base, query) =
        cluster.split_once('?').map_or((&*cluster, None), |(base, query)| (base, Some(query)));
    let (server, _) = base.rsplit_once('/').unwrap();
    query.map_or_else(|| format!("{server}/{name}"), |query| format!("{server}/{name}?{query}"))
}

/// Reads a file for an import.
pub(crate) fn read_source_file(path: &Path) -> SourceFile {
    let name = path.file_name().unwrap().to_str().unwrap().to_owned();
    SourceFile { name, content: std::fs::read(path).unwrap() }
}

/// The hand-written offers and providers of the demo.
pub(crate) fn demo_offers() -> OfferFile {
    serde_json::from_slice(include_bytes!("../../../demo/offers.json")).unwrap()
}

/// Imports a conference with its first round.
pub(crate) async fn import_conference(
    service: &Service,
    file: &Path,
    round: RoundSettings,
) -> (Conference, Round) {
    let settings = ConferenceSettings { round, ..ConferenceSettings::default() };
    let imported =
        service.import_conference(&read_source_file(file), &settings, Mode::Store).await.unwrap();
    (imported.conference, imported.round)
}

/// A running server.
pub(crate) struct Server {
    pub(crate) address: String,
    pub(crate) service: Service,
    pub(crate) test_db: TestDb,
    /// Where its metrics are.
    pub(crate) metrics_url: String,
    now: Arc<AtomicI64>,
}

impl Server {
    pub(crate) async fn start(engine: Engine) -> Self {
        Self::start_on(TestDb::new(engine).await, Settings::default()).await
    }

    /// A server over an existing database, with an operator's settings.
    pub(crate) async fn start_on(test_db: TestDb, settings: Settings) -> Self {
        let now = Arc::new(AtomicI64::new(EVENING));
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let (db, clock) = (test_db.db.clone(), Clock::Fixed(now.clone()));
        let service = Service::with_settings(db, clock, &address, settings);
        let metrics = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let metrics_url = format!("http://{}/metrics", metrics.local_addr().unwrap());
        let listeners = server::Listeners { site: listener, metrics: Some(metrics) };
        tokio::spawn(server::serve(service.clone(), listeners, std::future::pending()));
        Self { address, service, test_db, metrics_url, now }
    }

    /// The local time of its clock.
    pub(crate) fn local_time(&self) -> LocalTime {
        Clock::Fixed(self.now.clone()).local()
    }

    /// Seconds since 1970 of its clock.
    pub(crate) fn seconds(&self) -> u64 {
        u64::try_from(self.now.load(Ordering::SeqCst) / 1_000).unwrap()
    }

    /// Advances the clock.
    pub(crate) fn advance(&self, duration: Duration) {
        self.now.fetch_add(i64::try_from(duration.as_millis()).unwrap(), Ordering::SeqCst);
    }

    /// Sets the clock back.
    pub(crate) fn set_back(&self, duration: Duration) {
        self.now.fetch_sub(i64::try_from(duration.as_millis()).unwrap(), Ordering::SeqCst);
    }

    /// Imports the real conference of 2018, with five dots per field.
    pub(crate) async fn gladbeck(&self, results: ResultsVisibility) -> (Conference, Round) {
        self.gladbeck_with(RoundSettings { results, ..RoundSettings::default() }).await
    }

    /// The same with other settings.
    pub(crate) async fn gladbeck_with(&self, round: RoundSettings) -> (Conference, Round) {
        self.import(&gladbeck_file(), round).await
    }

    /// Imports the example conference, which has every optional part: sub-challenges, sections, a
    /// programme.
    pub(crate) async fn example_with(&self, round: RoundSettings) -> (Conference, Round) {
        self.import(&example_file(), round).await
    }

    async fn import(&self, file: &Path, round: RoundSettings) -> (Conference, Round) {
        import_conference(&self.service, file, round).await
    }

    /// The same with the round open.
    pub(crate) async fn open_gladbeck(&self) -> (Conference, Round) {
        let (conference, round) = self.gladbeck(ResultsVisibility::Live).await;
        self.open(&conference.code).await.unwrap();
        (conference, round)
    }

    /// The right to steer a conference.
    pub(crate) async fn organiser(&self, code: &JoinCode) -> Organiser {
        self.service.authorise_operator(code).await.unwrap()
    }

    /// Opens the next round.
    pub(crate) async fn open(&self, code: &JoinCode) -> Result<Round, ServiceError> {
        let organiser = self.service.authorise_operator(code).await?;
        self.service.open_round(&organiser, None).await
    }

    /// Closes the open round.
    pub(crate) async fn close(
        &self,
        code: &JoinCode,
        grace: Duration,
    ) -> Result<Round, ServiceError> {
        let organiser = self.service.authorise_operator(code).await?;
        self.service.close_round(&organiser, None, grace).await
    }

    pub(crate) async fn conference_view(&self, code: &JoinCode) -> ConferenceView {
        self.service.show_conference(code, &UiLanguage::De.into()).await.unwrap()
    }

    /// Makes cards for a conference.
    pub(crate) async fn cards(&self, code: &JoinCode, count: u32) -> Vec<PersonalCode> {
        let organiser = self.organiser(code).await;
        let sheet = self.service.make_cards(&organiser, count, UiLanguage::De).await.unwrap();
        sheet.cards.into_iter().map(|card| card.code).collect()
    }

    /// The result of a round, which must be public.
    pub(crate) async fn result(&self, round: &Round) -> RoundResult {
        let (status, answer) = self.get(&format!("/api/v1/rounds/{}/result", round.id)).await;
        assert_eq!(status, StatusCode::OK, "{answer}");
        serde_json::from_value(answer).unwrap()
    }

    pub(crate) async fn get(&self, path: &str) -> (StatusCode, Value) {
        read_json(reqwest::get(format!("{}{path}", self.address)).await.unwrap()).await
    }
}

/// The error of a use case that must fail.
pub(crate) fn expect_error<T>(result: Result<T, ServiceError>) -> AppError {
    match result {
        Ok(_) => panic!("the call succeeded"),
        Err(error) => error.into_app_error(),
    }
}

/// The conference of 2018.
pub(crate) fn gladbeck_file() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../demo/priorities-gladbeck-2018.csv"))
}

/// The example conference.
pub(crate) fn example_file() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../demo/conference.json"))
}

pub(crate) async fn read_json(answer: reqwest::Response) -> (StatusCode, Value) {
    let status = answer.status();
    let text = answer.text().await.unwrap();
    let value = serde_json::from_str(&text).unwrap_or_else(|_| panic!("not JSON: {text}"));
    (status, value)
}
