//! The description of the interface, held against the routes there are; `answers` and `failures`
//! do so with what they answer.

mod answers;
mod failures;

use crate::harness::{Engine, Server, demo_offers, json_of};
use crate::json_schema::misfits;
use reqwest::{Method, Response};
use serde_json::{Map, Value, json};
use shared::voting::conference::Conference;
use shared::voting::round::Round;
use std::collections::BTreeSet;

/// A server with its description.
struct Described {
    server: Server,
    document: Value,
}

impl Described {
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

    /// What a reference leads to, or the value itself.
    fn followed<'a>(&'a self, value: &'a Value) -> &'a Value {
        let target = value.get("$ref").and_then(Value::as_str);
        target.map_or(value, |target| self.document.pointer(&target[1..]).unwrap())
    }

    /// One with the demo's offers and a round that has begun.
    async fn full() -> (Self, Conference, Round) {
        let described = Self::start().await;
        described.server.service.store_offers(demo_offers()).await.unwrap();
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

/// Every object within a value.
fn objects(value: &Value) -> Vec<&Map<String, Value>> {
    let inner: Vec<&Value> = match value {
        Value::Object(members) => members.values().collect(),
        Value::Array(items) => items.iter().collect(),
        _ => Vec::new(),
    };
    let inner = inner.into_iter().flat_map(objects);
    value.as_object().into_iter().chain(inner).collect()
}

/// Names in braces.
fn parts_to_fill(path: &str) -> BTreeSet<&str> {
    path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}')).collect()
}

#[tokio::test]
async fn the_document_is_openapi_and_may_be_kept_for_an_hour() {
    let described = Described::start().await;
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
        let is_written = |member: &str| operation[member].as_str().is_some_and(|t| !t.is_empty());
        assert!(is_written("summary") && is_written("operationId"), "{method} {path}");
        assert!(ids.insert(operation["operationId"].as_str()), "{method} {path}: id given twice");
        assert!(tags.contains(&&operation["tags"][0]), "{method} {path}");
        assert!(operation["responses"]["200"].is_object(), "{method} {path}");
        for (status, response) in operation["responses"].as_object().unwrap() {
            let text = &described.followed(response)["description"];
            assert!(text.is_string(), "{method} {path} {status}");
        }
        let parameters = operation["parameters"].as_array().into_iter().flatten();
        let parameters: Vec<&Value> = parameters.map(|one| described.followed(one)).collect();
        let in_path = parameters.iter().filter(|one| one["in"] == "path");
        let in_path: BTreeSet<&str> = in_path.map(|one| one["name"].as_str().unwrap()).collect();
        assert_eq!(in_path, parts_to_fill(path));
        let names: BTreeSet<&str> =
            parameters.iter().map(|one| one["name"].as_str().unwrap()).collect();
        assert_eq!(names.len(), parameters.len(), "{method} {path}: parameter given twice");
        for one in parameters {
            assert!(one["schema"].is_object() && one["required"].is_boolean(), "{path} {one}");
        }
    }
}

#[tokio::test]
async fn descriptions_can_be_read_without_the_code() {
    let described = Described::start().await;
    let constant = regex::Regex::new("`[A-Z]+_[A-Z_]+`").unwrap();
    for object in objects(&described.document["components"]["schemas"]) {
        let Some(text) = object.get("description").and_then(Value::as_str) else { continue };
        let is_code = ["::", "[`", "`None`"].iter().any(|word| text.contains(word));
        assert!(!is_code && !constant.is_match(text), "{text}");
    }
}

#[tokio::test]
async fn every_route_is_described_and_nothing_else() {
    let described = Described::start().await;
    let said: BTreeSet<(String, String)> = described
        .operations()
        .into_iter()
        .map(|(path, method, _)| (path.to_owned(), method.to_uppercase()))
        .collect();
    let mut there = BTreeSet::new();
    for path in server::http::api_paths() {
        // No route takes this method, and the refusal names those it does take.
        let filled = path.replace(['{', '}'], "");
        let url = format!("{}{filled}", described.server.address);
        let answer = reqwest::Client::new().request(Method::OPTIONS, url).send().await.unwrap();
        assert_eq!(answer.status().as_u16(), 405, "{path}");
        let methods = answer.headers()["allow"].to_str().unwrap().split(',');
        // Whatever answers GET answers HEAD as well.
        let methods = methods.map(str::trim).filter(|method| *method != "HEAD");
        there.extend(methods.map(|method| (path.clone(), method.to_owned())));
    }
    assert_eq!(said, there);
}

#[tokio::test]
async fn every_reference_resolves_and_every_schema_is_referred_to() {
    let described = Described::start().await;
    let references = objects(&described.document);
    let references = references.into_iter().filter_map(|one| one.get("$ref")?.as_str());
    let references: BTreeSet<&str> = references.collect();
    assert!(references.len() > 50, "{}", references.len());
    for reference in &references {
        let target = reference.strip_prefix('#').unwrap();
        assert!(described.document.pointer(target).is_some(), "{reference}");
    }
    for name in described.document["components"]["schemas"].as_object().unwrap().keys() {
        let reference = format!("#/components/schemas/{name}");
        assert!(references.contains(reference.as_str()), "nobody refers to {name}");
    }
}

#[test]
fn the_check_finds_what_does_not_fit() {
    let schema = json!({
        "type": "object",
        "required": ["a"],
        "properties": { "a": { "type": "string", "pattern": "^x" }, "b": { "type": "integer" } },
    });
    let count = |value: Value| misfits(&Value::Null, &schema, &value).len();
    assert_eq!(count(json!({ "a": "x", "b": 1 })), 0);
    assert_eq!(count(json!({ "a": "y", "b": 1.5 })), 2);
    assert_eq!(count(json!({ "c": 1 })), 2);
    assert_eq!(count(json!(["a"])), 1);
}
