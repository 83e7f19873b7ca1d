//! Hidden results: whatever a participant or a board can get before closing holds no tally.

use crate::harness::{Engine, Events, Participant, Server};
use backend::voting::RoundSettings;
use regex::Regex;
use reqwest::StatusCode;
use rstest::rstest;
use serde_json::Value;
use shared::voting::conference::Conference;
use shared::voting::round::{Budget, ResultsVisibility, Round, RoundState};
use std::time::Duration;

/// Dots on the first challenge: every voter has others, so that no ballot looks like a sum.
const DOTS: [u32; 3] = [61, 62, 64];
const PAPER: u64 = 4_321;
/// Sums nobody may read before closing: of ballots, of paper, of both.
const SUMS: [u64; 3] = [187, PAPER, 187 + PAPER];

/// An evening with hidden results on which all have voted.
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

    /// Waits until the streams have told of a state; boards of all ballots too.
    async fn hear(&mut self, is_there: impl Fn(&RoundState) -> bool) {
        let state = |value: &Value| -> RoundState {
            serde_json::from_value(value["round"]["state"].clone()).unwrap()
        };
        let done = DOTS.len();
        let all = |value: &Value| value["turnout"]["done"] == done && is_there(&state(value));
        self.board.wait_for(all).await;
        self.phone.wait_for(|value: &Value| is_there(&state(value))).await;
    }

    /// Everything there is to be asked for, with what was answered and what was heard.
    async fn answers(&self) -> Vec<(String, StatusCode, String)> {
        let (code, round, phone) = (&self.conference.code, &self.round.id, &self.phones[0]);
        let receipt = phone.answer(&self.round).await.receipt.unwrap();
        let mut answers = Vec::new();
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
            answers.push((path, status, body));
        }
        for heard in [&self.board, &self.phone] {
            answers.push(("/api/v1/live".to_owned(), StatusCode::OK, heard.heard().to_owned()));
        }
        answers
    }
}

/// The first sum in a text, be it JSON, a page or events; ids and hashes hold none, since no
/// word ends within them.
fn sum_in(text: &str) -> Option<String> {
    let sums = SUMS.map(|sum| sum.to_string()).join("|");
    let sum = Regex::new(&format!(r"\b({sums}|4[.\x{{a0}}\x{{202f}}](321|508))\b")).unwrap();
    sum.find(text).map(|found| found.as_str().to_owned())
}

/// Whether there is room for a tally: a member that only results have.
fn has_room_for_a_tally(value: &Value) -> bool {
    match value {
        Value::Object(members) => members.iter().any(|(name, member)| {
            matches!(name.as_str(), "rows" | "votes" | "shown" | "paper")
                || has_room_for_a_tally(member)
        }),
        Value::Array(items) => items.iter().any(has_room_for_a_tally),
        _ => false,
    }
}

fn assert_hidden(answers: &[(String, StatusCode, String)]) {
    for (path, status, body) in answers {
        assert!(!status.is_server_error(), "{path}: {body}");
        assert_eq!(sum_in(body), None, "{path}: {body}");
        let events = body.lines().filter_map(|line| line.strip_prefix("data: "));
        for text in events.chain([body.as_str()]) {
            let value = serde_json::from_str(text).unwrap_or(Value::Null);
            assert!(!has_room_for_a_tally(&value), "{path}: {text}");
        }
        let is_refused = ["/result", "/recount"].iter().any(|part| path.contains(part));
        let is_refused = is_refused && path.starts_with("/api/v1/rounds");
        assert_eq!(*status == StatusCode::CONFLICT, is_refused, "{path}");
    }
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn nothing_that_leaves_the_server_before_closing_holds_a_tally(#[case] engine: Engine) {
    let mut evening = Evening::with_votes(engine).await;
    evening.hear(|state| *state == RoundState::Open).await;
    assert_hidden(&evening.answers().await);
    let code = evening.conference.code.clone();
    evening.server.close(&code, Duration::from_secs(30)).await.unwrap();
    evening.hear(|state| matches!(state, RoundState::Closing { .. })).await;
    assert_hidden(&evening.answers().await);
    // Whatever the organiser sets the board to, it shows no result before there is one.
    let organiser = evening.server.organiser(&code).await;
    let setting = shared::live::BoardSetting {
        scene: shared::live::BoardScene::Result,
        ..shared::live::BoardSetting::default()
    };
    evening.server.service.set_board(&organiser, &setting).await.unwrap();
    evening.board.wait_for(|state: &Value| state["setting"]["scene"] == "result").await;
    assert_hidden(&evening.answers().await);

    evening.server.wait(Duration::from_secs(30));
    evening.hear(|state| *state == RoundState::Closed).await;
    let sum = |text: &str| sum_in(text).is_some();
    for (path, status, body) in evening.answers().await {
        let parts = ["/board", "audience=board", "documentation", "/result.json", "/recount"];
        let shows = parts.iter().any(|part| path.contains(part)) || path.ends_with("/result");
        assert!(!shows || (status == StatusCode::OK && sum(&body)), "{path}: {body}");
    }
    assert!(sum(evening.board.heard()) && !sum(evening.phone.heard()));
}

#[tokio::test]
async fn before_closing_the_result_is_refused_and_the_board_says_hidden() {
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
