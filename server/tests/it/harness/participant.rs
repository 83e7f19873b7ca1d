//! A client with a cookie store: a participant's phone.

use super::read_json;
use reqwest::{Client, Response, StatusCode};
use serde_json::{Value, json};
use shared::api::BallotAnswer;
use shared::id::FieldId;
use shared::voting::ballot::Ballot;
use shared::voting::join_code::JoinCode;
use shared::voting::personal_code::PersonalCode;
use shared::voting::round::Round;

/// A participant's phone: a client with cookies of its own.
pub(crate) struct Participant {
    pub(crate) client: Client,
    address: String,
}

impl Participant {
    pub(crate) fn new(address: &str) -> Self {
        let client = Client::builder()
            .cookie_store(true)
            .redirect(reqwest::redirect::Policy::none())
            .build()
            .unwrap();
        Self { client, address: address.to_owned() }
    }

    /// A participant who has joined.
    pub(crate) async fn joined(address: &str, code: &JoinCode) -> Self {
        let participant = Self::new(address);
        participant.join(code).await;
        participant
    }

    /// Loads the page and joins, as the browser's program does.
    pub(crate) async fn join(&self, code: &JoinCode) {
        let page = self.fetch(&format!("/api/v1/conferences/{code}/phone")).await;
        assert_eq!(page.status(), StatusCode::OK);
        let url = format!("{}/api/v1/conferences/{code}/join", self.address);
        let answer = self.client.post(url).send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::OK);
    }

    /// A participant who has scanned a card.
    pub(crate) async fn with_card(address: &str, code: &JoinCode, card: &PersonalCode) -> Self {
        let participant = Self::new(address);
        let answer = participant.fetch(&format!("/{code}/{}", card.as_str())).await;
        assert_eq!(answer.status(), StatusCode::SEE_OTHER);
        participant
    }

    pub(crate) fn address(&self) -> &str {
        &self.address
    }

    /// The same participant, with the same cookies, at the server's new address.
    pub(crate) fn moved_to(&self, address: &str) -> Self {
        Self { client: self.client.clone(), address: address.to_owned() }
    }

    /// Requests a page or a file.
    pub(crate) async fn fetch(&self, path: &str) -> Response {
        self.client.get(format!("{}{path}", self.address)).send().await.unwrap()
    }

    pub(crate) async fn get(&self, path: &str) -> (StatusCode, Value) {
        read_json(self.fetch(path).await).await
    }

    /// Posts a plain form.
    pub(crate) async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Response {
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        self.client
            .post(format!("{}{path}", self.address))
            .header("content-type", "application/x-www-form-urlencoded")
            .body(body)
            .send()
            .await
            .unwrap()
    }

    pub(crate) async fn put(&self, round: &Round, body: &Value) -> (StatusCode, Value) {
        let url = format!("{}/api/v1/rounds/{}/ballot", self.address, round.id);
        read_json(self.client.put(url).json(body).send().await.unwrap()).await
    }

    /// Casts a ballot that must be accepted; returns the stored one.
    pub(crate) async fn cast(&self, round: &Round, revision: u64, dots: &[(&str, u32)]) -> Ballot {
        let (status, answer) = self.put(round, &ballot(revision, dots)).await;
        assert_eq!(status, StatusCode::OK, "{answer}");
        serde_json::from_value::<BallotAnswer>(answer).unwrap().ballot
    }

    /// The stored ballot.
    pub(crate) async fn held(&self, round: &Round) -> Ballot {
        self.ballot_answer(round).await.ballot
    }

    /// The stored ballot with its receipt.
    pub(crate) async fn ballot_answer(&self, round: &Round) -> BallotAnswer {
        let (status, answer) = self.get(&format!("/api/v1/rounds/{}/ballot", round.id)).await;
        assert_eq!(status, StatusCode::OK, "{answer}");
        serde_json::from_value(answer).unwrap()
    }
}

/// The JSON body of a ballot.
pub(crate) fn ballot(revision: u64, dots: &[(&str, u32)]) -> Value {
    let dots: serde_json::Map<String, Value> =
        dots.iter().map(|(id, count)| ((*id).to_owned(), json!(count))).collect();
    json!({ "revision": revision, "dots": dots })
}

/// The same with a field chosen.
pub(crate) fn ballot_in(field: &FieldId, revision: u64, dots: &[(&str, u32)]) -> Value {
    let mut body = ballot(revision, dots);
    body["field"] = json!(field);
    body
}
