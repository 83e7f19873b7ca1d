//! Compares the `OpenAPI` document with the existing routes; `answers` and `failures` compare it
//! with actual responses, `parameters` with what is taken from requests.

mod answers;
mod failures;
mod parameters;

use crate::harness::{Engine, Server, demo_offers, read_json};
use crate::json_schema::violations;
use reqwest::{Method, Response};
use serde_json::{Map, Value, json};
use shared::voting::conference::Conference;
use shared::voting::round::Round;
use std::collections::BTreeSet;

/// A server with its `OpenAPI` document.
struct DocumentedServer {
    server: Server,
    document: Value,
}

impl DocumentedServer {
    async fn start() -> Self {
        let server = Server::start(Engine::Sqlite).await;
        let (_, document) = server.get("/api/v1/openapi.json").await;
        Self { server, document }
    }

    fn operations(&self) -> Vec<(&str, &str, &Value)> {
        let paths = self.document["paths"].as_object().unwrap().iter();
        paths
            .flat_map(|(path, item)| {
                let item = item.as_object().unwrap().iter();
                item.map(move |(method, operation)| (path.as_str(), method.as_str(), operation))
            })
            .collect()
    }

    /// The target of a reference, or the value itself.
    fn resolve<'a>(&'a self, value: &'a Value) -> &'a Value {
        let target = value.get("$ref").and_then(Value::as_str);
        target.map_or(value, |target| self.document.pointer(&target[1..]).unwrap())
    }

    /// A server with the offers of the demo and an open round.
    async fn start_with_data() -> (Self, Conference, Round) {
        let described = Self::start().await;
        described.server.service.store_offers(demo_offers()).await.unwrap();
        let (conference, round) = described.server.open_gladbeck().await;
        (described, conference, round)
    }

    /// Panics unless the response matches the document for this operation; returns its body.
    async fn check_response(&self, method: &str, path: &str, response: Response) -> Value {
        let operation = &self.document["paths"][path][method];
        let (url, status) = (response.url().to_string(), response.status());
        let documented = &operation["responses"][status.as_str()];
        assert!(documented.is_object(), "{method} {url}: {status} is not documented");
        let content_type = response.headers()["content-type"].to_str().unwrap().to_owned();
        let media_type = content_type.split(';').next().unwrap();
        let content = &self.resolve(documented)["content"][media_type];
        assert!(content.is_object(), "{method} {url}: {media_type} is not documented");
        let value = if media_type.ends_with("json") {
            read_json(response).await.1
        } else {
            Value::String(response.text().await.unwrap())
        };
        let violations = violations(&self.document, &content["schema"], &value);
        assert!(violations.is_empty(), "{method} {url}: {violations:#?}");
        value
    }

    async fn check_get(&self, path: &str, url: &str) -> Value {
        let response = reqwest::get(format!("{}{url}", self.server.address)).await.unwrap();
        self.check_response("get", path, response).await
    }
}

/// Every object within a value.
fn objects(value: &Value) -> Vec<&Map<String, Value>> {
    let children: Vec<&Value> = match value {
        Value::Object(members) => members.values().collect(),
        Value::Array(items) => items.iter().collect(),
        _ => Vec::new(),
    };
    value.as_object().into_iter().chain(children.into_iter().flat_map(objects)).collect()
}

/// Names of the path parameters.
fn path_parameters(path: &str) -> BTreeSet<&str> {
    path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}')).collect()
}

#[tokio::test]
async fn the_document_is_openapi_and_cacheable_for_an_hour() {
    let described = DocumentedServer::start().await;
    let document = &described.document;
    assert_eq!(document["openapi"], "3.1.0");
    for member in ["/info/title", "/info/version", "/components/securitySchemes/participant"] {
        assert!(document.pointer(member).is_some(), "{member}");
    }
    let url = format!("{}/api/v1/openapi.json", described.server.address);
    let answer = reqwest::get(url).await.unwrap();
    assert_eq!(answer.headers()["content-type"], "application/json");
    assert_eq!(answer.headers()["cache-control"], "public, max-age=3600");
    let tags: Vec<&Value> =
        document["tags"].as_array().unwrap().iter().map(|tag| &tag["name"]).collect();
    let mut ids = BTreeSet::new();
    for (path, method, operation) in described.operations() {
        let is_present = |name: &str| operation[name].as_str().is_some_and(|t| !t.is_empty());
        assert!(is_present("summary") && is_present("operationId"), "{method} {path}");
        assert!(ids.insert(operation["operationId"].as_str()), "{method} {path}: duplicate id");
        assert!(tags.contains(&&operation["tags"][0]), "{method} {path}");
        assert!(operation["responses"]["200"].is_object(), "{method} {path}");
        for (status, response) in operation["responses"].as_object().unwrap() {
            let text = &described.resolve(response)["description"];
            assert!(text.is_string(), "{method} {path} {status}");
        }
        let parameters: Vec<&Value> = operation["parameters"]
            .as_array()
            .into_iter()
            .flatten()
            .map(|parameter| described.resolve(parameter))
            .collect();
        let in_path: BTreeSet<&str> = parameters
            .iter()
            .filter(|parameter| parameter["in"] == "path")
            .map(|parameter| parameter["name"].as_str().unwrap())
            .collect();
        assert_eq!(in_path, path_parameters(path));
        let names: BTreeSet<&str> =
            parameters.iter().map(|one| one["name"].as_str().unwrap()).collect();
        assert_eq!(names.len(), parameters.len(), "{method} {path}: duplicate parameter");
        for one in parameters {
            assert!(one["schema"].is_object() && one["required"].is_boolean(), "{path} {one}");
        }
    }
}

#[tokio::test]
async fn descriptions_contain_no_rust_syntax() {
    let described = DocumentedServer::start().await;
    let constant = regex::Regex::new("`[A-Z]+_[A-Z_]+`").unwrap();
    for object in objects(&described.document["components"]["schemas"]) {
        let Some(text) = object.get("description").and_then(Value::as_str) else { continue };
        let is_code = ["::", "[`", "`None`"].iter().any(|word| text.contains(word));
        assert!(!is_code && !constant.is_match(text), "{text}");
    }
}

#[tokio::test]
async fn exactly_the_existing_routes_are_documented() {
    let described = DocumentedServer::start().await;
    let documented: BTreeSet<(String, String)> = described
        .operations()
        .into_iter()
        .map(|(path, method, _)| (path.to_owned(), method.to_uppercase()))
        .collect();
    let mut existing = BTreeSet::new();
    for path in server::http::api_paths() {
        // No route accepts this method, and the error response names those it does accept.
        let filled = path.replace(['{', '}'], "");
        let url = format!("{}{filled}", described.server.address);
        let answer = reqwest::Client::new().request(Method::OPTIONS, url).send().await.unwrap();
        assert_eq!(answer.status().as_u16(), 405, "{path}");
        let allowed = answer.headers()["allow"].to_str().unwrap();
        // Every route with GET also accepts HEAD.
        let methods = allowed.split(',').map(str::trim).filter(|method| *method != "HEAD");
        existing.extend(methods.map(|method| (path.clone(), method.to_owned())));
    }
    assert_eq!(documented, existing);
}

#[tokio::test]
async fn every_reference_resolves_and_every_schema_is_used() {
    let described = DocumentedServer::start().await;
    let references: BTreeSet<&str> = objects(&described.document)
        .into_iter()
        .filter_map(|object| object.get("$ref")?.as_str())
        .collect();
    assert!(references.len() > 50, "{}", references.len());
    for reference in &references {
        let target = reference.strip_prefix('#').unwrap();
        assert!(described.document.pointer(target).is_some(), "{reference}");
    }
    for name in described.document["components"]["schemas"].as_object().unwrap().keys() {
        let reference = format!("#/components/schemas/{name}");
        assert!(references.contains(reference.as_str()), "{name} is not used");
    }
}

#[test]
fn the_schema_validator_finds_violations() {
    let schema = json!({
        "type": "object",
        "required": ["a"],
        "properties": { "a": { "type": "string", "pattern": "^x" }, "b": { "type": "integer" } },
    });
    let count = |value: Value| violations(&Value::Null, &schema, &value).len();
    assert_eq!(count(json!({ "a": "x", "b": 1 })), 0);
    assert_eq!(count(json!({ "a": "y", "b": 1.5 })), 2);
    assert_eq!(count(json!({ "c": 1 })), 2);
    assert_eq!(count(json!(["a"])), 1);
}
