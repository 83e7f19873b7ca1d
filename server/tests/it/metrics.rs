//! Metrics and the ids of requests.

use crate::harness::{Engine, Events, Participant, Process, Server, ballot};
use reqwest::StatusCode;
use rstest::rstest;
use shared::live::BoardState;
use std::collections::BTreeSet;
use std::path::Path;
use std::time::Duration;

/// The metrics of a server, one line for each value.
struct Metrics(String);

impl Metrics {
    async fn read(server: &Server) -> Self {
        Self(reqwest::get(&server.metrics_url).await.unwrap().text().await.unwrap())
    }

    /// The value of a series; 0 where it does not exist.
    fn value(&self, series: &str) -> f64 {
        let lines = self.0.lines().filter_map(|line| line.rsplit_once(' '));
        let mut values = lines.filter(|(name, _)| *name == series).map(|(_, value)| value);
        values.next().map_or(0.0, |value| value.parse().unwrap())
    }

    #[track_caller]
    fn assert(&self, series: &str, value: u32) {
        assert!(self.0.ends_with("# EOF\n"), "{}", self.0);
        let found = self.value(series);
        assert!((found - f64::from(value)).abs() < f64::EPSILON, "{series}: {found}\n{}", self.0);
    }
}

#[rstest]
#[case::sqlite(Engine::Sqlite, "sqlite")]
#[case::postgres(Engine::Postgres, "postgres")]
#[tokio::test]
async fn metrics_count_what_was_done(#[case] engine: Engine, #[case] name: &str) {
    let server = Server::start(engine).await;
    let (conference, round) = server.open_gladbeck().await;
    let first = conference.fields[0].challenges[0].id.to_string();
    for _ in 0..3 {
        let phone = Participant::joined(&server.address, &conference.code).await;
        phone.cast(&round, 1, &[(&first, 1)]).await;
        // More dots than the rules allow.
        let (status, _) = phone.put(&round, &ballot(2, &[(&first, 9)])).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    for path in ["/de/offers?q=sport", "/ar/offers", "/api/v1/offers", "/de/nothing", "/x"] {
        reqwest::get(format!("{}{path}", server.address)).await.unwrap();
    }
    let metrics = Metrics::read(&server).await;
    metrics.assert("miteinander_ballots_total{outcome=\"acknowledged\"}", 3);
    metrics.assert("miteinander_ballots_total{outcome=\"refused\"}", 3);
    metrics.assert("miteinander_ballots_total{outcome=\"not_stored\"}", 0);
    // Three joins, three ballots that counted, three that were refused.
    metrics.assert("miteinander_batch_writes_sum", 9);
    let requests = |route: &str, status: &str| {
        format!("miteinander_requests_total{{route=\"{route}\",status=\"{status}\"}}")
    };
    metrics.assert(&requests("/api/v1/rounds/{id}/ballot", "2xx"), 3);
    metrics.assert(&requests("/api/v1/rounds/{id}/ballot", "4xx"), 3);
    metrics.assert(&requests("/{lang}/offers", "2xx"), 2);
    metrics.assert(&requests("/api/v1/offers", "2xx"), 1);
    metrics.assert(&requests("fallback", "4xx"), 2);
    metrics.assert("miteinander_search_seconds_count", 3);
    metrics.assert("miteinander_ready", 1);
    metrics.assert("miteinander_queue_length", 0);
    metrics.assert("miteinander_task_restarts_total{task=\"the ballot writer\"}", 0);
    let version = env!("CARGO_PKG_VERSION");
    metrics.assert(&format!("miteinander_server{{database=\"{name}\",version=\"{version}\"}}"), 1);
    assert!(metrics.value("miteinander_database_connections{state=\"idle\"}") > 0.0);
}

#[tokio::test]
async fn an_event_stream_counts_as_open_until_its_reader_leaves() {
    let server = Server::start(Engine::Sqlite).await;
    let (conference, _) = server.open_gladbeck().await;
    let mut events = Events::follow(&server.address, &conference.code, "board").await;
    events.wait_for(|_: &BoardState| true).await;
    Metrics::read(&server).await.assert("miteinander_open_streams", 1);
    // A poll is no stream.
    let polled = server.get(&format!("/api/v1/conferences/{}/state", conference.code)).await;
    assert_eq!(polled.0, StatusCode::OK);
    Metrics::read(&server).await.assert("miteinander_open_streams", 1);
    drop(events);
    let closed = async {
        while Metrics::read(&server).await.value("miteinander_open_streams") > 0.0 {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(20), closed).await.expect("it counts as open");
}

#[tokio::test]
async fn the_site_shows_no_metrics_and_metrics_hold_no_secret() {
    let server = Server::start(Engine::Sqlite).await;
    let (conference, _) = server.open_gladbeck().await;
    let organiser = server.organiser(&conference.code).await;
    let key = server.service.renew_key(&organiser).await.unwrap();
    let page = reqwest::get(format!("{}/de/organise/{}", server.address, key.as_str())).await;
    assert_eq!(page.unwrap().status(), StatusCode::OK);
    let public = reqwest::get(format!("{}/metrics", server.address)).await.unwrap();
    assert_eq!(public.status(), StatusCode::NOT_FOUND);
    let metrics = Metrics::read(&server).await;
    metrics
        .assert("miteinander_requests_total{route=\"/{lang}/organise/{key}\",status=\"2xx\"}", 1);
    assert!(!metrics.0.contains(key.as_str()));
    assert!(!metrics.0.contains(conference.code.as_str()));
}

#[tokio::test]
async fn every_response_has_an_id_of_its_own_which_the_client_does_not_choose() {
    let server = Server::start(Engine::Sqlite).await;
    let client = reqwest::Client::new();
    let mut ids = BTreeSet::new();
    for path in ["/de", "/api/v1/about", "/api/v1/offers/nothing", "/nothing", "/assets/nothing"] {
        let request = client.get(format!("{}{path}", server.address));
        let answer = request.header("x-request-id", "chosen").send().await.unwrap();
        let given = answer.headers().get_all("x-request-id").iter().collect::<Vec<_>>();
        assert_eq!(given.len(), 1, "{path}");
        ids.insert(given[0].to_str().unwrap().to_owned());
    }
    assert_eq!(ids.len(), 5);
    assert!(ids.iter().all(|id| id.len() == 16 && id.bytes().all(|c| c.is_ascii_hexdigit())));
}

/// The lines of a log that are JSON objects.
fn json_lines(log: &Path) -> Vec<serde_json::Value> {
    let text = std::fs::read_to_string(log).unwrap();
    text.lines().filter_map(|line| serde_json::from_str(line).ok()).collect()
}

#[tokio::test]
async fn a_line_of_the_log_has_the_id_of_its_request_and_not_its_path() {
    let folder = tempfile::tempdir().unwrap();
    let log = folder.path().join("log");
    let url = format!("sqlite://{}", folder.path().join("log.db").display());
    let server = Process::start_tracing(&url, &log).await;
    let page = reqwest::get(format!("{}/de/organise/secret", server.address)).await.unwrap();
    let id = page.headers()["x-request-id"].to_str().unwrap().to_owned();
    let lines = json_lines(&log);
    let line = lines.iter().find(|line| line["span"]["id"] == *id).unwrap();
    assert_eq!(line["span"]["route"], "/{lang}/organise/{key}");
    assert_eq!(line["message"], "request answered");
    assert_eq!(line["status"], 404);
    assert!(!std::fs::read_to_string(&log).unwrap().contains("organise/secret"));
}
