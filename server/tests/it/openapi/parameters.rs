//! Compares what the server takes from a request with what the `OpenAPI` document allows, value by
//! value.

use super::DocumentedServer;
use crate::json_schema::violations;
use reqwest::StatusCode;
use rstest::rstest;
use serde_json::{Value, json};

impl DocumentedServer {
    /// The status of a request for a path of the document, with its parameters filled in.
    async fn status_of(&self, url: &str) -> StatusCode {
        reqwest::get(format!("{}{url}", self.server.address)).await.unwrap().status()
    }

    /// Whether the document allows a text as the value of a query parameter.
    fn allows(&self, parameter: &Value, text: &str) -> bool {
        let schema = &parameter["schema"];
        let is_list = schema["type"] == "array";
        let value = if is_list { json!([text]) } else { json!(text) };
        violations(&self.document, schema, &value).is_empty()
    }
}

#[tokio::test]
async fn an_empty_parameter_is_taken_exactly_where_the_document_allows_it() {
    let (described, conference, round) = DocumentedServer::start_with_data().await;
    let offers = described.server.get("/api/v1/offers").await.1;
    let providers = described.server.get("/api/v1/providers").await.1;
    let (mut compared, mut different) = (0, Vec::new());
    for (path, _, operation) in described.operations() {
        let id = match path {
            _ if path.contains("/offers/") => offers["offers"][0]["id"].as_str().unwrap(),
            _ if path.contains("/providers/") => providers["providers"][0]["id"].as_str().unwrap(),
            _ => round.id.as_str(),
        };
        let url = path.replace("{code}", conference.code.as_str()).replace("{id}", id);
        // Closed rounds and live streams are tested elsewhere.
        if path.contains("/live/") || described.status_of(&url).await != StatusCode::OK {
            continue;
        }
        for parameter in operation["parameters"].as_array().into_iter().flatten() {
            let parameter = described.resolve(parameter);
            if parameter["in"] != "query" {
                continue;
            }
            let name = parameter["name"].as_str().unwrap();
            let status = described.status_of(&format!("{url}?{name}=")).await;
            let is_allowed = described.allows(parameter, "");
            if status.is_success() != is_allowed {
                different.push(format!("{url}?{name}= is {status}, allowed: {is_allowed}"));
            }
            compared += 1;
        }
    }
    assert_eq!(different, [""; 0]);
    assert!(compared > 50, "{compared}");
}

#[rstest]
#[case("info@beispiel.example", 200)]
#[case("", 200)]
#[case("in\u{1}fo@beispiel.example", 422)]
#[case("info@bei\u{7f}spiel.example", 422)]
#[case("info@beispiel.exam\u{1b}ple", 422)]
#[case("info@beispiel.example\u{9b}", 422)]
#[case("in fo@beispiel.example", 422)]
#[tokio::test]
async fn a_mail_address_is_taken_exactly_where_the_document_allows_it(
    #[case] address: &str,
    #[case] expected: u16,
) {
    let (described, ..) = DocumentedServer::start_with_data().await;
    let offers = described.server.get("/api/v1/offers").await.1;
    let id = offers["offers"][0]["id"].as_str().unwrap();
    let url = format!("{}/api/v1/offers/{id}/reports", described.server.address);
    let body = json!({ "text": "Nummer falsch", "reply_to": address });
    let answer = reqwest::Client::new().post(url).json(&body).send().await.unwrap();
    assert_eq!(answer.status().as_u16(), expected);
    let schemas = &described.document["components"]["schemas"];
    let is_allowed =
        |schema: &Value, value: &Value| violations(&described.document, schema, value).is_empty();
    assert_eq!(is_allowed(&schemas["ReportRequest"], &body), expected == 200);
    // The same address as it is shown in answers, where an empty one is left out.
    if !address.is_empty() {
        assert_eq!(is_allowed(&schemas["Mail"], &json!(address)), expected == 200);
    }
}
