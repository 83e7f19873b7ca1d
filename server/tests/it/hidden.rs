//! Hidden results: nothing a participant or a board can request before closing contains a tally.

use crate::harness::{Engine, Events, Participant, Server};
use backend::voting::RoundSettings;
use regex::Regex;
use reqwest::StatusCode;
use rstest::rstest;
use serde_json::Value;
use shared::voting::conference::Conference;
use shared::voting::round::{Budget, ResultsVisibility, Round, RoundState};
use std::time::Duration;

/// Dots on the first challenge, different for each voter, so that no ballot equals a sum.
const DOTS: [u32; 3] = [61, 62, 64];
const PAPER: u64 = 4_321;
/// Sums that must stay hidden before closing: of ballots, of paper, of both.
const SUMS: [u64; 3] = [187, PAPER, 187 + PAPER];

/// An open round with hidden results in which all have voted.
struct Evening {
    server: Server,
    conference: Conference,
    round: Round,
    phones: Vec<Participant>,
    board: Events,
    phone: Events,
}

impl Evening {
    async fn with_votes(engine: Engine) -> Self {
        let server = Server::start(engine).await;
        let settings = RoundSettings {
            budget: Budget::Field(100),
            max_per_challenge: 100,
            results: ResultsVisibility::AfterClosing,
            ..RoundSettings::default()
        };
        let (conference, _) = server.gladbeck_with(settings).await;
        let code = &conference.code;
        let round = server.open(code).await.unwrap();
        let board = Events::follow(&server.address, code, "board").await;
        let phone = Events::follow(&server.address, code, "phone").await;
        let first = &conference.fields[0].challenges[0].id;
        let mut phones = Vec::new();
        for dots in DOTS {
            let phone = Participant::joined(&server.address, code).await;
            phone.cast(&round, 1, &[(first.as_str(), dots)]).await;
            phones.push(phone);
        }
        let organiser = server.organiser(code).await;
        let paper = [(first.clone(), PAPER)].into();
        server.service.enter_paper(&organiser, &round.id, paper).await.unwrap();
        Self { server, conference, round, phones, board, phone }
    }

    /// Waits until both streams have sent a state, the board's with all ballots.
    async fn wait_for_state(&mut self, is_there: impl Fn(&RoundState) -> bool) {
        let state = |value: &Value| -> RoundState {
            serde_json::from_value(value["round"]["state"].clone()).unwrap()
        };
        let done = DOTS.len();
        let all = |value: &Value| value["turnout"]["done"] == done && is_there(&state(value));
        self.board.wait_for(all).await;
        self.phone.wait_for(|value: &Value| is_there(&state(value))).await;
    }

    /// The responses to every possible request, and everything sent on the streams.
    async fn responses(&self) -> Vec<(String, StatusCode, String)> {
        let (code, round, phone) = (&self.conference.code, &self.round.id, &self.phones[0]);
        let receipt = phone.ballot_answer(&self.round).await.receipt.unwrap();
        let mut responses = Vec::new();
        for path in [
            format!("/api/v1/conferences/{code}"),
            format!("/api/v1/conferences/{code}/phone"),
            format!("/api/v1/conferences/{code}/board"),
            format!("/api/v1/conferences/{code}/state?audience=phone"),
            format!("/api/v1/conferences/{code}/state?audience=board"),
            format!("/api/v1/conferences/{code}/receipts?words={receipt}"),
            format!("/api/v1/conferences/{code}/documentation"),
            format!("/api/v1/conferences/{code}/documentation.json"),
            format!("/api/v1/rounds/{round}/ballot"),
            format!("/api/v1/rounds/{round}/result"),
            format!("/api/v1/rounds/{round}/result.csv"),
            format!("/api/v1/rounds/{round}/result.xlsx"),
            format!("/api/v1/rounds/{round}/result.docx"),
            format!("/api/v1/rounds/{round}/result.json"),
            format!("/api/v1/rounds/{round}/result.html"),
            format!("/api/v1/rounds/{round}/recount.jsonl"),
            format!("/de/c/{code}"),
            format!("/de/c/{code}/receipt?words={receipt}"),
            format!("/de/board/{code}"),
            format!("/de/results/{code}"),
        ] {
            let answer = phone.fetch(&path).await;
            let (status, body) = (answer.status(), answer.text().await.unwrap());
            responses.push((path, status, body));
        }
        for stream in [&self.board, &self.phone] {
            responses.push((
                "/api/v1/live".to_owned(),
                StatusCode::OK,
                stream.received().to_owned(),
            ));
        }
        responses
    }
}

/// The first sum in a text (JSON, page or events). Ids and hashes never match, since they contain
/// no word boundary.
fn find_sum(text: &str) -> Option<String> {
    let sums = SUMS.map(|sum| sum.to_string()).join("|");
    let sum = Regex::new(&format!(r"\b({sums}|4[.\x{{a0}}\x{{202f}}](321|508))\b")).unwrap();
    sum.find(text).map(|found| found.as_str().to_owned())
}

/// Whether there is a property that only results have.
fn has_tally_property(value: &Value) -> bool {
    match value {
        Value::Object(members) => members.iter().any(|(name, member)| {
            matches!(name.as_str(), "rows" | "votes" | "shown" | "paper")
                || has_tally_property(member)
        }),
        Value::Array(items) => items.iter().any(has_tally_property),
        _ => false,
    }
}

fn assert_no_tally(responses: &[(String, StatusCode, String)]) {
    for (path, status, body) in responses {
        assert!(!status.is_server_error(), "{path}: {body}");
        assert_eq!(find_sum(body), None, "{path}: {body}");
        let events = body.lines().filter_map(|line| line.strip_prefix("data: "));
        for text in events.chain([body.as_str()]) {
            let value = serde_json::from_str(text).unwrap_or(Value::Null);
            assert!(!has_tally_property(&value), "{path}: {text}");
        }
        let is_refused = path.starts_with("/api/v1/rounds")
            && ["/result", "/recount"].iter().any(|part| path.contains(part));
        assert_eq!(*status == StatusCode::CONFLICT, is_refused, "{path}");
    }
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn no_response_before_closing_contains_a_tally(#[case] engine: Engine) {
    let mut evening = Evening::with_votes(engine).await;
    evening.wait_for_state(|state| *state == RoundState::Open).await;
    assert_no_tally(&evening.responses().await);
    let code = evening.conference.code.clone();
    evening.server.close(&code, Duration::from_secs(30)).await.unwrap();
    evening.wait_for_state(|state| matches!(state, RoundState::Closing { .. })).await;
    assert_no_tally(&evening.responses().await);
    // Even if the organiser sets the board to the result, it is not shown before closing.
    let organiser = evening.server.organiser(&code).await;
    let show =
        |scene| shared::live::BoardSetting { scene, ..shared::live::BoardSetting::default() };
    let reveal = show(shared::live::BoardScene::Reveal);
    evening.server.service.set_board(&organiser, &reveal).await.unwrap();
    evening.board.wait_for(|state: &Value| state["setting"]["scene"] == "reveal").await;
    assert_no_tally(&evening.responses().await);

    evening.server.advance(Duration::from_secs(30));
    evening.wait_for_state(|state| *state == RoundState::Closed).await;
    let table = show(shared::live::BoardScene::Table);
    evening.server.service.set_board(&organiser, &table).await.unwrap();
    evening.board.wait_for(|state: &Value| state["setting"]["scene"] == "table").await;
    let sum = |text: &str| find_sum(text).is_some();
    for (path, status, body) in evening.responses().await {
        let parts = ["/board", "audience=board", "documentation", "/result.json", "/recount"];
        let shows = parts.iter().any(|part| path.contains(part)) || path.ends_with("/result");
        assert!(!shows || (status == StatusCode::OK && sum(&body)), "{path}: {body}");
    }
    assert!(sum(evening.board.received()) && !sum(evening.phone.received()));
}

#[tokio::test]
async fn before_closing_the_result_is_rejected_and_the_board_shows_it_as_hidden() {
    let mut evening = Evening::with_votes(Engine::Sqlite).await;
    let (server, round) = (&evening.server, &evening.round);
    let (status, answer) = server.get(&format!("/api/v1/rounds/{}/result", round.id)).await;
    assert_eq!((status, &answer["error"]), (StatusCode::CONFLICT, &Value::from("results_hidden")));
    let state: Value = evening.board.wait_for(|state: &Value| state["turnout"]["done"] == 3).await;
    assert_eq!(state["results"], "hidden");
    evening.server.close(&evening.conference.code, Duration::ZERO).await.unwrap();
    let result = evening.server.result(&evening.round).await;
    assert_eq!((result.votes.dots, result.votes.paper), (187 + PAPER, PAPER));
}
