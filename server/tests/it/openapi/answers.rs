//! Answers as they really come, held against what the description promises.

use super::Described;
use crate::harness::{EVENING, Participant, ballot, json_of};
use crate::json_schema::misfits;
use futures_util::StreamExt;
use reqwest::{Method, Response};
use rstest::rstest;
use serde_json::Value;
use server::import::offers::import_json;
use server::service::RoundSettings;
use shared::conference::Conference;
use shared::round::Round;
use shared::text::Text;
use shared::time::Millis;
use std::time::Duration;

const DEMO: &[u8] = include_bytes!("../../../../demo/offers.json");

impl Described {
    /// One with the demo's offers and a round that has begun.
    async fn full() -> (Self, Conference, Round) {
        let described = Self::start().await;
        import_json(&described.server.test_db.db, DEMO, (false, Millis(EVENING))).await.unwrap();
        let (conference, round) = described.server.open_gladbeck().await;
        (described, conference, round)
    }

    /// Panics unless an answer is one that the description promises for this operation.
    async fn expect(&self, (method, path): (&str, &str), answer: Response) -> Value {
        let operation = &self.document["paths"][path][method];
        let (url, status) = (answer.url().to_string(), answer.status());
        let promised = &operation["responses"][status.as_str()];
        assert!(promised.is_object(), "{method} {url}: nothing is said of {status}");
        let kind = answer.headers()["content-type"].to_str().unwrap().to_owned();
        let kind = kind.split(';').next().unwrap();
        let content = &self.followed(promised)["content"][kind];
        assert!(content.is_object(), "{method} {url}: nothing is said of {kind}");
        let value = if kind.ends_with("json") {
            json_of(answer).await.1
        } else {
            Value::String(answer.text().await.unwrap())
        };
        let misfits = misfits(&self.document, &content["schema"], &value);
        assert!(misfits.is_empty(), "{method} {url}: {misfits:#?}");
        value
    }

    async fn expect_get(&self, path: &str, url: &str) -> Value {
        let answer = reqwest::get(format!("{}{url}", self.server.address)).await.unwrap();
        self.expect(("get", path), answer).await
    }
}

#[tokio::test]
async fn answers_of_the_finder_are_as_described() {
    let (described, ..) = Described::full().await;
    let list = "/api/v1/offers";
    let mut shown = 0;
    for page in 1..=4 {
        let url = format!("{list}?lang=uk&near=marl&page={page}");
        let found = described.expect_get(list, &url).await;
        for card in found["offers"].as_array().unwrap() {
            let url = format!("{list}/{}?lang=ar", card["id"].as_str().unwrap());
            described.expect_get("/api/v1/offers/{id}", &url).await;
            shown += 1;
        }
    }
    assert!(shown >= 60, "{shown}");
    described.expect_get(list, "/api/v1/offers?q=kurs&weekday=mo&free=yes&sort=next").await;
    let none = described.expect_get(list, "/api/v1/offers?q=schach&city=herten&free=yes").await;
    assert!(none["loosen"].is_array(), "{none}");
    for (path, url) in [
        ("/api/v1/map", "/api/v1/map?category=sprache"),
        ("/api/v1/taxonomy", "/api/v1/taxonomy"),
        ("/api/v1/offers.geojson", "/api/v1/offers.geojson?lang=tr"),
        ("/api/v1/offers.hsds.json", "/api/v1/offers.hsds.json"),
        ("/api/v1/openapi.json", "/api/v1/openapi.json"),
    ] {
        described.expect_get(path, url).await;
    }
    let list = "/api/v1/providers";
    let found = described.expect_get(list, "/api/v1/providers?city=marl").await;
    for card in found["providers"].as_array().unwrap() {
        let url = format!("{list}/{}", card["id"].as_str().unwrap());
        described.expect_get("/api/v1/providers/{id}", &url).await;
    }
}

#[tokio::test]
async fn answers_of_the_conference_are_as_described() {
    let (described, conference, round) = Described::full().await;
    let server = &described.server;
    let participant = Participant::new(&server.address);
    let client = &participant.client;
    let at = |path: &str| format!("{}/api/v1{path}", server.address);
    let join = at(&format!("/conferences/{}/join", conference.code));
    let path = "/api/v1/conferences/{code}/join";
    described.expect(("post", path), client.post(join).send().await.unwrap()).await;
    let own = at(&format!("/rounds/{}/ballot", round.id));
    let path = "/api/v1/rounds/{id}/ballot";
    let body = ballot(1, &[(conference.fields[0].challenges[0].id.as_str(), 2)]);
    let schema = &described.document["components"]["schemas"]["BallotRequest"];
    assert_eq!(misfits(&described.document, schema, &body), [""; 0]);
    described.expect(("put", path), client.put(&own).json(&body).send().await.unwrap()).await;
    described.expect(("get", path), client.get(&own).send().await.unwrap()).await;
    for name in ["", "/phone", "/board"] {
        let url = at(&format!("/conferences/{}{name}", conference.code));
        let path = format!("/api/v1/conferences/{{code}}{name}");
        described.expect(("get", &path), client.get(url).send().await.unwrap()).await;
    }
    server.close(&conference.code, Duration::from_secs(30)).await.unwrap();
    let url = format!("/api/v1/rounds/{}/result", round.id);
    let result = described.expect_get("/api/v1/rounds/{id}/result", &url).await;
    assert_eq!(result["votes"]["dots"], 2);
}

#[tokio::test]
async fn answers_about_an_evening_with_everything_are_as_described() {
    let described = Described::start().await;
    let server = &described.server;
    let settings = RoundSettings { name: Text::parse("Runde").ok(), ..RoundSettings::default() };
    let (conference, round) = server.example_with(settings).await;
    let code = &conference.code;
    server.open(code).await.unwrap();
    let organiser = server.service.operator(code).await.unwrap();
    let part = &conference.fields[2].challenges[2].parts[0].id;
    let dots = [(part.clone(), 7)].into();
    server.service.enter_paper(&organiser, &round.id, dots).await.unwrap();
    let participant = Participant::joined(&server.address, code).await;
    participant.cast(&round, 1, &[(part.as_str(), 2)]).await;
    let words = participant.answer(&round).await.receipt.unwrap();
    server.close(code, Duration::ZERO).await.unwrap();
    server.service.reopen_round(&organiser, &round.id).await.unwrap();

    let conference = "/api/v1/conferences/{code}";
    for more in [
        "?lang=ar&texts=uk".to_owned(),
        "/phone?texts=fa".to_owned(),
        "/board?lang=tr".to_owned(),
        "/documentation?lang=en".to_owned(),
        "/documentation.json".to_owned(),
        format!("/receipts?words={words}"),
        "/receipts".to_owned(),
        "/state?audience=board".to_owned(),
        "/state".to_owned(),
    ] {
        let path = format!("{conference}{}", more.split('?').next().unwrap());
        let url = format!("/api/v1/conferences/{code}{more}");
        described.expect_get(&path, &url).await;
    }
    for more in ["/result", "/result.json", "/recount.jsonl"] {
        let url = format!("/api/v1/rounds/{}{more}", round.id);
        described.expect_get(&format!("/api/v1/rounds/{{id}}{more}"), &url).await;
    }
    let key = server.service.renew_key(&organiser).await.unwrap();
    let url = format!("/api/v1/organisers/{}", key.as_str());
    let shown = described.expect_get("/api/v1/organisers/{key}", &url).await;
    assert_eq!(shown["rounds"].as_array().map(Vec::len), Some(2), "{shown}");
}

#[tokio::test]
async fn an_answer_without_a_state_is_as_described() {
    let (described, conference, _) = Described::full().await;
    let path = "/api/v1/conferences/{code}/state";
    let url = format!("/api/v1/conferences/{}/state", conference.code);
    let state = described.expect_get(path, &url).await;
    let again =
        format!("{}{url}?after={}", described.server.address, state["version"].as_str().unwrap());
    let again = reqwest::get(again).await.unwrap();
    let promised = &described.document["paths"][path]["get"]["responses"][again.status().as_str()];
    assert!(promised.is_object() && promised.get("content").is_none(), "{promised}");
    assert_eq!(again.text().await.unwrap(), "");
}

#[rstest]
#[case("board", "BoardState")]
#[case("phone", "PhoneState")]
#[tokio::test]
async fn live_states_are_as_described(#[case] audience: &str, #[case] schema: &str) {
    let (described, conference, _) = Described::full().await;
    let address = &described.server.address;
    let url = format!("{address}/api/v1/live/{}?audience={audience}", conference.code);
    let mut stream = reqwest::get(url).await.unwrap().bytes_stream();
    let mut text = String::new();
    while !text.contains("\n\n") {
        let bytes = stream.next().await.unwrap().unwrap();
        text.push_str(std::str::from_utf8(&bytes).unwrap());
    }
    let data = text.lines().find_map(|line| line.strip_prefix("data: ")).unwrap();
    let state: Value = serde_json::from_str(data).unwrap();
    let schema = &described.document["components"]["schemas"][schema];
    assert_eq!(misfits(&described.document, schema, &state), [""; 0]);
}

#[rstest]
#[case("get", "/offers", "/offers?city=%3C", None, 422)]
#[case("get", "/offers", "/offers?q=%00", None, 422)]
#[case("get", "/map", "/map?lang=xx", None, 422)]
#[case("get", "/offers/{id}", "/offers/nirgends", None, 404)]
#[case("get", "/offers/{id}/calendar.ics", "/offers/nirgends/calendar.ics", None, 404)]
#[case("post", "/offers/{id}/reports", "/offers/nirgends/reports", Some(r#"{"text":""}"#), 422)]
#[case("post", "/offers/{id}/reports", "/offers/nirgends/reports", Some("{}"), 400)]
#[case("get", "/conferences/{code}", "/conferences/K7M4P0", None, 422)]
#[case("get", "/conferences/{code}", "/conferences/K7M4P", None, 422)]
#[case("post", "/conferences/{code}/join", "/conferences/K7M4PX/join", None, 404)]
#[case("get", "/live/{code}", "/live/K7M4PX", None, 404)]
#[case("get", "/conferences/{code}", "/conferences/CODE?texts=%3C", None, 422)]
#[case("get", "/conferences/{code}/state", "/conferences/K7M4PX/state", None, 404)]
#[case(
    "get",
    "/conferences/{code}/documentation",
    "/conferences/CODE/documentation?lang=xx",
    None,
    422
)]
#[case(
    "get",
    "/conferences/{code}/documentation.csv",
    "/conferences/K7M4PX/documentation.csv",
    None,
    404
)]
#[case("get", "/conferences/{code}/receipts", "/conferences/CODE/receipts?words=123", None, 422)]
#[case("get", "/organisers/{key}", "/organisers/nobody", None, 404)]
#[case("get", "/rounds/{id}/recount.jsonl", "/rounds/none/recount.jsonl", None, 404)]
#[case("get", "/rounds/{id}/recount.jsonl", "/rounds/ROUND/recount.jsonl", None, 409)]
#[case("get", "/rounds/{id}/result.html", "/rounds/none/result.html", None, 404)]
#[case("get", "/rounds/{id}/result.csv", "/rounds/ROUND/result.csv", None, 409)]
#[case("get", "/rounds/{id}/ballot", "/rounds/none/ballot", None, 404)]
#[case("get", "/rounds/{id}/ballot", "/rounds/ROUND/ballot", None, 401)]
#[case(
    "put",
    "/rounds/{id}/ballot",
    "/rounds/none/ballot",
    Some(r#"{"revision":1,"dots":{"a":-1}}"#),
    422
)]
#[case(
    "put",
    "/rounds/{id}/ballot",
    "/rounds/ROUND/ballot",
    Some(r#"{"revision":1,"dots":{}}"#),
    401
)]
#[tokio::test]
async fn failures_are_as_described(
    #[case] method: &str,
    #[case] path: &str,
    #[case] url: &str,
    #[case] body: Option<&'static str>,
    #[case] status: u16,
) {
    let (described, conference, round) = Described::full().await;
    let url = url.replace("CODE", conference.code.as_str()).replace("ROUND", round.id.as_str());
    let url = format!("{}/api/v1{url}", described.server.address);
    let verb = Method::from_bytes(method.to_uppercase().as_bytes()).unwrap();
    let mut request = reqwest::Client::new().request(verb, url);
    if let Some(body) = body {
        request = request.header("content-type", "application/json").body(body);
    }
    let answer = request.send().await.unwrap();
    assert_eq!(answer.status().as_u16(), status);
    described.expect((method, &format!("/api/v1{path}")), answer).await;
}
