//! Compares actual error responses with the `OpenAPI` document.

use super::DocumentedServer;
use crate::harness::{Participant, ballot};
use backend::voting::RoundSettings;
use reqwest::Method;
use rstest::rstest;
use shared::voting::round::Access;

#[rstest]
#[case("get", "/offers", "/offers?city=%3C", None, 422)]
#[case("get", "/offers", "/offers?q=%00", None, 422)]
#[case("get", "/map", "/map?lang=xx", None, 422)]
#[case("get", "/about", "/about?lang=xx", None, 422)]
#[case("get", "/calendar.ics", "/calendar.ics?city=%3C", None, 422)]
#[case("get", "/calendar.atom", "/calendar.atom?times=never", None, 400)]
#[case("get", "/about", "/about?lang=de&lang=de", None, 400)]
#[case("get", "/offers", "/offers?q=a&q=b", None, 400)]
#[case("get", "/providers", "/providers?page=1&page=2", None, 400)]
#[case("get", "/providers", "/providers?page=4294967296", None, 422)]
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
async fn errors_match_the_document(
    #[case] method: &str,
    #[case] path: &str,
    #[case] url: &str,
    #[case] body: Option<&'static str>,
    #[case] status: u16,
) {
    let (described, conference, round) = DocumentedServer::start_with_data().await;
    let route = url.replace("CODE", conference.code.as_str()).replace("ROUND", round.id.as_str());
    let url = format!("{}/api/v1{route}", described.server.address);
    let verb = Method::from_bytes(method.to_uppercase().as_bytes()).unwrap();
    let mut request = reqwest::Client::new().request(verb, url);
    if let Some(body) = body {
        request = request.header("content-type", "application/json").body(body);
    }
    let answer = request.send().await.unwrap();
    assert_eq!(answer.status().as_u16(), status);
    described.check_response(method, &format!("/api/v1{path}"), answer).await;
}

#[rstest]
#[case(Some("text/plain"), 415)]
#[case(None, 415)]
#[case(Some("application/json; charset=utf-8"), 400)]
#[case(Some("text/json"), 400)]
#[case(Some("application/vnd.miteinander+json"), 400)]
#[tokio::test]
async fn json_is_taken_under_each_of_its_names_and_anything_else_refused_with_words(
    #[case] content_type: Option<&'static str>,
    #[case] status: u16,
) {
    let described = DocumentedServer::start().await;
    let path = "/api/v1/offers/{id}/reports";
    let url = format!("{}/api/v1/offers/nirgends/reports?lang=uk", described.server.address);
    let mut request = reqwest::Client::new().post(url).body("{}");
    if let Some(content_type) = content_type {
        request = request.header("content-type", content_type);
    }
    let answer = request.send().await.unwrap();
    assert_eq!(answer.status().as_u16(), status);
    let answer = described.check_response("post", path, answer).await;
    let words = answer["message"].as_str().unwrap();
    assert_eq!(words.contains("Content-Type"), status == 415, "{words}");
}

#[tokio::test]
async fn errors_of_a_round_with_personal_codes_match_the_document() {
    let described = DocumentedServer::start().await;
    let server = &described.server;
    let settings = RoundSettings { access: Access::PersonalCodes, ..RoundSettings::default() };
    let (conference, _) = server.gladbeck_with(settings).await;
    let round = server.open(&conference.code).await.unwrap();
    let participant = Participant::joined(&server.address, &conference.code).await;
    let path = "/api/v1/rounds/{id}/ballot";
    let url = format!("{}/api/v1/rounds/{}/ballot", server.address, round.id);
    let answer = participant.client.get(&url).send().await.unwrap();
    assert_eq!(answer.status().as_u16(), 403);
    described.check_response("get", path, answer).await;
    let mut body = ballot(1, &[]);
    body["code"] = "K7M4PX9RTQ".into();
    let answer = participant.client.put(&url).json(&body).send().await.unwrap();
    assert_eq!(answer.status().as_u16(), 422);
    described.check_response("put", path, answer).await;
}
