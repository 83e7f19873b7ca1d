//! Compares actual responses with the `OpenAPI` document.

use super::DocumentedServer;
use crate::harness::{Participant, ballot};
use crate::json_schema::violations;
use backend::voting::RoundSettings;
use futures_util::StreamExt;
use rstest::rstest;
use serde_json::Value;
use shared::language::UiLanguage;
use shared::text::Text;
use shared::voting::worksheet::{Disposition, Edited, SheetForm, SheetPart};
use std::time::Duration;

#[tokio::test]
async fn responses_of_the_finder_match_the_document() {
    let (described, ..) = DocumentedServer::start_with_data().await;
    let list = "/api/v1/offers";
    let mut shown = 0;
    for page in 1..=4 {
        let url = format!("{list}?lang=uk&near=marl&page={page}");
        let found = described.check_get(list, &url).await;
        for card in found["offers"].as_array().unwrap() {
            let url = format!("{list}/{}?lang=ar", card["id"].as_str().unwrap());
            described.check_get("/api/v1/offers/{id}", &url).await;
            shown += 1;
        }
    }
    assert!(shown >= 60, "{shown}");
    described.check_get(list, "/api/v1/offers?q=kurs&weekday=mo&free=yes&sort=next").await;
    let none = described.check_get(list, "/api/v1/offers?q=schach&city=herten&free=yes").await;
    assert!(none["loosen"].is_array(), "{none}");
    for (path, url) in [
        ("/api/v1/map", "/api/v1/map?category=sprache"),
        ("/api/v1/taxonomy", "/api/v1/taxonomy"),
        ("/api/v1/about", "/api/v1/about?lang=ar"),
        ("/api/v1/offers.geojson", "/api/v1/offers.geojson?lang=tr"),
        ("/api/v1/offers.hsds.json", "/api/v1/offers.hsds.json"),
        ("/api/v1/calendar.ics", "/api/v1/calendar.ics?times=all&city=marl"),
        ("/api/v1/calendar.atom", "/api/v1/calendar.atom?lang=ar"),
        ("/api/v1/openapi.json", "/api/v1/openapi.json"),
    ] {
        described.check_get(path, url).await;
    }
    let list = "/api/v1/providers";
    let found = described.check_get(list, "/api/v1/providers?city=marl").await;
    for card in found["providers"].as_array().unwrap() {
        let url = format!("{list}/{}", card["id"].as_str().unwrap());
        described.check_get("/api/v1/providers/{id}", &url).await;
    }
}

#[tokio::test]
async fn responses_about_a_conference_match_the_document() {
    let (described, conference, round) = DocumentedServer::start_with_data().await;
    let server = &described.server;
    let participant = Participant::new(&server.address);
    let client = &participant.client;
    let at = |path: &str| format!("{}/api/v1{path}", server.address);
    let phone = at(&format!("/conferences/{}/phone", conference.code));
    let path = "/api/v1/conferences/{code}/phone";
    described.check_response("get", path, client.get(phone).send().await.unwrap()).await;
    let join = at(&format!("/conferences/{}/join", conference.code));
    let path = "/api/v1/conferences/{code}/join";
    described.check_response("post", path, client.post(join).send().await.unwrap()).await;
    let own = at(&format!("/rounds/{}/ballot", round.id));
    let path = "/api/v1/rounds/{id}/ballot";
    let body = ballot(1, &[(conference.fields[0].challenges[0].id.as_str(), 2)]);
    let schema = &described.document["components"]["schemas"]["BallotRequest"];
    assert_eq!(violations(&described.document, schema, &body), [""; 0]);
    described.check_response("put", path, client.put(&own).json(&body).send().await.unwrap()).await;
    described.check_response("get", path, client.get(&own).send().await.unwrap()).await;
    for name in ["", "/phone", "/board"] {
        let url = at(&format!("/conferences/{}{name}", conference.code));
        let path = format!("/api/v1/conferences/{{code}}{name}");
        described.check_response("get", &path, client.get(url).send().await.unwrap()).await;
    }
    server.close(&conference.code, Duration::from_secs(30)).await.unwrap();
    let url = format!("/api/v1/rounds/{}/result", round.id);
    let result = described.check_get("/api/v1/rounds/{id}/result", &url).await;
    assert_eq!(result["votes"]["dots"], 2);
}

#[tokio::test]
async fn responses_about_a_complete_evening_match_the_document() {
    let described = DocumentedServer::start().await;
    let server = &described.server;
    let settings = RoundSettings { name: Text::parse("Runde").ok(), ..RoundSettings::default() };
    let (conference, round) = server.example_with(settings).await;
    let code = &conference.code;
    server.open(code).await.unwrap();
    let organiser = server.service.authorise_operator(code).await.unwrap();
    let part = &conference.fields[2].challenges[2].parts[0].id;
    let dots = [(part.clone(), 7)].into();
    server.service.enter_paper(&organiser, &round.id, dots).await.unwrap();
    let participant = Participant::joined(&server.address, code).await;
    participant.cast(&round, 1, &[(part.as_str(), 2)]).await;
    let words = participant.ballot_answer(&round).await.receipt.unwrap();
    server.close(code, Duration::ZERO).await.unwrap();
    let link = server.service.show_table_link(&organiser, UiLanguage::De).await.unwrap();
    let key = link.address.rsplit('/').next().unwrap();
    let table = server.service.authorise_table(code, key).await.unwrap();
    let goals = Edited { shown: String::new(), typed: "Alle wohnen".to_owned() };
    let disposition = Edited { shown: None, typed: Some(Disposition::Later) };
    let sheet = SheetForm { texts: [(SheetPart::Goals, goals)].into(), disposition };
    let challenge = &conference.fields[2].challenges[2].id;
    server.service.save_worksheet(&table, challenge, &sheet).await.unwrap();
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
        described.check_get(&path, &url).await;
    }
    for more in ["/result", "/result.json", "/recount.jsonl"] {
        let url = format!("/api/v1/rounds/{}{more}", round.id);
        described.check_get(&format!("/api/v1/rounds/{{id}}{more}"), &url).await;
    }
    let key = server.service.renew_key(&organiser).await.unwrap();
    let url = format!("/api/v1/organisers/{}", key.as_str());
    let shown = described.check_get("/api/v1/organisers/{key}", &url).await;
    assert_eq!(shown["rounds"].as_array().map(Vec::len), Some(2), "{shown}");
}

#[tokio::test]
async fn a_response_without_a_state_matches_the_document() {
    let (described, conference, _) = DocumentedServer::start_with_data().await;
    let path = "/api/v1/conferences/{code}/state";
    let url = format!("/api/v1/conferences/{}/state", conference.code);
    let state = described.check_get(path, &url).await;
    let again =
        format!("{}{url}?after={}", described.server.address, state["version"].as_str().unwrap());
    let again = reqwest::get(again).await.unwrap();
    let documented =
        &described.document["paths"][path]["get"]["responses"][again.status().as_str()];
    assert!(documented.is_object() && documented.get("content").is_none(), "{documented}");
    assert_eq!(again.text().await.unwrap(), "");
}

#[rstest]
#[case("board", "BoardState")]
#[case("phone", "PhoneState")]
#[tokio::test]
async fn live_states_match_the_document(#[case] audience: &str, #[case] schema: &str) {
    let (described, conference, _) = DocumentedServer::start_with_data().await;
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
    assert_eq!(violations(&described.document, schema, &state), [""; 0]);
}
